"""Titles that only their look sets apart from the sentence behind them, on lines of their own.

`<a>Heron ships 4.2</a> The small model ...` shows at once where the title ends; its plain text does
not. So the line is broken there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from digests.html.boilerplate import is_boilerplate
from digests.html.flow import Lines, Listing, Span, block_text, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from digests.html.flow import Block, Line, Style

_FEWEST_PARAGRAPHS = 3
_FEWEST_BELOW_HEADING = 2
_MOST_NOTES = 2
_LONGEST_NOTE = 80
"""Characters."""
_FEWEST_WORDS = 3
_FEWEST_CJK = 6
_MORE_IN_LABEL = 1
_COLONS = (":", "：")
_GOES_ON = (",", "，", "、", "(", "（", "“", "-", "–")
_WORD = re.compile(r"\w+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE = re.compile(
    r"\s*(?:[-–—|:：]\s*)?[\"“‘«(（「]?(?:[A-ZÀ-ÞΑ-ЯЁ0-9]|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])"
)
_SHORTEST_SENTENCE = 40
"""Characters of the text behind a title; CJK characters count twice."""


def with_title_lines(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return `blocks` with a line break behind the linked or bold titles of entries.

    Entries are those of lists, and paragraphs that begin with bold titles: three of them, two
    below one heading, because a single one may be part of a story.
    """
    titled = [
        replace(block, entries=tuple(map(_titled, block.entries)))
        if isinstance(block, Listing)
        else block
        for block in blocks
    ]
    heads = [n for n, block in enumerate(titled) if isinstance(block, Lines) and block.level]
    parts = [titled[start:end] for start, end in pairwise([0, *heads, len(titled)])]
    counts = list(map(_count_titled, parts))
    if sum(counts) >= _FEWEST_PARAGRAPHS and max(counts) >= _FEWEST_BELOW_HEADING:
        parts = [_with_titled_paragraphs(part) for part in parts]
    return tuple(block for part in parts for block in _with_linked_entries(part))


def _count_titled(blocks: list[Block]) -> int:
    return sum(1 for block in blocks if _begins_bold(block) and _with_title(block) is not block)


def _with_titled_paragraphs(blocks: list[Block]) -> list[Block]:
    count = _count_titled(blocks)
    leads = any(_begins_bold(block) and _with_title(block) is not block for block in blocks[:2])
    if count < (1 if leads else _FEWEST_BELOW_HEADING) or 6 * count < len(blocks):
        return blocks
    return [_with_title(block) if _begins_bold(block) else block for block in blocks]


def _with_linked_entries(blocks: list[Block]) -> list[Block]:
    """Make a list of paragraphs that begin with linked titles and have notes below.

    A note is a short line, such as who wrote it. Without notes, and without emojis before the
    titles, the paragraphs stand for themselves.
    """
    firsts = {n: block for n, block in enumerate(blocks) if _begins_linked(block)}
    has_notes = any(b - a > 1 for a, b in pairwise(firsts))
    has_signs = any(isinstance(b, Lines) and _first_word(b.lines[0]) for b in blocks)
    if len(firsts) < _FEWEST_PARAGRAPHS or not (has_notes or has_signs):
        return blocks
    listed: list[Block] = []
    entries: list[tuple[Block, ...]] = []
    at = 0
    while at < len(blocks):
        if at in firsts:
            end = at + 1
            while end < len(blocks) and end - at <= _MOST_NOTES and _is_note(blocks[end]):
                end += 1
            entries.append((_with_title(blocks[at]), *blocks[at + 1 : end]))
            at = end
            continue
        listed += [Listing(tuple(entries))] if entries else []
        entries = []
        listed.append(blocks[at])
        at += 1
    return [*listed, Listing(tuple(entries))] if entries else listed


def _begins_linked(block: Block) -> bool:
    if not isinstance(block, Lines) or block.level or block.is_control:
        return False
    first = block.lines[0][_first_word(block.lines[0])]
    return bool(first.style.href and not first.image) and len(_broken(block.lines[0])) > 1


def _is_note(block: Block) -> bool:
    is_line = isinstance(block, Lines) and not block.level and not _begins_linked(block)
    return is_line and 0 < len(block_text(block)) <= _LONGEST_NOTE and not is_boilerplate(block)


def _begins_bold(block: Block) -> bool:
    if not isinstance(block, Lines) or block.level:
        return False
    return block.lines[0][_first_word(block.lines[0])].style.bold


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
    start = _first_word(line)
    for look in looks:
        end = start
        while end < len(line) and look(line[end].style) and not line[end].image:
            end += 1
        title, rest = line[:end], line[end:]
        if start < end < len(line) and _is_title(text_of(title)) and _is_sentence(rest):
            return title, (replace(rest[0], text=rest[0].text.lstrip()), *rest[1:])
    return (line,)


def _first_word(line: Line) -> int:
    """Return the index of the first span with a word: an emoji may stand before a title."""
    spans = enumerate(line)
    return next((n for n, span in spans if span.image or _WORD.search(span.text)), 0)


def _is_title(text: str) -> bool:
    end = text.rstrip()[-1:]
    if end in _GOES_ON:
        return False
    more = _MORE_IN_LABEL if end in _COLONS else 0  # "The details:" is no title
    words, cjk = len(_WORD.findall(text)), len(_CJK.findall(text))
    return words >= _FEWEST_WORDS + more or cjk >= _FEWEST_CJK + more


def _is_sentence(rest: tuple[Span, ...]) -> bool:
    text = text_of(rest)
    begins = text[:1].isspace() and _SENTENCE.match(text) is not None
    return begins and len(text) + len(_CJK.findall(text)) >= _SHORTEST_SENTENCE
