"""The needs, the grades that hits were given by hand, and the measure that is made of them."""

from __future__ import annotations

import json
import math
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FIRST_HITS = 5
"""Hits that the measure looks at."""

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Need:
    """What a reader wants to know, and how hits were graded for it."""

    query: str

    wanted: str
    """What would satisfy the reader."""

    is_held: bool
    """Kept aside: its hits are looked at by nobody who tunes."""

    grades: dict[str, int]
    """By id of an item or issue: 3 is what was wanted, 2 useful, 1 touches it, 0 does not."""

    copies: dict[str, str]
    """For ids of near-copies, which say the same in nearly the same words: one id for all."""

    by_hand: frozenset[str]
    """Ids that no engine had among its first ten: they were looked for with other words."""

    def ndcg(self, ids: Sequence[str], among: Iterable[str]) -> float:
        """Return the nDCG@5 of hits, best first, measured by the best order of `among`.

        A copy of a better placed hit gains nothing, and so does a hit without a grade. It is 0
        when `among` has nothing of use.
        """
        best = self._gains(sorted(among, key=lambda hit: -self.grades.get(hit, 0)))
        ideal = _discounted(sorted(best, reverse=True)[:FIRST_HITS])
        return _discounted(self._gains(ids[:FIRST_HITS])) / ideal if ideal else 0.0

    def pool(self, found: Iterable[str]) -> set[str]:
        """Return what some engine has found: those `found` and those of earlier runs."""
        return self.grades.keys() - self.by_hand | set(found)

    def _gains(self, ids: Iterable[str]) -> list[int]:
        seen: set[str] = set()
        gains = []
        for hit in ids:
            text = self.copies.get(hit, hit)
            gains.append(0 if text in seen else 2 ** self.grades.get(hit, 0) - 1)
            seen.add(text)
        return gains


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def judged_needs() -> list[Need]:
    """Return the needs with their grades, in the order of their file."""
    written = tomllib.loads((_FOLDER / "needs.toml").read_text(encoding="utf-8"))["need"]
    lines = (_FOLDER / "grades.jsonl").read_text(encoding="utf-8").splitlines()
    judged = {line["query"]: line for line in map(json.loads, lines)}
    return [
        Need(
            need["query"],
            need["wanted"],
            need.get("held", False),
            judged[need["query"]]["grades"],
            judged[need["query"]]["copies"],
            frozenset(judged[need["query"]]["by_hand"]),
        )
        for need in written
    ]
