"""The preview beside a list: the item or issue under the cursor, and other tellings of an item."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from digests import Item
from tui.text.item import part_content
from tui.text.page import ItemText
from tui.text.placeholders import remark
from tui.widgets.debounce import Debounce

if TYPE_CHECKING:
    from textual.screen import Screen

    from digests import Issue
    from tui.jobs.library import LibraryJobs
    from tui.stories.tellings_panel import TellingsPanel
    from tui.text.runs import Highlighter
    from tui.widgets.item_view import ItemView

_PAUSE = 0.08
"""Seconds that the cursor must rest on a row, so that no file is parsed while it moves."""


class ItemPreview:
    """Loads and shows an item, or what an issue says itself, once the cursor rests on its row.

    It does so even while the preview is hidden, as commands can open its links and copy its text.
    """

    def __init__(
        self, screen: Screen[Any], jobs: LibraryJobs, text: ItemView, tellings: TellingsPanel
    ) -> None:
        """Show what is asked for in `text`, and have `tellings` add those of items.

        The answers of `jobs` arrive at `screen`, which passes them to `opened`.
        """
        self._screen = screen
        self._jobs = jobs
        self._text = text
        self._tellings = tellings
        self._pause = Debounce(screen, _PAUSE)
        self._marks: Highlighter | None = None
        self._shown: tuple[Issue, Issue | Item] | None = None
        self.item_id = ""
        """The id of what is shown or about to be, an item or an issue; empty for nothing."""

    def show_soon(self, item_id: str, marks: Highlighter | None = None) -> None:
        """Show an item or an issue, by its id, after a pause.

        An empty id clears the text; `marks` highlights words.
        """
        self.item_id = item_id
        self._pause.call(partial(self._open, marks))

    def issue_of(self, item_id: str) -> Issue | None:
        """Return the issue of an item, or the issue with this id; None unless it is shown."""
        return self._shown[0] if self._shown and self._shown[1].id == item_id else None

    def item_of(self, item_id: str) -> Item | None:
        """Return an item by its id; None unless it is the one shown."""
        part = self._shown[1] if self._shown else None
        return part if isinstance(part, Item) and part.id == item_id else None

    def opened(self, issue: Issue, item_id: str) -> None:
        """Show a part of a parsed issue, unless another one has been asked for since."""
        parts: tuple[Issue | Item, ...] = (issue, *issue.items)
        part = next((part for part in parts if part.id == item_id), None)
        if part is None or item_id != self.item_id:
            return
        self._shown = issue, part
        # Cached, because the tellings are appended to the same text later.
        set_text = lru_cache(maxsize=1)(partial(part_content, issue, part, marks=self._marks))
        self._text.show(set_text, item_id)
        self._tellings.show_soon(issue, item_id if part is not issue else "", set_text)
        self._screen.refresh_bindings()

    def show_message(self, message: str) -> None:
        """Show a message instead of an item."""
        self._shown = None
        self._tellings.clear()
        self._text.show(partial(remark, message))

    def _open(self, marks: Highlighter | None) -> None:
        self._marks = marks
        self._tellings.clear()
        if self.item_id:
            self._jobs.open_issue(self.item_id.partition(".")[0], self.item_id)
        else:
            self._text.show(lambda _: ItemText())
