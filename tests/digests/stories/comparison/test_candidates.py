from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from digests.stories.comparison import candidates as module
from digests.stories.comparison.candidates import candidates, rare_terms
from digests.stories.comparison.frequencies import Frequencies
from digests.stories.comparison.weighting import excess

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests.stories.comparison.candidates import RareTerms

Items = list[frozenset[str]]
"""Of an issue: the terms of each item."""

COUNTS = {
    "tessel": 2,
    "heron4.2": 5,
    "=5e+08": 90,
    "青鸟": 20,
    "%court": 300,
    "maple_garden": 1,
    "harbour": 400,
    "kiln": 900,
    "lantern": 4_000,
    "again": 9_000,
}
FREQUENCIES = Frequencies(10_000, 10_000, lambda _: {t: (n, n) for t, n in COUNTS.items()})
ISSUES = st.lists(st.frozensets(st.sampled_from(sorted(COUNTS)), max_size=5), max_size=8)


def holders_in(issue: Items) -> dict[str, list[int]]:
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, own in enumerate(issue):
        for term in sorted(own):
            holders[term].append(index)
    return holders


def rare(issue: Items) -> RareTerms:
    return rare_terms(holders_in(issue), len(issue), FREQUENCIES)


def amounts(issue: Items) -> dict[str, float]:
    """How telling each term of an issue is."""
    return {
        term: excess(term, FREQUENCIES.rarity(term), len(own))
        for term, own in holders_in(issue).items()
    }


def closeness(ours: Items, theirs: Items, here: int, there: int) -> float:
    """How near to being candidates two items are: 1 is just enough."""
    own, other = amounts(ours), amounts(theirs)
    one, two = ours[here], theirs[there]
    shared = sum(min(own[term], other[term]) for term in sorted(one & two))
    shorter = min(sum(own[t] for t in sorted(one)), sum(other[t] for t in sorted(two)))
    share = module._LARGE_SHARE * max(shorter, module._LITTLE / module._LARGE_SHARE)
    return max(shared / module._ENOUGH, shared / share)


@given(ISSUES, ISSUES)
def test_candidates_are_those_whose_rare_terms_sum_up_to_enough(ours: Items, theirs: Items) -> None:
    found = list(candidates(rare(ours), rare(theirs)))
    assert found == sorted(set(found))
    for here in range(len(ours)):
        for there in range(len(theirs)):
            near = closeness(ours, theirs, here, there)
            if abs(near - 1) > 1e-9:
                assert ((here, there) in found) == (near > 1)


@given(ISSUES, ISSUES)
def test_candidates_are_the_same_from_the_other_side(ours: Items, theirs: Items) -> None:
    there = {(here, other) for other, here in candidates(rare(theirs), rare(ours))}
    assert set(candidates(rare(ours), rare(theirs))) == there


@given(st.permutations([f"osprey{n}" for n in range(20)]))
def test_the_order_of_terms_does_not_matter(order: Sequence[str]) -> None:
    one = rare_terms({term: [int(term[6:]) % 3] for term in order}, 3, FREQUENCIES)
    other = rare_terms({term: [int(term[6:]) % 3] for term in sorted(order)}, 3, FREQUENCIES)
    assert one.sums.tobytes() == other.sums.tobytes()
    assert one.items.tobytes() == other.items.tobytes()


def test_what_the_whole_issue_is_about_makes_no_candidates() -> None:
    some = module._MOST_ITEMS
    heron = [frozenset(["heron4.2"])]
    assert len(list(candidates(rare(heron * some), rare(heron)))) == some
    assert list(candidates(rare(heron * (some + 1)), rare(heron))) == []


def test_every_shared_name_or_product_makes_a_candidate_of_a_short_item() -> None:
    short = [frozenset(["heron4.2"]), frozenset(["tessel"]), frozenset(["maple_garden"])]
    everything = [frozenset(COUNTS)]
    assert list(candidates(rare(short), rare(everything))) == [(0, 0), (1, 0), (2, 0)]


def test_plain_words_make_no_candidates() -> None:
    plain = [frozenset(["again", "lantern"])]
    assert list(candidates(rare(plain), rare(plain))) == []


def test_an_issue_without_items_has_no_candidates() -> None:
    assert list(candidates(rare([]), rare([]))) == []
    assert list(candidates(rare([]), rare([frozenset(["tessel"])]))) == []
