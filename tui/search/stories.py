"""The story of the hit under the cursor: its other tellings, and timelines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.jobs.messages import GoToItem
from tui.jobs.stories import StoryJobs
from tui.stories.commands import SearchTimeline, StoryCommands
from tui.stories.tellings_panel import TellingsPanel
from tui.text.stories.timeline import query_term

if TYPE_CHECKING:
    from textual.screen import Screen

    from digests import Library
    from tui.keys.command_groups import CommandGroup
    from tui.search.hit_list import HitList
    from tui.search.query_line import SearchLine
    from tui.text.stories.rows import StoryLook
    from tui.widgets.item_view import ItemView


class HitStories:
    """Follows the story of the hit under the cursor; a `StoryContext`."""

    def __init__(
        self,
        screen: Screen[Any],
        library: Library,
        look: StoryLook,
        widgets: tuple[SearchLine, HitList, ItemView],
    ) -> None:
        """Follow the stories of a screen of hits.

        Args:
            screen: Receives the library's answers; dismissed with None to go to another telling.
            library: Open.
            look: How stories are drawn.
            widgets: The query, its hits, and the preview.
        """
        self.screen = screen
        self._line, self._hits, text = widgets
        jobs = StoryJobs(screen, library, look.words.language)
        self.tellings = TellingsPanel(screen, text, jobs, look.words, self._offers_keys)
        """The tellings of the hit in the preview."""
        self.command_groups: tuple[CommandGroup, ...] = (
            StoryCommands(self, self.tellings, library, look.words),
            SearchTimeline(
                screen,
                library,
                look,
                lambda: query_term(self._line.query_text),
                lambda item_id, _: self.go_to_telling(item_id),
            ),
        )

    @property
    def story_id(self) -> str:
        """The id of the item under the cursor; empty for none, and for an issue as a whole."""
        hit = self._hits.current_item
        return hit.item_id if hit is not None else ""

    @property
    def story_title(self) -> str:
        """The title of that item; empty for none."""
        hit = self._hits.current_item
        return hit.title.text if hit is not None else ""

    def go_to_telling(self, item_id: str) -> None:
        """Leave the search and read an item in its issue; going back leads to before the search."""
        self.screen.dismiss(None)
        self.screen.app.post_message(GoToItem(item_id.partition(".")[0], item_id))

    def _offers_keys(self) -> bool:
        """Return whether the keys work: while the query is focused, they are typed."""
        return not self._line.is_focused
