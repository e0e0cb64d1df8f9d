"""What is done once somebody has paused."""

from __future__ import annotations

import asyncio
from functools import partial

from textual.app import App

from tui.widgets.debounce import Debounce

SECONDS = 0.01


async def test_only_the_last_of_several_things_is_done():
    done: list[str] = []
    async with App[None]().run_test() as pilot:
        debounce, ended = Debounce(pilot.app, SECONDS), asyncio.Event()
        for letter in "abc":
            debounce.call(partial(done.append, letter))
        debounce.call(ended.set)
        await asyncio.wait_for(ended.wait(), 10)
    assert done == []


async def test_something_may_follow_what_was_done():
    async with App[None]().run_test() as pilot:
        debounce = Debounce(pilot.app, SECONDS)
        for _ in range(2):
            ended = asyncio.Event()
            debounce.call(ended.set)
            await asyncio.wait_for(ended.wait(), 10)
            assert ended.is_set()


async def test_what_is_cancelled_is_not_done():
    done: list[str] = []
    async with App[None]().run_test() as pilot:
        cancelled, later = Debounce(pilot.app, SECONDS), Debounce(pilot.app, 2 * SECONDS)
        ended = asyncio.Event()
        cancelled.call(partial(done.append, "cancelled"))
        cancelled.cancel()
        later.call(ended.set)
        await asyncio.wait_for(ended.wait(), 10)
    assert done == []
