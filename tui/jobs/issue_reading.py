"""What the reader must know of an issue's items, and of saved searches, before it shows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digests import DigestError, QueryError, joined, muted
from tui.state.listing import SearchRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digests import ItemMarks, Library, SavedSearch, SavedSearches


@dataclass(frozen=True, slots=True)
class AboutItems:
    """What decides how the items of an issue are shown."""

    marks: Mapping[str, ItemMarks] | None = None
    """By item id; None when the marks cannot be read."""

    muted: Mapping[str, str] = field(default_factory=dict)
    """`dim` or `hide` by item id."""

    found: frozenset[str] | None = None
    """The ids of the items to narrow the tree to; None for all."""


def about_items(
    library: Library, issue_id: str, saved: SavedSearches | None, query: str
) -> AboutItems:
    """Look up what is known of the items of an issue.

    An issue can be read without any of it, so what cannot be looked up is left out: the marks, the
    index and the saved searches report their troubles elsewhere.
    """
    return AboutItems(
        _marks(library, issue_id),
        _muted(library, issue_id, saved),
        _found(library, issue_id, query),
    )


def counted_searches(library: Library, saved: SavedSearches) -> tuple[SearchRow, ...]:
    """Return the saved searches, each with how many unread items it finds.

    Raises SavedSearchesError and IndexDamagedError.
    """
    return tuple(SearchRow(search, _unread(library, search)) for search in saved.all())


def _unread(library: Library, search: SavedSearch) -> int | None:
    """A search that was misspelt by hand has no count; on the search screen it says why."""
    try:
        return library.search(joined(search.query, "is:unread"), limit=0).total
    except QueryError:
        return None


def _marks(library: Library, issue_id: str) -> Mapping[str, ItemMarks] | None:
    try:
        return library.marks.of(issue_id)
    except DigestError:
        return None


def _muted(library: Library, issue_id: str, saved: SavedSearches | None) -> Mapping[str, str]:
    try:
        return muted(library, issue_id, saved.all()) if saved is not None else {}
    except DigestError:
        return {}


def _found(library: Library, issue_id: str, query: str) -> frozenset[str] | None:
    try:
        return library.members(query, [issue_id]) if query else None
    except DigestError:
        return None
