"""Problems of a library's marks, stories and cache, and checks of its files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digests.catalogue.active_index import index_in_use, mark_index_damaged
from digests.errors import IndexDamagedError, MarksError
from digests.library.lazy import STORIES_FILE
from digests.storage.cache_folder import LOCK_TIMEOUT, writer_lock
from digests.storage.integrity import Checksums

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from digests.catalogue.catalogue import Catalogue
    from digests.library.lazy import Lazy
    from digests.marks.marks import Marks
    from digests.model.issue import Problem
    from digests.search.index.index import SearchIndex
    from digests.stories.stories import Stories

_STORIES_DAMAGED = "was damaged; which items tell the same story is found out again"


@dataclass(frozen=True, slots=True)
class CachePart:
    """A part of the cache that exists."""

    name: str
    """`catalogue`, `index` or `stories`."""

    size: int
    """In bytes."""

    is_intact: Callable[[], bool]
    """Reads all of it and returns whether it is as it was written. If not, the next refresh (for
    stories the next `update_stories`) rebuilds it. Raises CacheError, and IndexBusyError while
    it is being written."""


def cache_parts(cache: Path, catalogue: Catalogue, stories: Lazy[Stories]) -> tuple[CachePart, ...]:
    """Return the existing parts in the folder `cache`: catalogue, index, stories, in this order."""
    parts = [CachePart("catalogue", _size(catalogue.path), catalogue.is_intact)]
    index = index_in_use(catalogue, cache)
    if index is not None:
        size = sum(map(_size, index.folder.glob("*")))
        parts.append(CachePart("index", size, lambda: _is_index_intact(index, cache, catalogue)))
    file = cache / STORIES_FILE
    if file.exists():
        parts.append(CachePart("stories", _size(file), lambda: _are_stories_intact(stories, cache)))
    return tuple(parts)


def problems_of_marks(marks: Lazy[Marks]) -> tuple[Problem, ...]:
    """Return the problems of the file of marks; if it cannot be opened, why."""
    from digests.model.issue import Problem
    from digests.safe_text import safe_line

    try:
        return marks.opened().problems()
    except MarksError as error:
        return (Problem(safe_line(error.file), safe_line(error.reason)),)


def problems_of_stories(cache: Path) -> tuple[Problem, ...]:
    """Return a problem if the stories are damaged, or were and are not yet rebuilt.

    Nothing is opened. The file is read only if its stamp differs from the recorded one.
    """
    from digests.model.issue import Problem

    file = cache / STORIES_FILE
    if file.with_suffix(".damaged").exists() or not Checksums(file).match_file():
        return (Problem(file.name, _STORIES_DAMAGED),)
    return ()


def _are_stories_intact(stories: Lazy[Stories], cache: Path) -> bool:
    stories.opened().tables.file.check(read_all=True)
    return not problems_of_stories(cache)


def _is_index_intact(index: SearchIndex, cache: Path, catalogue: Catalogue) -> bool:
    with writer_lock(cache / "lock", LOCK_TIMEOUT):
        try:
            index.verify(wholly=True)
        except IndexDamagedError:
            mark_index_damaged(catalogue)
            return False
    return True


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0
