"""What a search returns: hits with marked words, as values and never as markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class HighlightedText:
    """A text, and which of its characters a query asked for."""

    text: str

    spans: tuple[tuple[int, int], ...] = ()
    """Character offsets, end exclusive; sorted, not empty, with a gap between one and the next."""

    def __post_init__(self) -> None:
        """Refuse spans that do not fit the text."""
        reached = -1
        for start, end in self.spans:
            if not reached < start < end <= len(self.text):
                raise ValueError(f"span {start}-{end} is out of order or outside the text")
            reached = end

    def parts(self) -> Iterator[tuple[str, bool]]:
        """Yield the text in pieces, each with whether it is marked. No piece is empty."""
        reached = 0
        for start, end in self.spans:
            if reached < start:
                yield self.text[reached:start], False
            yield self.text[start:end], True
            reached = end
        if reached < len(self.text):
            yield self.text[reached:], False


class FieldCounts(NamedTuple):
    """How often the words of a query stand in each part of an item."""

    title: int
    section: int
    text: int


_NOWHERE = FieldCounts(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that a query found, with all that a list of hits shows of it."""

    item_id: str
    issue_id: str
    publication: str
    issue_title: str
    date: datetime.date | None

    section: tuple[str, ...]
    """Titles of the sections around the item, outermost first."""

    title: HighlightedText

    snippet: HighlightedText
    """One line of about 120 characters around the words that were found."""

    links: tuple[str, ...]
    """Addresses, in reading order."""

    score: float
    """Higher is better; comparable within one page only."""

    counts: FieldCounts = _NOWHERE
    """Where the words were found, and how often; all zero for a query without words."""


Counts: TypeAlias = "tuple[tuple[str, int], ...]"
"""Values with how many items of a result have each."""


@dataclass(frozen=True, slots=True)
class Facets:
    """How many items are left when a result is narrowed to a value, those with most items first.

    At most fifty values of a kind: those that stand in the most items.
    """

    publications: Counts

    months: Counts
    """Such as `2026-08`, the newest first, all of them; undated issues are not counted."""

    days: Counts
    """Such as `2026-08-03`, as the months."""

    languages: Counts

    companies: Counts
    """Of the issue, as most issues write them; so are models, topics and people."""

    models: Counts

    topics: Counts
    """Tags count among them."""

    people: Counts

    sites: Counts
    """Hosts of the items' first links; whatever links there is counted."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Some of the hits of a query."""

    query: str
    """As it was given."""

    total: int
    """How many hits there are in all."""

    hits: tuple[Hit, ...]
    """Best first, or newest first when the query says `sort:new`."""

    offset: int
    """How many hits come before the first of these."""

    is_exact_total: bool = True
    """False when `total` is an estimate: not every candidate of a phrase was read."""

    facets: Facets | None = None
    """Of all hits, when they were asked for; of all candidates when `total` is an estimate."""

    missing: tuple[str, ...] = ()
    """Those of several parts of the query that no item has; only when nothing was found, and never
    while the query is being typed."""

    suggestion: str = ""
    """A query without a slip that this one seems to have; only when nothing was found, and never
    while the query is being typed."""
