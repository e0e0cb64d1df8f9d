"""A library that finds what a test says, besides the items with all words of a query."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from digests import HighlightedText, Hit, HitKind, Library, Match, SearchPage

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

_ALL_HITS = 1_000


def find_more(
    monkeypatch: pytest.MonkeyPatch, *, most: str = "", issue: str = "", **facts: Any
) -> None:
    """Let every library find further hits for any query with words.

    Args:
        monkeypatch: Ends it.
        most: A query whose items have most of what is asked for.
        issue: Words of the title of an issue that is the first hit.
        **facts: What else a page says, such as a suggestion.
    """
    exact = Library.search

    def search(
        library: Library,
        query: str,
        *,
        limit: int = 50,
        offset: int = 0,
        facets: bool = False,
        should_stop: object = None,
    ) -> SearchPage:
        page = exact(library, query, limit=0, offset=offset, facets=facets)
        if not query.strip():
            return page
        found = _items(exact(library, query, limit=_ALL_HITS))
        ids = {hit.item_id for hit in found}
        others = _items(exact(library, most, limit=_ALL_HITS)) if most else ()
        near = [replace(hit, match=Match.MOST) for hit in others if hit.item_id not in ids]
        whole = list(_issues(library, issue)) if issue else []
        hits = (*whole, *found, *near)[offset : offset + limit]
        total = len(whole) + len(found)
        asked = replace(page, suggestion="", missing=(), remarks=())
        return replace(asked, hits=hits, total=total, total_most=len(near), **facts)

    monkeypatch.setattr(Library, "search", search)


def _items(page: SearchPage) -> tuple[Hit, ...]:
    return tuple(hit for hit in page.hits if hit.match is Match.ALL and hit.kind is HitKind.ITEM)


def _issues(library: Library, words: str) -> Iterable[Hit]:
    for summary in library.issues():
        at = summary.title.find(words)
        if at >= 0:
            yield Hit(
                item_id=summary.id,
                issue_id=summary.id,
                publication=summary.publication,
                issue_title=summary.title,
                date=summary.date,
                section=(),
                title=HighlightedText(summary.title, ((at, at + len(words)),)),
                snippet=HighlightedText("What the issue says of itself."),
                links=(),
                score=9.0,
                kind=HitKind.ISSUE,
            )
