"""Blocks of a body as lines: paragraphs, nested lists, quotes, tables, and coloured code."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise, repeat
from typing import TYPE_CHECKING

from rich.cells import chop_cells
from textual.content import Content, Span

from digests import Code, ListBlock, Paragraph, Quote, Rule, Subheading
from tui.text import styles
from tui.text.runs import StyledText, moved, spans_on
from tui.text.tables import aligned_rows, rows_as_paragraphs
from tui.text.wrapping import fit, safe_width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digests import Block, Table
    from tui.text.runs import Typesetter
    from tui.text.wrapping import Line


_BULLETS = "•◦▪"
_QUOTE_BAR = "▎ "


@dataclass(frozen=True, slots=True)
class Margin:
    """The text left of a block. Each of its characters is one cell wide."""

    first: str = ""
    """In front of the first line, such as a bullet."""

    rest: str = ""
    """In front of all other lines."""

    lists: int = 0
    """How many lists the block is nested in."""

    def inside(self, first: str, rest: str, *, lists: int = 0) -> Margin:
        """Return the margin of a block that is indented further, in `lists` more lists."""
        return Margin(self.first + first, self.rest + rest, self.lists + lists)

    def below(self) -> Margin:
        """Return the margin of the blocks after the first one, which has the bullet."""
        return Margin(self.rest, self.rest, self.lists)

    def within(self, cells: int) -> Margin:
        """Return the margin cut to its last `cells`, the innermost ones."""
        return Margin(self.first[-cells:], self.rest[-cells:], self.lists)


@dataclass(frozen=True, slots=True)
class Flow:
    """Breaks blocks into lines of at most `width` cells. A margin takes half of them at most."""

    typesetter: Typesetter
    width: int

    def blocks(self, blocks: Sequence[Block], margin: Margin | None = None) -> Iterator[Content]:
        """Yield the lines of `blocks`, with an empty line between them."""
        margin = margin or Margin()
        for index, block in enumerate(blocks):
            if index:
                margin = margin.below()
                yield self._blank(margin)
            yield from self._block(block, margin)

    def text(self, styled: StyledText, margin: Margin | None = None) -> list[Content]:
        """Return the lines of one text; an empty text has one empty line."""
        margin = (margin or Margin()).within(self.width // 2)
        lines = wrap(styled.text, safe_width(self.width - len(margin.first)))
        spans = spans_on(lines, styled.spans)
        margins = chain([margin.first], repeat(margin.rest, len(lines) - 1))
        parts = zip(margins, lines, spans, strict=True)
        return [_line(before, styled.text[start:end], its) for before, (start, end), its in parts]

    def rule(self, margin: Margin | None = None) -> list[Content]:
        """Return a horizontal line from the margin to the right edge."""
        cells = self.width - len((margin or Margin()).within(self.width // 2).first)
        return self.text(StyledText("─" * cells, (Span(0, cells, styles.FAINT),)), margin)

    def _block(self, block: Block, margin: Margin) -> Iterable[Content]:
        match block:
            case Paragraph(runs):
                return self.text(self.typesetter.runs(runs).stripped(), margin)
            case Subheading(runs):
                return self.text(self.typesetter.runs(runs, styles.SUBHEADING), margin)
            case ListBlock():
                return self._list(block, margin)
            case Quote(blocks):
                return self.blocks(blocks, margin.inside(_QUOTE_BAR, _QUOTE_BAR))
            case Code():
                return self._code(block, margin)
            case Rule():
                return self.rule(margin)
            case table:
                return self._table(table, margin)

    def _list(self, block: ListBlock, margin: Margin) -> Iterator[Content]:
        bullet = _BULLETS[margin.lists % len(_BULLETS)] + " "
        last = (block.start or 0) + len(block.entries) - 1
        for index, entry in enumerate(block.entries):
            if block.start is not None:
                bullet = f"{block.start + index:>{len(str(last))}}. "
            inner = margin.inside(bullet, " " * len(bullet), lists=1)
            yield from self._entry(entry, inner)
            margin = margin.below()

    def _entry(self, blocks: Sequence[Block], margin: Margin) -> Iterator[Content]:
        """Yield the lines of an entry; only two paragraphs need an empty line between them."""
        yield from self._block(blocks[0] if blocks else Paragraph(()), margin)
        margin = margin.below()
        for previous, block in pairwise(blocks):
            if isinstance(previous, Paragraph) and isinstance(block, Paragraph):
                yield self._blank(margin)
            yield from self._block(block, margin)

    def _code(self, code: Code, margin: Margin) -> Iterator[Content]:
        cells = self.width - len(margin.within(self.width // 2).rest)
        for line in code_lines(code, cells):
            yield from self.text(line, margin)
            margin = margin.below()

    def _table(self, table: Table, margin: Margin) -> Iterator[Content]:
        room = self.width - len(margin.within(self.width // 2).rest)
        rows = aligned_rows(table, self.typesetter, room)
        if not rows:
            yield from self.blocks(rows_as_paragraphs(table), margin)
        for row in rows:
            yield from self.text(row, margin)
            margin = margin.below()

    def _blank(self, margin: Margin) -> Content:
        return _line(margin.within(self.width // 2).rest.rstrip(), "", [])


def _line(left: str, text: str, spans: list[Span]) -> Content:
    if not left:
        return Content(text, spans)
    return Content(left + text, [Span(0, len(left), styles.QUIET), *moved(spans, len(left))])


_TAB_CELLS = 4

_LONGEST_COLOURED = 10_000
"""Characters. The regular expressions of a lexer were not written for hostile text."""

_LANGUAGES = frozenset(
    "bash c c++ console cpp css diff dockerfile go html http ini java javascript js json kotlin "
    "lua makefile python py ruby rust rs scala sh shell sql swift toml ts typescript xml yaml yml "
    "zig zsh".split()
)
"""The lexers that are used: any other name would be searched for in every installed package."""


def code_lines(code: Code, width: int) -> Iterator[StyledText]:
    """Yield lines of exactly `width` cells; one that is too long continues after an arrow.

    The code is coloured if the digest names its language and it is not too long.
    """
    text = code.text.expandtabs(_TAB_CELLS)
    lines = list(_lines(text, safe_width(width - 2)))
    coloured = spans_on([line for line, _ in lines], _colours(text, code.language))
    for ((start, end), is_continued), spans in zip(lines, coloured, strict=True):
        shown = ("↪" if is_continued else " ") + fit(text[start:end], width - 2) + " "
        yield StyledText(shown, (Span(0, len(shown), styles.CODE_GROUND), *moved(spans, 1)))


def _lines(text: str, width: int) -> Iterator[tuple[Line, bool]]:
    """Yield where each line begins and ends, and whether it continues the one before."""
    start = 0
    for line in text.split("\n"):
        first = start
        for piece in chop_cells(line, width) or [""]:
            yield (start, start + len(piece)), start > first
            start += len(piece)
        start = first + len(line) + 1


def _colours(text: str, language: str) -> Sequence[Span]:
    name = language.strip("{}. ").partition(" ")[0].lower()
    if name not in _LANGUAGES or len(text) > _LONGEST_COLOURED:
        return [Span(0, len(text), styles.CODE)]
    from textual.highlight import highlight

    return highlight(text, language=name, tab_size=_TAB_CELLS).spans
