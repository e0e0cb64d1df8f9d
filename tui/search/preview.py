"""The item under the cursor of a search, beside the hits.

The stories of hits: other tellings below the preview, the way there, and timelines.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from tui.jobs.messages import GoToItem
from tui.jobs.stories import StoryJobs, TellingsFound
from tui.stories.commands import SearchTimeline, StoryCommands
from tui.stories.tellings_panel import TellingsShown
from tui.text.item import item_content
from tui.text.page import ItemText
from tui.text.placeholders import remark
from tui.text.stories.timeline import query_term
from tui.widgets.debounce import Debounce

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.screen import Screen

    from digests import Hit, Issue, Item, Library
    from tui.jobs.library import IssueOpened
    from tui.jobs.search import SearchJobs
    from tui.keys.command_groups import Carrier
    from tui.search.hit_list import HitList
    from tui.search.query_line import SearchLine
    from tui.text.stories.rows import StoryLook
    from tui.widgets.item_view import ItemView


_PAUSE = 0.08
"""Seconds that the cursor must rest on a hit: while it runs, no file is parsed."""


class SearchPreview:
    """Reads the file of a hit when the cursor rests on it.

    That is done where there is no room for the preview too: its links can be opened, and its text
    copied.
    """

    def __init__(
        self,
        screen: Screen[Any],
        library: Library,
        jobs: SearchJobs,
        text: ItemView,
        stories: HitStories,
    ) -> None:
        """Show items in `text`, with their `stories`; the answers of `jobs` come to `screen`."""
        self._screen = screen
        self._library = library
        self._jobs = jobs
        self._text = text
        self._stories = stories
        self._pause = Debounce(screen, _PAUSE)
        self._query = ""
        self._shown: tuple[Issue, Item] | None = None

    def rest_on(self, hit: Hit | None, query: str) -> None:
        """Show a hit of a query as soon as the cursor has rested on it."""
        self._pause.call(partial(self._open, hit, query))

    def issue_of(self, hit: Hit | None) -> Issue | None:
        """Return the issue of a hit if that is what is shown."""
        return self._shown[0] if self._shown and self.item_of(hit) else None

    def item_of(self, hit: Hit | None) -> Item | None:
        """Return the item of a hit if that is what is shown: the text follows the cursor later."""
        item = self._shown[1] if self._shown else None
        return item if item is not None and hit is not None and hit.item_id == item.id else None

    def answered(self, answer: IssueOpened | TellingsFound) -> None:
        """Show an item of an issue that was read, or its other tellings."""
        if isinstance(answer, TellingsFound):
            self._stories.answered(answer)
        else:
            self._opened(answer.issue, answer.item_id)

    def say(self, words: str) -> None:
        """Show words of the program where an item would be."""
        self._shown = None
        self._stories.rest_nowhere()
        self._text.show(partial(remark, words))

    def _opened(self, issue: Issue, item_id: str) -> None:
        item = next((item for item in issue.items if item.id == item_id), None)
        if item is not None:
            self._shown = issue, item
            # What comes later stands below the same text.
            set_text = lru_cache(maxsize=1)(partial(item_content, issue, item, marks=self._marked))
            self._text.show(set_text)
            self._stories.rest_on(issue, item_id, set_text)
            self._screen.refresh_bindings()

    def _open(self, hit: Hit | None, query: str) -> None:
        self._query = query
        self._stories.rest_nowhere()
        if hit is None:
            self._text.show(lambda _: ItemText())
        else:
            self._jobs.open_issue(hit.issue_id, hit.item_id)

    def _marked(self, text: str) -> tuple[tuple[int, int], ...]:
        return self._library.highlight(self._query, text).spans


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
