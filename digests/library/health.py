"""The parts of a library's cache, and whether they are as they were written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digests.catalogue.active_index import distrust, index_in_use
from digests.errors import IndexDamagedError
from digests.storage.cache_folder import PATIENCE, writer_lock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from digests.catalogue.catalogue import Catalogue
    from digests.library.lazy import LateStories
    from digests.search.index.index import SearchIndex


@dataclass(frozen=True, slots=True)
class CachePart:
    """A part of the cache that was made already."""

    name: str
    """`catalogue`, `index` or `stories`."""

    size: int
    """In bytes."""

    is_whole: Callable[[], bool]
    """Reads all of it, and says whether it is as it was written; else the next refresh, or looking
    for the same stories, makes it anew. Raises CacheError, and IndexBusyError when it is being
    written."""


def parts_of(cache: Path, catalogue: Catalogue, stories: LateStories) -> tuple[CachePart, ...]:
    """Do what `Library.cache_parts` says."""
    parts = [CachePart("catalogue", _size(catalogue.path), catalogue.is_whole)]
    index = index_in_use(catalogue, cache)
    if index is not None:
        size = sum(map(_size, index.folder.glob("*")))
        parts.append(CachePart("index", size, lambda: _is_whole(index, cache, catalogue)))
    if stories.file.exists():
        parts.append(CachePart("stories", _size(stories.file), stories.is_whole))
    return tuple(parts)


def _is_whole(index: SearchIndex, cache: Path, catalogue: Catalogue) -> bool:
    with writer_lock(cache / "lock", PATIENCE):
        try:
            index.verify(wholly=True)
        except IndexDamagedError:
            distrust(catalogue)
            return False
    return True


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0
