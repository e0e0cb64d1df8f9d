from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from digests import Telling
from digests.stories.graph import Edge
from digests.stories.grouping import stars

DAY = datetime.date(2026, 8, 1)


def telling(number: int, day: int = 0, *, is_roundup: bool = False) -> Telling:
    return Telling(
        f"{number:010}.0", f"{number:010}", "lantern", DAY + datetime.timedelta(day),
        f"Story {number}", "en", 100, 0, is_roundup, is_primary=False,
    )  # fmt: skip


def edge(a: int, b: int, *, is_strong: bool = True, is_copy: bool = False) -> Edge:
    return Edge(min(a, b), max(a, b), is_strong, is_link=False, is_copy=is_copy)


def shapes(found: list[list[int]]) -> set[frozenset[int]]:
    return {frozenset(star) for star in found}


def test_items_without_edges_are_stories_of_their_own():
    assert stars({1: telling(1), 2: telling(2)}, []) == [[1], [2]]


def test_a_chain_is_no_star():
    items = {n: telling(n, day=n) for n in (1, 2, 3)}
    assert stars(items, [edge(1, 2), edge(2, 3)]) == [[1, 2], [3]]


def test_a_member_may_be_only_a_little_like_the_seed():
    items = {n: telling(n, day=n) for n in (1, 2, 3)}
    found = stars(items, [edge(1, 2), edge(2, 3), edge(1, 3, is_strong=False)])
    assert found == [[1, 2, 3]]


def test_a_star_takes_in_what_is_like_a_copy_of_its_seed():
    items = {n: telling(n, day=n) for n in (1, 2, 3, 4)}
    copied = [edge(1, 2, is_copy=True), edge(2, 3)]
    assert stars(items, copied) == [[1, 2, 3], [4]]
    assert stars(items, [*copied, edge(3, 4)]) == [[1, 2, 3], [4]]
    assert stars(items, copied, {(1, 3)}) == [[1, 2], [3], [4]]


def test_a_copy_of_the_seed_after_four_days_is_another_story():
    items = {1: telling(1), 2: telling(2, day=2), 3: telling(3, day=5)}
    assert stars(items, [edge(1, 2, is_copy=True), edge(2, 3)]) == [[1, 2], [3]]


def test_a_story_ends_after_four_days():
    items = {1: telling(1), 2: telling(2, day=4), 3: telling(3, day=5)}
    assert stars(items, [edge(1, 2), edge(1, 3)]) == [[1, 2], [3]]


def test_a_roundup_joins_a_star_and_seeds_none():
    items = {1: telling(1, is_roundup=True), 2: telling(2, day=1), 3: telling(3, day=1)}
    assert shapes(stars(items, [edge(1, 2), edge(1, 3)])) == {frozenset([1, 2]), frozenset([3])}
    assert stars({1: items[1]}, []) == [[1]]


def test_roundups_with_the_same_links_are_one_story():
    items = {n: telling(n, day=n, is_roundup=True) for n in (1, 2, 3, 4, 8)}
    edges = [Edge(a, b, is_strong=True, is_link=True) for a in items for b in items if a < b]
    links = {1: frozenset([7]), 2: frozenset([7]), 3: frozenset([7, 8]), 4: frozenset([7])}
    links[8] = frozenset([7])
    assert stars(items, edges, (), links) == [[1, 2, 4], [3], [8]]
    assert stars(items, edges, {(1, 2)}, links) == [[1, 4], [2], [3], [8]]
    assert stars(items, edges) == [[1], [2], [3], [4], [8]]


def test_a_roundup_prefers_the_star_of_the_story():
    items = {n: telling(n, day=n, is_roundup=n < 3) for n in (1, 2, 3)}
    edges = [Edge(a, b, is_strong=True, is_link=True) for a, b in ((1, 2), (1, 3), (2, 3))]
    assert stars(items, edges, (), dict.fromkeys((1, 2), frozenset([7]))) == [[3, 1, 2]]


def test_what_the_user_took_apart_stays_apart():
    items = {n: telling(n, day=n) for n in (1, 2, 3)}
    edges = [edge(1, 2), edge(1, 3), edge(2, 3)]
    assert stars(items, edges, {(2, 3)}) == [[1, 2], [3]]


NUMBERS = st.integers(1, 8)
KINDS = st.sampled_from([(False, False), (True, False), (True, True)])
"""Of edges: whether they are strong, and whether copies."""
EDGES = st.dictionaries(
    st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] < pair[1]), KINDS, max_size=20
)


@given(
    st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=8, max_size=8),
    EDGES,
    st.randoms(),
)
def test_every_item_is_in_one_star_whatever_the_order(days, pairs, chance):
    items = {n: telling(n, day, is_roundup=r) for n, (day, r) in enumerate(days, 1)}
    edges = [edge(*pair, is_strong=strong, is_copy=copy) for pair, (strong, copy) in pairs.items()]
    found = stars(items, edges)
    assert sorted(number for star in found for number in star) == list(items)
    shuffled = list(items)
    chance.shuffle(shuffled)
    chance.shuffle(edges)
    assert shapes(stars({n: items[n] for n in shuffled}, edges)) == shapes(found)
    for seed, *members in found:
        assert not members or not items[seed].is_roundup
