"""When the library is refreshed by itself."""

from __future__ import annotations

import asyncio
import sys
import threading

import pytest
from textual.screen import ModalScreen, Screen

from tests.factories import write
from tui.app.refresh import RefreshingApp
from tui.jobs.folder_watch import FoldersChanged, FoldersNotWatched
from tui.jobs.indexer import IndexFailed, IndexFinished
from tui.settings import Settings

REPORT = (
    '{"report": {"added": 1, "changed": 0, "removed": 0, '
    '"unchanged": 2, "items": 9, "problems": 0}}'
)
CHILD = (sys.executable, "-c", f"print({REPORT!r})")


class Program(RefreshingApp):
    """Notes how often a refresh began and how it ended."""

    def __init__(self, command=CHILD, **settings):
        super().__init__(Settings(**settings), command)
        self.began = 0
        self.ended: list[IndexFinished | None] = []

    def refresh_began(self):
        self.began += 1

    def refresh_ended(self, done):
        self.ended.append(done)


async def until(pilot, condition):
    async with asyncio.timeout(20):
        while not condition():
            await pilot.pause(0.01)


async def test_a_refresh_begins_at_the_start_and_says_when_it_is_done(tmp_path):
    app = Program(watch_files=False)
    async with app.run_test() as pilot:
        app.keep_fresh([tmp_path])
        await until(pilot, lambda: app.ended and not app._indexer.is_running)
        assert (app.began, len(app.ended)) == (1, 1)
        assert isinstance(app.ended[0], IndexFinished)


async def test_a_refresh_that_fails_ends_too(tmp_path):
    app = Program((sys.executable, "-c", "print('oh no')"), watch_files=False)
    async with app.run_test(notifications=True) as pilot:
        app.keep_fresh([tmp_path])
        await until(pilot, lambda: app.ended and not app._indexer.is_running)
        assert app.ended == [None]
        assert ["oh no" in notice.message for notice in app._notifications] == [True]


@pytest.mark.parametrize(("minutes", "timers"), [(0, 0), (30, 1)])
async def test_the_settings_say_how_often(tmp_path, monkeypatch, minutes, timers):
    app = Program((), watch_files=False, refresh_minutes=minutes)
    intervals = []
    async with app.run_test():
        monkeypatch.setattr(app, "set_interval", lambda seconds, _: intervals.append(seconds))
        app.keep_fresh([tmp_path])
    assert intervals == [1800] * timers


async def test_a_new_file_is_noticed(tmp_path):
    app = Program()
    async with app.run_test() as pilot:
        app.keep_fresh([tmp_path])
        await until(pilot, lambda: app.ended)
        number = iter(range(10_000))

        def more_began():
            write(tmp_path / f"{next(number)}.md", "# one")  # the watch may begin a moment later
            return app.began > 1

        await until(pilot, more_began)
        app.on_unmount()  # no more refreshes: this one shall end before the test does
        await until(pilot, lambda: not app._indexer.is_running)


async def test_without_the_setting_nothing_is_watched(tmp_path):
    app = Program(watch_files=False)
    async with app.run_test() as pilot:
        threads = threading.active_count()
        app.keep_fresh([tmp_path])
        await until(pilot, lambda: app.ended and not app._indexer.is_running)
        assert threading.active_count() <= threads


async def test_changes_during_a_refresh_are_looked_for_after_it(tmp_path):
    app = Program(watch_files=False)
    async with app.run_test() as pilot:
        app.keep_fresh([tmp_path])
        app.post_message(FoldersChanged())
        await until(pilot, lambda: len(app.ended) == 2)
        assert app.began == 2
        await until(pilot, lambda: not app._indexer.is_running)


async def test_a_failure_is_shown_once_and_the_reader_goes_on():
    app = Program(())
    async with app.run_test(notifications=True) as pilot:
        app.post_message(IndexFailed("the disk is full"))
        app.post_message(FoldersNotWatched("changes are not noticed"))
        await until(pilot, lambda: len(app._notifications) == 2)
        messages = {notice.message for notice in app._notifications}
    assert messages == {"the disk is full", "changes are not noticed"}


class Shown(Screen[None]):
    asked = 0

    def load_changes(self):
        self.asked += 1


async def test_only_the_screen_on_top_is_asked_for_changes_dialogs_left_out():
    app = Program()
    async with app.run_test():
        below, above = Shown(), Shown()
        await app.push_screen(below)
        await app.push_screen(above)
        await app.push_screen(ModalScreen[None]())
        app._load_changes()
        assert (below.asked, above.asked) == (0, 1)
