"""Where a search was left, so that it can be taken up again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digests import Hit


@dataclass(frozen=True, slots=True)
class SearchPlace:
    """A search as it was left."""

    query: str
    hit: Hit | None = None
    cursor: int = 0
    """The number of the hit, counted from 0."""
