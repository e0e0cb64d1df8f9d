"""Folding stories of one subject into one row: by a product or another name that bursts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from digests.stories.comparison.features import is_product
from digests.stories.comparison.frequencies import PLAIN_WORDS
from digests.stories.comparison.weighting import actors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests.stories.catching_up.burst import Burst
    from digests.stories.catching_up.ranking import Candidate

_PRODUCT: Final = 1.2
_NAME: Final = 2.0
"""The least burst of a name that holds stories together."""
_TOGETHER: Final = 0.5
"""The share of a name's stories that have another name too, from which the two are one subject."""


def folded_by_subject(
    stories: Sequence[Candidate], burst: Burst
) -> list[tuple[frozenset[str], list[Candidate]]]:
    """Return the stories by subject: its names, and its stories; no names for a story alone."""
    holders: defaultdict[str, set[int]] = defaultdict(set)
    for index, story in enumerate(stories):
        for name in story.names:
            if _can_fold(name, burst):
                holders[name].add(index)
    order = sorted(holders, key=lambda name: (-burst.of(name), name))
    subjects: list[tuple[set[str], set[int]]] = []
    taken: set[int] = set()
    done: set[str] = set()
    for name in order:
        if name in done:
            continue
        names, members = {name}, set(holders[name])
        for other in order:
            if other not in done and other != name:
                own = holders[other]
                if len(own & holders[name]) > _TOGETHER * len(own):
                    names.add(other)
                    members |= own
        done |= names
        members -= taken
        taken |= members
        if members:
            subjects.append((names, members))
    folded = [
        (frozenset(names), [stories[i] for i in sorted(members)]) for names, members in subjects
    ]
    alone = [(frozenset[str](), [s]) for i, s in enumerate(stories) if i not in taken]
    return [*folded, *alone]


def _can_fold(name: str, burst: Burst) -> bool:
    if name in PLAIN_WORDS or actors([name]):
        return False
    if is_product(name):
        return burst.of(name) >= _PRODUCT
    return burst.of(name) >= _NAME and burst.is_new(name)
