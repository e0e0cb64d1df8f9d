from __future__ import annotations

import asyncio
import sys
import time
from typing import TYPE_CHECKING

import pytest
from textual.app import App

from tui.jobs.indexer import (
    ComparingFinished,
    ComparingProgress,
    Indexer,
    IndexFailed,
    IndexFinished,
    IndexProgress,
    message_of,
)

REPORT = (
    '{"report": {"added": 1, "changed": 0, "removed": 0, '
    '"unchanged": 2, "items": 9, "problems": 1}}'
)


if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.pilot import Pilot

Heard = IndexProgress | IndexFinished | IndexFailed | ComparingProgress | ComparingFinished


class Asker(App[None]):
    """Keeps what the indexer says."""

    def __init__(self, command: Sequence[str]) -> None:
        super().__init__()
        self.indexer = Indexer(self, command)
        self.heard: list[Heard] = []

    def on_index_progress(self, message: IndexProgress) -> None:
        self.heard.append(message)

    def on_index_finished(self, message: IndexFinished) -> None:
        self.heard.append(message)

    def on_index_failed(self, message: IndexFailed) -> None:
        self.heard.append(message)

    def on_comparing_progress(self, message: ComparingProgress) -> None:
        self.heard.append(message)

    def on_comparing_finished(self, message: ComparingFinished) -> None:
        self.heard.append(message)


def child(*lines: str) -> tuple[str, ...]:
    """A command that runs Python code."""
    return (sys.executable, "-c", "\n".join(("import sys", *lines)))


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await pilot.pause()


async def heard_from(command: Sequence[str], *, rebuild: bool = False) -> list[Heard]:
    app = Asker(command)
    async with app.run_test() as pilot:
        assert app.indexer.start(rebuild=rebuild)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert not app.indexer.is_running
    return app.heard


async def failures_of(command: Sequence[str], *, rebuild: bool = False) -> list[IndexFailed]:
    heard = await heard_from(command, rebuild=rebuild)
    return [message for message in heard if isinstance(message, IndexFailed)]


async def test_progress_and_report_arrive() -> None:
    progress = '{"progress": {"issues": 1, "total": 3, "items": 5}}'
    first, last = await heard_from(child(f"print('''{progress}''')", f"print('''{REPORT}''')"))
    assert isinstance(first, IndexProgress)
    assert (first.issues, first.total, first.items) == (1, 3, 5)
    assert isinstance(last, IndexFinished)
    assert (last.has_news, last.problems) == (True, 1)


async def test_after_the_report_comes_how_far_the_comparing_is() -> None:
    comparing = '{"comparing": {"issues": 1, "total": 3, "is_comparing": true}}'
    printed = (REPORT, comparing, '{"compared": ""}')
    _, step, end = await heard_from(child(*(f"print('''{line}''')" for line in printed)))
    assert isinstance(step, ComparingProgress)
    assert (step.issues, step.total, step.is_comparing) == (1, 3, True)
    assert isinstance(end, ComparingFinished)
    assert end.failure == ""


async def test_a_child_that_breaks_off_behind_its_report_has_not_failed() -> None:
    (report,) = await heard_from(child(f"print('''{REPORT}''')", "sys.exit('out of memory')"))
    assert isinstance(report, IndexFinished)


async def test_a_child_that_compares_makes_room_for_one_that_reads(tmp_path: Path) -> None:
    ended = tmp_path / "ended"
    command = child(
        "import pathlib, signal, time",
        f"first = pathlib.Path({str(tmp_path / 'first')!r})",
        "try:",
        "    first.touch(exist_ok=False)",
        "except FileExistsError:",
        f"    print('''{REPORT}''')",
        "    sys.exit()",
        "def end(*_):",
        f"    pathlib.Path({str(ended)!r}).touch()",
        "    sys.exit()",
        "signal.signal(signal.SIGTERM, end)",
        f"print('''{REPORT}''', flush=True)",
        "time.sleep(60)",
    )
    app = Asker(command)
    async with app.run_test() as pilot:
        assert app.indexer.start()
        await until(pilot, lambda: bool(app.heard))
        assert app.indexer.is_running
        assert app.indexer.start()
        await until(pilot, lambda: not app.indexer.is_running)
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert ended.exists()
    assert [type(message) for message in app.heard] == [IndexFinished, IndexFinished]


async def test_the_childs_reason_arrives() -> None:
    (message,) = await failures_of(child("""print('{"error": "the disk is full"}')"""))
    assert message.reason == "the disk is full"


async def test_a_child_that_breaks_off_is_reported_with_its_last_words() -> None:
    (message,) = await failures_of(child("sys.exit('out of memory\\x1b[2J')"))
    assert message.reason == "indexing broke off: out of memory^[[2J"


async def test_a_child_that_cannot_be_started_is_reported() -> None:
    (message,) = await failures_of(("/nowhere/ainews",))
    assert message.reason == "indexing cannot be started: No such file or directory"


async def test_a_rebuild_is_asked_for() -> None:
    (message,) = await failures_of(child("sys.exit(sys.argv[-1])"), rebuild=True)
    assert message.reason.endswith("--rebuild")


async def test_without_a_command_nothing_is_started() -> None:
    app = Asker(())
    async with app.run_test():
        assert not app.indexer.start()
        assert not app.indexer.is_running


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
    async with app.run_test() as pilot:
        assert app.indexer.start()
        assert not app.indexer.start()
        deadline = time.monotonic() + 20
        while not started.exists():
            assert time.monotonic() < deadline
            await pilot.pause()
        assert app.indexer.is_running
    await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()}, return_exceptions=True)
    assert ended.exists()


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"Traceback (most recent call last):",
        b"[]",
        b"3",
        b"{}",
        b'{"progress": {"x": 1}}',
        b'{"report": 1}',
        b'{"other": 1}',
        b"\xff",
    ],
)
def test_what_is_no_line_of_the_protocol_means_nothing(line: bytes) -> None:
    assert message_of(line) is None
