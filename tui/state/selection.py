"""The items that were selected for what comes next, across issues."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from digests import Issue, Item


@dataclass(frozen=True, slots=True)
class Selection:
    """Selected items. Methods return another selection."""

    items: Mapping[str, tuple[Issue, Item]] = field(default_factory=dict)
    """By item id, in the order in which they were selected."""

    def __bool__(self) -> bool:
        return bool(self.items)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the items."""
        return frozenset(self.items)

    def toggled(self, issue: Issue, items: Iterable[Item]) -> Selection:
        """Select items of an issue; when all of them are selected, unselect them."""
        chosen = {item.id: (issue, item) for item in items}
        if chosen.keys() <= self.items.keys():
            return Selection({i: its for i, its in self.items.items() if i not in chosen})
        return Selection({**self.items, **chosen})

    def in_order(self, place_of: Callable[[str], int]) -> tuple[tuple[Issue, Item], ...]:
        """Return the items in reading order; `place_of` tells where an issue is in the list."""
        places = {issue.id: place_of(issue.id) for issue, _ in self.items.values()}
        chosen = sorted(self.items.values(), key=lambda its: (places[its[0].id], its[1].line))
        return tuple(chosen)
