"""A monkey plays with the reader over digests that mean harm, and looks at each screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digests import Library, SavedSearch, SavedSearches
from tests.hostile.library import write_library
from tests.hostile.sequences import OBEYED
from tests.tui.monkey import Monkey, cage
from tests.tui.running_reader import TODAY, RunningReader
from tui.app.app import ReaderApp
from tui.dialogs.first_run import FirstRun
from tui.state.memory import SavedState
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "evil \x1b]0;title31337\x07 [blink]"
    folder.mkdir()
    write_library(folder)
    with Library.open([folder], tmp_path / "cache") as library:
        library.refresh()
        yield library


class LookingMonkey(Monkey):
    """Looks after each burst whether the screen holds what a terminal would obey."""

    seen = ""

    def sees_the_issue(self) -> bool:
        self.check()
        return "shown-issue" in self.seen

    def check(self) -> None:
        super().check()
        strips = self._app.screen._compositor.render_strips()
        shown = "".join(segment.text for strip in strips for segment in strip)
        assert not set(shown) & OBEYED, sorted(map(ascii, set(shown) & OBEYED))
        self.seen += shown


async def test_no_screen_holds_what_a_terminal_obeys(
    hostile: Library,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    rounds: Callable[[int, int], int],
) -> None:
    cage(monkeypatch, tmp_path)
    saved = SavedSearches(tmp_path / "searches.toml")
    saved.save(SavedSearch("shown-search [/nosuch] \x1b[31337J", "bare [/nosuch]"))
    app = ReaderApp(
        lambda: hostile,
        notice="shown-notice \x1b]0;x\x07 [/nosuch]",
        saved=saved,
        remembered=SavedState(tmp_path / "reader.json"),
        today=TODAY,
    )
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        reader = RunningReader(app, pilot)
        # The reader is the topmost screen for a moment only: the card comes over it.
        await reader.until(lambda: isinstance(app.screen, FirstRun))
        tree = app.screen_stack[-2].query_one("#tree", VirtualList)
        await reader.until(lambda: tree.row_count)
        monkey = LookingMonkey(app, pilot, seed=8)
        await pilot.press("escape")
        await reader.until(monkey.sees_the_issue)
        await monkey.play(rounds(250, 10_000))
        await reader.until_idle()
    for place in ("issue", "title", "publication"):
        assert f"shown-{place}" in monkey.seen
