"""What a search returns: hits with highlighted words, as values and never as markup."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from digests.model.dates import DatePrecision

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class HighlightedText:
    """A text, and which of its characters match a query."""

    text: str

    spans: tuple[tuple[int, int], ...] = ()
    """Character offsets, end exclusive; sorted, not empty, with a gap between one and the next."""

    def __post_init__(self) -> None:
        """Raise ValueError for spans that do not fit the text."""
        last_end = -1
        for start, end in self.spans:
            if not last_end < start < end <= len(self.text):
                raise ValueError(f"span {start}-{end} is out of order or outside the text")
            last_end = end

    def parts(self) -> Iterator[tuple[str, bool]]:
        """Yield the text in pieces, each with whether it is highlighted. No piece is empty."""
        last_end = 0
        for start, end in self.spans:
            if last_end < start:
                yield self.text[last_end:start], False
            yield self.text[start:end], True
            last_end = end
        if last_end < len(self.text):
            yield self.text[last_end:], False


class HitKind(StrEnum):
    """What a hit is."""

    ITEM = "item"
    ISSUE = "issue"
    """An issue as a whole, found by its title, its summary or the text around its items."""


class Match(StrEnum):
    """How much of a query a hit has."""

    ALL = "all"
    MOST = "most"
    """Nearly all, or other forms of its words; such hits follow those that have all."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An item or an issue that matches a query, with all that a list of hits shows of it."""

    item_id: str
    """The id of the issue when the hit is an issue."""
    issue_id: str
    publication: str
    issue_title: str
    date: datetime.date | None

    section: tuple[str, ...]
    """Titles of the sections around the item, outermost first."""

    title: HighlightedText

    snippet: HighlightedText
    """One line of about 120 characters around the words of the query."""

    links: tuple[str, ...]
    """Addresses, in reading order."""

    score: float
    """Higher is better; comparable within one page only."""

    date_precision: DatePrecision = DatePrecision.DAY
    """Means nothing without a date."""

    kind: HitKind = HitKind.ITEM

    match: Match = Match.ALL


Counts: TypeAlias = "tuple[tuple[str, int], ...]"
"""Values, each with the number of items that have it."""


@dataclass(frozen=True, slots=True)
class Facets:
    """How many items remain when a result is narrowed to a value, the most frequent first.

    At most the fifty most frequent values of each field, except for months and days.
    """

    publications: Counts

    months: Counts
    """Such as `2026-08`, the newest first, all of them; undated issues are not counted."""

    days: Counts
    """Such as `2026-08-03`, the newest first, all of them."""

    languages: Counts

    companies: Counts
    """Of the issue, in their most frequent spelling, as are models, topics and people."""

    models: Counts

    topics: Counts
    """Tags included."""

    people: Counts

    sites: Counts
    """Hosts of first links; the numbers also count items with any other link to the host."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Some of the hits of a query."""

    query: str
    """As typed."""

    total: int
    """Hits with all that is asked for, not only on this page."""

    hits: tuple[Hit, ...]
    """Best first, or newest first when the query says `sort:new`."""

    offset: int
    """How many hits precede the first of these."""

    total_most: int = 0
    """Further hits, after all others, that have most of what is asked for."""

    facets: Facets | None = None
    """If requested: of all hits with all that is asked for."""

    missing: tuple[str, ...] = ()
    """Clauses of the query that no item matches, if it has several; only when no hit has
    all that is asked for."""

    suggestion: str = ""
    """The query with what seems to be a misspelling corrected; only when few hits have
    all that is asked for."""

    remarks: tuple[str, ...] = ()
    """What of the query was read otherwise than its syntax says, and which days were counted back
    from the newest issue; each a sentence without a stop."""
