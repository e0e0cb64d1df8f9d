from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.stories.comparison.canonical_urls import canonical_url
from digests.stories.comparison.features import Features, features_of
from digests.stories.comparison.frequencies import Frequencies
from digests.stories.comparison.likeness import likeness
from digests.stories.comparison.weighting import weighted
from digests.stories.values import EvidenceKind, Tier, packed, unpacked
from tests.factories import item
from tests.told_stories import (
    FERRY,
    FUND,
    FUND_ZH,
    HERON,
    HERON_AGAIN,
    HERON_PRICE,
    HERON_ZH,
    PLAIN,
)

COMMON = {word: (200, 300) for text in PLAIN for word in text.lower().rstrip(".").split()}
FREQUENCIES = Frequencies(9_000, 9_000, lambda _: COMMON)


def compare(one, other, *, days=0, in_one_issue=False, frequencies=FREQUENCIES):
    here, there = (weighted(features_of(item(*told[:2])), frequencies) for told in (one, other))
    links = {canonical_url(u) for u in one[2]} & {canonical_url(u) for u in other[2]}
    return likeness(here, there, links, days, frequencies, in_one_issue=in_one_issue)


def kinds(found):
    return [evidence.kind for evidence in found.evidence]


def test_a_story_is_the_same_in_another_language():
    found = compare(HERON, HERON_ZH, days=1)
    assert found.tier is Tier.STRONG
    assert kinds(found)[0] is EvidenceKind.PRODUCT
    shared = {term for evidence in found.evidence for term in evidence.shared}
    assert {"heron4.2", "=3.6e+10", "=5.12e+05", "=71%", "quayside", "marlow"} <= shared


def test_money_is_the_same_in_another_language():
    found = compare(FUND, FUND_ZH)
    assert found.tier is Tier.STRONG
    assert EvidenceKind.QUANTITY in kinds(found)
    assert EvidenceKind.NAMES in kinds(found)


def test_a_shared_link_decides():
    found = compare(HERON, HERON_AGAIN, days=4)
    assert found.tier is Tier.STRONG
    assert found.evidence[0].kind is EvidenceKind.LINK
    assert found.evidence[0].shared == ("https://tessel.example/heron-4-2",)


def test_after_some_days_a_shared_link_alone_does_not_decide():
    talk = ("The garden was measured", "It is large.", HERON[2])
    assert compare(HERON, HERON_AGAIN, days=10).tier is Tier.STRONG
    assert compare(HERON, talk, days=4).tier is Tier.STRONG
    assert compare(HERON, talk, days=5) is None
    assert compare(HERON, HERON_AGAIN, days=11) is None


def test_another_event_of_the_same_product_is_another_story():
    found = compare(HERON, HERON_PRICE)
    assert found is None or found.tier is Tier.MAYBE


def is_sure(found):
    return found is not None and found.tier is Tier.STRONG


def test_a_product_alone_is_not_enough():
    morning = ("Choir of the harbour rehearses with Heron 4.2", "It sings at low tide.", ())
    night = ("Lighthouse by the canal mended with Heron 4.2", "Its lamp turns again.", ())
    assert not is_sure(compare(morning, night))


HAPPENED = {
    "announced": (
        "Tessel announces Heron 4.2 at its meeting in the harbour",
        (
            "The model has 36B parameters. The Quayside laboratory trained it on charts of the "
            "sea, and it draws maps in a second."
        ),
        (),
    ),
    "delayed": (
        "Heron 4.2 delayed until autumn after faults in the steering of ferries",
        (
            "Two captains had complained that it turned left without being asked. The chief of the "
            "safety group wants the tests to be repeated in calm water first."
        ),
        (),
    ),
    "priced": (
        "Heron 4.2 pricing angers bakeries and small shops",
        (
            "The bill at the end of the month doubled for many of them, and some bakers go back to "
            "paper. A cheaper plan has a limit of fifty orders."
        ),
        (),
    ),
    "benchmarked": (
        "Heron 4.2 tops the Marlow leaderboard for the songs of birds",
        (
            "Evaluated on feathers and nests, it beats Osprey by a wide margin, and is the last in "
            "the recognition of owls at night."
        ),
        (),
    ),
    "leaked": (
        "Heron 4.2 screenshots leaked by a careless courier",
        (
            "Rumors spread after a lost notebook was found on the deck of a steamer; the pictures "
            "show a menu with a compass and a red button."
        ),
        (),
    ),
    "banned": (
        "Tarrow bans Heron 4.2 in its primary schools",
        (
            "Pupils may not use it during examinations, the ministry decided. Parents had signed a "
            "letter with ten thousand names."
        ),
        (),
    ),
}
"""What happened to one product, and is told at length."""


