"""The stories of hits: their other tellings below the preview, the way there, and timelines."""

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
    from tui.keys.command_groups import Carrier
    from tui.search.hit_list import HitList
    from tui.search.query_line import SearchLine
    from tui.text.stories.rows import StoryLook
    from tui.widgets.item_view import ItemView


class HitStories:
    """Follows the story of the hit under the cursor. It is a `StoryContext`."""

    def __init__(
        self,
        screen: Screen[Any],
        library: Library,
        look: StoryLook,
        parts: tuple[SearchLine, HitList, ItemView],
    ) -> None:
        """Follow the stories of a screen of hits, which ends with None when it is left.

        Args:
            screen: Where the answers of the library arrive.
            library: Open.
            look: How stories are told.
            parts: Of the screen: the query, its hits, and the text of the one under the cursor.
        """
        self.screen = screen
        self._line, self._hits, text = parts
        jobs = StoryJobs(screen, library, look.words.language)
        self.tellings = TellingsPanel(screen, text, jobs, look.words, self._offers_keys)
        """Of the hit whose text is shown."""
        self.carriers: tuple[Carrier, ...] = (
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
        """The id of the hit under the cursor; empty for none."""
        hit = self._hits.current
        return hit.item_id if hit is not None else ""

    @property
    def story_title(self) -> str:
        """Its title."""
        hit = self._hits.current
        return hit.title.text if hit is not None else ""

    def go_to_telling(self, item_id: str) -> None:
        """Read an item in its issue; the way back leads to where the search began."""
        self.screen.dismiss(None)
        self.screen.app.post_message(GoToItem(item_id.partition(".")[0], item_id))

    def _offers_keys(self) -> bool:
        """Some keys work only while the user does not write."""
        return not self._line.is_focused
