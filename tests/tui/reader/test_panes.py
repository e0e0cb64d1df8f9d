from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key

from tests.tui.running_reader import running
from tui.reader.panes import (
    USUAL_SHARES,
    Pane,
    kept_shares,
    pane_widths,
    shown_panes,
    widened,
)

CHANGES = st.lists(st.tuples(st.sampled_from(Pane), st.integers(-60, 60)), max_size=20)


def after(changes):
    shares = USUAL_SHARES
    for pane, by in changes:
        shares = widened(shares, pane, by)
    return shares


@pytest.mark.parametrize("width", [10, 59, 60, 80, 99, 100, 300])
@pytest.mark.parametrize("focused", Pane)
def test_the_focused_pane_is_always_seen(width, focused):
    assert focused in shown_panes(width, focused, zen=False)


@pytest.mark.parametrize(("width", "count"), [(59, 1), (60, 2), (99, 2), (100, 3)])
def test_the_width_says_how_many(width, count):
    assert len(shown_panes(width, Pane.TREE, zen=False)) == count


def test_zen_is_the_item_alone():
    assert shown_panes(200, Pane.ITEM, zen=True) == {Pane.ITEM}


def test_going_on_from_the_last_pane_comes_to_the_first():
    assert Pane.ITEM.next(1) is Pane.ISSUES
    assert Pane.ISSUES.next(-1) is Pane.ITEM


def test_there_is_nothing_beyond_the_outer_panes():
    assert Pane.ITEM.moved(1) is Pane.ITEM
    assert Pane.ISSUES.moved(-1) is Pane.ISSUES


def test_a_pane_is_made_wider_at_the_cost_of_its_neighbour():
    assert widened((28, 28, 44), Pane.ISSUES, 2) == (30, 26, 44)
    assert widened((28, 28, 44), Pane.ITEM, 2) == (28, 26, 46)
    assert widened((28, 28, 44), Pane.TREE, -2) == (28, 26, 46)


@given(CHANGES)
def test_no_pane_becomes_too_small_to_be_read(changes):
    shares = after(changes)
    assert min(shares) >= 10
    assert sum(shares) == sum(USUAL_SHARES)


@given(CHANGES, st.integers(10, 300), st.sampled_from(Pane), st.booleans())
def test_panes_fill_the_screen(changes, width, focused, zen):
    shown = shown_panes(width, focused, zen=zen)
    widths = pane_widths(width, shown, after(changes))
    assert widths.keys() == shown
    assert sum(widths.values()) == width


@given(CHANGES)
def test_widths_are_kept_from_one_run_to_the_next(changes):
    shares = after(changes)
    assert kept_shares(list(shares)) == shares


@pytest.mark.parametrize("kept", [[], [1, 2, 97], [50, 50], ["28", 28, 44], [30, 30, 30]])
def test_what_cannot_be_widths_is_forgotten(kept):
    assert kept_shares(kept) == USUAL_SHARES


async def test_keys_that_were_typed_ahead_go_to_the_pane_that_was_gone_to(two_days):
    async with running(two_days) as reader:
        for key in ("tab", "j", "j"):
            reader.app.post_message(Key(key, None))
        await reader.until_place("青鸟-3")
