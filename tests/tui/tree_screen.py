"""A section tree alone on a screen."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from tui.app.command_app import CommandApp
from tui.reader.section_tree import SectionTree

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.app import ComposeResult
    from textual.pilot import Pilot

    from digests import Issue


class _TreeApp(CommandApp[None]):
    def compose(self) -> ComposeResult:
        yield SectionTree()


@asynccontextmanager
async def shown(issue: Issue) -> AsyncIterator[tuple[SectionTree, Pilot[None]]]:
    """Show the tree of `issue`, with the focus on it."""
    app = _TreeApp()
    async with app.run_test(size=(40, 20)) as pilot:
        tree = app.query_one(SectionTree)
        tree.show(issue)
        tree.focus()
        await pilot.pause()
        yield tree, pilot
