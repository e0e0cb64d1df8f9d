"""All items that a query finds, not only the first page of hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests import Hit, Issue, Item, Library

_PAGE_SIZE = 500


def found_hits(library: Library, query: str) -> Iterator[Hit]:
    """Yield every hit, best first, searching page by page. Raises QueryError."""
    offset = 0
    while True:
        page = library.search(query, limit=_PAGE_SIZE, offset=offset)
        yield from page.hits
        offset += len(page.hits)
        if len(page.hits) < _PAGE_SIZE:
            return


def found_ids(library: Library, query: str) -> Iterator[str]:
    """Yield the id of every item that `query` finds, best first. Raises QueryError."""
    return (hit.item_id for hit in found_hits(library, query))


def found_items(library: Library, query: str) -> Iterator[tuple[Issue, Item]]:
    """Yield every item that `query` finds with its issue; each issue file is read once.

    Raises QueryError, IssueNotFoundError and IssueUnreadableError.
    """
    issues: dict[str, Issue] = {}
    for item_id in found_ids(library, query):
        issue_id = item_id.partition(".")[0]
        issue = issues.get(issue_id) or issues.setdefault(issue_id, library.issue(issue_id))
        yield from ((issue, item) for item in issue.items if item.id == item_id)
