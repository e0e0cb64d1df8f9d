from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import IssueMarks, IssueSummary
from tui.state.listing import Grouping, Heading, Listing, Narrowed, Scope, grouped, listed

TODAY = datetime.date(2026, 8, 4)


def summary(issue_id: str, publication: str = "lantern", date: str = "2026-08-04") -> IssueSummary:
    return IssueSummary(
        id=issue_id,
        publication=publication,
        title=f"Issue {issue_id}",
        date=datetime.date.fromisoformat(date) if date else None,
        headline="",
        items=3,
        sections=1,
        links=3,
        language="en",
        is_stub=False,
        source=f"{issue_id}.md",
    )


NEWEST = summary("newest")
CHINESE = summary("chinese", "青石日报", "2026-08-03")
OLD = summary("old", "Alder Weekly", "2024-02-01")
UNDATED = summary("undated", date="")
ISSUES = (NEWEST, CHINESE, OLD, UNDATED)
COUNTS = {
    "newest": IssueMarks(unread=2, starred=0),
    "chinese": IssueMarks(unread=0, starred=1),
    "old": IssueMarks(unread=0, starred=0),
}


def ids(rows):
    return [row.title if isinstance(row, Heading) else row.id for row in rows]


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        (Listing(), ISSUES),
        (Listing(scope=Scope.UNREAD), (NEWEST,)),
        (Listing(scope=Scope.STARRED), (CHINESE,)),
        (Listing(publication="lantern"), (NEWEST, UNDATED)),
        (Listing(publication="lantern", scope=Scope.UNREAD), (NEWEST,)),
        (Listing(narrowed=Narrowed("heron", frozenset({"old", "chinese"}))), (CHINESE, OLD)),
        (
            Listing(scope=Scope.STARRED, narrowed=Narrowed("heron", frozenset({"old"}))),
            (),
        ),
    ],
)
def test_an_issue_is_listed_when_nothing_leaves_it_out(listing, expected):
    assert listed(ISSUES, listing, COUNTS) == expected


def test_the_issue_that_is_read_stays_when_its_last_item_was_read():
    assert listed(ISSUES, Listing(scope=Scope.UNREAD), COUNTS, kept="old") == (NEWEST, OLD)


def test_the_issue_that_is_read_goes_when_the_user_asks_for_something_else():
    narrowed = Listing(scope=Scope.UNREAD, publication="lantern")
    assert listed(ISSUES, narrowed, COUNTS, kept="old") == (NEWEST,)


def test_headings_by_date_say_how_many_follow():
    rows = grouped(ISSUES, Grouping.DATE, TODAY)
    assert ids(rows) == [
        "today",
        "newest",
        "yesterday",
        "chinese",
        "2024",
        "old",
        "undated",
        "undated",
    ]
    assert rows[0] == Heading("today", 1)


def test_publications_are_in_the_order_of_their_names_and_keep_the_order_of_dates():
    rows = grouped(ISSUES, Grouping.PUBLICATION, TODAY)
    assert ids(rows) == [
        "Alder Weekly",
        "old",
        "lantern",
        "newest",
        "undated",
        "青石日报",
        "chinese",
    ]


def test_without_groups_there_are_no_headings():
    assert grouped(ISSUES, Grouping.NONE, TODAY) == ISSUES


def test_one_key_goes_through_all_groupings():
    assert Grouping.NONE.next().next().next() is Grouping.NONE


@given(st.sampled_from(Grouping), st.lists(st.dates(), max_size=30))
def test_grouping_loses_no_issue(grouping, dates):
    issues = tuple(
        replace(summary(str(number)), date=date)
        for number, date in enumerate(sorted(dates, reverse=True))
    )
    rows = grouped(issues, grouping, TODAY)
    assert [row for row in rows if not isinstance(row, Heading)] == list(issues)
    assert sum(row.issues for row in rows if isinstance(row, Heading)) in (0, len(issues))


def test_a_scope_asked_for_twice_is_left():
    assert Listing().toggled(Scope.UNREAD).toggled(Scope.UNREAD) == Listing()
    assert Listing(scope=Scope.UNREAD).toggled(Scope.STARRED).scope is Scope.STARRED


def test_all_keeps_the_grouping():
    narrowed = Listing(Scope.UNREAD, "lantern", Grouping.DATE, Narrowed("x", frozenset()))
    assert narrowed.all() == Listing(grouping=Grouping.DATE)
    assert narrowed.all().is_everything


def test_a_listing_says_what_it_leaves_out():
    narrowed = Listing(Scope.UNREAD, "lantern", Grouping.DATE, Narrowed("heron", frozenset()))
    assert narrowed.description() == 'unread · lantern · "heron"'
    assert Listing().description() == ""
