"""What keys cost in the reader itself, threads included, until all is drawn."""

from __future__ import annotations

import asyncio
import gc
import statistics
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual.events import Key
from textual.widgets import Input
from textual.worker import WorkerCancelled

from benchmarks.checkouts import key_tables
from benchmarks.tables import Table, bound, milliseconds
from benchmarks.timing import nearly_worst
from digests import Library
from tui.app.app import ReaderApp
from tui.dialogs.ask_line import AskLine
from tui.jobs.library import HitsFound
from tui.search.screen import SearchScreen
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from textual.app import App
    from textual.pilot import Pilot

    from benchmarks.setting import Setting

    _Times: TypeAlias = dict[str, list[float]]

_BOUND = 0.016
_TIMES = 40
_ONCE_IN_A_WHILE = 6
"""How often something is measured that lists all issues anew."""

_SIZE = (120, 40)
_PATIENCE = 60.0
_LOOK = 0.02
"""Seconds between two looks at whether all is done."""

_AT_REST = 0.001
"""Seconds of processor time: when a look finds less, nothing goes on any more."""

_REST = 0.35
"""Seconds: longer than an item must be shown to be marked as read."""

_MANY_OBJECTS = 100_000
"""As the command line sets it: after how many new objects Python looks for those not needed."""

_QUERIES = ("gpt", "开源")
_COLUMNS = ("", "median", "95 of 100")


def tables(setting: Setting) -> Iterator[Table]:
    """Yield four keys beside those of another checkout; all moves; what lists all issues anew."""
    yield from key_tables(setting)
    if setting.against is None:
        yield from _tables_of_many_issues(setting)


def _tables_of_many_issues(setting: Setting) -> Iterator[Table]:
    folder, cache = setting.many_issues
    with Library.open([folder], cache) as library:
        counts = len(library.issues()), sum(summary.items for summary in library.issues())
        moves, lists = asyncio.run(_measured(library))
    title = f"Keys, processor time until all is drawn, {counts[0]:,} issues, {counts[1]:,} items"
    slowest = max(map(statistics.median, moves.values()))
    note = bound("≤ 16 ms, the median", is_kept=slowest <= _BOUND)
    yield Table(title, _COLUMNS, tuple(map(_row, moves.items())), (note,))
    title = "Keys that list all issues anew, the thread that reads them included"
    yield Table(title, _COLUMNS, tuple(map(_row, lists.items())))


def _row(measured: tuple[str, list[float]]) -> tuple[str, ...]:
    what, seconds = measured
    return what, milliseconds(statistics.median(seconds)), milliseconds(nearly_worst(seconds))


async def _measured(library: Library) -> tuple[_Times, _Times]:
    app = ReaderApp(lambda: library)
    gc.set_threshold(_MANY_OBJECTS)
    gc.disable()  # until all is on the screen, as when it is opened from the command line
    async with app.run_test(size=_SIZE) as pilot:
        await _until(pilot, lambda: app.screen.query("#tree"))
        tree = app.screen.query_one("#tree", VirtualList)
        await _until(pilot, lambda: tree.row_count)
        moves = {
            "one issue down": await _keys(pilot, "down"),
            "one page of issues down": await _keys(pilot, "pagedown"),
            "to another pane": await _keys(pilot, "tab"),
        }
        await pilot.press("g", "2")
        moves |= {
            "one row of the tree down or up": await _keys(pilot, "j", "k"),
            "one item on, in this issue or the next": await _keys(pilot, "J"),
            "an item marked or not": await _keys(pilot, "m"),
        }
        lists = {
            "issues with unread items": await _keys(pilot, "U", times=_ONCE_IN_A_WHILE),
            "issues in groups": await _keys(pilot, "P", times=_ONCE_IN_A_WHILE),
            "issues narrowed to a query": await _narrowed(pilot),
        }
        moves["all hits replaced"] = await _hits(pilot, library)
    return moves, lists


async def _hits(pilot: Pilot[None], library: Library) -> list[float]:
    """Show the hits of two queries in turns, as answers to what is typed."""
    pages = [library.search(query, limit=50) for query in _QUERIES]
    await pilot.press("slash")
    await _until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
    screen = pilot.app.screen
    answers = (HitsFound(pages[number % len(pages)]) for number in range(_TIMES))
    return [await _seconds(pilot, partial(screen.post_message, answer)) for answer in answers]


async def _narrowed(pilot: Pilot[None]) -> list[float]:
    """Narrow the list to two queries in turns; what is taken is the time of Enter."""
    app = pilot.app
    times = []
    for number in range(_ONCE_IN_A_WHILE):
        app.post_message(Key("backslash", "\\"))
        await _until(pilot, lambda: isinstance(app.screen, AskLine) and app.screen.query(Input))
        app.screen.query_one(Input).value = _QUERIES[number % len(_QUERIES)]
        await pilot.pause()
        times.append(await _seconds(pilot, lambda: app.post_message(Key("enter", "\r"))))
    return times


async def _keys(pilot: Pilot[None], *keys: str, times: int = _TIMES) -> list[float]:
    """Press the keys in turns."""
    pressed = (keys[number % len(keys)] for number in range(times))
    events = [Key(key, key if len(key) == 1 else None) for key in pressed]
    return [await _seconds(pilot, partial(pilot.app.post_message, event)) for event in events]


async def _seconds(pilot: Pilot[None], act: Callable[[], object]) -> float:
    """Return the processor time until what `act` begins is drawn, and all threads have ended.

    What happens when the cursor has rested for a moment comes later, and is not in it.
    """
    start = time.process_time()
    act()
    await _at_rest(pilot.app)
    seconds = time.process_time() - start
    await asyncio.sleep(_REST)
    await _at_rest(pilot.app)
    return seconds


async def _at_rest(app: App[None]) -> None:
    """Wait until nothing goes on; that alone takes less time than `pilot.pause` would."""
    is_busy = True
    while is_busy:
        before = time.process_time()
        await asyncio.sleep(_LOOK)
        with suppress(WorkerCancelled):  # a newer one has taken its place
            await app.workers.wait_for_complete()
        is_busy = time.process_time() - before > _AT_REST


async def _until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    async with asyncio.timeout(_PATIENCE):
        while not condition():
            await pilot.pause(0.01)
