"""All that a library knows, in a form that two libraries can be compared in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digests import Library

QUERIES = (
    "heron",
    "青鸟",
    "砚台",
    "ferryman",
    "open-source",
    "g",
    "新",
    "site:example.org",
    "-gpt",
)


def everything_in(library: Library) -> tuple[object, ...]:
    """Return issues, items and the answers to some queries; ids are in it, places are not."""
    issues = library.issues()
    pages = (library.search(query, limit=100) for query in QUERIES)
    return (
        [(s.id, s.title, s.date, s.items, s.source) for s in issues],
        [[item.id for item in library.issue(summary.id).items] for summary in issues],
        [(page.total, sorted(hit.item_id for hit in page.hits)) for page in pages],
        {issue: counts.unread for issue, counts in library.marks.counts().items()},
        [str(problem) for problem in library.problems()],
    )
