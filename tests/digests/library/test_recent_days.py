"""`last:` in a library that goes on, and in an archive that ended."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from digests import HitKind, IssueDays, Library
from tests.factories import digest, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = datetime.date(2026, 11, 20)
SAID = 'The newest issue is of 2025-08-23, so "last:7d" ends there'


@pytest.fixture(autouse=True)
def _on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digests.library.searching.today", lambda: TODAY)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Library]:
    """Issues up to August 2025, and such as have no date to be relied on."""
    for day, story in {
        "2025-08-01": "Maples in July",
        "2025-08-17": "Maples on Sunday",
        "2025-08-23": "Maples on Saturday",
        "2031-01-01": "Maples of a wrong clock",
        "1970-01-01": "Maples of no clock",
        "about": "Maples of no day",
    }.items():
        write(tmp_path / "maple" / f"{day}.md", digest(story, title=f"Maple {day}"))
    with Library.open([tmp_path / "maple"], tmp_path / "cache", marks=tmp_path / "marks") as opened:
        opened.refresh()
        yield opened


def add(library: Library, day: str, text: str) -> None:
    write(library.folders[0] / f"{day}.md", text)
    library.refresh()


def titles(library: Library, query: str) -> list[str]:
    hits = library.search(query).hits
    return sorted(hit.title.text for hit in hits if hit.kind is HitKind.ITEM)


def test_the_last_days_of_an_archive_are_those_before_its_newest_issue(archive: Library) -> None:
    assert titles(archive, "maples last:7d") == ["Maples on Saturday", "Maples on Sunday"]
    assert titles(archive, "last:1d") == ["Maples on Saturday"]
    assert archive.search("maples last:7d").remarks == (SAID,)


def test_a_span_that_reaches_the_newest_issue_counts_back_from_today(archive: Library) -> None:
    days = (TODAY - datetime.date(2025, 8, 17)).days + 1
    page = archive.search(f"last:{days}d")
    assert (page.total, page.remarks) == (2, ())
    add(archive, "2026-11-15", digest("Maples of now", title="Maple 2026-11-15"))
    page = archive.search("last:7d")
    assert (page.total, page.remarks) == (1, ())


def test_every_way_to_ask_for_the_last_days_finds_the_same(archive: Library) -> None:
    query = "last:7d is:unread"
    page = archive.search(query, facets=True)
    issues = {hit.issue_id for hit in page.hits}
    assert archive.issues_with(query) == issues
    everywhere = [issue.id for issue in archive.issues()]
    assert archive.members(query, everywhere) == {hit.item_id for hit in page.hits}
    assert page.facets is not None
    assert dict(page.facets.days) == {"2025-08-23": 1, "2025-08-17": 1}
    assert archive.search(query, limit=0).total == page.total == 2


def test_what_is_excluded_and_what_is_alternative_is_counted_in_the_same_way(
    archive: Library,
) -> None:
    assert "Maples on Saturday" not in titles(archive, "maples -last:7d")
    assert len(titles(archive, "july OR last:7d")) == 3
    assert archive.search("july OR last:7d").remarks == (SAID,)


def test_an_issue_of_tomorrow_does_not_end_the_archive(archive: Library) -> None:
    tomorrow = TODAY + datetime.timedelta(1)
    add(archive, str(tomorrow), digest("Maples of tomorrow", title=f"Maple {tomorrow}"))
    assert titles(archive, "last:7d") == ["Maples on Saturday", "Maples on Sunday"]


def test_an_issue_without_items_is_not_the_newest(archive: Library) -> None:
    add(archive, "2026-01-01", "# Maple 2026-01-01\n")
    assert archive.issue_days(TODAY) == IssueDays(
        datetime.date(2025, 8, 1), datetime.date(2025, 8, 23)
    )


def test_a_month_is_no_day_to_count_back_from_while_days_are_known(archive: Library) -> None:
    add(archive, "later", digest("Maples of a month", title="Maple 2025-09"))
    assert "Maples on Saturday" in titles(archive, "last:7d")


def test_a_library_without_dated_issues_has_nothing_of_the_last_days(tmp_path: Path) -> None:
    write(tmp_path / "oak" / "about.md", digest("Oaks", title="About oaks"))
    with Library.open([tmp_path / "oak"], tmp_path / "cache") as library:
        library.refresh()
        page = library.search("last:7d")
        assert (page.total, page.remarks, library.issue_days(TODAY)) == (0, (), None)


def test_the_longest_span_has_all_issues_up_to_today(archive: Library) -> None:
    assert titles(archive, "last:9999y") == titles(archive, "before:2026-11-21")
