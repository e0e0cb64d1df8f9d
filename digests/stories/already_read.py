"""Which items tell nothing new to somebody who has read another telling.

Only copies count: items that link to the same page or have nearly the same title, and whose titles
do not tell different events. By words alone the next event of a product would pass for the last
one. A copy with another title is still new when it has a product or a quantity that the read ones
lack; other numbers are dates, scores and counts of comments.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.comparison.features import is_product, is_quantity
from digests.stories.graph import item_numbers
from digests.stories.prepared import unpacked_features

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence

    from digests.stories.comparison.features import Features
    from digests.stories.tables import StoryTables

_SAME_TITLE: Final = 0.8
"""The share of terms that two titles have in common, of all that either has."""

_COPIES: Final = """
WITH near AS (
    SELECT a AS here, b AS there FROM json_each(?1) JOIN edge ON a = value WHERE is_copy
    UNION ALL
    SELECT b AS here, a AS there FROM json_each(?1) JOIN edge ON b = value WHERE is_copy)
SELECT here, there, other.id || '.' || item.mark FROM near
JOIN item ON item.number = there JOIN issue AS other ON other.number = item.issue
JOIN item AS own ON own.number = here WHERE own.issue != item.issue
"""
_FEATURES: Final = """
SELECT first_item, features FROM issue
WHERE number IN (SELECT issue FROM item WHERE number IN (SELECT value FROM json_each(?)))
"""


class _Copy(NamedTuple):
    here: int
    there: int
    other_id: str


def seen(
    tables: StoryTables,
    item_ids: Sequence[str],
    read: Container[str],
    rejected: Collection[tuple[str, str]],
) -> frozenset[str]:
    """Return the ids of the items that tell nothing new. One query serves a whole issue.

    Args:
        tables: of stories.
        item_ids: of the items to check.
        read: ids of all items that were read.
        rejected: pairs of item ids, the smaller first, that are not one story.
    """
    ids = {number: item_id for item_id, number in item_numbers(tables, item_ids).items()}
    copies: defaultdict[int, list[int]] = defaultdict(list)
    for copy in map(_Copy._make, tables.rows(_COPIES, (json.dumps(sorted(ids)),))):
        pair = sorted((ids[copy.here], copy.other_id))
        if copy.other_id in read and tuple(pair) not in rejected:
            copies[copy.here].append(copy.there)
    features = _features(tables, {*copies, *(there for own in copies.values() for there in own)})
    return frozenset(ids[here] for here, own in copies.items() if _is_known(here, own, features))


def _is_known(here: int, copies: Sequence[int], features: Mapping[int, Features]) -> bool:
    """Return whether an item tells nothing beside its copies, given by their numbers."""
    item = features.get(here)
    if item is None:
        return False
    read = [features[there] for there in copies if there in features]
    if any(_have_same_title(item, other) for other in read):
        return True
    return set(_facts(item)) <= {fact for other in read for fact in _facts(other)}


def _have_same_title(one: Features, other: Features) -> bool:
    shared = len(one.title & other.title)
    return shared >= _SAME_TITLE * len(one.title | other.title) > 0


def _facts(item: Features) -> Iterator[str]:
    return (term for term in item.terms if is_quantity(term) or is_product(term))


def _features(tables: StoryTables, numbers: Iterable[int]) -> dict[int, Features]:
    wanted = set(numbers)
    if not wanted:
        return {}
    return {
        number: one
        for first, packed in tables.rows(_FEATURES, (json.dumps(sorted(wanted)),))
        for number, one in enumerate(unpacked_features(packed), first)
        if number in wanted
    }
