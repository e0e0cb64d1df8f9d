"""All items with everything that a query asks for, not only the first page of hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests import HitKind, Match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from digests import Hit, Issue, Item, Library

_PAGE_SIZE = 500


def found_hits(
    library: Library,
    query: str,
    *,
    at_once: int = _PAGE_SIZE,
    tell: Callable[[Sequence[str]], None] | None = None,
) -> Iterator[Hit]:
    """Yield every hit with all that is asked for, best first, also those that are issues.

    Raises QueryError.

    Args:
        library: Open.
        query: In the query language.
        at_once: The size of the pages in which they are searched.
        tell: Called once, with the remarks on the query.
    """
    offset = 0
    while True:
        page = library.search(query, limit=at_once, offset=offset)
        if tell is not None and not offset:
            tell(page.remarks)
        hits = [hit for hit in page.hits if hit.match is Match.ALL]
        yield from hits
        offset += len(hits)
        if len(hits) < at_once:
            return


def found_ids(
    library: Library,
    query: str,
    *,
    at_once: int = _PAGE_SIZE,
    tell: Callable[[Sequence[str]], None] | None = None,
) -> Iterator[str]:
    """Yield the id of every item with all that is asked for, as `found_hits` does."""
    hits = found_hits(library, query, at_once=at_once, tell=tell)
    return (hit.item_id for hit in hits if hit.kind is HitKind.ITEM)


def found_items(
    library: Library, query: str, *, tell: Callable[[Sequence[str]], None] | None = None
) -> Iterator[tuple[Issue, Item]]:
    """Yield the items of `found_ids`, each with its issue; each issue file is read once.

    Raises QueryError, IssueNotFoundError and IssueUnreadableError.
    """
    issues: dict[str, Issue] = {}
    for item_id in found_ids(library, query, tell=tell):
        issue_id = item_id.partition(".")[0]
        issue = issues.get(issue_id) or issues.setdefault(issue_id, library.issue(issue_id))
        yield from ((issue, item) for item in issue.items if item.id == item_id)
