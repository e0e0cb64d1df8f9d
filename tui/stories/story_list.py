"""The list of stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.text.stories.rows import StoryLook, story_lines
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from digests import Story


class StoryList(VirtualList):
    """Lists stories, each in a row of its own."""

    def __init__(self, look: StoryLook, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """Create an empty list that draws rows by `look`."""
        super().__init__(id=id)
        self._story_look = look
        self._stories: tuple[Story, ...] = ()

    @property
    def row_height(self) -> int:
        """Two: the title and the publications."""
        return 2

    @property
    def current(self) -> Story | None:
        """The story under the cursor; None without stories."""
        return self._stories[self.cursor] if self._stories else None

    def show(self, stories: Sequence[Story], *, item_id: str = "") -> None:
        """Replace the stories, in the order of the rows.

        The cursor goes to the story with the item `item_id`; without one it keeps its index.
        """
        self._stories = tuple(stories)
        indexes = (
            index
            for index, story in enumerate(stories)
            if any(one.item_id == item_id for one in story.tellings)
        )
        self.set_row_count(len(stories), cursor=next(indexes, self.cursor))

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return the two lines of a story."""
        return story_lines(self._stories[index], self._story_look, width)
