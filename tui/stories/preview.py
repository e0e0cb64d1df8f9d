"""The item under the cursor of a list, with its other tellings, beside the list."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from tui.text.item import item_content
from tui.text.page import ItemText
from tui.text.placeholders import remark
from tui.widgets.debounce import Debounce

if TYPE_CHECKING:
    from textual.screen import Screen

    from digests import Issue, Item
    from tui.jobs.library import LibraryJobs
    from tui.stories.tellings_panel import TellingsPanel
    from tui.text.runs import Marks
    from tui.widgets.item_view import ItemView

_PAUSE = 0.08
"""Seconds that the cursor must rest on a row: while it runs, no file is parsed."""


class ItemPreview:
    """Reads the file of an item when the cursor rests on its row.

    That is done where there is no room for the preview too: its links can be opened, and its text
    copied.
    """

    def __init__(
        self, screen: Screen[Any], jobs: LibraryJobs, text: ItemView, tellings: TellingsPanel
    ) -> None:
        """Show items in `text`, with their `tellings`; the answers of `jobs` come to `screen`."""
        self._screen = screen
        self._jobs = jobs
        self._text = text
        self._tellings = tellings
        self._pause = Debounce(screen, _PAUSE)
        self._marks: Marks | None = None
        self._shown: tuple[Issue, Item] | None = None
        self.item_id = ""
        """Of what is shown, or will be soon; empty for nothing."""

    def show_soon(self, item_id: str, marks: Marks | None = None) -> None:
        """Show an item, or nothing, when the cursor has rested, with words that `marks` finds."""
        self.item_id = item_id
        self._pause.call(partial(self._open, marks))

    def issue_of(self, item_id: str) -> Issue | None:
        """Return the issue of an item if that is what is shown: the text follows the cursor."""
        return self._shown[0] if self._shown and self._shown[1].id == item_id else None

    def item_of(self, item_id: str) -> Item | None:
        """Return an item if that is what is shown."""
        return self._shown[1] if self._shown and self._shown[1].id == item_id else None

    def opened(self, issue: Issue, item_id: str) -> None:
        """Show an item of an issue that was read, unless the cursor is elsewhere by now."""
        item = next((item for item in issue.items if item.id == item_id), None)
        if item is None or item_id != self.item_id:
            return
        self._shown = issue, item
        # What comes later stands below the same text.
        set_text = lru_cache(maxsize=1)(partial(item_content, issue, item, marks=self._marks))
        self._text.show(set_text, item_id)
        self._tellings.show_soon(issue, item_id, set_text)
        self._screen.refresh_bindings()

    def show_message(self, words: str) -> None:
        """Show words of the program where an item would be."""
        self._shown = None
        self._tellings.clear()
        self._text.show(partial(remark, words))

    def _open(self, marks: Marks | None) -> None:
        self._marks = marks
        self._tellings.clear()
        if self.item_id:
            self._jobs.open_issue(self.item_id.partition(".")[0], self.item_id)
        else:
            self._text.show(lambda _: ItemText())
