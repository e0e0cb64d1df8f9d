"""The list of stories."""

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
    """Lists stories, with a heading after those that fit into the reading time, if any."""

    def __init__(self, look: StoryLook, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """Create an empty list that draws rows by `look`."""
        super().__init__(id=id)
        self._story_look = look
        self._rows: tuple[Story | str, ...] = ()

    @property
    def row_height(self) -> int:
        """Two: the title and the publications."""
        return 2

    @property
    def current(self) -> Story | None:
        """The story under the cursor; None without stories."""
        row = self._rows[self.cursor] if self._rows else None
        return None if isinstance(row, str) else row

    @property
    def marks(self) -> Mapping[str, ItemMarks]:
        """The shown marks, by item id; empty while they are not known."""
        return self._story_look.marks or {}

    def show(
        self, stories: Sequence[Story], *, item_id: str = "", heading: str = "", fitting: int = 0
    ) -> None:
        """Replace the stories.

        Args:
            stories: In the order of the rows.
            item_id: The cursor goes to the story with this item; without one it keeps its index.
            heading: Shown below the first `fitting` stories, if there are more.
            fitting: The number of stories above the heading.
        """
        rows: tuple[Story | str, ...] = tuple(stories)
        if heading and fitting < len(rows):
            rows = (*rows[:fitting], heading, *rows[fitting:])
        self._rows = rows
        indexes = (index for index, row in enumerate(rows) if _has_item(row, item_id))
        self.set_row_count(len(rows), cursor=next(indexes, self.cursor))

    def show_marks(self, marks: Mapping[str, ItemMarks]) -> None:
        """Replace the marks, by item id."""
        self._story_look = replace(self._story_look, marks=marks)
        self.redraw()

    def can_rest(self, index: int) -> bool:
        """Return whether the row is a story; the cursor skips the heading."""
        return not isinstance(self._rows[index], str)

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return the two lines of a story or of the heading."""
        row = self._rows[index]
        if isinstance(row, str):
            return Content(""), Content.styled(cut(f" {row}", width), styles.SUBHEADING)
        return story_lines(row, self._story_look, width)


def _has_item(row: Story | str, item_id: str) -> bool:
    return not isinstance(row, str) and any(one.item_id == item_id for one in row.tellings)
