"""Folding stories of one subject into one row: by a product or another name that bursts."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from digests.stories.catching_up.names import EVENT, pair
from digests.stories.comparison.features import is_product
from digests.stories.comparison.weighting import actors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digests.stories.catching_up.burst import Burst
    from digests.stories.catching_up.ranking import Candidate

_PART = re.compile(r"[a-z]\d+[a-z]+")
"""A part of a name or a firm's short one: `a3b`, `a16z`."""

_PRODUCT: Final = 0.5
_NAME: Final = 2.0
_PAIR: Final = 2.5
"""The least burst of what holds stories together: a product, another name, two names that stand
side by side, such as `gemini cli`."""
_TIMES: Final = 6
"""How many times as often as in the background a name must stand."""
_WELL_KNOWN: Final = 0.01
"""The share of news that has a company or its brand: two of them are no subject."""
_TOGETHER: Final = 0.75
"""The share of a name's stories that have another name too, from which the two are one subject."""


def folded_by_subject(
    stories: Sequence[Candidate], burst: Burst
) -> list[tuple[frozenset[str], list[Candidate]]]:
    """Return the stories by subject: its names, and its stories; no names for a story alone.

    A story is about the first name in its title that holds stories together.
    """
    holders: defaultdict[str, set[int]] = defaultdict(set)
    for index, story in enumerate(stories):
        for name in _keys(story.names, burst):
            holders[name].add(index)
    subject = _subjects(holders, burst)
    groups: defaultdict[str, list[Candidate]] = defaultdict(list)
    alone = []
    for story in stories:
        name = next(iter(_keys(story.names, burst)), None)
        if name is None:
            alone.append((frozenset[str](), [story]))
        else:
            groups[subject[name]].append(story)
    names: defaultdict[str, set[str]] = defaultdict(set)
    for name, head in subject.items():
        names[head].add(name)
    return [*((frozenset(names[head]), group) for head, group in groups.items()), *alone]


def _subjects(holders: Mapping[str, set[int]], burst: Burst) -> dict[str, str]:
    """Return the subject of each name: itself, or one that bursts more and stands beside it."""
    order = sorted(holders, key=lambda name: (-burst.of(name), name))
    subject: dict[str, str] = {}
    for name in order:
        own = holders[name]
        beside = (
            subject[other]
            for other in order
            if other in subject and len(own & holders[other]) >= _TOGETHER * len(own)
        )
        subject[name] = next(beside, name)
    return subject


def _keys(names: Sequence[str], burst: Burst) -> list[str]:
    """Return the names of a title that hold stories together, or else two that stand together."""
    own = [name for name in names if not name.startswith(EVENT)]
    keys = [name for name in own if _can_fold(name, burst)]
    return keys or [pair(*two) for two in pairwise(own) if _can_fold_pair(*two, burst)]


def _can_fold(name: str, burst: Burst) -> bool:
    if is_product(name):
        return burst.of(name) >= _PRODUCT and not _PART.fullmatch(name)
    is_rare = burst.of(name) >= _NAME and burst.times(name) >= _TIMES
    return is_rare and burst.is_new(name) and not actors([name])


def _can_fold_pair(one: str, other: str, burst: Burst) -> bool:
    is_known = min(burst.common.get(one, 0.0), burst.common.get(other, 0.0)) >= _WELL_KNOWN
    return not is_known and burst.of(pair(one, other)) >= _PAIR
