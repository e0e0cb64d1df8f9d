"""Which rows are one, and which sink."""

from __future__ import annotations

from tests.digests.stories.catching_up.test_order import (
    SINCE,
    fill,
    news,
    row_of,
    titles,
    told_in,
    usual,
)

WORD_ENDS = ("ettle", "ipple", "ound", "imber", "ox", "atchet", "um", "ory")


def test_a_story_told_in_other_words_folds_under_the_one_above_it(stories):
    filed = "Tessel files papers to go public in autumn"
    seen = "Confidential papers reach the exchange at Marlow"
    fill(
        stories,
        *usual(),
        news(
            "lantern",
            "2026-08-04",
            filed,
            "Velden sells a model for boats",
            summary="Tessel files papers to go public.",
            texts={filed: "The exchange at Marlow has confidential papers of Tessel."},
        ),
        news("lantern", "2026-08-05", seen, texts={seen: "Tessel hopes to go public in autumn."}),
    )
    rows = stories.catch_up(SINCE)
    assert row_of(rows, seen) is row_of(rows, filed)
    assert titles(rows)[0] == filed
    assert told_in(rows[-1]) == {"Velden sells a model for boats"}


def test_releases_of_two_products_by_one_company_are_two_rows(stories):
    one, other = "Tessel releases Heron 7.3 weights", "Tessel releases Larch 2.1 weights"
    fill(stories, *usual(), news("lantern", "2026-08-04", one), news("kiln", "2026-08-05", other))
    rows = stories.catch_up(SINCE)
    assert row_of(rows, one) is not row_of(rows, other)


def test_words_that_stand_in_texts_only_hold_no_rows_together(stories):
    text = "Thank you for reading this quillwort of a letter, dear marsupials."
    both = ("A court looks at Velden", "A chip for the garden of Ostara")
    fill(
        stories,
        *(
            news("lantern", f"2026-08-0{day}", one, texts={one: text})
            for day, one in enumerate(both, 4)
        ),
    )
    assert len(stories.catch_up(SINCE)) == len(both)


def test_of_many_rows_those_for_which_nothing_speaks_come_last(stories):
    words = [f"{one}{other}" for one in ("br", "kl", "v", "sn", "t") for other in WORD_ENDS]
    led = [f"a {word} {word[::-1]} model" for word in words]
    issues = [
        news(
            "lantern",
            f"2026-08-0{day}",
            *led[8 * (day - 3) : 8 * (day - 2)],
            f"the model that has no {WORD_ENDS[day]}",
            summary=". ".join(led[8 * (day - 3) : 8 * (day - 2)]),
        )
        for day in range(3, 8)
    ]
    fill(stories, *issues)
    rows = stories.catch_up(SINCE)
    assert len(rows) > 30
    speaks = [bool(row.reasons) for row in rows]
    assert any(speaks)
    assert sorted(speaks, reverse=True) == speaks


def test_general_news_that_only_one_summary_has_comes_after_news_of_the_field(stories):
    general = "Ferry of Marlow sinks in a storm"
    own = "Tessel opens the Birch model"
    summary = f"{general}. {own}."
    fill(stories, *usual(), news("lantern", "2026-08-04", general, own, summary=summary))
    assert titles(stories.catch_up(SINCE)) == [own, general]
