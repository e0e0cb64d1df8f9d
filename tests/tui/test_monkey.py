"""Whatever is pressed: nothing breaks, the focus is never lost, and the marks add up.

A failure names the last keys. `make soak` lets another monkey play for an hour.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from digests import Library, SavedSearches
from tests.factories import digest, write
from tests.tui.conftest import MONDAY, SUNDAY
from tests.tui.monkey import Monkey, cage
from tests.tui.running_reader import TODAY, RunningReader
from tui.app.app import ReaderApp
from tui.state.memory import SavedState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEYS = int(os.environ.get("AINEWS_MONKEY_KEYS", "1000"))
MINUTES = float(os.environ.get("AINEWS_MONKEY_MINUTES", "0"))
SEEDS = [int(seed) for seed in os.environ.get("AINEWS_MONKEY_SEEDS", "1 2").split()]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Issues of three publications, some empty, one with a broken header."""
    for name, publication in enumerate(("lantern-daily", "灯笼日报", "kiln-weekly")):
        folder = tmp_path / "news" / publication
        write(folder / "2026-08-03.md", MONDAY)
        write(folder / "2026-08-02.md", SUNDAY)
        write(folder / f"2026-07-{10 + name}.md", digest("One story", "Another", title="Old news"))
        write(folder / "2026-01-01.md", "---\ntitle: [\n---\n")
    with Library.open([tmp_path / "news"], tmp_path / "cache") as opened:
        opened.refresh()
        yield opened


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_reader_survives_a_monkey(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    cage(monkeypatch, tmp_path)
    app = ReaderApp(
        lambda: library,
        saved=SavedSearches(tmp_path / "searches.toml"),
        remembered=SavedState(tmp_path / "reader.json"),
        today=TODAY,
    )
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause(0.2)
        monkey = Monkey(app, pilot, seed)
        await monkey.play(KEYS, MINUTES)
        await RunningReader(app, pilot).until_idle()
    assert unread_by_item(library) == {
        issue_id: marks.unread for issue_id, marks in library.marks.counts().items()
    }


def unread_by_item(library: Library) -> dict[str, int]:
    """Count the unread items of each issue one by one."""
    found = {}
    for summary in library.issues():
        marks = library.marks.of(summary.id)
        items = library.issue(summary.id).items
        found[summary.id] = sum(
            item.id not in marks or not marks[item.id].is_read for item in items
        )
    return found
