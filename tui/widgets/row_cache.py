"""The rows of a list as they were drawn, kept until they show something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rich.segment import Segment
from textual.cache import LRUCache
from textual.content import Content
from textual.strip import Strip

from tui.text import styles
from tui.text.wrapping import display_text, safe_width, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.style import Style

_MARKER = "▌"
"""Stands before the row under the cursor, so that it is known without colours too."""

_ROWS_KEPT = 256
"""More than any terminal shows."""


class RowSource(Protocol):
    """The list whose rows are drawn."""

    @property
    def cursor(self) -> int:
        """The row under the cursor, counted from 0."""

    @property
    def row_height(self) -> int:
        """Lines that every row takes."""

    @property
    def has_focus(self) -> bool:
        """The row under the cursor looks different with it."""

    @property
    def visual_style(self) -> Style:
        """The style of a row without the cursor."""

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return the lines of row `index`, at most `row_height`, each within `width` cells."""

    def get_visual_style(self, *names: str, partial: bool = False) -> Style:
        """Return the style of a part of a row; `partial` leaves out what its parents say."""


class RowCache:
    """Draws the rows of one list when they are asked for."""

    def __init__(self, rows: RowSource) -> None:
        """Nothing is drawn yet."""
        self._list = rows
        self._kept: LRUCache[int, dict[tuple[bool, bool, int, int], list[Strip]]]
        self._kept = LRUCache(_ROWS_KEPT)
        self._look: tuple[Style, str] | None = None
        """The style and the theme in which the rows were drawn."""

    def line(self, index: int, line: int, width: int) -> Strip:
        """Return a line of a row, both counted from 0."""
        on_cursor = index == self._list.cursor
        # The screen may be drawn after the size has changed and before the list knows.
        key = (on_cursor, on_cursor and self._list.has_focus, self._list.row_height, width)
        drawn = self._kept.get(index)
        if drawn is None:
            drawn = self._kept[index] = {}
        if key not in drawn:
            drawn[key] = self._strips(index, width)
        return drawn[key][line]

    def line_without_rows(self, words: str, line: int, width: int) -> Strip:
        """Return a line of the words that stand for rows."""
        words = display_text(words)
        lines = wrap(words, safe_width(width - 2))
        start, end = lines[line] if line < len(lines) else (0, 0)
        style = self._list.visual_style
        content = Content.styled(f" {words[start:end]}", styles.SUBTITLE)
        strip = Strip(content.render_segments(style))
        return strip.adjust_cell_length(width, style.rich_style)

    def forget(self) -> None:
        """All rows show something else."""
        self._kept.clear()

    def forget_where(self, is_changed: Callable[[int], bool]) -> list[int]:
        """Forget those that show something else, and return which."""
        changed = list(filter(is_changed, tuple(self._kept.keys())))
        for index in changed:
            self._kept.discard(index)
        return changed

    def use_colours(self, style: Style, theme: str) -> None:
        """Forget all if the colours are others; the focus changes only those under the cursor."""
        if (style, theme) != self._look:
            self._look = style, theme
            self._kept.clear()

    def _strips(self, index: int, width: int) -> list[Strip]:
        base, before = self._start_of_row(on_cursor=index == self._list.cursor)
        lines = self._list.row_lines(index, width - 1)
        strips = [Strip([before, *line.render_segments(base)]) for line in lines]
        blank = Strip([before])
        strips += [blank] * (self._list.row_height - len(strips))
        return [strip.adjust_cell_length(width, base.rich_style) for strip in strips]

    def _start_of_row(self, *, on_cursor: bool) -> tuple[Style, Segment]:
        """Return the style of a row and its first cell, with the bar where the cursor is."""
        if not on_cursor:
            style = self._list.visual_style
            return style, Segment(" ", style.rich_style)
        base = self._list.get_visual_style("virtual-list--cursor")
        marker = base + self._list.get_visual_style("virtual-list--marker", partial=True)
        return base, Segment(_MARKER, marker.rich_style)
