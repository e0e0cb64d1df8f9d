"""Pairs of Chinese characters, put together again to what can be read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def joined_pairs(pairs: Iterable[str]) -> list[str]:
    """Return pairs that follow each other as one run: `月之` and `之暗` give `月之暗`.

    Only where there is no choice: with `之光` too, nothing would be joined. Every pair is in one
    run, and runs come in the order of their first pairs.
    """
    left = dict.fromkeys(pairs)
    firsts = Counter(pair[0] for pair in left)
    seconds = Counter(pair[1] for pair in left)
    joints = {one for one in firsts if firsts[one] == seconds[one] == 1}
    following = {pair[0]: pair for pair in left if pair[0] in joints}
    starts = [pair for pair in left if pair[0] not in joints]
    runs = [_run(start, following, left) for start in starts]
    while left:  # what is left runs in a circle
        runs.append(_run(next(iter(left)), following, left))
    return runs


def _run(start: str, following: dict[str, str], left: dict[str, None]) -> str:
    """Take a run out of `left`."""
    del left[start]
    run = start
    while (after := following.get(run[-1])) in left:
        del left[after]
        run += after[1]
    return run
