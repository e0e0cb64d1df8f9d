"""The item under the cursor of a search, beside the hits."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from tui.jobs.stories import TellingsFound
from tui.text.item import item_content
from tui.text.page import ItemText
from tui.text.placeholders import remark

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import Timer

    from digests import Hit, Issue, Item, Library
    from tui.jobs.library import IssueOpened
    from tui.jobs.search import SearchJobs
    from tui.search.hit_stories import HitStories
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
        self._rest: Timer | None = None
        self._query = ""
        self._shown: tuple[Issue, Item] | None = None

    def rest_on(self, hit: Hit | None, query: str) -> None:
        """Show a hit of a query as soon as the cursor has rested on it."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self._screen.set_timer(_PAUSE, partial(self._open, hit, query))

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
