"""Chinese runs that a run may be a slip of: one character of it replaced.

A wrong character fits its neighbours badly, so a pair that it is in is rare. What stands in its
place beside the rest of the run is looked up in the texts of some items; a run without such a rest
takes the characters of the most frequent pairs.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

from digests.search.analysis import is_cjk
from digests.search.evaluation.similar_words import Similar, slip_ratio
from digests.search.index.fields import WEIGHTED_FIELD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests.search.evaluation.term_counts import TermCounts
    from digests.search.index.item_sets import ItemSet
    from digests.search.index.snapshot import Snapshot

_LONGEST = 8
"""A longer run is a sentence, which is rare without a slip too."""
_MOST_TRIED = 150
"""Characters that are tried at one position of a run without such a rest."""
_MOST_COMPARED = 8
"""Runs that are looked for in texts."""
_MOST_READ = 60
"""Items whose texts are read at once."""
_RATIO_OF_PAIRS = 2
"""So many times more frequent than the rarest pair of a run is that of what was meant."""
_FUNCTION_WORDS = frozenset("的了和是在有与为对将从等及或也都就这那其到并把被让上下中里时后前")
"""Characters that stand beside any word."""


def pairs(run: str) -> tuple[str, ...]:
    """Return the terms of a run of two or more characters, each once."""
    return tuple(dict.fromkeys(run[index : index + 2] for index in range(len(run) - 1)))


def similar_runs(counts: TermCounts, run: str) -> list[Similar]:
    """Return runs that `run` may be a slip of, the likeliest first; `items` are estimates."""
    if not 1 < len(run) <= _LONGEST:
        return []
    own = [counts.of(run[index : index + 2]) for index in range(len(run) - 1)]
    written = _written(counts, run) if all(own) else 0
    if written > counts.minimum:
        return []
    suspects = sorted(_suspects(own, counts.minimum), key=lambda index: not _rest(run, index))
    found: list[Similar] = []
    for index in suspects:
        if not found or _rest(run, index):
            found += _replaced(counts, run, index)
    least = max(counts.minimum, written * slip_ratio(counts.snapshot.items))
    rarest = max(1, min(own) * _RATIO_OF_PAIRS)
    meant = [one for one in found if one.items >= least and _rarest(counts, one) >= rarest]
    return sorted(meant, key=lambda one: (-one.items, one.term))


def _suspects(own: Sequence[int], minimum: int) -> set[int]:
    """Return the indexes of characters that may be wrong, by the counts of the pairs.

    A wrong character spoils the pair that it ends and the one that it begins.
    """
    first = min(range(len(own)), key=own.__getitem__)
    beside = (index for index in (first - 1, first + 1) if 0 <= index < len(own))
    spoilt = [index for index in beside if own[index] < max(minimum, own[first] * 3)]
    return {max(first, spoilt[0])} if len(spoilt) == 1 else {first, first + 1}


def _rest(run: str, index: int) -> tuple[str, ...]:
    """Return the parts of two or more characters that are left of `run` beside one of them."""
    return tuple(part for part in (run[:index], run[index + 1 :]) if len(part) > 1)


def _replaced(counts: TermCounts, run: str, index: int) -> list[Similar]:
    """Return `run` with the character at `index` replaced by those that the library has there."""
    before, after = run[:index], run[index + 1 :]
    rest = _rest(run, index) if counts.name == WEIGHTED_FIELD else ()
    if not rest:
        return _likely(counts, before, after) if before else []
    items = reduce(and_, (_holding(counts, part) for part in rest))
    found = _between(counts.snapshot, before, after, items, _MOST_READ)
    return [
        Similar(other, count, 1.0)
        for other, count in found.items()
        if other != run and other[index] not in _FUNCTION_WORDS
    ]


def _between(
    snapshot: Snapshot, before: str, after: str, items: ItemSet, most_read: int
) -> Counter[str]:
    """Return runs of `before`, one character and `after`, and about how many `items` have them."""
    numbers = items.numbers
    step = len(numbers) // most_read + 1
    pattern = re.compile(f"{re.escape(before)}(.){re.escape(after)}")
    seen: Counter[str] = Counter()
    for number in numbers[::step].tolist():
        others = set(pattern.findall(snapshot.item(number).texts(WEIGHTED_FIELD)))
        seen.update(filter(is_cjk, others))
    return Counter({before + other + after: count * step for other, count in seen.items()})


def _likely(counts: TermCounts, before: str, after: str) -> list[Similar]:
    """Replace a character without a longer rest, by those that often follow the one before it."""
    following = {pair: n for pair, n in counts.common_with(before[-1]).items() if len(pair) == 2}
    frequent = sorted(following, key=lambda pair: -following[pair])
    if not after:
        # One character alone says little, so only what mostly follows it is meant.
        total = sum(following.values())
        return [
            Similar(pair, following[pair], 1.0)
            for pair in frequent[:1]
            if following[pair] * 2 > total
        ]
    found: list[Similar] = []
    for pair in frequent[:_MOST_TRIED]:
        count = min(following[pair], counts.if_common(pair[1] + after[0]))
        found.append(Similar(before + pair[1] + after, count, 1.0))
        found = sorted(found, key=lambda one: -one.items)[:_MOST_COMPARED]
        if found[-1].items >= following[pair] and len(found) == _MOST_COMPARED:
            break
    return [one._replace(items=_written(counts, one.term)) for one in found if one.items]


def _written(counts: TermCounts, run: str) -> int:
    """Return about how many items have `run`, or issues that have its pairs."""
    items = _holding(counts, run)
    if counts.name != WEIGHTED_FIELD or len(run) < 3:
        return len(items)
    return _between(counts.snapshot, run[:-1], "", items, _MOST_READ)[run]


def _holding(counts: TermCounts, run: str) -> ItemSet:
    """Return the items, or those of the issues, that have all pairs of a run."""
    return reduce(and_, (counts.snapshot.term(counts.name, pair) for pair in pairs(run)))


def _rarest(counts: TermCounts, meant: Similar) -> int:
    return min(map(counts.of, pairs(meant.term)))
