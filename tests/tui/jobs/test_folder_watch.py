from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.app import App

from tests.factories import write
from tui.jobs.folder_watch import FoldersChanged, FoldersNotWatched, FolderWatch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest

_PATIENCE = 20


class Watcher(App[None]):
    """Watches, and notes what it is told."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__()
        self.watch_of_folders = FolderWatch(self, folders)
        self.told = asyncio.Event()
        self.reasons: list[str] = []

    def on_mount(self) -> None:
        self.watch_of_folders.start()

    def on_folders_changed(self, message: FoldersChanged) -> None:
        self.told.set()

    def on_folders_not_watched(self, message: FoldersNotWatched) -> None:
        self.reasons.append(message.reason)
        self.told.set()


async def test_a_new_issue_is_noticed_and_other_files_are_not(tmp_path: Path) -> None:
    app = Watcher([tmp_path])
    async with app.run_test():
        async with asyncio.timeout(_PATIENCE):
            while not app.told.is_set():  # the watch may begin a moment later
                write(tmp_path / "2026-08-03.md", "# one")
                await asyncio.sleep(0.05)
        app.watch_of_folders.stop()
    assert app.reasons == []


async def test_a_folder_that_is_not_there_is_no_mistake(tmp_path: Path) -> None:
    app = Watcher([tmp_path / "unplugged"])
    async with app.run_test() as pilot:
        await pilot.app.workers.wait_for_complete()
    assert not app.told.is_set()


async def test_a_system_that_cannot_watch_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*folders: object, **options: object) -> list[object]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("watchfiles.watch", refuse)
    app = Watcher([tmp_path])
    async with app.run_test() as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    assert app.reasons == [
        "changes in the folders are not noticed (No space left on device); r looks for them"
    ]
