"""Asking the file which items are marked, issue by issue.

What is behind the dot in an item's id always has eight digits. The parts of all marked items of an
issue are written one after another, which costs a fraction of a row for each.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests.marks.store import MarksStore

HASH_LENGTH = 8

_MARKED = """
SELECT issue, group_concat(item, '') FROM mark WHERE name = :name AND is_set GROUP BY issue
"""
_MARKED_IN = """
SELECT issue, group_concat(item, '') FROM mark
WHERE name = :name AND is_set AND issue IN (SELECT value FROM json_each(:issues))
GROUP BY issue
"""
_CHANGED = "SELECT issue FROM changed_issue WHERE generation > ?"


def marked_in_issues(
    store: MarksStore, name: str, issue_ids: Sequence[str] | None = None
) -> dict[str, str]:
    """Return the items that have the mark `name`, of all issues or of these, by issue.

    As a rule they are sorted, for the index of the table is.
    """
    if issue_ids is None:
        return dict(store.read(_MARKED, {"name": name}))
    return dict(store.read(_MARKED_IN, {"name": name, "issues": json.dumps(list(issue_ids))}))


def changed_issues(store: MarksStore, since: int) -> list[str] | None:
    """Return the issues whose marks have changed after the generation `since`.

    None when that generation was one of another file: anything may be different then.
    """
    ((first,),) = store.read("SELECT value FROM fact WHERE name = 'first_generation'")
    if since < first:
        return None
    return [issue for (issue,) in store.read(_CHANGED, (since,))]


def split(items: str) -> list[str]:
    """Return the parts of ids that were written one after another."""
    return [items[at : at + HASH_LENGTH] for at in range(0, len(items), HASH_LENGTH)]
