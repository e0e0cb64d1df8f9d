"""The list of what there is to catch up: rows under which other stories of a subject fold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from digests import Headline, Story
from tui.text import styles
from tui.text.stories.headlines import headline_lines
from tui.text.stories.rows import StoryLook, story_lines
from tui.text.wrapping import cut
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digests import ItemMarks

    Row = Headline | Story | str
    """A headline, a story beneath the unfolded one above it, or a heading."""

_INDENT = 2


class HeadlineList(VirtualList):
    """Lists headlines, with a heading after those that fit into the reading time, if any."""

    def __init__(
        self,
        look: StoryLook,
        unfolded: frozenset[str] = frozenset(),
        *,
        id: str | None = None,  # noqa: A002  # Textual's own name
    ) -> None:
        """Create an empty list that draws rows by `look`; for `unfolded` see the attribute."""
        super().__init__(id=id)
        self._story_look = look
        self.unfolded = unfolded
        """Ids of items: the best tellings of stories whose headlines were unfolded."""
        self._headlines: tuple[Headline, ...] = ()
        self._heading = ""
        self._fitting = 0
        self._rows: tuple[Row, ...] = ()

    @property
    def row_height(self) -> int:
        """Two: the title, and why it is there."""
        return 2

    @property
    def current(self) -> Story | None:
        """The story to read under the cursor; None without rows."""
        row = self._row
        return row.story if isinstance(row, Headline) else row

    @property
    def chosen(self) -> tuple[Story, ...]:
        """The stories of the row under the cursor: of a folded headline all, else only its own."""
        row = self._row
        if isinstance(row, Headline) and not self._is_unfolded(row):
            return row.stories
        return (self.current,) if self.current else ()

    @property
    def marks(self) -> Mapping[str, ItemMarks]:
        """The shown marks, by item id; empty while they are not known."""
        return self._story_look.marks or {}

    def show(
        self,
        headlines: Sequence[Headline],
        *,
        item_id: str = "",
        heading: str = "",
        fitting: int = 0,
    ) -> None:
        """Replace the headlines.

        Args:
            headlines: In the order of the rows.
            item_id: The cursor goes to the row with this item; without one it keeps its index.
            heading: Shown below the first `fitting` headlines, if there are more.
            fitting: The number of headlines above the heading.
        """
        self._headlines, self._heading, self._fitting = tuple(headlines), heading, fitting
        self._lay_out(item_id)

    def show_marks(self, marks: Mapping[str, ItemMarks]) -> None:
        """Replace the marks, by item id."""
        self._story_look = replace(self._story_look, marks=marks)
        self.redraw()

    def can_unfold(self) -> bool:
        """Return whether the row under the cursor has stories beneath it that are not shown."""
        row = self._row
        return isinstance(row, Headline) and bool(row.others) and not self._is_unfolded(row)

    def can_fold(self) -> bool:
        """Return whether the row under the cursor is of an unfolded headline."""
        headline = self._headline_above
        return headline is not None and self._is_unfolded(headline)

    def unfold(self) -> None:
        """Show the other stories of the headline under the cursor beneath it."""
        if self.can_unfold() and self.current is not None:
            self.unfolded |= {self.current.best.item_id}
            self._lay_out(self.current.best.item_id)

    def fold(self) -> None:
        """Hide the stories beneath the headline of the row under the cursor, which goes to it."""
        headline = self._headline_above
        if headline is not None:
            self.unfolded -= _best_ids(headline)
            self._lay_out(headline.story.best.item_id)

    def can_rest(self, index: int) -> bool:
        """Return whether the row is a headline or a story; the cursor skips the heading."""
        return not isinstance(self._rows[index], str)

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return the two lines of a row."""
        row, look = self._rows[index], self._story_look
        if isinstance(row, str):
            return Content(""), Content.styled(cut(f" {row}", width), styles.SUBHEADING)
        if isinstance(row, Headline):
            return headline_lines(row, look, width, is_folded=not self._is_unfolded(row))
        lines = story_lines(row, look, max(width - _INDENT, 0))
        return [Content.assemble(" " * _INDENT, line).truncate(width) for line in lines]

    @property
    def _row(self) -> Headline | Story | None:
        row = self._rows[self.cursor] if self._rows else None
        return None if isinstance(row, str) else row

    @property
    def _headline_above(self) -> Headline | None:
        """The headline of the row under the cursor."""
        above = reversed(self._rows[: self.cursor + 1])
        return next((row for row in above if isinstance(row, Headline)), None)

    def _is_unfolded(self, headline: Headline) -> bool:
        return bool(headline.others) and not self.unfolded.isdisjoint(_best_ids(headline))

    def _lay_out(self, item_id: str) -> None:
        self._rows = tuple(self._laid_out())
        indexes = (index for index, row in enumerate(self._rows) if self._has_item(row, item_id))
        self.set_row_count(len(self._rows), cursor=next(indexes, self.cursor))

    def _laid_out(self) -> Iterator[Row]:
        for index, headline in enumerate(self._headlines):
            if self._heading and index == self._fitting:
                yield self._heading
            yield headline
            if self._is_unfolded(headline):
                yield from headline.others

    def _has_item(self, row: Row, item_id: str) -> bool:
        if isinstance(row, str):
            return False
        if isinstance(row, Headline):
            stories = (row.story,) if self._is_unfolded(row) else row.stories
        else:
            stories = (row,)
        return any(one.item_id == item_id for story in stories for one in story.tellings)


def _best_ids(headline: Headline) -> frozenset[str]:
    return frozenset(story.best.item_id for story in headline.stories)
