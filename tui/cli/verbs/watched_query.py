"""What a watched query has found before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests import replace_file, safe_line
from tui.errors import WatchError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from digests import Hit


class WatchedQuery:
    """A file with the query in its first line and, below it, the ids of the items seen."""

    def __init__(self, path: Path, query: str) -> None:
        """Read the file. Raises WatchError when it is there and cannot be read."""
        self._path = path
        self._query = safe_line(" ".join(query.split()))
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            lines = []
        except (OSError, UnicodeDecodeError) as error:
            raise WatchError(str(path), f"cannot be read: {error}") from error
        self._seen = frozenset(lines[1:])
        self.is_new = not lines
        """Whether the query was never watched before."""

    def unseen(self, hits: Iterable[Hit]) -> tuple[Hit, ...]:
        """Return the hits that are new, in their order."""
        return tuple(hit for hit in hits if hit.item_id not in self._seen)

    def remember(self, hits: Iterable[Hit]) -> None:
        """Count `hits` as seen, besides those seen before. Raises WatchError."""
        ids = sorted(self._seen | {hit.item_id for hit in hits})
        try:
            replace_file(self._path, "\n".join((self._query, *ids, "")))
        except OSError as error:
            raise WatchError(str(self._path), f"cannot be written: {error.strerror}") from error
