"""Folding stories of one subject into one row: by a product or another name that bursts."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from digests.stories.catching_up.names import EVENT, pair
from digests.stories.comparison.events import actors
from digests.stories.comparison.features import is_product

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digests.stories.catching_up.burst import Burst
    from digests.stories.catching_up.unread import UnreadStory

_PRODUCT: Final = 0.5
_NAME: Final = 2.0
_PAIR: Final = 2.5
"""The least burst of what holds stories together: a product, another name, two names that stand
side by side, such as `gemini cli`."""

_TIMES: Final = 6
_TIMES_ALONE: Final = 50
"""How many times as often as in the background a name must stand: one that an issue puts first,
and any other, which may as well be a word that several titles write large."""

WELL_KNOWN: Final = 0.01
"""The share of news that has a company or its brand: two of them are no subject."""

_TOGETHER: Final = 0.75
"""The share of a name's stories that have another name too, from which the two are one subject."""

_PART = re.compile(r"[a-z]\d+[a-z]+")
"""A part of a name, or a firm's short one: `a3b`, `a16z`."""


def folded_by_subject(
    stories: Sequence[UnreadStory], burst: Burst
) -> list[tuple[frozenset[str], list[UnreadStory]]]:
    """Return the stories by subject: its names, and its stories; no names for a story alone.

    A story is about the first name in its title that holds stories together.
    """
    led = frozenset(name for story in stories if story.has_lead for name in story.names)
    can_fold = _Folding(burst, led)
    keys = [can_fold.keys(story.names) for story in stories]
    holders: defaultdict[str, set[int]] = defaultdict(set)
    for index, own in enumerate(keys):
        for key in own:
            holders[key].add(index)
    subject = _subjects(holders, burst)
    groups: defaultdict[str, list[UnreadStory]] = defaultdict(list)
    alone = []
    for story, own in zip(stories, keys, strict=True):
        if own:
            groups[subject[own[0]]].append(story)
        else:
            alone.append((frozenset[str](), [story]))
    names: defaultdict[str, set[str]] = defaultdict(set)
    for key, head in subject.items():
        names[head].add(key)
    return [*((frozenset(names[head]), group) for head, group in groups.items()), *alone]


def _subjects(holders: Mapping[str, set[int]], burst: Burst) -> dict[str, str]:
    """Return the subject of each name: itself, or one that bursts more and stands beside it."""
    names_of: defaultdict[int, list[str]] = defaultdict(list)
    subject: dict[str, str] = {}
    for name in sorted(holders, key=lambda name: (-burst.of(name), name)):
        own = holders[name]
        beside = dict.fromkeys(other for index in sorted(own) for other in names_of[index])
        heads = (
            subject[other] for other in beside if len(own & holders[other]) >= _TOGETHER * len(own)
        )
        subject[name] = next(heads, name)
        for index in own:
            names_of[index].append(name)
    return subject


class _Folding:
    """Which names hold stories together; each is looked at once."""

    def __init__(self, burst: Burst, led: frozenset[str]) -> None:
        self._burst = burst
        self._led = led
        self._known: dict[str, bool] = {}

    def keys(self, names: Sequence[str]) -> list[str]:
        """Return the names of a title that do, or else two that stand together, if any."""
        own = [name for name in names if name[0] != EVENT]
        keys = [name for name in own if self._can_fold(name)]
        if keys:
            return keys
        pairs = [pair(*two) for two in pairwise(own) if self._can_fold_pair(*two)]
        return sorted(pairs, key=self._burst.of, reverse=True)

    def _can_fold(self, name: str) -> bool:
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = _can_fold(name, self._burst, is_led=name in self._led)
        return known

    def _can_fold_pair(self, one: str, other: str) -> bool:
        if self._burst.of(pair(one, other)) < _PAIR:
            return False
        common = self._burst.common
        return min(common.get(one, 0.0), common.get(other, 0.0)) < WELL_KNOWN


def _can_fold(name: str, burst: Burst, *, is_led: bool) -> bool:
    if burst.of(name) < _PRODUCT:
        return False
    if is_product(name):
        return not _PART.fullmatch(name)
    is_rare = burst.of(name) >= _NAME and burst.times(name) >= (_TIMES if is_led else _TIMES_ALONE)
    return is_rare and burst.is_new(name) and not actors([name])
