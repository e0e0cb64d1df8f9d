"""The blocks at the top level of a body, and the entries of its lists, each with its line.

What several rules ask about a block is computed once and cached on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from digests.model.blocks import Code, ListBlock, Paragraph, Table, runs_in
from digests.parsing.inline.line_breaks import split_first_line
from digests.parsing.inline.lines import is_bold_line, is_numbered
from digests.parsing.inline.links import is_source_run
from digests.parsing.inline.source_words import is_only_source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digests.model.blocks import Block, Runs


_CONTENT = re.compile(r"[^\s*_:：.\-–—]")


def has_link(blocks: Iterable[Block]) -> bool:
    """Return whether any run of `blocks` has a source link."""
    return any(is_source_run(run) for run in runs_in(blocks))


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd in a body that did not stop its reading."""

    line: int
    """0-based, in the body."""

    reason: str
    """A sentence without a final full stop."""


def has_only_sources(blocks: Iterable[Block]) -> bool:
    """Return whether `blocks` are paragraphs, and lists of such, that name nothing but sources."""
    return all(
        is_only_source(block.runs)
        if isinstance(block, Paragraph)
        else isinstance(block, ListBlock) and all(map(has_only_sources, block.entries))
        for block in blocks
    )


@dataclass(frozen=True)
class Entry:
    """What may become one item: a list entry, or a numbered paragraph and what follows it."""

    blocks: tuple[Block, ...]

    line: int
    """0-based, in the body."""

    @cached_property
    def has_link(self) -> bool:
        """Whether it has a source link, nested entries included."""
        return has_link(self.blocks)

    @cached_property
    def is_source(self) -> bool:
        """Whether it only says where the story above it is from: an address, or `Paper`, `原文`."""
        return self.has_link and has_only_sources(self.blocks)

    def is_empty(self) -> bool:
        """Whether it has neither words, links, images, code nor tables, as `****:` does."""
        return not any(
            run.url or run.image or _CONTENT.search(run.text) for run in runs_in(self.blocks)
        ) and not any(isinstance(block, Code | Table) for block in self.blocks)

    @cached_property
    def first_line(self) -> Runs:
        """The first line of its first paragraph; empty when it begins with another block."""
        first = self.blocks[0]
        return split_first_line(first.runs)[0] if isinstance(first, Paragraph) else ()


@dataclass(frozen=True)
class BodyBlock:
    """A block at the top level of a body."""

    block: Block

    line: int
    """0-based, in the body."""

    level: int = 0
    """1 to 6 for a heading, whose block is a Subheading; 0 for everything else."""

    is_glued: bool = False
    """True for a heading directly below a line of text, without a blank line."""

    is_html: bool = False

    entry_lines: tuple[int, ...] = ()
    """For a list: the line of each entry, 0-based, in the body."""

    @cached_property
    def _lines(self) -> tuple[Runs, Runs]:
        return split_first_line(self.block.runs) if isinstance(self.block, Paragraph) else ((), ())

    @property
    def first_line(self) -> Runs:
        """The first line of a paragraph; empty for other blocks."""
        return self._lines[0]

    @property
    def below_first_line(self) -> Runs:
        """The other lines of a paragraph; empty for other blocks."""
        return self._lines[1]

    @cached_property
    def is_numbered(self) -> bool:
        """Whether it is a paragraph that begins with `1、`."""
        return isinstance(self.block, Paragraph) and is_numbered(self.first_line)

    @cached_property
    def is_source(self) -> bool:
        """Whether it is a paragraph that only says where the text above it is from."""
        return isinstance(self.block, Paragraph) and is_only_source(self.block.runs)

    @cached_property
    def is_bold(self) -> bool:
        """Whether it is an unnumbered paragraph whose first line has only bold words."""
        return bool(self.first_line) and not self.is_numbered and is_bold_line(self.first_line)

    @property
    def is_dangling(self) -> bool:
        """Whether it is a bold line and the whole paragraph."""
        return self.is_bold and not self.below_first_line

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The top-level entries of a list that are not empty; none for other blocks."""
        if not isinstance(self.block, ListBlock):
            return ()
        lines = self.entry_lines or (self.line,) * len(self.block.entries)
        entries = map(Entry, self.block.entries, lines)
        return tuple(entry for entry in entries if entry.blocks and not entry.is_empty())

    @property
    def begins_entries(self) -> bool:
        """Whether it is a list or a numbered paragraph."""
        return self.is_numbered or isinstance(self.block, ListBlock)
