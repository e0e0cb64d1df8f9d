"""The searches that were made before, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.dialogs.query_choice import QueryChoice
from tui.text.queries import QueryRow

if TYPE_CHECKING:
    from collections.abc import Iterable


class EarlierSearches(QueryChoice):
    """Ends with an earlier query, or with None."""

    def __init__(self, queries: Iterable[str]) -> None:
        """Offer `queries`, the newest first."""
        super().__init__("Earlier searches", (QueryRow(query) for query in queries))
