"""The stories of hits: other tellings below the preview, the way there, and timelines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.jobs.messages import GoToItem
from tui.jobs.stories import StoryJobs
from tui.stories.commands import StoryCommands
from tui.stories.tellings_panel import TellingsShown
from tui.stories.timeline_command import SearchTimeline
from tui.text.stories.timeline_term import query_term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.screen import Screen

    from digests import Hit, Issue, Library
    from tui.jobs.stories import TellingsFound
    from tui.keys.command_groups import Carrier
    from tui.search.hit_list import HitList
    from tui.search.query_line import SearchLine
    from tui.text.page import ItemText
    from tui.text.stories.rows import StoryLook
    from tui.widgets.item_view import ItemView


class HitStories:
    """Composes what follows the stories of hits. It is a `StoryPlace`."""

    def __init__(
        self,
        screen: Screen[Any],
        library: Library,
        look: StoryLook | None,
        parts: tuple[SearchLine, HitList, ItemView],
    ) -> None:
        """Follow the stories of a screen of hits, which ends with None when it is left.

        Args:
            screen: Where the answers of the library arrive.
            library: Open.
            look: How stories are told; None tells of none.
            parts: Of the screen: the query, its hits, and the text of the one under the cursor.
        """
        self.screen = screen
        self._library = library
        self._look = look
        self._line, self._hits, self._text = parts
        self._shown: TellingsShown | None = None
        if look is not None:
            jobs = StoryJobs(screen, library, look.words.language)
            self._shown = TellingsShown(screen, self._text, jobs, look.words, self._offers_keys)

    def carriers(self) -> Iterator[Carrier]:
        """Yield the commands."""
        if self._look is not None and self._shown is not None:
            yield StoryCommands(self, self._shown, self._library, self._look.words)
            yield SearchTimeline(
                self.screen,
                self._library,
                self._look,
                lambda: query_term(self._line.query_text),
                lambda item_id, _: self.go_to_telling(item_id),
            )

    @property
    def story_id(self) -> str:
        """The id of the hit under the cursor; empty for none."""
        hit = self._current
        return hit.item_id if hit is not None else ""

    @property
    def story_title(self) -> str:
        """Its title."""
        hit = self._current
        return hit.title.text if hit is not None else ""

    def go_to_telling(self, item_id: str) -> None:
        """Read an item in its issue; the way back leads to where the search began."""
        self.screen.dismiss(None)
        self.screen.app.post_message(GoToItem(item_id.partition(".")[0], item_id))

    def rest_on(self, issue: Issue, item_id: str, set_text: Callable[[int], ItemText]) -> None:
        """Look up the tellings of what is shown now, as `TellingsShown.rest_on` says."""
        if self._shown is not None:
            self._shown.rest_on(issue, item_id, set_text)

    def rest_nowhere(self) -> None:
        """No item is shown."""
        if self._shown is not None:
            self._shown.rest_nowhere()

    def answered(self, found: TellingsFound) -> None:
        """Show what was found."""
        if self._shown is not None:
            self._shown.answered(found)

    def focus_moved(self) -> None:
        """Say what keys do only while the user does not write."""
        if self._shown is not None:
            self._shown.show_again()

    @property
    def _current(self) -> Hit | None:
        return self._hits.current

    def _offers_keys(self) -> bool:
        return not self._line.is_focused
