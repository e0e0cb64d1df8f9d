"""Stories, one row for each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from tui.text import styles
from tui.text.stories.rows import StoryLook, story_lines
from tui.text.wrapping import cut
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digests import ItemMarks, Story


class StoryList(VirtualList):
    """Rows of two lines; a heading may say where the time ends that somebody has."""

    def __init__(self, look: StoryLook, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """Begin without stories."""
        super().__init__(id=id)
        self._story_look = look
        self._rows: tuple[Story | str, ...] = ()

    @property
    def row_height(self) -> int:
        """A line for the title, and one for who told it."""
        return 2

    @property
    def current(self) -> Story | None:
        """The story under the cursor."""
        row = self._rows[self.cursor] if self._rows else None
        return None if isinstance(row, str) else row

    @property
    def marks(self) -> Mapping[str, ItemMarks]:
        """The marks that are shown, by item id."""
        return self._story_look.marks or {}

    def show(
        self, stories: Sequence[Story], *, item_id: str = "", heading: str = "", fitting: int = 0
    ) -> None:
        """Show stories.

        Args:
            stories: In the order of the rows.
            item_id: The cursor goes to the story that it tells, else it stays where it is.
            heading: Stands below the first `fitting` stories, if there are more.
            fitting: How many that are.
        """
        rows: tuple[Story | str, ...] = tuple(stories)
        if heading and fitting < len(rows):
            rows = (*rows[:fitting], heading, *rows[fitting:])
        self._rows = rows
        told = (n for n, row in enumerate(rows) if _tells(row, item_id))
        self.set_row_count(len(rows), cursor=next(told, self.cursor))

    def show_marks(self, marks: Mapping[str, ItemMarks]) -> None:
        """Show other marks."""
        self._story_look = replace(self._story_look, marks=marks)
        self.redraw()

    def can_rest(self, index: int) -> bool:
        """The heading is gone over."""
        return not isinstance(self._rows[index], str)

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return the lines of a story or of the heading."""
        row = self._rows[index]
        if isinstance(row, str):
            return Content(""), Content.styled(cut(f" {row}", width), styles.SUBHEADING)
        return story_lines(row, self._story_look, width)


def _tells(row: Story | str, item_id: str) -> bool:
    return not isinstance(row, str) and any(one.item_id == item_id for one in row.tellings)
