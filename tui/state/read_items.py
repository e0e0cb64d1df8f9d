"""Which items were read, asked one by one and looked up issue by issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digests import ItemMarks, Marks


class ReadItems:
    """A container of the ids of read items.

    What was looked up once stays as it was then, whatever is read since. Membership raises
    MarksError. Every method may be called from any thread.
    """

    def __init__(self, marks: Marks) -> None:
        """Nothing is looked up yet."""
        self._marks = marks
        self._known: dict[str, Mapping[str, ItemMarks]] = {}

    def __contains__(self, item_id: object) -> bool:
        issue_id = str(item_id).partition(".")[0]
        if issue_id not in self._known:
            self._known[issue_id] = self._marks.of(issue_id)
        its = self._known[issue_id].get(str(item_id))
        return its is not None and its.is_read
