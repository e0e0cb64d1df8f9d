"""Dates of undated issues, from their places in numbered series."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import DatePrecision, IssueSummary, Library
from digests.refresh.estimates import estimate_dates
from tests.factories import digest, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = datetime.date(2026, 11, 20)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def numbered(
    number: int, date: datetime.date | None = None, source: str = "heron/docs/issue-{}.md"
) -> IssueSummary:
    path = source.format(number)
    return IssueSummary(path, "heron", "Heron", date, "", 1, 0, 0, "en", is_stub=False, source=path)


def estimated(*issues: IssueSummary) -> dict[str, str]:
    return {path: date.isoformat() for path, date in estimate_dates(issues, TODAY).items()}


def test_an_issue_half_way_between_two_others_is_dated_half_way():
    before, after = numbered(389, day("2026-02-27")), numbered(391, day("2026-03-13"))
    assert estimated(before, numbered(390), after) == {"heron/docs/issue-390.md": "2026-03-06"}


def test_nothing_is_estimated_beyond_the_dated_issues():
    dated = [numbered(5, day("2026-01-05")), numbered(6, day("2026-01-12"))]
    assert estimated(numbered(4), *dated, numbered(7)) == {}


def test_nothing_is_estimated_where_dates_run_against_the_numbers():
    assert (
        estimated(numbered(1, day("2026-02-01")), numbered(2), numbered(3, day("2026-01-01"))) == {}
    )


def test_a_doubtful_date_is_no_neighbour():
    old, future = numbered(1, day("1970-01-01")), numbered(4, day("2036-01-01"))
    dated = [numbered(2, day("2026-01-01")), numbered(6, day("2026-01-05"))]
    found = estimated(old, *dated, numbered(3), future, numbered(5))
    assert found == {"heron/docs/issue-3.md": "2026-01-02", "heron/docs/issue-5.md": "2026-01-04"}


def test_names_with_other_words_or_several_numbers_are_no_series():
    dated = [numbered(1, day("2026-01-01")), numbered(3, day("2026-01-03"))]
    others = ["heron/docs/extra-{}.md", "heron/docs/issue-{}-1.md", "heron/docs/issue-{}.txt"]
    assert estimated(*dated, *(numbered(2, None, source) for source in others)) == {}


def test_a_series_goes_on_in_the_folder_of_the_next_year():
    one = numbered(1, day("2025-12-29"), "heron/2025/issue-{}.md")
    two, three = (numbered(n, d, "heron/2026/issue-{}.md") for n, d in ((2, None), (3, TODAY)))
    assert list(estimated(one, two, three)) == ["heron/2026/issue-2.md"]


def test_numbers_that_begin_anew_in_each_folder_are_series_of_their_own():
    first = [numbered(n, day(f"2025-01-0{n}"), "heron/vol-1/issue-{}.md") for n in (1, 2, 3)]
    second = [
        numbered(n, d, "heron/vol-2/issue-{}.md") for n, d in ((1, TODAY), (2, None), (3, TODAY))
    ]
    assert estimated(*first, *second) == {"heron/vol-2/issue-2.md": "2026-11-20"}


@given(
    st.dictionaries(
        st.integers(1, 400),
        st.none() | st.dates(datetime.date(1990, 1, 1), datetime.date(2026, 11, 20)),
        max_size=30,
    )
)
def test_an_estimate_lies_between_its_neighbours_in_the_order_of_the_numbers(dates):
    found = estimate_dates([numbered(*pair) for pair in dates.items()], TODAY)
    estimates = {number: found.get(f"heron/docs/issue-{number}.md") for number in dates}
    assert all(dates[number] is None for number, date in estimates.items() if date)
    for number, date in estimates.items():
        if date:
            before = max(one for one in dates if one < number and dates[one])
            after = min(one for one in dates if one > number and dates[one])
            inside = sorted(one for one in dates if before < one < after)
            placed = [dates[before], *(estimates[one] for one in inside), dates[after]]
            assert placed == sorted(placed)


@given(st.lists(st.none() | st.dates(datetime.date(1990, 1, 1), TODAY), max_size=20), st.randoms())
def test_the_order_in_which_issues_are_listed_does_not_matter(dates, random):
    issues = [numbered(*pair) for pair in enumerate(dates)]
    shuffled = random.sample(issues, len(issues))
    assert estimate_dates(shuffled, TODAY) == estimate_dates(issues, TODAY)


@pytest.fixture
def series(folder: Path) -> Path:
    """Eight issues of a series, the third and the seventh dated."""
    titles = {3: "Heron 2026-01-03", 7: "Heron 2026-01-11"}
    for number in range(1, 9):
        title = titles.get(number, f"Heron, issue {number}")
        write(folder / f"issue-{number}.md", digest(f"Maple grows {number} leaves", title=title))
    return folder


@pytest.fixture
def heron(series: Path, cache: Path) -> Iterator[Library]:
    with Library.open([series], cache) as library:
        library.refresh()
        yield library


def dates_of(library: Library) -> list[str]:
    return [f"{one.date} {one.date_precision}" for one in library.issues() if one.date]


ESTIMATED = [
    "2026-01-11 day",
    "2026-01-09 estimated",
    "2026-01-07 estimated",
    "2026-01-05 estimated",
    "2026-01-03 day",
]


def test_a_refresh_lists_estimated_dates_in_order_and_the_undated_last(heron: Library) -> None:
    assert dates_of(heron) == ESTIMATED
    assert [one.date for one in heron.issues()][5:] == [None, None, None]


def test_search_finds_and_sorts_by_the_same_dates_as_the_list(heron: Library) -> None:
    page = heron.search("maple after:2026-01-06 sort:new")
    assert [f"{hit.date} {hit.date_precision}" for hit in page.hits] == ESTIMATED[:3]
    assert heron.search("maple before:2026-01-06").total == 2
    assert heron.search("maple").total == 8


def test_an_opened_issue_has_the_date_of_the_list(heron: Library) -> None:
    listed = heron.issues()[2]
    issue = heron.issue(listed.id)
    assert (issue.date, issue.date_precision) == (listed.date, DatePrecision.ESTIMATED)
    undated = heron.issue(heron.issues()[-1].id)
    assert undated.date is None


def test_a_neighbour_that_gets_another_date_moves_what_is_between(
    heron: Library, series: Path
) -> None:
    write(series / "issue-7.md", digest("Maple sleeps", title="Heron 2026-01-07"))
    report = heron.refresh()
    assert (report.added, report.changed, report.unchanged) == (0, 1, 7)
    moved = ["2026-01-07 day", "2026-01-06 estimated", "2026-01-05 estimated"]
    assert dates_of(heron)[:3] == moved
    assert heron.search("maple after:2026-01-06").total == 2


def test_without_its_neighbour_an_issue_is_undated_again(heron: Library, series: Path) -> None:
    (series / "issue-7.md").unlink()
    heron.refresh()
    assert dates_of(heron) == ["2026-01-03 day"]
    assert heron.search("maple after:2000").total == 1


def test_an_undated_issue_that_changes_keeps_its_place(heron: Library, series: Path) -> None:
    write(series / "issue-5.md", digest("Oak grows, and maple, too", title="Heron, issue 5"))
    heron.refresh()
    assert dates_of(heron) == ESTIMATED
    assert heron.search("oak after:2026-01-07").total == 1


def test_an_issue_that_tells_its_date_at_last_needs_no_estimate(
    heron: Library, series: Path
) -> None:
    write(series / "issue-5.md", digest("Maple wakes", title="Heron 2026-01-09"))
    heron.refresh()
    assert dates_of(heron)[1:4] == [
        "2026-01-10 estimated",
        "2026-01-09 day",
        "2026-01-06 estimated",
    ]


def test_what_was_stopped_before_the_estimates_is_made_up_for(series: Path, cache: Path) -> None:
    calls = iter([False] * 9)
    with Library.open([series], cache) as library:
        library.refresh(should_stop=lambda: next(calls, True))
        assert len(dates_of(library)) < len(ESTIMATED)
        library.refresh()
        assert dates_of(library) == ESTIMATED


def test_many_files_are_dated_by_the_workers_as_well(folder: Path, cache: Path) -> None:
    for number in range(60):
        title = "Heron" if number % 59 else f"Heron 2026-0{1 + number // 50}-01"
        write(folder / f"issue-{number}.md", digest(f"Maple {number}", title=title))
    with Library.open([folder], cache) as library:
        library.refresh()
        assert len(dates_of(library)) == 60
        assert library.search("maple after:2026", limit=1).total == 60


def test_an_estimated_day_tells_no_story_first(heron: Library) -> None:
    heron.update_stories()
    by_precision = {one.date_precision: one.id for one in heron.issues() if one.date}
    with_day, estimate = (
        heron.issue(by_precision[one]).items[0].id
        for one in (DatePrecision.DAY, DatePrecision.ESTIMATED)
    )
    rows = heron.stories.catch_up(day("2000-01-01"))
    told = {one.item_id for row in rows for story in row.stories for one in story.tellings}
    assert with_day in told
    assert estimate not in told
