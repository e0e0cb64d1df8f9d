"""When the sources are fetched, and what the reader says of it."""

from __future__ import annotations

import asyncio
import sys

import pytest

from tui.app.sync import SyncingApp
from tui.jobs.syncer import SyncFailed, SyncFinished, SyncProgress
from tui.settings import Settings
from tui.widgets.status_line import StatusLine

REPORT = (
    '{"report": {"added": 1, "changed": 0, "removed": 0, '
    '"unchanged": 2, "items": 9, "problems": 0}}'
)
FETCHED = (
    '{"fetched": {"sources": 2, "new": 1, "changed": 0, "removed": 0, "failures": {}, "moved": {}}}'
)


def child(line):
    return (sys.executable, "-c", f"print({line!r})")


CHILD = child(FETCHED)


class Program(SyncingApp):
    """Notes how often a refresh ended."""

    def __init__(self, sync=CHILD, **settings):
        super().__init__(Settings(watch_files=False, **settings), child(REPORT), sync)
        self.ended = 0

    def compose(self):
        yield StatusLine()

    def refresh_ended(self, done):
        self.ended += 1

    @property
    def status(self):
        return self.query_one(StatusLine).activity

    @property
    def notices(self):
        return [notice.message for notice in self._notifications]


async def until(pilot, condition):
    async with asyncio.timeout(20):
        while not condition():
            await pilot.pause(0.01)


def finished(sources=3, new=0, failures=(), moved=()):
    return SyncFinished(sources, new, 0, 0, dict(failures), dict(moved))


async def test_what_arrives_is_read_by_a_refresh():
    app = Program()
    async with app.run_test() as pilot:
        app.action_sync_sources()
        await until(pilot, lambda: app.ended and not app._indexer.is_running)
        assert not app._syncer.is_running


async def test_a_sync_and_a_refresh_may_run_together_and_both_are_told():
    app = Program()
    async with app.run_test() as pilot:
        app.show_activity("refresh", "reading 1 of 2 issues")
        app.post_message(SyncProgress(3, 12, "kiln-daily"))
        await until(pilot, lambda: "kiln" in app.status)
        assert app.status == "fetching 3/12 · kiln-daily · reading 1 of 2 issues"


async def test_a_sync_without_news_starts_no_refresh_and_is_told_to_who_asked():
    app = Program()
    async with app.run_test():
        app._show_fetched(finished())
        assert app.status == ""
        app._was_asked = True
        app._show_fetched(finished())
        assert app.status == "fetched: nothing new"
        assert not app._indexer.is_running


async def test_a_source_is_named_when_it_begins_to_fail_and_not_again():
    app = Program()
    failing = {"oak": "the server fell silent"}
    async with app.run_test(notifications=True) as pilot:
        app._show_fetched(finished(failures=failing))
        assert app.status == "fetched: nothing new, 1 failed"
        app._show_fetched(finished(failures={"oak": "there is no such page (404)"}))
        await pilot.pause()
        assert app.notices == ["oak: the server fell silent"]
        app._show_fetched(finished())
        app._show_fetched(finished(failures=failing))
        await pilot.pause()
        assert app.notices == ["oak: the server fell silent"] * 2


async def test_many_failures_are_one_notice():
    app = Program()
    async with app.run_test(notifications=True) as pilot:
        app._show_fetched(finished(failures=dict.fromkeys("abcde", "no connection")))
        await pilot.pause()
        assert app.notices == ["5 sources failed: a, b, c…; `ainews sources` says why"]


async def test_a_new_address_is_told():
    app = Program()
    async with app.run_test(notifications=True) as pilot:
        app._show_fetched(finished(moved={"oak": "https://oak.example/feed"}))
        await pilot.pause()
        assert app.notices == ["oak: has moved to https://oak.example/feed"]


async def test_who_asks_without_sources_learns_how_to_add_one():
    app = Program()
    async with app.run_test(notifications=True) as pilot:
        app._show_fetched(finished(sources=0))
        await pilot.pause()
        assert app.notices == []
        app._was_asked = True
        app._show_fetched(finished(sources=0))
        await pilot.pause()
        assert "`ainews add`" in app.notices[0]


async def test_folders_of_the_command_line_have_no_sources():
    app = Program(sync=())
    async with app.run_test(notifications=True) as pilot:
        app.action_sync_sources()
        await pilot.pause()
        assert "these folders have no sources" in app.notices[0]
        assert not app._syncer.is_running


async def test_a_sync_that_cannot_be_made_is_told():
    app = Program()
    async with app.run_test(notifications=True) as pilot:
        app.post_message(SyncFailed("sources.toml: is not TOML"))
        await until(pilot, lambda: app.notices)
        await pilot.pause()
        assert app.notices == ["sources.toml: is not TOML"]


@pytest.mark.parametrize(("minutes", "sync", "timers"), [(0, CHILD, []), (60, (), [])])
async def test_without_a_setting_or_sources_nothing_is_fetched(
    tmp_path, monkeypatch, minutes, sync, timers
):
    app = Program(sync=sync, sync_minutes=minutes)
    intervals = []
    async with app.run_test() as pilot:
        monkeypatch.setattr(app, "set_interval", lambda seconds, _: intervals.append(seconds))
        app.keep_fresh([tmp_path])
        assert not app._syncer.is_running
        await until(pilot, lambda: app.ended and not app._indexer.is_running)
    assert intervals == timers


async def test_the_settings_say_how_often(tmp_path, monkeypatch):
    app = Program(sync_minutes=60)
    intervals = []
    async with app.run_test() as pilot:
        monkeypatch.setattr(app, "set_interval", lambda seconds, _: intervals.append(seconds))
        app.keep_fresh([tmp_path])
        assert app._syncer.is_running
        await until(pilot, lambda: app.ended == 2 and not app._indexer.is_running)
    assert intervals == [3600]
