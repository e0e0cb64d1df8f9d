"""Titles that only their look sets apart from the sentence behind them, on lines of their own.

`<a>Heron ships 4.2</a> The small model ...` shows at once where the title ends; its plain text does
not. So the line is broken there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from digests.html.flow import Lines, Listing, Span, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from digests.html.flow import Block, Line, Style

_FEWEST_PARAGRAPHS = 3
_FEWEST_WORDS = 3
_FEWEST_CJK = 6
_WORD = re.compile(r"\w+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE = re.compile(
    r"\s*(?:[-–—|:：]\s*)?[\"“‘«(（「]?(?:[A-ZÀ-ÞΑ-ЯЁ0-9]|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])"
)
_SHORTEST_SENTENCE = 40
"""Characters of the text behind a title; CJK characters count twice."""


def with_title_lines(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return `blocks` with a line break behind the linked or bold titles of entries.

    Entries are those of lists, and paragraphs below one heading that begin with bold titles, if
    there are three of them: a single one may be part of a story.
    """
    titled = [
        replace(block, entries=tuple(map(_titled, block.entries)))
        if isinstance(block, Listing)
        else block
        for block in blocks
    ]
    heads = [n for n, block in enumerate(titled) if isinstance(block, Lines) and block.level]
    for start, end in pairwise([0, *heads, len(titled)]):
        titled[start:end] = _with_titled_paragraphs(titled[start:end])
    return tuple(titled)


def _with_titled_paragraphs(blocks: list[Block]) -> list[Block]:
    broken = [_with_title(block) if _begins_bold(block) else block for block in blocks]
    count = sum(1 for one, other in zip(blocks, broken, strict=True) if one is not other)
    return broken if count >= _FEWEST_PARAGRAPHS and 4 * count >= len(blocks) else blocks


def _begins_bold(block: Block) -> bool:
    return isinstance(block, Lines) and not block.level and block.lines[0][0].style.bold


def _with_title(block: Block) -> Block:
    if not isinstance(block, Lines):
        return block
    line, *others = block.lines
    broken = _broken(line)
    return replace(block, lines=(*broken, *others)) if len(broken) > 1 else block


def _titled(entry: tuple[Block, ...]) -> tuple[Block, ...]:
    first, *below = entry
    return (_with_title(first), *with_title_lines(tuple(below)))


def _broken(line: Line) -> tuple[Line, ...]:
    looks: tuple[Callable[[Style], object], ...] = (lambda s: s.href, lambda s: s.bold)
    for look in looks:
        end = next((n for n, span in enumerate(line) if not look(span.style) or span.image), 0)
        if not end or end == len(line):
            continue
        title, rest = line[:end], line[end:]
        if _is_title(text_of(title)) and _is_sentence(rest):
            return title, (replace(rest[0], text=rest[0].text.lstrip()), *rest[1:])
    return (line,)


def _is_title(text: str) -> bool:
    is_whole = not text.rstrip().endswith((",", "，", "、", "(", "（", "“", "-", "–", ":", "："))
    words, cjk = len(_WORD.findall(text)), len(_CJK.findall(text))
    return is_whole and (words >= _FEWEST_WORDS or cjk >= _FEWEST_CJK)


def _is_sentence(rest: tuple[Span, ...]) -> bool:
    text = text_of(rest)
    begins = text[:1].isspace() and _SENTENCE.match(text) is not None
    return begins and len(text) + len(_CJK.findall(text)) >= _SHORTEST_SENTENCE
