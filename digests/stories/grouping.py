"""Grouping items into stories: star clusters around the item that told the story first, the seed.

Connected components would not do: item leads to item until a whole day about one model is a single
story. So an item joins a star only if it is like the seed, not just like another member. A roundup
never seeds a star, because its words belong to many stories; only roundups that link to exactly the
same pages are one story.
"""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.graph import connected, item_numbers, links_of, tellings, without
from digests.stories.tellings import best_first
from digests.stories.values import Story

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from digests.stories.graph import Edge
    from digests.stories.tables import StoryTables
    from digests.stories.values import Telling


def gathered(
    tables: StoryTables, numbers: Iterable[int], rejected: Iterable[tuple[str, str]]
) -> list[dict[int, Telling]]:
    """Return each story that one of the items tells, as tellings by item number, the seed first.

    Args:
        tables: of stories.
        numbers: of the items.
        rejected: pairs of item ids that are not one story.
    """
    wanted = set(numbers)
    apart = numbered(tables, rejected)
    reached, edges = connected(tables, wanted)
    items = tellings(tables, reached)
    kept = [e for e in without(edges, apart) if {e.a, e.b} <= items.keys()]
    roundups = {n for e in kept if e.is_link for n in e[:2] if items[n].is_roundup}
    all_stars = stars(items, kept, apart, links_of(tables, roundups))
    return [{n: items[n] for n in star} for star in all_stars if not wanted.isdisjoint(star)]


def story(
    members: Iterable[Telling], shown: Collection[Telling], family: Mapping[str, str], language: str
) -> Story:
    """Return a story with some of its tellings.

    Args:
        members: all its tellings.
        shown: the tellings to show, at least one.
        family: of each publication.
        language: the one that the user reads best.
    """
    return Story(
        tuple(best_first(language, shown)),
        len({family.get(item.publication, item.publication) for item in shown}),
        min(item.date for item in members),
    )


def numbered(tables: StoryTables, pairs: Iterable[tuple[str, str]]) -> set[tuple[int, int]]:
    """Return pairs of ids as pairs of numbers, the smaller first; unknown items are left out."""
    wanted = list(pairs)
    known = item_numbers(tables, (item_id for pair in wanted for item_id in pair))
    numbers = ((known[a], known[b]) for a, b in wanted if a in known and b in known)
    return {(min(pair), max(pair)) for pair in numbers}


_DAYS: Final = 4
"""After the seed; what is told later is another story."""


class _Member(NamedTuple):
    """An item in the order in which stars are built, which depends on nothing but the items."""

    day: int
    publication: str
    issue_id: str
    position: int
    number: int


def stars(
    items: Mapping[int, Telling],
    edges: Iterable[Edge],
    apart: Collection[tuple[int, int]] = (),
    links: Mapping[int, frozenset[int]] = MappingProxyType({}),
) -> list[list[int]]:
    """Return the numbers of the items of each story, the seed first; every item is in one star.

    Args:
        items: by number, all that the strong edges connect.
        edges: between the items.
        apart: pairs of numbers, the smaller first, that are never in one star.
        links: addresses by item number, of roundups that share some.
    """
    strong, maybe = _adjacent(edges)
    by_seed: dict[int, list[int]] = {}
    star_of: dict[int, int] = {}
    # Roundups come last, because they only join stars that others seed.
    for member in sorted(_member(n, item) for n, item in items.items() if not item.is_roundup):
        seed = _seed_for(member, items, strong, maybe, star_of, by_seed, apart)
        star_of[member.number] = seed
        by_seed.setdefault(seed, []).append(member.number)
    for member in sorted(_member(n, item) for n, item in items.items() if item.is_roundup):
        seed = _seed_for(member, items, strong, maybe, star_of, by_seed, apart)
        if seed == member.number:
            seed = _same_roundup(member, items, strong, by_seed, apart, links)
        by_seed.setdefault(seed, []).append(member.number)
    return list(by_seed.values())


def _adjacent(
    edges: Iterable[Edge],
) -> tuple[Mapping[int, dict[int, bool]], Mapping[int, set[int]]]:
    """Return each item's strong neighbours, with whether a link joins them, and its others.

    The others are those that may tell the same story, and the copies of the strong ones.
    """
    strong: defaultdict[int, dict[int, bool]] = defaultdict(dict)
    others: defaultdict[int, set[int]] = defaultdict(set)
    copies: defaultdict[int, set[int]] = defaultdict(set)
    for edge in edges:
        for here, there in ((edge.a, edge.b), (edge.b, edge.a)):
            if edge.is_strong:
                strong[here][there] = edge.is_link
            else:
                others[here].add(there)
            if edge.is_copy:
                copies[here].add(there)
    for here, near in strong.items():
        others[here].update(*(copies[there] for there in near if there in copies))
    return strong, others


def _member(number: int, item: Telling) -> _Member:
    day = item.date.toordinal()
    return _Member(day, item.publication, item.issue_id, item.position, number)


def _seed_for(
    member: _Member,
    items: Mapping[int, Telling],
    strong: Mapping[int, dict[int, bool]],
    maybe: Mapping[int, set[int]],
    star_of: Mapping[int, int],
    by_seed: Mapping[int, list[int]],
    apart: Collection[tuple[int, int]],
) -> int:
    """Return the seed of the best star that `member` may join, or its own number."""
    near = strong.get(member.number, {})
    seeds = {star_of[neighbour] for neighbour in near if neighbour in star_of}
    ranked = []
    for seed in seeds:
        days = abs(member.day - items[seed].date.toordinal())
        is_like_the_seed = seed in near or seed in maybe.get(member.number, ())
        if days <= _DAYS and is_like_the_seed and not _is_apart(member, by_seed[seed], apart):
            rank = (not near.get(seed, False), seed not in near, days)
            ranked.append((rank, _member(seed, items[seed])))
    return min(ranked)[1].number if ranked else member.number


def _same_roundup(
    member: _Member,
    items: Mapping[int, Telling],
    strong: Mapping[int, dict[int, bool]],
    by_seed: Mapping[int, list[int]],
    apart: Collection[tuple[int, int]],
    links: Mapping[int, frozenset[int]],
) -> int:
    """Return the earliest roundup with exactly the same links, or the member's own number."""
    same = (
        _member(seed, items[seed])
        for seed, is_by_link in strong.get(member.number, {}).items()
        if is_by_link and seed in by_seed and items[seed].is_roundup
        if member.number in links and links[member.number] == links.get(seed)
        if member.day - items[seed].date.toordinal() <= _DAYS
        if not _is_apart(member, by_seed[seed], apart)
    )
    return min(same, default=member).number


def _is_apart(member: _Member, star: list[int], apart: Collection[tuple[int, int]]) -> bool:
    if not apart:
        return False
    here = member.number
    return any((min(here, there), max(here, there)) in apart for there in star)
