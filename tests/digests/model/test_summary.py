from __future__ import annotations

from digests import Kind, Subjects
from digests.model.summary import headline, summarise
from tests.factories import issue, item, section


def test_subjects_say_what_happened_models_first() -> None:
    subjects = Subjects(companies=("Alder",), models=("heron-4", "wren"), topics=("agents",))
    assert headline(issue(item(), subjects=subjects)) == "heron-4 · wren · Alder"


def test_topics_stand_in_for_models_and_companies() -> None:
    subjects = Subjects(topics=("agents", "evaluation"))
    assert headline(issue(item(), subjects=subjects)) == "agents · evaluation"


def test_at_most_six_subjects_are_named() -> None:
    subjects = Subjects(models=tuple(f"m{n}" for n in range(9)))
    assert headline(issue(subjects=subjects)) == "m0 · m1 · m2 · m3 · m4 · m5"


def test_without_subjects_the_first_stories_say_it() -> None:
    children = (
        item("Advertisement", kind=Kind.BOILERPLATE),
        item("First"),
        section("Models", item("Second")),
    )
    assert headline(issue(*children)) == "First · Second"


def test_without_stories_the_summary_says_it_on_one_line() -> None:
    assert headline(issue(summary="A quiet\nday")) == "A quiet day"


def test_a_headline_has_an_end() -> None:
    line = headline(issue(summary="long " * 100))
    assert len(line) == 240
    assert line.endswith("…")


def test_links_are_counted_once_each() -> None:
    first = item("First", links=("https://a.org", "https://b.org"))
    second = item("Second", links=("https://a.org",))
    summary = summarise(issue(section("Models", first), second))
    assert (summary.items, summary.sections, summary.links) == (2, 1, 2)
