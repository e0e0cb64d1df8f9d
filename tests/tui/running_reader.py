"""A reader that runs in a test: it presses keys, and waits for what must be seen."""

from __future__ import annotations

import asyncio
import datetime
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widgets import Input

from tui.app.app import ReaderApp
from tui.settings import Settings
from tui.widgets.item_view import ItemView
from tui.widgets.status_line import PendingKeys, StatusLine
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.pilot import Pilot

    from digests import Library, SavedSearches
    from tui.state.memory import SavedState

TODAY = datetime.date(2026, 8, 3)

_PATIENCE = 30
"""Seconds until a test gives up on what it waits for, and until pending keys are run unasked, so
that a slow machine never comes between two keys."""


class RunningReader:
    """The reader as its user sees it."""

    def __init__(self, app: ReaderApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.opened_links: list[str] = []
        """What the browser was asked to open, in a test that keeps it from opening."""
        self.copied: list[str] = []
        """The same of the clipboard."""

    @property
    def text(self) -> str:
        """What stands in the item pane, or in the preview beside the hits."""
        return self.app.screen.query_one(ItemView).text.content.plain

    @property
    def notices(self) -> list[str]:
        """What was said at the edge of the screen, the oldest first."""
        return [notice.message for notice in self.app._notifications]

    @property
    def place(self) -> str:
        """The row of the section tree under the cursor."""
        return next((row for row in self.rows("#tree") if row.startswith("▌")), "")

    @property
    def focused(self) -> str:
        """The id of the pane that has the focus."""
        return (self.app.focused.id or "") if self.app.focused else ""

    @property
    def status(self) -> str:
        """The status line, its notice included."""
        return self.app.screen.query_one(StatusLine).render().plain

    @property
    def ways_on(self) -> str:
        """What the keys that were begun can go on to, as the lines above the status line say."""
        return str(self.app.screen.query_one(PendingKeys).content)

    @property
    def shown_panes(self) -> list[str]:
        """The ids of the panes that are seen."""
        panes = ("issues", "tree", "item")
        return [pane for pane in panes if self.app.screen.query_one(f"#{pane}").display]

    def rows(self, selector: str) -> list[str]:
        """The lines of a list that are seen, without the space around them."""
        found = self.app.screen.query_one(selector, VirtualList)
        seen = range(found.scrollable_content_region.height)
        lines = (found.render_line(y).text.strip() for y in seen)
        return [line for line in lines if line]

    async def press(self, *keys: str) -> None:
        """Press keys, each when the screen has drawn what the one before it did."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def write(self, text: str) -> None:
        """Write into the line that has the focus, whatever the script."""
        line = self.app.focused
        assert isinstance(line, Input)
        for character in text:
            line.insert_text_at_cursor(character)
            await self.pilot.pause()

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until threads and timers have made `condition` true."""
        async with asyncio.timeout(_PATIENCE):
            while not condition():
                await self.pilot.pause(0.01)

    async def until_idle(self) -> None:
        """Wait until no worker has anything to do; one that gave way to a newer one is done."""
        await self.pilot.pause()
        await self.until(lambda: all(worker.is_finished for worker in self.app.workers))

    async def until_text(self, words: str) -> None:
        """Wait until `words` stand in the item pane or the preview."""
        await self.until(lambda: words in self.text)

    async def until_place(self, words: str) -> None:
        """Wait until the tree's cursor is on a row with `words`."""
        await self.until(lambda: words in self.place)


@asynccontextmanager
async def running(
    library: Library,
    size: tuple[int, int] = (120, 40),
    notice: str = "",
    settings: Settings | None = None,
    saved: SavedSearches | None = None,
    remembered: SavedState | None = None,
) -> AsyncIterator[RunningReader]:
    """Run the reader on `library`, and wait until it shows its first issue, if there is one."""
    app = ReaderApp(
        lambda: library,
        notice=notice,
        settings=replace(settings or Settings(), key_patience=_PATIENCE),
        saved=saved,
        remembered=remembered,
        today=TODAY,
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        reader = RunningReader(app, pilot)
        await reader.until(lambda: app.screen.query("#tree"))
        tree = app.screen.query_one("#tree", VirtualList)
        await reader.until(lambda: tree.row_count or reader.text)
        yield reader
