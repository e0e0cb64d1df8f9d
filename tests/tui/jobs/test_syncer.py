"""What becomes of the lines that a child prints which fetches the sources."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import pytest
from textual.app import App

from tui.jobs.syncer import Syncer, SyncFailed, SyncFinished, SyncProgress, message_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FETCHING = '{"fetching": {"done": 1, "total": 3, "name": "kiln-daily"}}'
FETCHED = (
    '{"fetched": {"sources": 3, "new": 2, "changed": 1, "removed": 0, '
    '"failures": {"oak": "it fell\\u001b[2J silent"}, "moved": {}}}'
)

Heard = SyncProgress | SyncFinished | SyncFailed


class Asker(App[None]):
    """Keeps what the syncer says."""

    def __init__(self, command: Sequence[str]) -> None:
        super().__init__()
        self.syncer = Syncer(self, command)
        self.heard: list[Heard] = []

    def on_sync_progress(self, message: SyncProgress) -> None:
        self.heard.append(message)

    def on_sync_finished(self, message: SyncFinished) -> None:
        self.heard.append(message)

    def on_sync_failed(self, message: SyncFailed) -> None:
        self.heard.append(message)


def child(*lines: str) -> tuple[str, ...]:
    """A command that runs Python code."""
    return (sys.executable, "-c", "\n".join(("import sys", *lines)))


async def heard_from(command: Sequence[str]) -> list[Heard]:
    app = Asker(command)
    async with app.run_test() as pilot:
        assert app.syncer.start()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert not app.syncer.is_running
    return app.heard


async def reason_of(command: Sequence[str]) -> str:
    (message,) = await heard_from(command)
    assert isinstance(message, SyncFailed)
    return message.reason


async def test_progress_and_end_arrive() -> None:
    step, end = await heard_from(child(*(f"print({line!r})" for line in (FETCHING, FETCHED))))
    assert step == SyncProgress(1, 3, "kiln-daily")
    assert isinstance(end, SyncFinished)
    assert (end.sources, end.new, end.changed, end.has_news) == (3, 2, 1, True)
    assert end.failures == {"oak": "it fell^[[2J silent"}


async def test_why_it_failed_arrives() -> None:
    reason = "sources.toml: is not TOML"
    assert await reason_of(child(f"""print('{{"error": "{reason}"}}')""")) == reason
    broken = child("sys.exit('out of memory\\x1b[2J')")
    assert await reason_of(broken) == "fetching broke off: out of memory^[[2J"
    nowhere = "fetching cannot be started: No such file or directory"
    assert await reason_of(("/nowhere/ainews",)) == nowhere


async def test_one_child_runs_at_a_time_and_ends_with_the_app(tmp_path: Path) -> None:
    started, ended = tmp_path / "started", tmp_path / "ended"
    command = child(
        "import signal, time, pathlib",
        "def end(*_):",
        f"    pathlib.Path({str(ended)!r}).touch()",
        "    sys.exit()",
        "signal.signal(signal.SIGTERM, end)",
        f"pathlib.Path({str(started)!r}).touch()",
        "time.sleep(60)",
    )
    app = Asker(command)
    async with app.run_test() as pilot, asyncio.timeout(20):
        assert app.syncer.start()
        assert not app.syncer.start()
        while not started.exists():
            await pilot.pause()
        assert app.syncer.is_running
    await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()}, return_exceptions=True)
    assert ended.exists()


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"Traceback (most recent call last):",
        b"[]",
        b"{}",
        b'{"fetching": {"done": 1}}',
        b'{"fetching": 3}',
        b'{"fetched": {"sources": 1}}',
        b'{"fetched": []}',
        b'{"other": 1}',
        b"\xff",
    ],
)
def test_what_is_no_line_of_the_protocol_means_nothing(line: bytes) -> None:
    assert message_of(line) is None
