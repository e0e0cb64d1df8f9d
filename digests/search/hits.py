"""What a search returns: hits with marked words, as values and never as markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
