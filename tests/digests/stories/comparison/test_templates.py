from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.stories.comparison.features import features_of
from digests.stories.comparison.templates import without_template
from tests.factories import item

NEWS = (
    ("Tessel releases Heron 4.2", "The weights of Heron 4.2 are open."),
    ("The ferry runs at night", "Six crossings are added from October."),
    ("Marlow measures kilns", "Forty kilns were compared."),
    ("Quayside hires a cook", "She has baked for ten years."),
    ("An orchard is for sale", "It has two hundred trees."),
    ("Lantern oil is cheaper", "A litre costs half of what it did."),
)


TITLES = [title for title, _ in NEWS]


def texts(*bodies, titles=TITLES):
    """The texts of an issue whose items have these bodies, without their form."""
    items = [item(title, body) for title, body in zip(titles, bodies, strict=False)]
    return [one.text for one in without_template(items)]


def forms(form):
    """Bodies made from a form, with the news of an item and its number, from 1."""
    return [form.format(text=text, n=n) for n, (_, text) in enumerate(NEWS, 1)]


TEXTS = [text for _, text in NEWS]


@pytest.mark.parametrize(
    "form",
    [
        "{text}\nRead more →",
        "{text}\n'项目地址'",
        "Source: Lantern | Time: 2026-08-0{n} 09:3{n}\nSummary: {text}\nLink: read more",
        "Source: Lantern Daily {n} | Time: 2026-08-01 Summary: {text}",
        "来源：灯笼\n综合评分：5.{n}/10\n评分明细：重要性{n} | 权威性5\n内容摘要：{text}",
        "(Score: 66{n}, Comments: 1{n}): {text}",
        "(Activity: 18{n}): {text}",
        "Comments {n}\n{text}",
    ],
)
def test_a_form_that_all_items_have_is_left_out(form):
    assert texts(*forms(form)) == TEXTS


def test_scores_and_dates_of_a_form_are_no_numbers_of_the_item():
    form = "Score: 7.{n}/10\nPublished: 2026-08-1{n}\nSummary: {text}"
    items = [item(title, body) for (title, _), body in zip(NEWS, forms(form), strict=True)]
    cleaned = without_template(items)
    assert "heron4.2" in features_of(cleaned[0]).terms
    assert not features_of(cleaned[0]).terms & {"score", "published", "summary", "7.1", "10", "11"}


def test_what_few_items_have_stays():
    bodies = [f"Source: Lantern\nScore: {n}\n{text}" for n, text in enumerate(TEXTS[:3], 1)]
    assert texts(*bodies) == bodies


def test_labels_of_few_items_of_a_large_issue_stay():
    titles = [f"Story {number}" for number in range(200)]
    bodies = [f"Heron {number}." for number in range(200)]
    bodies[:5] = [f"Tessel: weights {word}." for word in "one two three four five".split()]
    assert texts(*bodies, titles=titles)[:5] == bodies[:5]


def test_a_name_in_titles_is_no_label():
    titles = [f"Tessel: {title}" for title in TITLES]
    assert texts(*titles, titles=titles) == titles


def test_names_and_amounts_after_a_label_stay():
    forms = [f"Amount: ${n}00M\nOriginal: {title}" for n, title in enumerate(TITLES, 1)]
    first, *_ = texts(*forms, titles=["枫叶"] * len(forms))
    assert first == "$100M\nTessel releases Heron 4.2"


def test_a_product_is_no_label_with_a_number():
    bodies = [f"{text}\nHeron-4{n}" for n, text in enumerate(TEXTS, 1)]
    assert texts(*bodies) == bodies


def test_titles_links_and_order_are_kept():
    items = [
        item(title, body) for (title, _), body in zip(NEWS, forms("{text}\nMore"), strict=True)
    ]
    cleaned = without_template(items)
    assert [(one.id, one.title, one.links) for one in cleaned] == [
        (one.id, one.title, one.links) for one in items
    ]
    assert without_template([]) == []


PARTS = st.sampled_from(
    [": ", ":", "：", "a", "Score", "12", "\n", " | ", "。", "(", "https://", "枫叶"]
)
BODIES = st.lists(PARTS, max_size=40).map("".join)


@given(st.lists(st.tuples(BODIES, BODIES), max_size=8))
def test_any_texts_lose_words_and_gain_none(told):
    items = [item(title, text) for title, text in told]
    for before, after in zip(items, without_template(items), strict=True):
        assert features_of(after).terms <= features_of(before).terms
