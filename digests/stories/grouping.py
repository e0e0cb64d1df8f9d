"""Stories out of many items: for catching up, for a timeline, for a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.stories.graph import connected, item_number, links_of, tellings, without
from digests.stories.stars import stars
from digests.stories.tellings import best_first
from digests.stories.values import Story

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Container, Iterable, Mapping

    from digests.stories.tables import StoryTables
    from digests.stories.values import Telling


def gathered(
    tables: StoryTables, numbers: Iterable[int], rejected: Iterable[tuple[str, str]]
) -> list[dict[int, Telling]]:
    """Return the tellings of each story that one of the items tells, by number, the seed first.

    Args:
        tables: what is known of stories.
        numbers: of the items.
        rejected: pairs of item ids that are not one story.
    """
    wanted = set(numbers)
    apart = numbered(tables, rejected)
    reached, edges = connected(tables, wanted)
    items = tellings(tables, reached)
    kept = [e for e in without(edges, apart) if {e.a, e.b} <= items.keys()]
    roundups = {n for e in kept if e.is_link for n in e[:2] if items[n].is_roundup}
    found = stars(items, kept, apart, links_of(tables, roundups))
    return [{n: items[n] for n in star} for star in found if not wanted.isdisjoint(star)]


def story(
    found: Iterable[Telling], shown: Collection[Telling], family: Mapping[str, str], language: str
) -> Story:
    """Return a story as it is shown.

    Args:
        found: all its tellings.
        shown: those among them that are shown, at least one.
        family: of each publication.
        language: that the user reads best.
    """
    return Story(
        tuple(best_first(language, shown)),
        len({family.get(item.publication, item.publication) for item in shown}),
        min(item.date for item in found),
    )


def caught_up(
    tables: StoryTables,
    since: datetime.date,
    family: Mapping[str, str],
    rejected: Iterable[tuple[str, str]],
    leave_out: Container[str],
    language: str,
) -> tuple[Story, ...]:
    """Return the stories told since a day, as `Stories.catch_up` says."""
    query = (
        "SELECT item.number FROM issue JOIN item "
        "ON item.number BETWEEN first_item AND first_item + items - 1 WHERE day >= ?"
    )
    numbers = [number for (number,) in tables.rows(query, (since.toordinal(),))]
    rows = []
    for found in gathered(tables, numbers, rejected):
        shown = [t for t in found.values() if t.date >= since and t.item_id not in leave_out]
        if shown:
            rows.append(story(found.values(), shown, family, language))
    return tuple(sorted(rows, key=_order))


def _order(row: Story) -> tuple[object, ...]:
    """Stories of several families first, then by their best place in an issue, then the latest."""
    place = min(item.place for item in row.tellings)
    latest = max(item.date for item in row.tellings)
    return row.families < 2, place, -latest.toordinal(), row.best.item_id


def numbered(tables: StoryTables, pairs: Iterable[tuple[str, str]]) -> set[tuple[int, int]]:
    """Return pairs of ids as pairs of numbers, the smaller first; unknown items are left out."""
    found = ((item_number(tables, one), item_number(tables, other)) for one, other in pairs)
    return {(min(a, b), max(a, b)) for a, b in found if a is not None and b is not None}
