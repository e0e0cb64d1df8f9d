from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import IssueSummary, by_week, count_publications, items_by_month
from digests.statistics import find_gaps


def issue(day: str | None, publication: str = "kiln", items: int = 3) -> IssueSummary:
    return IssueSummary(
        id=f"{publication}{day}",
        publication=publication,
        title="",
        date=dt.date.fromisoformat(day) if day else None,
        headline="",
        items=items,
        sections=0,
        links=0,
        language="zh",
        is_stub=False,
        source="",
    )


def days(*written: str) -> list[dt.date]:
    return [dt.date.fromisoformat(day) for day in written]


def test_the_publication_with_most_issues_comes_first() -> None:
    issues = [issue("2026-08-01", "rare"), issue("2026-08-01"), issue("2026-08-02")]
    assert [counts.name for counts in count_publications(issues)] == ["kiln", "rare"]


def test_issues_and_items_are_counted_with_their_dates() -> None:
    (counts,) = count_publications([issue("2026-08-03", items=5), issue("2026-06-01"), issue(None)])
    assert (counts.issues, counts.items) == (3, 11)
    assert (counts.first, counts.last) == (dt.date(2026, 6, 1), dt.date(2026, 8, 3))


def test_a_month_without_issues_counts_nothing_and_is_not_left_out() -> None:
    (counts,) = count_publications([issue("2025-12-30"), issue("2026-02-01")])
    assert counts.months == (("2025-12", 1), ("2026-01", 0), ("2026-02", 1))


def test_undated_issues_have_no_months_and_no_gaps() -> None:
    (counts,) = count_publications([issue(None)])
    assert (counts.first, counts.last, counts.months, counts.gaps) == (None, None, (), ())


def test_items_are_added_up_by_month() -> None:
    issues = [issue("2026-08-01", items=2), issue("2026-08-31", "two", items=4), issue(None)]
    assert items_by_month(issues) == (("2026-08", 6),)


def test_a_pause_much_longer_than_usual_is_a_gap() -> None:
    daily = [f"2026-08-{day:02}" for day in range(1, 11)]
    (gap,) = find_gaps(days(*daily, "2026-08-20"))
    assert (gap.first, gap.last, gap.days) == (dt.date(2026, 8, 11), dt.date(2026, 8, 19), 9)


@pytest.mark.parametrize(
    "dates",
    [
        pytest.param(["2026-08-07", "2026-08-10", "2026-08-11", "2026-08-12"], id="a weekend"),
        pytest.param(["2026-08-01", "2026-08-08", "2026-08-22"], id="a weekly that skips one"),
        pytest.param(["2026-08-01"], id="one issue"),
        pytest.param([], id="none"),
    ],
)
def test_what_is_usual_is_no_gap(dates: list[str]) -> None:
    assert find_gaps(days(*dates)) == ()


def test_days_are_added_up_to_weeks_that_begin_on_monday() -> None:
    weeks = by_week([("2026-08-09", 1), ("2026-08-03", 2), ("2026-08-17", 4)])
    assert weeks == (("2026-08-03", 3), ("2026-08-10", 0), ("2026-08-17", 4))


@given(st.dictionaries(st.dates(dt.date(2000, 1, 3), dt.date(2003, 1, 1)), st.integers(1, 9)))
def test_weeks_keep_every_mention(counted: dict[dt.date, int]) -> None:
    weeks = by_week([(day.isoformat(), count) for day, count in counted.items()])
    assert sum(count for _, count in weeks) == sum(counted.values())
    assert all(dt.date.fromisoformat(monday).weekday() == 0 for monday, _ in weeks)
