"""The searches that led somewhere, the newest first."""

from __future__ import annotations

from digests import safe_line
from tui.state.memory import Remembered

_MOST = 200
_NAME = "searches"


class SearchHistory:
    """Earlier queries, kept from one run to the next."""

    def __init__(self, remembered: Remembered | None = None) -> None:
        """Keep them in `remembered`, or else until the program ends."""
        self._remembered = remembered or Remembered()

    @property
    def queries(self) -> tuple[str, ...]:
        """Each once, the newest first; safe to show."""
        queries: list[object] = self._remembered.get(_NAME, [])
        return tuple(filter(None, (safe_line(q) for q in queries if isinstance(q, str))))

    def remember(self, query: str) -> None:
        """Put a query first."""
        query = safe_line(query)
        if query:
            others = [other for other in self.queries if other != query]
            self._remembered.set(_NAME, [query, *others][:_MOST])
