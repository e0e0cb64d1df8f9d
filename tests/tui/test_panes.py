from __future__ import annotations

import pytest

from tui.screens.panes import Pane, shown_panes


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
