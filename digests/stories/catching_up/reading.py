"""Reading what was told in some days, and how many items of an issue name what."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.catching_up.names import unpacked_counts, unpacked_names
from digests.stories.prepared import term_lines
from digests.stories.values import Telling

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from digests.stories.tables import StoryTables

_ISSUES: Final = """
SELECT id, publication, day, names, name_counts, features, first_item, first_item + items - 1
FROM issue WHERE day BETWEEN ? AND ? AND items > 0 ORDER BY day, id
"""
_ITEMS: Final = """
SELECT mark, title, language, characters, place, is_roundup, is_primary, lead
FROM item WHERE number BETWEEN ? AND ? ORDER BY number
"""
_COUNTS: Final = """
SELECT publication, day, name_counts FROM issue WHERE day BETWEEN ? AND ? AND items > 0
"""
_MARKS: Final = """
SELECT publication, mark FROM issue
JOIN item ON item.number BETWEEN first_item AND first_item + items - 1 WHERE day BETWEEN ? AND ?
"""


class Told(NamedTuple):
    """An item that was told in the days."""

    telling: Telling
    lead: int
    """Which sentence of its issue's title and summary speaks of it, from 1; 0 for none."""
    names: Sequence[str]
    """What its titles name."""
    number: int
    line: str
    """Its terms as the tables keep them."""

    @property
    def title(self) -> Collection[str]:
        """The terms of its titles, found out anew each time."""
        return self.line.partition("\t")[0].split()

    @property
    def text(self) -> Collection[str]:
        """The terms that stand only in its text, found out anew each time."""
        return self.line.split("\t", 2)[1].split()


class CountedIssue(NamedTuple):
    """How many items of an issue name what, and which pairs of names."""

    publication: str
    day: int
    counts: Mapping[str, int]


class NamedIssue(NamedTuple):
    """What the titles of an issue's items name."""

    counted: CountedIssue
    items: Mapping[str, Sequence[str]]
    """By the item's mark, which stays the same when a later issue repeats the item."""


class Days(NamedTuple):
    """What was told in some days."""

    told: dict[int, Told]
    """By the number of the item."""
    issues: list[NamedIssue]
    """The earliest first."""


def read_days(tables: StoryTables, first: int, last: int) -> Days:
    """Return what was told from the first day to the last; days are ordinals, at least 1."""
    told: dict[int, Told] = {}
    issues = []
    for issue_id, publication, day, names, counts, features, start, end in tables.rows(
        _ISSUES, (first, last)
    ):
        date = datetime.date.fromordinal(day)
        lines = term_lines(features)
        by_item = unpacked_names(names)
        marks = []
        for number, (mark, title, language, size, place, is_roundup, is_primary, lead) in enumerate(
            tables.rows(_ITEMS, (start, end)), start
        ):
            telling = Telling(
                f"{issue_id}.{mark}",
                issue_id,
                publication,
                date,
                title,
                language,
                size,
                place,
                bool(is_roundup),
                bool(is_primary),
            )
            index = number - start
            told[number] = Told(telling, lead, by_item[index], number, lines[index])
            marks.append(mark)
        counted = CountedIssue(publication, day, unpacked_counts(counts))
        issues.append(NamedIssue(counted, dict(zip(marks, by_item, strict=True))))
    return Days(told, issues)


def counts_between(tables: StoryTables, first: int, last: int) -> Iterator[CountedIssue]:
    """Yield how often the issues from the first day to the last name what."""
    for publication, day, counts in tables.rows(_COUNTS, (first, last)):
        yield CountedIssue(publication, day, unpacked_counts(counts))


def marks_between(tables: StoryTables, first: int, last: int) -> set[tuple[str, str]]:
    """Return publication and mark of every item from the first day to the last."""
    return set(tables.rows(_MARKS, (first, last)))
