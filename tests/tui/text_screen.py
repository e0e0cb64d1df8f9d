"""A screen with one text and the commands that act on it; it presses keys as the reader does."""

from __future__ import annotations

import datetime
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on
from textual.containers import Horizontal
from textual.screen import Screen

from tests.factories import issue, item
from tui.app.command_app import CommandApp
from tui.item_commands.export import ExportCommands
from tui.item_commands.links import LinkCommands
from tui.jobs.messages import CopyText, OpenLink
from tui.text.item import item_content
from tui.widgets.item_view import ItemView

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from textual.app import ComposeResult
    from textual.pilot import Pilot

    from digests import Issue, Item

TODAY = datetime.date(2026, 8, 3)


class TextScreen(Screen[None]):
    """What the commands act on: one item of an issue, or several that are selected."""

    def __init__(self, story: Item, around: Issue, selected: Sequence[Item]) -> None:
        super().__init__()
        self.issue = around
        self.item = story
        self.chosen = tuple((around, one) for one in selected or (story,))
        self.chosen_ids = tuple(item.id for _, item in self.chosen)
        self.text = ItemView(id="item")
        self.command_groups = (LinkCommands(self.text, self), ExportCommands(self))

    def compose(self) -> ComposeResult:
        yield Horizontal(self.text)

    def on_mount(self) -> None:
        self.text.show(partial(item_content, self.issue, self.item, today=TODAY), self.item.id)
        self.text.focus()


class TextApp(CommandApp[None]):
    """Keeps what it is asked to open and to copy."""

    CSS = "#item { border: round $primary; }"

    def __init__(self, screen: TextScreen) -> None:
        super().__init__()
        self.animation_level = "none"
        self.text_screen = screen
        self.opened: list[str] = []
        self.copied: list[CopyText] = []

    def on_mount(self) -> None:
        self.push_screen(self.text_screen)

    @on(OpenLink)
    def note_opened(self, request: OpenLink) -> None:
        self.opened.append(request.url)

    @on(CopyText)
    def note_copied(self, request: CopyText) -> None:
        self.copied.append(request)

    @property
    def notices(self) -> list[str]:
        """What was said in the corner."""
        return [notice.message for notice in self._notifications]


@asynccontextmanager
async def showing(
    story: Item | None = None,
    size: tuple[int, int] = (60, 20),
    *,
    around: Issue | None = None,
    selected: Sequence[Item] = (),
) -> AsyncIterator[tuple[TextApp, ItemView, Pilot[Any]]]:
    """Run the screen on an item; yield its app, its text and what presses keys."""
    story = story or item()
    app = TextApp(TextScreen(story, around or issue(story), selected))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, app.text_screen.text, pilot


def seen(view: ItemView) -> list[str]:
    """The lines that are on the screen."""
    return [view.render_line(y).text.rstrip() for y in range(view.size.height)]
