"""Which index belongs to the catalogue, and when it must be rebuilt.

Each new index gets its own folder, and the catalogue names the one in use. So an index that
somebody is reading is never overwritten; the next writer deletes the old ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.errors import IndexDamagedError
from digests.storage.integrity import FULL_CHECK_DAYS, today

if TYPE_CHECKING:
    from pathlib import Path

    from digests.catalogue.catalogue import Catalogue
    from digests.search.index.index import SearchIndex

_PREFIX = "index-"

PARSING_VERSION = 3
"""Raise it whenever the same file yields a different issue: then everything is parsed again."""


def index_in_use(catalogue: Catalogue, cache: Path) -> SearchIndex | None:
    """Return the index that the catalogue names, or None before the first refresh."""
    from digests.search.index.index import SearchIndex

    name = catalogue.fact("index")
    return SearchIndex(cache / name) if name else None


def is_in_use(index: SearchIndex, catalogue: Catalogue) -> bool:
    """Return whether `index` is the one that the catalogue names."""
    return index.folder.name == catalogue.fact("index")


def mark_index_damaged(catalogue: Catalogue) -> None:
    """Record that the index is damaged, so that the next refresh rebuilds it."""
    if not catalogue.fact("index_distrusted"):
        catalogue.write(facts=[("index_distrusted", "yes")])


def index_to_write(catalogue: Catalogue, cache: Path, *, rebuild: bool) -> SearchIndex:
    """Return the index to update: the one in use if it is usable, else a new, empty one.

    With a new index all known files count as changed. The caller holds the writer's lock.
    """
    _delete_unused(cache, catalogue.fact("index"))
    index = index_in_use(catalogue, cache)
    if index is None or rebuild or not _is_usable(index, catalogue):
        return _new_index(catalogue, cache)
    return index


def _is_usable(index: SearchIndex, catalogue: Catalogue) -> bool:
    if catalogue.fact("index_distrusted") or catalogue.fact("stamp") != _stamp():
        return False
    try:
        # After a power failure the index may be older than the catalogue says.
        if index.generation() < catalogue.number("index_generation"):
            return False
        _verify(index, catalogue)
    except IndexDamagedError:
        return False
    return True


def _verify(index: SearchIndex, catalogue: Catalogue) -> None:
    """Check the files of the index by their stamps; once a week read all, and the catalogue."""
    is_due = today() - catalogue.number("index_read_on") >= FULL_CHECK_DAYS
    index.verify(wholly=is_due)
    if is_due:
        if not catalogue.is_intact():
            raise IndexDamagedError("the catalogue was damaged, and which index it named is lost")
        catalogue.write(facts=[("index_read_on", str(today()))])


def _new_index(catalogue: Catalogue, cache: Path) -> SearchIndex:
    from digests.search.index.index import SearchIndex

    number = max((_number(path) for path in cache.glob(f"{_PREFIX}*")), default=0) + 1
    name = f"{_PREFIX}{number}"
    index = SearchIndex.create(cache / name)
    facts = {"index": name, "stamp": _stamp(), "index_generation": "0"}
    facts |= {"index_distrusted": "", "listing": "", "index_read_on": str(today())}
    catalogue.write(facts=list(facts.items()), forget_files=True)
    return index


def _delete_unused(cache: Path, name_in_use: str) -> None:
    import shutil  # it loads all kinds of compression, which searching does not need

    for path in cache.glob(f"{_PREFIX}*"):
        if path.name != name_in_use:
            shutil.rmtree(path, ignore_errors=True)


def _number(path: Path) -> int:
    number = path.name.removeprefix(_PREFIX)
    return int(number) if number.isdecimal() else 0


def _stamp() -> str:
    from digests.search.index.fields import SCHEMA_VERSION

    return f"{PARSING_VERSION}.{SCHEMA_VERSION}"
