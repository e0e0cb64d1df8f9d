from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import DatePrecision, IssueSummary
from tui.reader.issue_rows import DistinctTitles, issue_line, issue_row

TODAY = datetime.date(2026, 8, 3)


def summary(
    title: str = "Lantern Daily",
    headline: str = "Heron 4.2 · Quillon",
    *,
    date: datetime.date | None = TODAY,
    is_stub: bool = False,
    precision: DatePrecision = DatePrecision.DAY,
) -> IssueSummary:
    return IssueSummary(
        id="0123456789",
        publication="lantern-daily",
        title=title,
        date=date,
        headline=headline,
        items=12,
        sections=3,
        links=20,
        language="en",
        is_stub=is_stub,
        source="lantern-daily/2026-08-03.md",
        date_precision=precision,
    )


def test_a_telling_title_comes_first_and_the_headline_after_it():
    what, where = issue_row(summary("Why rivers bend"), 50, TODAY, is_title_distinct=True)
    assert what.plain == "  Why rivers bend  Heron 4.2 · Quillon"
    assert where.plain.split() == ["today", "lantern-daily", "12"]


def test_a_title_that_tells_nothing_gives_way_to_the_headline():
    what, _ = issue_row(summary(), 50, TODAY, is_title_distinct=False)
    assert what.plain == "  Heron 4.2 · Quillon"


def test_without_a_headline_there_is_the_title():
    what, _ = issue_row(summary(headline=""), 50, TODAY, is_title_distinct=False)
    assert what.plain == "  Lantern Daily"


def test_a_stub_is_marked():
    _, where = issue_row(summary(is_stub=True), 50, TODAY, is_title_distinct=True)
    assert where.plain.split()[-1] == "stub"


def test_dates_of_all_kinds_stand_in_one_column():
    day = datetime.date(2026, 3, 6)
    rows = [summary(date=day, precision=precision) for precision in DatePrecision]
    below = [issue_row(row, 50, TODAY, is_title_distinct=True)[1].plain for row in rows]
    assert [line[:12] for line in below] == [
        "  2026-03-06",
        "  2026-W10  ",
        "  2026-03   ",
        " ~2026-03-06",
    ]
    lines = [issue_line(row, 50, TODAY, is_title_distinct=True).plain for row in rows]
    assert [line[1:12] for line in lines] == [line[1:12] for line in below]
    assert len({line.index("lantern-daily") for line in below}) == 1


@given(st.text(max_size=60), st.text(max_size=60), st.integers(1, 80), st.booleans(), st.booleans())
def test_no_row_is_wider_than_its_pane(title, headline, width, is_distinct, is_stub):
    row = summary(title.replace("\n", " "), headline.replace("\n", " "), is_stub=is_stub)
    lines = (*issue_row(row, width, TODAY, is_title_distinct=is_distinct),)
    one = issue_line(row, width, TODAY, is_title_distinct=is_distinct)
    assert all(line.cell_length <= max(width, 2) for line in lines)
    assert one.cell_length <= max(width, 13)


@pytest.mark.parametrize(
    ("titles", "title", "is_distinct"),
    [
        (["Daily 2026/8/1", "Daily 2026/8/2"], "Daily 2026/8/1", False),
        (["nothing much today", "Nothing much, today!"], "nothing much today", False),
        (["Lantern 1 Aug", "Lantern 2 September"], "Lantern 1 Aug", False),
        (["Why rivers bend", "Daily 2026/8/2"], "Why rivers bend", True),
        (["2026"], "2026", False),
        (["灯笼日报 2026-08-03"], "灯笼日报 2026-08-03", False),
    ],
)
def test_a_title_tells_something_when_it_is_the_only_one_of_its_kind(titles, title, is_distinct):
    assert DistinctTitles(titles).is_distinct(title, datetime.date(2026, 8, 3)) is is_distinct
