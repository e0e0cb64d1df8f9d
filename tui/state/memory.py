"""Small values saved between runs: the theme, the widths of panes, earlier queries, visits.

They are a convenience and never needed, so a file that is broken or cannot be written counts as
missing.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from digests import safe_line

if TYPE_CHECKING:
    from pathlib import Path


T = TypeVar("T")


class SavedState:
    """Values by name, each of a type that JSON can represent."""

    def __init__(self, path: Path | None = None) -> None:
        """Save them in the JSON file `path`, or in memory if it is None."""
        self._path = path
        self._values = self._read()

    def get(self, name: str, default: T) -> T:
        """Return the value of `name`, or `default` unless it has the type of `default`."""
        value = self._values.get(name, default)
        return value if isinstance(value, type(default)) else default

    def set(self, name: str, value: object) -> None:
        """Save a value at once; values that other processes saved meanwhile are kept."""
        if self._values.get(name) == value:
            return
        self._values = self._read() | {name: value}
        self._write()

    def _read(self) -> dict[str, object]:
        if self._path is None:
            return dict(getattr(self, "_values", {}))
        try:
            values = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return values if isinstance(values, dict) else {}

    def _write(self) -> None:
        if self._path is None:
            return
        from digests import replace_file

        # A full disk or a read-only home folder is no reason to interrupt the user.
        with suppress(OSError):
            replace_file(self._path, json.dumps(self._values, ensure_ascii=False))


_MOST = 200
_NAME = "searches"


class SearchHistory:
    """The queries that were useful, at most 200, saved between runs."""

    def __init__(self, state: SavedState | None = None) -> None:
        """Save them in `state`, or in memory if it is None."""
        self._state = state or SavedState()

    @property
    def queries(self) -> tuple[str, ...]:
        """Each query once, the newest first; safe to show."""
        queries: list[object] = self._state.get(_NAME, [])
        return tuple(filter(None, (safe_line(q) for q in queries if isinstance(q, str))))

    def add(self, query: str) -> None:
        """Make `query` the newest one; a blank query is ignored."""
        query = safe_line(query)
        if query:
            others = [other for other in self.queries if other != query]
            self._state.set(_NAME, [query, *others][:_MOST])
