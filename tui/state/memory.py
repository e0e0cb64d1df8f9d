"""Small values that the reader keeps from one run to the next.

They make it pleasant and are never needed: the theme picked last, the widths of panes, earlier
queries, the last place. A file that is broken or cannot be written is as good as none.

The searches that led somewhere, the newest first.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from digests import safe_line

if TYPE_CHECKING:
    from pathlib import Path


T = TypeVar("T")


class Remembered:
    """Values by name. What JSON has no form for cannot be kept."""

    def __init__(self, path: Path | None = None) -> None:
        """Keep them in the file `path`; without one they are forgotten at the end."""
        self._path = path
        self._values = self._read()

    def get(self, name: str, default: T) -> T:
        """Return the value of `name`, or `default` when there is none of the same type."""
        value = self._values.get(name, default)
        return value if isinstance(value, type(default)) else default

    def set(self, name: str, value: object) -> None:
        """Keep a value at once, beside what other readers have kept since."""
        if self._values.get(name) == value:
            return
        self._values = self._read() | {name: value}
        self._write()

    def _read(self) -> dict[str, object]:
        if self._path is None:
            return dict(getattr(self, "_values", {}))
        try:
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self) -> None:
        if self._path is None:
            return
        from digests import replace_file

        # A full disk or a home without room for it is no reason to disturb someone who reads.
        with suppress(OSError):
            replace_file(self._path, json.dumps(self._values, ensure_ascii=False))


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
