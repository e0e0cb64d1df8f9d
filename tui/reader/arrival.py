"""Where the reader arrives in an issue."""

from __future__ import annotations

from enum import Enum


class Arrival(Enum):
    """Where the cursor of the tree goes when an issue was opened."""

    GIVEN_ITEM = "the item asked for, or the issue's beginning"
    FIRST_ITEM = "the first item"
    LAST_ITEM = "the last item"
    FIRST_UNREAD = "the first unread item"
    LAST_UNREAD = "the last unread item"
    SAME_PLACE = "where it is, if the issue is what it was; else the item asked for"
