"""Which item of a changed file is which of the old one: told by examples and by laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.marks.transfer import (
    ItemFingerprint,
    fingerprint,
    pack_fingerprints,
    successors,
    unpack_fingerprints,
)
from tests.factories import item

TEXT = "It counts to ten, and explains each step in words that a child understands."


def traced(
    title: str, links: tuple[str, ...] = ("https://example.org/story",), text: str = TEXT
) -> ItemFingerprint:
    return fingerprint(item(title, text, links=links))


BESIDE = traced(
    "Heron 4.2 keeps a log", ("https://example.org/heron",), "Something else, at length."
)


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(traced("A small model learned to count"), id="title corrected"),
        pytest.param(traced("小模型学会了数数"), id="title translated"),
        pytest.param(
            traced("A small model learns to count", ("https://example.net/a",)), id="link replaced"
        ),
        pytest.param(
            traced("A smal model learns to count", ("https://example.net/a",), "New words."),
            id="everything but a few letters of the title",
        ),
        pytest.param(
            traced("Counting, now for machines", ("https://example.net/a",)),
            id="only the text is left",
        ),
        pytest.param(
            traced(
                "A small model learns counting",
                ("https://example.net/a", "https://example.org/story"),
                "New words.",
            ),
            id="a link put before the first",
        ),
    ],
)
def test_an_edited_item_is_known_again(now: ItemFingerprint) -> None:
    old = traced("A small model learns to count")
    assert successors([old, BESIDE], [BESIDE, now]) == {old.hash: now.hash}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            traced("Quillon asks first", ("https://example.net/q",), "Short."), id="all else"
        ),
        pytest.param(
            traced("Release v1.3 of the small model", ("https://example.net/b",), "Short."),
            id="another number",
        ),
        pytest.param(
            traced("Quillon asks first", ("https://example.org/",), "Short."), id="the same site"
        ),
    ],
)
def test_another_story_is_not_taken_for_it(other: ItemFingerprint) -> None:
    old = traced("Release v1.2 of the small model", ("https://example.org/",), "Brief.")
    assert successors([old, BESIDE], [BESIDE, other]) == {}


def test_an_item_that_is_still_there_becomes_nothing() -> None:
    old = traced("A small model learns to count")
    twin = traced("A small model learned to count")
    assert successors([old], [old, twin]) == {}


def test_what_could_be_two_items_is_neither() -> None:
    old = traced("A small model learns to count", text="")
    halves = [traced("A model learns", text=""), traced("To count", text="")]
    assert successors([old], halves) == {}


def test_of_a_split_item_the_part_with_its_title_goes_on() -> None:
    old = traced(
        "A small model learns to count", ("https://example.org/a", "https://example.org/b")
    )
    first = traced("A small model learns to count", ("https://example.org/b",), "Half.")
    second = traced("It counts to ten", ("https://example.org/a",), "Other half.")
    assert successors([old], [first, second]) == {old.hash: first.hash}


def test_swapped_titles_stay_with_their_links_only_when_the_titles_are_gone() -> None:
    one = traced("Heron sleeps all day", ("https://example.org/1",), "")
    two = traced("Crane wakes at night", ("https://example.org/2",), "")
    one_now = traced("Heron sleeps all day", ("https://example.org/2",), "")
    two_now = traced("Crane wakes at night", ("https://example.org/1",), "")
    assert successors([one, two], [two_now, one_now]) == {
        one.hash: one_now.hash,
        two.hash: two_now.hash,
    }


def test_the_section_is_no_part_of_an_item() -> None:
    before = item("A small model learns to count", section=["Models"])
    after = item("A small model learns to count", section=["Research", "Small"])
    assert fingerprint(before) == fingerprint(after)


titles = st.text("ab 1一", max_size=12)
traces = st.builds(
    ItemFingerprint,
    st.sampled_from([f"{number:08x}" for number in range(12)]),
    titles,
    st.lists(st.integers(1, 6), max_size=3, unique=True).map(tuple),
    st.integers(0, 4),
)
issues = st.lists(traces, max_size=8, unique_by=lambda item: item.hash)


@given(issues, issues)
def test_successors_are_new_items_and_each_of_one_old_item(
    old: list[ItemFingerprint], new: list[ItemFingerprint]
) -> None:
    found = successors(old, new)
    before, after = {item.hash for item in old}, {item.hash for item in new}
    assert found.keys() <= before - after
    assert set(found.values()) <= after - before
    assert len(set(found.values())) == len(found)


@given(issues)
def test_an_unchanged_issue_has_no_successors(items: list[ItemFingerprint]) -> None:
    assert successors(items, items[::-1]) == {}


@given(issues, issues, st.randoms(use_true_random=False))
def test_the_order_of_items_means_nothing(
    old: list[ItemFingerprint], new: list[ItemFingerprint], chance: object
) -> None:
    assert successors(old, new) == successors(old[::-1], new[::-1])


@given(st.lists(st.text(), max_size=4), st.text())
def test_traces_are_the_same_after_packing(titles: list[str], text: str) -> None:
    items = [item(title, text, links=["https://example.org/\ud800", "::"]) for title in titles]
    assert unpack_fingerprints(pack_fingerprints(items)) == tuple(map(fingerprint, items))


def test_an_item_that_stands_twice_is_followed_in_its_order():
    then = [traced(f"{title} | Berlin |") for title in ("One", "Two")]
    now = [traced(f"{title} | Berlin | Gathering of herons") for title in ("One", "Two")]
    assert successors(then, now) == {old.hash: new.hash for old, new in zip(then, now, strict=True)}
    assert successors(then, [*now, traced("Three | Lyon | Gathering of herons")]) == {}
