"""The postings of a term of the weighted field in all segments."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from digests.search.index.arrays import np
from digests.search.index.occurrences import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from digests.search.index.occurrences import Occurrences
    from digests.search.segments.term_lists import TermLists

    Indexes = NDArray[np.intp]


@dataclass
class Postings:
    """Which items have a term of the weighted field, and where."""

    numbers: Indexes
    """Of the items, ascending; for several terms, those of one after those of another."""
    _lists: Sequence[tuple[TermLists, int, int]]
    """The segments' lists, with the numbers of the first term and after the last."""

    @cached_property
    def impacts(self) -> NDArray[np.uint8]:
        """The impact of the term in each of the items."""
        impacts = [terms.impacts(first, end) for terms, first, end in self._lists]
        return np.concatenate(impacts) if impacts else np.empty(0, np.uint8)

    def occurrences(self) -> Occurrences:
        """Return where the term stands in each of the items."""
        return joined([terms.occurrences(first, end) for terms, first, end in self._lists])
