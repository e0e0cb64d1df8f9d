"""The best telling of the story under the cursor, beside the stories."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from tui.text.item import item_content
from tui.text.page import ItemText
from tui.text.placeholders import remark
from tui.widgets.debounce import Debounce

if TYPE_CHECKING:
    from textual.screen import Screen

    from digests import Issue, Item, Telling
    from tui.jobs.stories import StoryJobs
    from tui.stories.tellings_panel import TellingsShown
    from tui.widgets.item_view import ItemView

_PAUSE = 0.08
"""Seconds that the cursor must rest on a story: while it runs, no file is parsed."""


class TellingPreview:
    """Reads the file of a telling when the cursor rests on its story."""

    def __init__(
        self, screen: Screen[Any], jobs: StoryJobs, text: ItemView, shown: TellingsShown
    ) -> None:
        """Show items in `text`, with their other tellings; answers of `jobs` come to `screen`."""
        self._screen = screen
        self._jobs = jobs
        self._text = text
        self._shown = shown
        self._pause = Debounce(screen, _PAUSE)
        self._wanted = ""
        self.issue: Issue | None = None
        """The issue of the item that is shown; None while it is not that under the cursor."""
        self.item: Item | None = None

    def rest_on(self, telling: Telling | None) -> None:
        """Show a telling as soon as the cursor has rested on it."""
        item_id = telling.item_id if telling is not None else ""
        if item_id == self._wanted:
            return
        self._wanted = item_id
        self.issue = self.item = None
        self._pause.call(partial(self._open, telling))

    def opened(self, issue: Issue, item_id: str) -> None:
        """Show an item of an issue that was read."""
        item = next((item for item in issue.items if item.id == item_id), None)
        if item is None or item_id != self._wanted:
            return
        self.issue, self.item = issue, item
        set_text = partial(item_content, issue, item)
        self._text.show(set_text, item_id)
        self._shown.rest_on(issue, item_id, set_text)
        self._screen.refresh_bindings()

    def say(self, words: str) -> None:
        """Show words of the program where an item would be."""
        self._text.show(partial(remark, words))

    def _open(self, telling: Telling | None) -> None:
        if telling is None:
            self._text.show(lambda _: ItemText())
        else:
            self._jobs.open_issue(telling.issue_id, telling.item_id)
