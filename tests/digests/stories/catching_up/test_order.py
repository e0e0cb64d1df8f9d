"""In which order there is something to catch up, and why each row is there."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from digests import ReasonKind
from digests.stories import prepare_stories, update_stories
from tests.factories import issue, item

SINCE = datetime.date(2026, 8, 3)
SUNDAY = datetime.date(2026, 8, 9)
WEEKS_BEFORE = ("2026-07-10", "2026-07-17", "2026-07-24", "2026-07-31")


def news(publication, date, *titles, summary="", title="News", texts=()):
    """An issue whose items have a link and a text of their own."""
    issue_id = f"{publication[:4]:x<4}{date[5:7]}{date[8:]}00"
    texts = dict(texts)
    items = [
        item(
            one,
            texts.get(one, f"{one}, at length: number {n} of the {publication}."),
            links=(f"https://{publication}.example/{date}/{n}",),
            issue_id=issue_id,
        )
        for n, one in enumerate(titles)
    ]
    return issue(
        *items,
        issue_id=issue_id,
        publication=publication,
        date=date,
        title=title,
        summary=summary,
    )


def usual(publication="lantern"):
    """Four weeks in which two models are talked of and nothing happens."""
    talk = ("Oak 3 model in daily use", "The Larch model, seen again", "A chip for the garden")
    return [news(publication, date, *talk) for date in WEEKS_BEFORE]


def fill(stories, *issues):
    update_stories(stories.tables, map(prepare_stories, issues))


def titles(rows):
    return [row.story.best.title for row in rows]


def told_in(row):
    return {telling.title for story in row.stories for telling in story.tellings}


def row_of(rows, title):
    return next(row for row in rows if title in told_in(row))


def kinds(row):
    return [reason.kind for reason in row.reasons]


def test_what_a_summary_speaks_of_comes_first(stories):
    summary = "Tessel opened the weights of its Birch model. More in short."
    others = [f"Some model gets a {thing}" for thing in ("lid", "lamp", "wheel", "hat")]
    fill(
        stories,
        *usual(),
        news("lantern", "2026-08-04", *others, "Tessel opens Birch model weights", summary=summary),
    )
    rows = stories.catch_up(SINCE)
    assert titles(rows)[0] == "Tessel opens Birch model weights"
    assert rows[0].reasons[0].kind is ReasonKind.LEAD
    assert rows[0].reasons[0].names == ("lantern",)
    assert ReasonKind.LEAD not in kinds(row_of(rows, others[0]))


def test_the_title_of_an_issue_is_its_first_lead(stories):
    summary = "Velden sells a model for boats."
    both = ("Velden sells a model for boats", "Tessel opens Birch model weights")
    fill(stories, news("lantern", "2026-08-04", *both, summary=summary, title="Birch by Tessel"))
    assert titles(stories.catch_up(SINCE))[0] == both[1]


def test_a_masthead_and_a_date_are_no_lead(stories):
    one = news(
        "lantern",
        "2026-08-04",
        "Daily news of the 08 04 model",
        title="Lantern Daily News - 2026-08-04",
    )
    fill(stories, one)
    assert ReasonKind.LEAD not in kinds(stories.catch_up(SINCE)[0])


def test_several_voices_come_before_one_and_are_counted(stories):
    story = "Tessel releases Heron 7.3 model with 36B parameters and open weights"
    fill(
        stories,
        *usual(),
        news("lantern", "2026-08-04", "Oak 3 model in daily use", story),
        news("kiln", "2026-08-05", "A model for the kiln", story),
        news("ferry", "2026-08-05", "A model for the ferry"),
    )
    first = stories.catch_up(SINCE)[0]
    assert first.story.best.title == story
    voices = first.reasons[0]
    assert (voices.kind, voices.count, voices.of) == (ReasonKind.VOICES, 2, 3)


def test_a_new_name_in_several_issues_is_a_reason(stories):
    days = ("2026-08-04", "2026-08-05", "2026-08-06")
    about = ("Quillon model shown", "Users praise the Quillon model", "A court and Quillon model")
    fill(
        stories,
        *usual(),
        *(
            news("lantern", day, "Oak 3 model in daily use", one)
            for day, one in zip(days, about, strict=True)
        ),
    )
    row = row_of(stories.catch_up(SINCE), about[0])
    reason = next(r for r in row.reasons if r.kind is ReasonKind.NEW_NAME)
    assert reason.names == ("Quillon",)


def test_a_name_that_is_told_of_all_the_time_is_no_news(stories):
    fill(stories, *usual(), news("lantern", "2026-08-04", "The Larch model, once more"))
    assert not {ReasonKind.NEW_NAME, ReasonKind.BURST} & set(kinds(stories.catch_up(SINCE)[0]))


def test_facets_of_a_product_fold_under_it(stories):
    facets = (
        "Tessel releases Heron 7.3",
        "Heron 7.3 pricing angers its users",
        "Heron 7.3 tops the leaderboard of Marlow",
        "How to install Heron 7.3 on a boat",
    )
    fill(
        stories,
        *usual(),
        *(news("lantern", f"2026-08-0{day}", one) for day, one in enumerate(facets, 4)),
        news("kiln", "2026-08-05", "Velden sells a model for boats"),
    )
    rows = stories.catch_up(SINCE)
    row = row_of(rows, facets[1])
    assert told_in(row) == set(facets)
    assert row.subject == "Heron 7.3"
    assert {"release", "price", "evaluation"} <= set(row.facets)
    assert len(rows) == 2
    assert rows[1].subject == ""


def test_a_company_alone_holds_no_stories_together(stories):
    fill(
        stories,
        *usual(),
        news("lantern", "2026-08-04", "Google sues a ferry over model names"),
        news("lantern", "2026-08-05", "Google gives gardens a model"),
        news("lantern", "2026-08-06", "A kiln leaves Google for good"),
    )
    assert all(not row.others for row in stories.catch_up(SINCE))


def test_what_is_partly_read_sinks(stories):
    story = "Tessel releases Heron 7.3 model with 36B parameters and open weights"
    one, other = (news(name, "2026-08-04", story) for name in ("lantern", "kiln"))
    fill(stories, *usual(), one, other, news("ferry", "2026-08-05", "Velden sells a boat model"))
    assert titles(stories.catch_up(SINCE))[0] == story
    rows = stories.catch_up(SINCE, leave_out={one.items[0].id})
    assert rows[-1].is_partly_read
    assert [row.is_partly_read for row in rows] == [False, True]


def test_what_the_user_watches_rises_and_says_so(stories):
    one = news("lantern", "2026-08-04", *(f"Model number of the {x}" for x in ("hill", "river")))
    fill(stories, one)
    watched = one.items[1]
    rows = stories.catch_up(SINCE, watched={watched.id})
    assert titles(rows)[0] == watched.title
    assert ReasonKind.WATCHED in kinds(rows[0])


@pytest.mark.parametrize(
    "poor",
    [
        "The Download: a model, a bear and a boat",
        "20% off any robot this week only",
        "the best chairs for a garden",
        "Ostara raises $3M for its model",
    ],
)
def test_roundups_advertisements_and_general_news_come_last(stories, poor):
    fill(stories, news("lantern", "2026-08-04", poor, "Tessel opens the Birch model"))
    assert titles(stories.catch_up(SINCE))[-1] == poor


def test_what_is_printed_week_after_week_is_no_news(stories):
    old = "Tessel opens the Birch model"
    early = news("lantern", "2026-07-20", old)
    again = news("lantern", "2026-08-04", old, "Larch model and a lamp")
    same = replace(again.items[0], id=again.id + "." + early.items[0].id.partition(".")[2])
    fill(stories, early, replace(again, children=(same, again.items[1])))
    assert titles(stories.catch_up(SINCE))[-1] == old


def test_only_the_days_asked_for_are_shown(stories):
    fill(stories, *(news("lantern", f"2026-08-{day}", f"Model of {day}") for day in ("04", "10")))
    assert titles(stories.catch_up(SINCE, until=SUNDAY)) == ["Model of 04"]


def test_the_order_does_not_depend_on_the_order_of_files(stories, tmp_path):
    issues = [
        *usual(),
        *(news("kiln", f"2026-08-0{day}", f"Model {day}", "Oak 3") for day in (4, 5)),
    ]
    fill(stories, *issues)
    first = titles(stories.catch_up(SINCE))
    fill(stories, *reversed(issues))
    assert titles(stories.catch_up(SINCE)) == first


def test_a_library_of_two_weeks_has_an_order_too(stories):
    titles_now = ("Tessel opens the Birch model", "Google and a model")
    fill(stories, *(news("lantern", f"2026-08-0{day}", *titles_now) for day in (4, 5)))
    rows = stories.catch_up(SINCE)
    assert {one.best.title for row in rows for one in row.stories} == set(titles_now)
    assert stories.catch_up(datetime.date.min) != ()
    assert stories.catch_up(datetime.date.max) == ()
