"""Issues and items as JSON: what `--json` prints.

Names and shapes are a promise to scripts. Dates are `YYYY-MM-DD` or null; section paths are lists
of titles, outermost first; links are addresses in reading order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt

    from digests import Issue, Item


def issue_json(issue: Issue) -> dict[str, Any]:
    """Return an issue with all its sections and items."""
    return {
        "id": issue.id,
        "publication": issue.publication.name,
        "title": issue.title,
        "date": date_json(issue.date),
        "summary": issue.summary,
        "language": issue.language,
        "stub": issue.is_stub,
        "source": issue.source,
        "subjects": list(issue.subjects.all()),
        "sections": [list(section.path) for section in issue.sections],
        "items": [item_json(item) for item in issue.items],
        "problems": [str(problem) for problem in issue.problems],
    }


def item_json(item: Item) -> dict[str, Any]:
    """Return an item; `text` is its plain words, `n_images` how many images it has."""
    return {
        "id": item.id,
        "section": list(item.section),
        "title": item.title,
        "kind": item.kind.value,
        "language": item.language,
        "links": [link.url for link in item.links],
        "n_images": len(item.images),
        "text": item.text,
    }


def item_in_issue_json(issue: Issue, item: Item) -> dict[str, Any]:
    """Return an item and where it stands."""
    place = {
        "issue": issue.id,
        "publication": issue.publication.name,
        "issue_title": issue.title,
        "date": date_json(issue.date),
    }
    return item_json(item) | place


def date_json(date: dt.date | None) -> str | None:
    """Return `YYYY-MM-DD`, or None for no date."""
    return date.isoformat() if date else None
