"""A reader in a process of its own, whose keys are measured: that of any checkout.

It is run as a file, with the checkout in PYTHONPATH, and takes from it only what has the same name
in all of them. Each line on standard input asks for one thing, and one JSON object answers it.

    round  processor time of each of the keys, threads included, until all is drawn
    calls  what happens in Python from the key `J` to the first line of the next item's text
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.events import Key
from textual.worker import WorkerCancelled

import tui
from digests import Library

try:
    from tui.app.app import ReaderApp
except ImportError:
    from tui.app import ReaderApp

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from textual.pilot import Pilot

_SIZE = (120, 40)
_PATIENCE = 60.0
_LOOK = 0.02
"""Seconds between two looks at whether all is done."""

_QUIET_LOOKS = 2
"""After so many looks that found nothing, nothing goes on any more."""

_AT_REST = 0.001
"""Seconds of processor time: a look that finds less has found nothing."""

_REST = 0.35
"""Seconds: longer than an item must be shown to be marked as read."""

_MANY_OBJECTS = 100_000
"""As the command line sets it: after how many new objects Python looks for those not needed."""

_ROUND = (
    ("cursor step", "2", "jk"),
    ("item on", "2", "J"),
    ("page", "3", " b"),
    ("issue", "2", "]"),
)
"""What is measured, the pane in which it is, and the keys, each of which is pressed once."""


@dataclass
class Calls:
    """The functions called in the thread of the user interface, between two moments.

    A generator or coroutine that goes on counts as called again.
    """

    item: Any
    """The widget whose first drawn line ends the count."""

    files: list[str] = field(default_factory=list)
    """The file of each call of a function of ours, in order."""

    all: int = 0
    """Calls of all Python functions."""

    is_done: bool = False

    def __post_init__(self) -> None:
        self._before = self.item.text
        self._root = str(Path(tui.__file__).parents[1])
        self._ours = tuple(f"{self._root}/{package}/" for package in ("tui", "digests"))

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        """Take note of one event, as `sys.setprofile` tells it."""
        if event != "call":
            return
        self.all += 1
        file = frame.f_code.co_filename
        if not file.startswith(self._ours):
            return
        self.files.append(file)
        is_line = frame.f_code.co_name == "render_line" and frame.f_locals["self"] is self.item
        if is_line and self.item.text is not self._before:
            self.is_done = True
            sys.setprofile(None)

    @property
    def figures(self) -> dict[str, int]:
        """What is to be told."""
        changes = sum(a != b for a, b in zip(self.files, self.files[1:], strict=False))
        return {
            "calls of ours": len(self.files),
            "calls of all Python functions": self.all,
            "files of ours": len(set(self.files)),
            "changes of file": changes,
        }


async def serve(folder: str, cache: str) -> None:
    """Run a reader, and do what each line asks for."""
    with Library.open([Path(folder)], Path(cache)) as library:
        library.refresh()
        app = ReaderApp(lambda: library)
        gc.set_threshold(_MANY_OBJECTS)
        gc.disable()  # until all is on the screen, as when it is opened from the command line
        async with app.run_test(size=_SIZE) as pilot:
            await _until(pilot, lambda: app.screen.query("#tree"))
            await _until(pilot, lambda: app.screen.query_one("#tree").row_count)
            await pilot.press("g", "2", "J")
            while line := await asyncio.to_thread(sys.stdin.readline):
                await _rest(pilot)
                answer = await (_round(pilot) if line.strip() == "round" else _calls(pilot))
                print(json.dumps(answer), flush=True)


async def _round(pilot: Pilot[None]) -> dict[str, float]:
    return {what: await _seconds(pilot, pane, keys) for what, pane, keys in _ROUND}


async def _seconds(pilot: Pilot[None], pane: str, keys: str) -> float:
    """Return the processor time for one of the keys.

    What happens when the cursor has rested for a moment comes later, and is not in it.
    """
    await pilot.press("g", pane)
    await _rest(pilot)
    seconds = 0.0
    for key in keys:
        start = time.process_time()
        pilot.app.post_message(Key("space" if key == " " else key, key))
        await _at_rest(pilot)
        seconds += time.process_time() - start
        await _rest(pilot)
    return seconds / len(keys)


async def _calls(pilot: Pilot[None]) -> dict[str, int]:
    await pilot.press("g", "2")
    await _rest(pilot)
    calls = Calls(pilot.app.screen.query_one("#item"))
    sys.setprofile(calls)
    pilot.app.post_message(Key("J", "J"))
    await _until(pilot, lambda: calls.is_done)
    return calls.figures


async def _rest(pilot: Pilot[None]) -> None:
    """Wait until what comes later has happened too."""
    await asyncio.sleep(_REST)
    await _at_rest(pilot)


async def _at_rest(pilot: Pilot[None]) -> None:
    """Wait until nothing goes on; that alone takes less time than `pilot.pause` would."""
    quiet = 0
    while quiet < _QUIET_LOOKS:
        before = time.process_time()
        await asyncio.sleep(_LOOK)
        with suppress(WorkerCancelled):  # a newer one has taken its place
            await pilot.app.workers.wait_for_complete()
        quiet = quiet + 1 if time.process_time() - before < _AT_REST else 0


async def _until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    async with asyncio.timeout(_PATIENCE):
        while not condition():
            await pilot.pause(0.01)


if __name__ == "__main__":
    asyncio.run(serve(*sys.argv[1:]))
