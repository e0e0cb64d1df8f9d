from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digests import Item, Kind, Section
from tests.factories import issue, item, section
from tests.tui.tree_screen import shown
from tui.reader.tree_rows import TreeRow, row_content, step, tree_rows

INNER = Section("Open", ("Models", "Open"), (item("b"), item("c")))
TWICE_A = issue(
    item("lead story"),
    section("Models", item("a"), INNER),
    section("Models", item("a")),
)
"""Two sections of one name, each with an item of one name."""


def is_item(node):
    return isinstance(node, Item)


def is_section(node):
    return isinstance(node, Section)


def titles(rows):
    return [getattr(row.node, "title", "") for row in rows]


def test_rows_are_in_reading_order_below_the_issue():
    assert titles(tree_rows(TWICE_A)) == [
        "Lantern Daily",
        "lead story",
        "Models",
        "a",
        "Open",
        "b",
        "c",
        "Models",
        "a",
    ]


def test_a_folded_section_hides_what_is_inside_and_no_other_of_its_name():
    assert titles(tree_rows(TWICE_A, frozenset({(1,)}))) == [
        "Lantern Daily",
        "lead story",
        "Models",
        "Models",
        "a",
    ]


def test_steps_go_to_the_nearest_row_of_a_kind():
    rows = tree_rows(TWICE_A)
    assert [
        row and row.path
        for row in (
            step(rows, (), 1, is_item),
            step(rows, (1, 0), 1, is_item),
            step(rows, (2,), -1, is_item),
            step(rows, (1, 1), -1, is_section),
            step(rows, (2, 0), 1, is_item),
            step(rows, (0,), -1, is_item),
        )
    ] == [(0,), (1, 1, 0), (1, 1, 1), (1,), None, None]


def test_rows_show_depth_counts_and_folding():
    shown = [row_content(row, 24).plain for row in tree_rows(TWICE_A, frozenset({(2,)}))]
    assert shown == [
        " Overview",
        " • lead story",
        " - Models             3 ",
        "   • a",
        "   - Open             2 ",
        "     • b",
        "     • c",
        " + Models             1 ",
    ]


@given(st.text(max_size=60), st.integers(8, 60), st.integers(1, 9), st.sampled_from(list(Kind)))
def test_no_row_is_wider_than_the_pane(title, width, depth, kind):
    for node in (item(title, kind=kind), section(title), issue()):
        assert row_content(TreeRow(node, depth, (0,)), width).cell_length <= width


async def test_it_begins_at_the_issue_or_at_the_item_asked_for():
    async with shown(TWICE_A) as (tree, _):
        visited = [tree.current]
        for item_id in (INNER.items[1].id, "no such id"):
            tree.show(TWICE_A, item_id)
            visited.append(tree.current)
        assert visited == [TWICE_A, INNER.items[1], TWICE_A]


async def test_fold_and_unfold_keep_the_cursor_on_the_section():
    async with shown(TWICE_A) as (tree, pilot):
        await pilot.press("j", "j", "h")
        assert tree.row_count == 5
        assert tree.current is TWICE_A.children[1]
        await pilot.press("l")
        assert tree.row_count == 9
        assert tree.current is TWICE_A.children[1]


async def test_enter_folds_and_unfolds_a_section():
    async with shown(TWICE_A) as (tree, pilot):
        await pilot.press("j", "j", "enter")
        assert tree.row_count == 5
        await pilot.press("enter")
        assert tree.row_count == 9


async def test_only_an_open_section_can_be_folded():
    async with shown(TWICE_A) as (tree, pilot):
        assert not tree.check_action("fold", ())
        await pilot.press("j", "j")
        assert tree.check_action("fold", ())
        assert not tree.check_action("unfold", ())


async def test_a_step_into_a_folded_section_opens_it_and_what_is_around_it():
    async with shown(TWICE_A) as (tree, pilot):
        await pilot.press("j", "j", "j", "j", "h", "k", "k", "h")
        assert tree.row_count == 5
        assert tree.step(1, is_item)
        assert tree.step(1, is_item)
        assert tree.current is INNER.items[0]


async def test_it_can_be_emptied():
    async with shown(TWICE_A) as (tree, pilot):
        tree.clear()
        await pilot.press("j", "enter", "h", "l")
        assert tree.current is None
        assert not tree.step(1, is_item)
