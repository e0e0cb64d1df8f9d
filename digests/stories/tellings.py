"""The other tellings of an item's story, and evidence spelled as in titles.

Terms are stored folded; the titles show how people write them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from digests.stories.comparison.features import is_chinese, is_quantity, spelled
from digests.stories.graph import edges_at, item_number, tellings
from digests.stories.values import Evidence, EvidenceKind, Retelling, Telling, Tellings, unpacked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from digests.stories.tables import StoryTables


_DAYS_OF_COPIES: Final = 4
"""Between an item and a copy of another telling: what is told later is another story."""

_Found = tuple[bool, tuple[Evidence, ...]]
"""Whether an item surely tells the story, and what it shares."""

_EDGES: Final = """
SELECT b, is_strong, why FROM edge WHERE a = ?1 UNION ALL
SELECT a, is_strong, why FROM edge WHERE b = ?1
"""


def tellings_of(
    tables: StoryTables,
    item_id: str,
    family: Mapping[str, str],
    rejected: Collection[tuple[str, str]],
    language: str,
) -> Tellings:
    """Return the other tellings of an item's story; none for an unknown item.

    Args:
        tables: of stories.
        item_id: of the item.
        family: of each publication.
        rejected: pairs of item ids, the smaller first, that are not one story.
        language: the one that the user reads best.
    """
    number = item_number(tables, item_id)
    here = None if number is None else tellings(tables, [number]).get(number)
    if number is None or here is None:
        return Tellings()
    own = {n: (bool(sure), unpacked(why)) for n, sure, why in tables.rows(_EDGES, (number,))}
    copies = _copies(tables, own)
    items = tellings(tables, {number, *own, *(copy for _, copy in copies)})
    edges = _through_copies(number, own, copies, items, rejected) | own
    strong: list[Retelling] = []
    maybe: list[Retelling] = []
    rejections: list[Retelling] = []
    for other, item in items.items():
        is_near = abs((item.date - here.date).days) <= _DAYS_OF_COPIES
        if other in edges and item.issue_id != here.issue_id and (is_near or other in own):
            is_strong, evidence = edges[other]
            retelling = Retelling(item, spelled_evidence(evidence, here.title, item.title))
            is_rejected = _pair(here, item) in rejected
            (rejections if is_rejected else strong if is_strong else maybe).append(retelling)
    result = _grouped(here, strong, maybe, family, language)
    return replace(result, rejected=tuple(_best_first(language, rejections)))


def _copies(tables: StoryTables, own: Mapping[int, _Found]) -> list[tuple[int, int]]:
    """Return the items that surely tell the story, each with one of its copies."""
    sure = {there for there, (is_sure, _) in own.items() if is_sure}
    edges = sorted(edge for edge in edges_at(tables, sure) if edge.is_copy)
    both = (pair for edge in edges for pair in ((edge.a, edge.b), (edge.b, edge.a)))
    return [(there, copy) for there, copy in both if there in sure]


def _through_copies(
    number: int,
    own: Mapping[int, _Found],
    copies: Iterable[tuple[int, int]],
    items: Mapping[int, Telling],
    rejected: Collection[tuple[str, str]],
) -> dict[int, _Found]:
    """Return the copies of the items that surely tell the story, with what these share with it."""
    found: dict[int, _Found] = {}
    for there, copy in copies:
        evidence = tuple(e for e in own[there][1] if e.kind is not EvidenceKind.LINK)
        way = [items[n] for n in (number, there, copy) if n in items]
        if evidence and copy != number and not any(_pair(*p) in rejected for p in pairwise(way)):
            found.setdefault(copy, (True, evidence))
    return found


def _pair(one: Telling, other: Telling) -> tuple[str, str]:
    return min(one.item_id, other.item_id), max(one.item_id, other.item_id)


def why(tables: StoryTables, item: str, other: str) -> tuple[Evidence, ...]:
    """Return the evidence that two items tell one story, spelled as in their titles; else empty."""
    here, there = item_number(tables, item), item_number(tables, other)
    if here is None or there is None:
        return ()
    query = "SELECT why FROM edge WHERE a = ? AND b = ?"
    rows = tables.rows(query, (min(here, there), max(here, there)))
    items = tellings(tables, (here, there))
    titles = [items[number].title for number in (here, there) if number in items]
    return spelled_evidence(unpacked(rows[0][0]), *titles) if rows else ()


def best_first(language: str, items: Iterable[Telling]) -> list[Telling]:
    """Sort tellings: the source first, then the user's language, then the longest.

    Roundups come last. An empty `language` counts as any.
    """

    def rank(item: Telling) -> tuple[object, ...]:
        is_foreign = bool(language) and item.language != language
        size = -item.characters
        return item.is_roundup, not item.is_primary, is_foreign, size, item.date, item.item_id

    return sorted(items, key=rank)


def _grouped(
    here: Telling,
    strong: list[Retelling],
    maybe: list[Retelling],
    family: Mapping[str, str],
    language: str,
) -> Tellings:
    home = family.get(here.publication, here.publication)
    groups: defaultdict[str, list[Retelling]] = defaultdict(list)
    for retelling in _best_first(language, strong):
        name = retelling.telling.publication
        groups[family.get(name, name)].append(retelling)
    at_home = groups.pop(home, [])
    repeats = [one for one in at_home if one.telling.publication == here.publication]
    return Tellings(
        tuple(sorted(repeats, key=lambda one: (one.telling.date, one.telling.item_id))),
        tuple(one for one in at_home if one.telling.publication != here.publication),
        tuple(tuple(group) for group in groups.values()),
        tuple(_best_first(language, maybe)),
    )


def _best_first(language: str, retellings: list[Retelling]) -> list[Retelling]:
    by_id = {one.telling.item_id: one for one in retellings}
    ordered = best_first(language, (one.telling for one in retellings))
    return [by_id[item.item_id] for item in ordered]


_UNSPELLED = frozenset((EvidenceKind.LINK, EvidenceKind.EVENT))
_PARTS = re.compile(r"[^\W\d_]+|\d[\d.]*")


def spelled_evidence(evidence: Iterable[Evidence], *titles: str) -> tuple[Evidence, ...]:
    """Return `evidence` with its terms spelled as in the titles that have them."""
    return tuple(
        one if one.kind in _UNSPELLED else Evidence(one.kind, _spelled_terms(one.shared, titles))
        for one in evidence
    )


def _spelled_terms(terms: Sequence[str], titles: Sequence[str]) -> tuple[str, ...]:
    return tuple(spelled_term(term, titles) for term in terms)


def spelled_term(term: str, titles: Iterable[str]) -> str:
    """Return a term as the first of the titles that has it spells it; as it is if none does."""
    if is_chinese(term):
        return term
    if is_quantity(term):
        return spelled(term)
    pattern = r"[ \-\u2010-\u2013_]?v?".join(map(re.escape, _PARTS.findall(term)))
    for title in titles:
        match = re.search(rf"(?<!\w){pattern}(?!\w)", title, re.IGNORECASE | re.ASCII)
        if match:
            return match[0]
    return term
