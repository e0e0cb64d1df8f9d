"""All items that a query finds, not only the best."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests import Hit, Library

_AT_ONCE = 500


def found_hits(library: Library, query: str) -> Iterator[Hit]:
    """Yield every hit, best first, some hundred at a time. Raises QueryError."""
    offset = 0
    while True:
        page = library.search(query, limit=_AT_ONCE, offset=offset)
        yield from page.hits
        offset += len(page.hits)
        if len(page.hits) < _AT_ONCE:
            return


def found_ids(library: Library, query: str) -> Iterator[str]:
    """Yield the id of every item that `query` finds. Raises QueryError."""
    return (hit.item_id for hit in found_hits(library, query))