@pytest.mark.parametrize(("one", "other"), combinations(HAPPENED, 2))
def test_another_event_of_the_same_product_keeps_items_apart(one, other):
    assert not is_sure(compare(HAPPENED[one], HAPPENED[other]))


@pytest.mark.parametrize("event", HAPPENED)
def test_the_same_event_of_the_same_product_is_one_story(event):
    title, text, _ = HAPPENED[event]
    assert is_sure(compare(HAPPENED[event], (f"{title}, says a report", f"We hear: {text}", ())))


@pytest.mark.parametrize("other", ["Osprey 7", "Heron 3", "Kite 12"])
def test_other_products_are_other_stories(other):
    nets = "It folds nets for fishermen, and runs on a laptop without a connection."
    pictures = "A postcard is drawn in half a second; its licence is that of a library."
    one = ("Tessel releases Heron 4.2 for the ferries", nets, ())
    assert not is_sure(compare(one, (f"Quayside releases {other} for painters", pictures, ())))


@pytest.mark.parametrize(("one", "other"), combinations(("OpenAI", "谷歌", "Apple", "微软"), 2))
def test_what_happens_to_two_companies_are_two_stories(one, other):
    text = "A federal judge in Tarrow decided the lawsuit about copyrighted novels and piracy."
    ruling = "wins the lawsuit about copyrighted novels"
    title = (f"{one} {ruling}", f"{one} is glad. {text}", ())
    assert is_sure(compare(title, title))
    assert not is_sure(compare(title, (f"{other} {ruling}", f"{other} is glad. {text}", ())))


def test_plain_words_are_no_evidence():
    again = ("The market of the world was built again", "A new team of its users said so.", ())
    assert not is_sure(compare((PLAIN[0], PLAIN[1], ()), again))
    assert compare(FERRY, HERON) is None


def test_only_what_is_near_in_time_is_compared_by_words():
    assert compare(HERON, HERON_ZH, days=3) is not None
    assert compare(HERON, HERON_ZH, days=4) is None


def test_inside_one_issue_more_is_asked_for_and_links_do_not_count():
    talk = ("The garden was measured", "It is large.", HERON[2])
    assert compare(HERON, talk) is not None
    assert compare(HERON, talk, in_one_issue=True) is None
    assert compare(HERON, HERON, in_one_issue=True).evidence[0].kind is EvidenceKind.PRODUCT


TOLD = (HERON, HERON_ZH, HERON_AGAIN, HERON_PRICE, FUND, FUND_ZH, FERRY)


@pytest.mark.parametrize("days", [0, 2, 5])
def test_likeness_is_symmetric(days):
    for one, other in permutations(TOLD, 2):
        assert compare(one, other, days=days) == compare(other, one, days=days)


WORDS = st.lists(
    st.sampled_from("Heron 4.2 Tessel 发布 推出 $500M 5亿 o3 released 开源大模型".split())
)
TEXTS = st.tuples(WORDS.map(" ".join), WORDS.map(" ".join), st.just(()))


@given(TEXTS, TEXTS, st.integers(0, 5))
def test_likeness_of_any_texts_is_symmetric_and_has_reasons(one, other, days):
    found = compare(one, other, days=days)
    assert found == compare(other, one, days=days)
    assert found is None or found.evidence


def turned(one):
    """An item with the same terms, in another order."""
    parts = (one.title, one.terms, one.beside_products)
    made = weighted(
        Features(*(frozenset(sorted(part, reverse=True)) for part in parts)), FREQUENCIES
    )
    return replace(
        made,
        weights=dict(sorted(made.weights.items(), reverse=True)),
        chinese=dict(sorted(made.chinese.items(), reverse=True)),
        concepts=dict(sorted(made.concepts.items(), reverse=True)),
        title_weights=dict(sorted(made.title_weights.items(), reverse=True)),
    )


@given(TEXTS, TEXTS, st.integers(0, 3))
def test_the_order_of_terms_changes_nothing_at_all(one, other, days):
    here, there = (features_of(item(*told[:2])) for told in (one, other))
    pair = weighted(here, FREQUENCIES), weighted(there, FREQUENCIES)
    found = likeness(*pair, (), days, FREQUENCIES)
    assert likeness(turned(here), turned(there), (), days, FREQUENCIES) == found


def test_evidence_is_kept_as_it_was():
    for one, other in permutations(TOLD, 2):
        found = compare(one, other)
        if found:
            assert unpacked(packed(found.evidence)) == found.evidence
