from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digests import Issue, Item, ItemMarks, Kind, Section
from tests.factories import issue, item, section
from tests.tui.tree_screen import shown
from tui.reader.tree_rows import Muted, RowState, TreeRow, row_content, tree_rows
from tui.text.icons import UNICODE

FIRST, SECOND, THIRD = item("first"), item("second"), item("third")
ISSUE = issue(section("Models", FIRST, SECOND), section("Chips", THIRD))


def is_item(node):
    return isinstance(node, Item)


def rows(marks, width=26, **left_out):
    return [row_content(row, width, marks).plain for row in tree_rows(ISSUE, **left_out)]


def test_a_section_counts_what_is_unread_of_all():
    assert rows(RowState({FIRST.id: ItemMarks(is_read=True)})) == [
        " Overview",
        " - Models             1/2 ",
        "     first",
        "   o second",
        " - Chips              1/1 ",
        "   o third",
    ]


def test_when_all_is_read_only_the_number_of_items_is_left():
    all_read = dict.fromkeys((FIRST.id, SECOND.id), ItemMarks(is_read=True))
    assert rows(RowState(all_read))[1] == " - Models               2 "


def test_stars_and_tags_stand_in_columns_of_their_own():
    marks = {
        FIRST.id: ItemMarks(is_starred=True),
        SECOND.id: ItemMarks(tags=("work",)),
        THIRD.id: ItemMarks(is_starred=True, tags=("work",)),
    }
    shown = [row for row in rows(RowState(marks)) if " o " in row]
    assert [row[-4:] for row in shown] == [" *  ", "  # ", " *# "]


def test_selected_and_muted_items_have_signs_of_their_own():
    marks = RowState({}, frozenset({FIRST.id}), frozenset({SECOND.id}), UNICODE)
    assert [row.strip()[0] for row in rows(marks)[2:4]] == ["✓", "~"]


def test_sections_without_an_item_that_is_shown_are_left_out():
    assert rows(RowState(), is_shown=lambda shown: shown is THIRD, muted=2) == [
        " Overview",
        " - Chips                1 ",
        "   • third",
        " ~ 2 muted",
    ]


@given(
    st.text(max_size=40),
    st.integers(8, 60),
    st.integers(1, 9),
    st.sampled_from(list(Kind)),
    st.builds(ItemMarks, st.booleans(), st.booleans(), st.sampled_from([(), ("work",)])),
)
def test_no_marked_row_is_wider_than_the_pane(title, width, depth, kind, its):
    marked = item(title, kind=kind)
    marks = RowState({marked.id: its}, frozenset({marked.id}) if its.is_read else frozenset())
    for node in (marked, section(title, marked), Muted(12)):
        row = row_content(TreeRow(node, depth, (0,)), width, marks)
        assert row.cell_length <= width


async def test_hidden_items_are_stepped_over_until_they_are_shown():
    async with shown(ISSUE) as (tree, pilot):
        tree.filter({FIRST.id: "hide", SECOND.id: "dim"}, None)
        assert tree.step(1, is_item)
        assert tree.current is SECOND
        assert tree.hides_items
        await pilot.press("G", "enter", "g", "g")
        assert tree.step(1, is_item)
        assert tree.current is FIRST


async def test_the_cursor_goes_to_what_is_above_an_item_that_is_left_out():
    async with shown(ISSUE) as (tree, _):
        assert tree.go_to(SECOND.id)
        tree.filter({}, frozenset({FIRST.id, THIRD.id}))
        assert tree.current is FIRST
        assert not tree.go_to(SECOND.id)


async def test_nothing_can_be_read_on_the_row_that_counts_muted_items():
    async with shown(ISSUE) as (tree, pilot):
        tree.filter({FIRST.id: "hide"}, None)
        await pilot.press("G")
        assert tree.current is None


async def test_what_is_beside_the_cursor_is_told_folded_or_not():
    async with shown(ISSUE) as (tree, pilot):
        await pilot.press("j", "h")
        assert list(tree.items_beyond(-1)) == []
        assert list(tree.items_beyond(1)) == [FIRST, SECOND, THIRD]
        assert tree.go_to(SECOND.id)
        assert list(tree.items_beyond(-1)) == [FIRST]
        assert list(tree.items_beyond(1)) == [THIRD]


async def test_the_last_wanted_part_is_found_from_anywhere():
    async with shown(ISSUE) as (tree, _):
        assert tree.go_to_last(is_item)
        assert tree.current is THIRD
        assert not tree.go_to_last(lambda node: isinstance(node, Issue) and not node.children)
        assert tree.go_to_last(lambda node: isinstance(node, Section))
        assert tree.current is ISSUE.children[1]
