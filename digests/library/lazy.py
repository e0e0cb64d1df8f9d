"""Files that a library opens on first use: lists need no stories, most searches no marks."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from digests.errors import CacheError, MarksError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from digests.errors import DigestError
    from digests.marks.marks import Marks
    from digests.marks.queries import PresentItems
    from digests.stories.rejections import Rejections
    from digests.stories.stories import Stories

STORIES_FILE = "stories.sqlite3"
"""In the cache folder, from the first `update_stories` on."""


class _Closable(Protocol):
    def close(self) -> None: ...


_T = TypeVar("_T", bound=_Closable)


class Lazy(Generic[_T]):
    """Something that is opened once, on first use. Any thread may call every method."""

    def __init__(self, open_it: Callable[[], _T], error: Callable[[str], DigestError]) -> None:
        """Nothing is opened yet. `error` makes the error to raise, from the reason for it."""
        self._open_it = open_it
        self._error = error
        self._lock = threading.Lock()
        self._opened: _T | None = None
        self._is_closed = False

    def opened(self) -> _T:
        """Open it unless it is open, and return it.

        Raises what opening it raises, and `error` after `close`.
        """
        with self._lock:
            if self._opened is None:
                if self._is_closed:
                    raise self._error("the library was closed")
                self._opened = self._open_it()
            return self._opened

    @property
    def is_open(self) -> bool:
        """Whether it has been opened, and not closed."""
        return self._opened is not None and not self._is_closed

    def close(self) -> None:
        """Close it if it is open. It cannot be opened afterwards."""
        with self._lock:
            self._is_closed = True
            if self._opened is not None:
                self._opened.close()


def lazy_marks(path: Path | None, present: PresentItems) -> Lazy[Marks]:
    """Return marks in the file `path`, which may be missing; None keeps them in memory."""

    def open_marks() -> Marks:
        from digests.marks.marks import Marks

        return Marks(path, present)

    return Lazy(open_marks, partial(MarksError, str(path or "in memory")))


def lazy_stories(cache: Path, rejections: Path | None) -> Lazy[Stories]:
    """Return the stories in the folder `cache`.

    `rejections` is the file of pairs that the user rejected; None keeps them in memory.
    """

    def open_stories() -> Stories:
        from digests.stories.stories import Stories

        return Stories(cache / STORIES_FILE, rejections)

    return Lazy(open_stories, partial(CacheError, str(cache)))


def rejections_in(path: Path | None) -> Rejections | None:
    """Return the pairs that the user rejected; None when there is no such file."""
    if path is None or not path.exists():
        return None
    from digests.stories.rejections import Rejections

    return Rejections(path)
