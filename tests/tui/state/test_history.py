from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.state.history import History, Location

ONE, TWO, THREE = (Location(issue_id, f"{issue_id}.item") for issue_id in "123")

LOCATIONS = st.builds(
    Location, st.sampled_from("abc"), st.sampled_from(["", "x", "y"]), st.integers(0, 9)
)
MOVES = st.lists(st.tuples(st.sampled_from(["stepped", "jumped"]), LOCATIONS), max_size=30)


def walked(moves):
    trail = History()
    for how, spot in moves:
        trail = getattr(trail, how)(spot)
    return trail


def test_back_goes_to_where_a_jump_came_from():
    trail = History().jumped(ONE).jumped(TWO)
    assert trail.back().here == ONE
    assert trail.back().forward().here == TWO


def test_a_step_leaves_nothing_behind():
    trail = History().jumped(ONE).stepped(TWO).jumped(THREE)
    assert trail.back().here == TWO
    assert trail.back().back() == trail.back()


def test_an_issue_that_was_only_looked_at_is_not_come_back_to():
    trail = History().jumped(ONE).jumped(Location("2")).jumped(THREE)
    assert trail.back().here == ONE


def test_the_way_forward_is_forgotten_by_another_jump():
    trail = History().jumped(ONE).jumped(TWO).back().jumped(THREE)
    assert trail.forward() == trail
    assert trail.back().here == ONE


def test_a_place_is_come_back_to_as_it_was_scrolled():
    trail = History().jumped(ONE).scrolled(7).jumped(TWO)
    assert trail.back().here == Location(ONE.issue_id, ONE.item_id, scroll=7)


def test_nothing_is_scrolled_before_something_was_read():
    assert History().scrolled(3) == History()


def test_old_places_are_forgotten():
    trail = walked([("jumped", Location(str(number), "item")) for number in range(1000)])
    assert len(trail.behind) == 200


@given(MOVES)
def test_forward_undoes_back(moves):
    trail = walked(moves)
    if trail.behind:
        assert trail.back().forward() == trail


@given(MOVES)
def test_going_back_comes_to_an_end(moves):
    trail = walked(moves)
    for _ in range(len(moves)):
        trail = trail.back()
    assert trail.back() == trail
