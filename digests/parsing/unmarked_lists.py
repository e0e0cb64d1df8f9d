"""Lists that Markdown does not see, or does not see as one.

Lines that begin with a bullet such as `•`, or with a link, become a list. Text between two lists
belongs to the entry above it where the lists are one: the second goes on counting, or both have
one entry. So every rule on lists holds for them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from digests.model.blocks import ListBlock, Paragraph, Rule
from digests.parsing.inline.line_breaks import split_first_line, text_of, trimmed
from digests.parsing.inline.lines import begins_with_link, skip_characters
from digests.parsing.inline.source_words import is_only_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digests.model.blocks import Block, Runs
    from digests.parsing.parts import BodyBlock

_BULLET = re.compile(r"\s*([•·●▪◦‣∙・○◆◇■□▶►➤➢✦★☆→])\s*(?=\S)")
_FEWEST = 2
"""Lines of a list."""


def mark_lists(parts: Iterable[BodyBlock]) -> list[BodyBlock]:
    """Return `parts` with the paragraphs that are lists without marks turned into lists."""
    marked = [_as_list(part) if _may_be_list(part) else part for part in parts]
    joined: list[BodyBlock] = []
    for below in _runs_of_lists(marked):
        joined.extend(_joined(below))
    return joined


def _runs_of_lists(parts: list[BodyBlock]) -> Iterator[list[BodyBlock]]:
    """Cut `parts` before headings and horizontal rules, which end every list."""
    run: list[BodyBlock] = []
    for part in parts:
        if part.level or isinstance(part.block, Rule):
            yield run
            run = []
        run.append(part)
    yield run


def _joined(parts: list[BodyBlock]) -> list[BodyBlock]:
    """Give the blocks below each list to its last entry if the lists go on counting."""
    lists = [i for i, part in enumerate(parts) if isinstance(part.block, ListBlock)]
    apart = [pair for pair in pairwise(lists) if pair[1] - pair[0] > 1]
    if (
        not apart
        or any(part.is_bold or part.is_numbered for part in parts)
        or not all(_goes_on(parts[i].block, parts[j].block) for i, j in pairwise(lists))
    ):
        return parts
    joined = parts[: lists[0]]
    for start, end in pairwise([*lists, len(parts)]):
        joined.append(_with_text_below(parts[start], parts[start + 1 : end]))
    return joined


def _goes_on(first: Block, second: Block) -> bool:
    if not isinstance(first, ListBlock) or not isinstance(second, ListBlock):
        return False
    if first.start is not None:
        return second.start == first.start + len(first.entries)
    return second.start is None and len(first.entries) == len(second.entries) == 1


def _with_text_below(part: BodyBlock, below: list[BodyBlock]) -> BodyBlock:
    if not isinstance(part.block, ListBlock) or not below:
        return part
    *entries, last = part.block.entries
    extended = (*last, *(inner.block for inner in below))
    return replace(part, block=ListBlock((*entries, extended), part.block.start))


def _may_be_list(part: BodyBlock) -> bool:
    return isinstance(part.block, Paragraph) and not part.is_html and bool(part.below_first_line)


def _as_list(part: BodyBlock) -> BodyBlock:
    lines = _lines(part.block.runs) if isinstance(part.block, Paragraph) else []
    entries = _bulleted(lines) or _linked(lines)
    if len(entries) < _FEWEST:
        return part
    block = ListBlock(tuple((Paragraph(entry),) for entry in entries))
    return replace(part, block=block, entry_lines=tuple(range(part.line, part.line + len(entries))))


def _lines(runs: Runs) -> list[Runs]:
    lines = []
    while runs:
        line, runs = split_first_line(runs)
        lines.append(line)
    return [line for line in lines if line]


def _bulleted(lines: list[Runs]) -> list[Runs]:
    """Return the lines without their bullets if each begins with the same one, else none."""
    marks = [_BULLET.match(text_of(line)) for line in lines]
    bullets = {mark[1] if mark else "" for mark in marks}
    if len(bullets) != 1 or "" in bullets:
        return []
    return [
        trimmed(skip_characters(line, mark.end()))
        for line, mark in zip(lines, marks, strict=True)
        if mark
    ]


def _linked(lines: list[Runs]) -> list[Runs]:
    """Return the lines if most begin with a link that names more than a source, else none."""
    titled = [begins_with_link(line) and not is_only_source(line) for line in lines]
    return lines if titled[:1] == [True] and 4 * sum(titled) >= 3 * len(lines) else []
