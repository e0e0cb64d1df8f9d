from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.stories.comparison.canonical_urls import canonical_url
from digests.stories.comparison.features import features_of
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


def test_a_product_alone_is_not_enough():
    assert compare(("Heron 4.2 in the morning", "", ()), ("Heron 4.2 at night", "", ())) is None


def test_rulings_about_two_companies_are_two_stories():
    text = "A federal judge in Tarrow decided the lawsuit about copyrighted novels and piracy. "
    ruling = "ruling in the novels lawsuit"
    meta = (f"Meta wins {ruling}", text, ())
    openai = (f"OpenAI wins {ruling}", text, ())
    assert compare(meta, meta).score - compare(meta, openai).score > 0.1


def test_plain_words_are_no_evidence():
    assert compare((PLAIN[0], PLAIN[1], ()), (PLAIN[2], PLAIN[3], ())) is None
    assert compare(FERRY, HERON) is None


def test_only_what_is_near_in_time_is_compared_by_words():
    assert compare(HERON, HERON_ZH, days=3) is not None
    assert compare(HERON, HERON_ZH, days=4) is None


def test_inside_one_issue_more_is_asked_for_and_links_do_not_count():
    assert compare(HERON, HERON_AGAIN, in_one_issue=True) is None
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


def test_evidence_is_kept_as_it_was():
    for one, other in permutations(TOLD, 2):
        found = compare(one, other)
        if found:
            assert unpacked(packed(found.evidence)) == found.evidence
