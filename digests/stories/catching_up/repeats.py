"""Which rows repeat what a row above them tells: by titles and texts, names and likely edges.

Stories of one subject often have no name in common in their titles: one tells of a filing, another
of the company that made it. Their texts and the items around them tell. A row that repeats another
one folds under it; one that seems to sinks, so that the first rows tell of different subjects.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from digests.stories.catching_up.alike import TELLINGS, alike
from digests.stories.catching_up.folding import WELL_KNOWN
from digests.stories.catching_up.names import EVENT
from digests.stories.comparison.features import is_product

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from digests.stories.catching_up.ranking import Weighing
    from digests.stories.catching_up.unread import UnreadStory

REPEATED: Final = 0.26
"""From which a row repeats another one."""
_SEEMS: Final = 0.11
"""From which a row seems to repeat another one."""
_MOST_SUNK: Final = 2.5
"""What a row loses at most that seems to repeat others; just below `REPEATED`, it loses 2."""
_SUNK: Final = 2.0 / (REPEATED - _SEEMS)

_PAIR: Final = 0.05
_MOST_PAIR: Final = 4.0
_NAME: Final = 0.03
_MOST_NAME: Final = 3.0
_EDGE: Final = 0.05
_FIRST: Final = 0.05
_SUBJECT: Final = 0.2
_MOST_EDGES: Final = 2
"""What a unit of burst of two names that both titles have, of one name, an edge that may join the
stories, the same first name and a text about the other's subject add to the likeness, and how much
counts at most."""

_MOST_HINTS: Final = 1.5
"""How many times as much as the likeness all these add at most."""
_VOICES: Final = 0.05
"""How much more it takes to fold what several families tell."""

_LOUD: Final = 1.0
_TOLD_OF: Final = 5.0
"""The least burst of a name that says what a story is about, and of all of a subject's names that a
text has, if it is about the subject."""


class Repeats:
    """How much rows repeat each other."""

    def __init__(
        self,
        rows: Sequence[Sequence[UnreadStory]],
        subjects: Sequence[Collection[str]],
        likely: Mapping[int, set[int]],
        weighing: Weighing,
    ) -> None:
        """Compare rows.

        Args:
            rows: their stories, the best first.
            subjects: the names that hold the stories of each row together, if any.
            likely: by the number of an item, those that may tell the same story.
            weighing: what stories are weighed with.
        """
        burst = weighing.burst
        self.rows = [tuple(row) for row in rows]
        self._burst = burst
        self._subjects = [{name for name in names if burst.of(name) >= _LOUD} for names in subjects]
        self._likes = alike(rows)
        self._voices = [
            len({weighing.family_of(one) for story in row for one in story.told}) for row in rows
        ]
        self._edges = _edges(rows, likely)

    def of(self, row: int, above: int) -> float:
        """Return how much a row repeats another: from `REPEATED` on it does."""
        here, there = self.rows[row][0].names, self.rows[above][0].names
        like = self._likes.get((above, row), 0.0)
        if not like or _are_other_products(here, there):
            return 0.0
        both = [name for name in here if name in there]
        pair = self._burst.of_pairs(both)
        name = max((self._burst.of(name) for name in both if name[0] != EVENT), default=0.0)
        hints = (
            _PAIR * min(pair, _MOST_PAIR)
            + _NAME * min(name, _MOST_NAME)
            + (_SUBJECT if self._tells_of_subject(row, above) else 0)
            + (_FIRST if self._begin_alike(here, there) else 0)
            + _EDGE * min(self._edges[above, row], _MOST_EDGES)
        )
        return like + min(hints, _MOST_HINTS * like) - _VOICES * (self._voices[row] > 1)

    def _begin_alike(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Return whether titles name the same first, other than what always makes news."""
        if not one or not other or one[0] != other[0] or one[0][0] == EVENT:
            return False
        return self._burst.common.get(one[0], 0.0) < WELL_KNOWN

    def _tells_of_subject(self, row: int, above: int) -> bool:
        """Return whether texts, of which no title has a name that says more, name the subject."""
        subject, best = self._subjects[above], self.rows[row][0]
        if not subject or any(self._burst.of(name) >= _LOUD for name in best.names):
            return False
        text = {term for item in best.told[:TELLINGS] for term in (*item.title, *item.text)}
        return sum(self._burst.of(name) for name in subject & text) >= _TOLD_OF


def sunk(repeated: Iterable[float]) -> float:
    """Return how much less a row is worth that repeats some above it so much."""
    return min(_MOST_SUNK, _SUNK * sum(max(0.0, one - _SEEMS) for one in repeated))


def _are_other_products(one: Sequence[str], other: Sequence[str]) -> bool:
    here, there = set(filter(is_product, one)), set(filter(is_product, other))
    return bool(here) and bool(there) and here.isdisjoint(there)


def _edges(
    rows: Sequence[Sequence[UnreadStory]], likely: Mapping[int, set[int]]
) -> Counter[tuple[int, int]]:
    """Return how many edges may join the stories of two rows, the upper one first."""
    row_of = {
        item.number: index for index, row in enumerate(rows) for one in row for item in one.told
    }
    return Counter(
        (row_of[other], index)
        for number, index in row_of.items()
        for other in likely.get(number, ())
        if row_of.get(other, index) < index
    )
