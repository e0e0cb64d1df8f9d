"""The items that ids name: an item's id names itself, an issue's id all its items."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digests import Issue, Item, Library

_SEPARATOR = "."
"""Item ids have it, issue ids do not."""


def is_item_id(given: str) -> bool:
    """Say whether an id, perhaps cut short, is that of an item."""
    return _SEPARATOR in given


def named_items(library: Library, ids: Iterable[str]) -> Iterator[tuple[Issue, Item]]:
    """Yield the items in the order of their ids, each with its issue.

    Raises IssueNotFoundError and IssueUnreadableError.
    """
    for given in ids:
        if is_item_id(given):
            yield library.item(given)
        else:
            issue = library.issue(given)
            yield from ((issue, item) for item in issue.items)
