from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.background_table import MOST_ITEMS, TermCounts, counted, packed
from digests.stories.comparison.background import FILE, ITEMS, background, unpacked
from digests.stories.comparison.features import Features
from tests.factories import digest, write


def features(*terms):
    """Those of an item with these terms."""
    return Features(frozenset(), frozenset(terms), frozenset())


CHINESE = ("枫叶", "橡木", "苍鹭")


def test_common_words_are_known_as_common_in_their_language():
    counts = background().counts(["the", "模型", "quayside"])
    assert counts["the"][1] > ITEMS / 10
    assert counts["模型"][0] > ITEMS / 20 > counts["模型"][1]
    assert "quayside" not in counts


def test_the_background_is_small_on_disk():
    assert FILE.stat().st_size < 1_000_000


TERMS = st.text("abcxyz枫橡鹭0123456789.=%", min_size=1, max_size=6)
COUNTS = st.integers(0, ITEMS)


@given(st.dictionaries(TERMS, st.tuples(COUNTS, COUNTS), max_size=50))
def test_what_is_packed_is_found_to_within_three_per_cent(counts):
    found = unpacked(packed(counts)).counts(counts)
    assert found.keys() == counts.keys()
    for term, pair in counts.items():
        for count, told in zip(found[term], pair, strict=True):
            assert abs(count - told) <= 0.5 + 0.03 * told


def test_terms_that_are_not_in_the_table_are_left_out():
    assert unpacked(packed({"heron": (3, 4)})).counts(["heron", "ferry"]) == {"heron": (3, 4)}
    assert unpacked(packed({})).counts(["heron"]) == {}


def test_a_large_publication_does_not_decide_what_is_rare():
    counts = TermCounts()
    for number in range(3 * MOST_ITEMS):
        counts.add("chatty", features("heron", f"chat{number}"))
    for number in range(MOST_ITEMS):
        counts.add("calm", features("ferry", f"calm{number}"))
    shares = counts.per_million()
    assert shares["heron"] == shares["ferry"] == (0, ITEMS / 2)


def test_the_same_text_counts_once_whoever_carries_it():
    counts = TermCounts()
    for publication in ("maple", "oak", "maple"):
        for number in range(3):
            counts.add(publication, features("heron", f"part{number}"))
    counts.add("oak", features("ferry"))
    assert counts.per_million() == {"heron": (0, 3 * ITEMS / 4)}


def test_each_language_has_counts_of_its_own():
    counts = TermCounts()
    for number in range(3):
        counts.add("maple", features("heron", f"part{number}"))
        counts.add("枫叶", features("heron", f"part{number}", *CHINESE))
    shares = counts.per_million()
    assert shares["heron"] == (ITEMS, ITEMS)
    assert shares["橡木"] == (ITEMS, 0)


def test_what_few_items_have_is_left_out():
    counts = TermCounts()
    for number in range(30):
        counts.add("maple", features(f"number{number // 2}", "heron", f"part{number}"))
    assert counts.per_million() == {"heron": (0, ITEMS)}


def test_the_table_is_made_of_folders_of_digests_and_is_the_same_each_time(tmp_path):
    write(tmp_path / "maple" / "2026-08-01.md", digest("The ferry is late", "The ferry is early"))
    write(tmp_path / "oak" / "2026-08-02.md", digest("The ferry is full"))
    write(tmp_path / "oak" / "2026-08-03.md", digest("The ferry is full"))
    folders = [tmp_path / "maple", tmp_path / "oak"]
    counts = counted(folders).per_million()
    assert counts["ferry"] == (0, ITEMS)
    assert packed(counts) == packed(counted(folders).per_million())
