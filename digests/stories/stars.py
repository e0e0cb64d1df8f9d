"""Which items are one story: stars around the item that told it first.

Chains would not do: one bullet leads to the next until a whole day about one model is one story.
An item joins a star only if it is like the seed, not just like another member. A roundup never
seeds a star, for its words belong to many stories; only those that link to the same pages and to no
others are one story.
"""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from digests.stories.graph import Edge
    from digests.stories.values import Telling

_DAYS: Final = 4
"""After the seed; a story that goes on longer is another story."""


class _Member(NamedTuple):
    """An item in the order in which stars are made, which depends on nothing but the items."""

    day: int
    publication: str
    issue_id: str
    place: int
    number: int


def stars(
    items: Mapping[int, Telling],
    edges: Iterable[Edge],
    apart: Collection[tuple[int, int]] = (),
    links: Mapping[int, frozenset[int]] = MappingProxyType({}),
) -> list[list[int]]:
    """Return the numbers of the items of each story, the seed first; every item is in one star.

    Args:
        items: all that the strong edges connect.
        edges: among the items.
        apart: pairs of numbers, the smaller first, that are never in one star.
        links: of roundups that may have the same ones.
    """
    strong, maybe = _adjacent(edges)
    found: dict[int, list[int]] = {}
    star_of: dict[int, int] = {}
    # Roundups look for a star when all the others have made theirs.
    for member in sorted(_member(n, item) for n, item in items.items() if not item.is_roundup):
        seed = _seed_for(member, items, strong, maybe, star_of, found, apart)
        star_of[member.number] = seed
        found.setdefault(seed, []).append(member.number)
    for member in sorted(_member(n, item) for n, item in items.items() if item.is_roundup):
        seed = _seed_for(member, items, strong, maybe, star_of, found, apart)
        if seed == member.number:
            seed = _same_roundup(member, items, strong, found, apart, links)
        found.setdefault(seed, []).append(member.number)
    return list(found.values())


def _adjacent(
    edges: Iterable[Edge],
) -> tuple[Mapping[int, dict[int, bool]], Mapping[int, set[int]]]:
    """Return the strong neighbours of each item, with whether a link joins them, and the others."""
    strong: defaultdict[int, dict[int, bool]] = defaultdict(dict)
    maybe: defaultdict[int, set[int]] = defaultdict(set)
    for edge in edges:
        for here, there in ((edge.a, edge.b), (edge.b, edge.a)):
            if edge.is_strong:
                strong[here][there] = edge.is_link
            else:
                maybe[here].add(there)
    return strong, maybe


def _member(number: int, item: Telling) -> _Member:
    day = item.date.toordinal()
    return _Member(day, item.publication, item.issue_id, item.place, number)


def _seed_for(
    member: _Member,
    items: Mapping[int, Telling],
    strong: Mapping[int, dict[int, bool]],
    maybe: Mapping[int, set[int]],
    star_of: Mapping[int, int],
    found: Mapping[int, list[int]],
    apart: Collection[tuple[int, int]],
) -> int:
    """Return the seed of the best star that takes `member`, or its own number."""
    near = strong.get(member.number, {})
    seeds = {star_of[neighbour] for neighbour in near if neighbour in star_of}
    ranked = []
    for seed in seeds:
        days = abs(member.day - items[seed].date.toordinal())
        is_like_the_seed = seed in near or seed in maybe.get(member.number, ())
        if days <= _DAYS and is_like_the_seed and not _is_apart(member, found[seed], apart):
            rank = (not near.get(seed, False), seed not in near, days)
            ranked.append((rank, _member(seed, items[seed])))
    return min(ranked)[1].number if ranked else member.number


def _same_roundup(
    member: _Member,
    items: Mapping[int, Telling],
    strong: Mapping[int, dict[int, bool]],
    found: Mapping[int, list[int]],
    apart: Collection[tuple[int, int]],
    links: Mapping[int, frozenset[int]],
) -> int:
    """Return the earliest roundup without a star that has the same links, or its own number."""
    same = (
        _member(seed, items[seed])
        for seed, is_by_link in strong.get(member.number, {}).items()
        if is_by_link and seed in found and items[seed].is_roundup
        if member.number in links and links[member.number] == links.get(seed)
        if member.day - items[seed].date.toordinal() <= _DAYS
        if not _is_apart(member, found[seed], apart)
    )
    return min(same, default=member).number


def _is_apart(member: _Member, star: list[int], apart: Collection[tuple[int, int]]) -> bool:
    if not apart:
        return False
    here = member.number
    return any((min(here, there), max(here, there)) in apart for there in star)
