"""The engine's index, opened for writing, and its schema.

Files reach the disk before the table of contents that names them.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from whoosh.analysis import Analyzer, Token
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, ID, STORED, TEXT, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Existence
from whoosh.index import FileIndex

from digests.search.analysis import terms
from digests.search.index.fields import (
    EXACT_FIELDS,
    KEY_FIELD,
    PREFIX_FIELD,
    TEXT_FIELDS,
    WEIGHTED_FIELD,
)
from digests.search.segments.bulk_writer import BulkWriter
from digests.search.segments.manifest import Manifest, write_manifest
from digests.search.segments.table_of_contents import check_generation, latest_generation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digests.search.segments.manifest import Seal


class _SyncedStorage(FileStorage):
    """Syncs a new table of contents when the engine renames it, which the engine does not."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: ARG002 - the engine's signature
        folder = Path(self.folder)
        _sync(folder / oldname, os.O_RDONLY)
        (folder / oldname).replace(folder / newname)
        _sync(folder, os.O_RDONLY | os.O_DIRECTORY)


def create_index(folder: Path) -> None:
    """Create an empty index in `folder`, which exists. Raises OSError."""
    write_manifest(folder, 0, Manifest((), {}))
    FileIndex.create(_SyncedStorage(str(folder)), schema()).close()


def open_writer(folder: Path) -> BulkWriter:
    """Return a writer of the index in `folder`.

    Nothing that the engine unpickles is trusted: the schema is the program's own, and the list of
    segments is compared with the manifest first. Raises DamagedFileError and OSError.
    """
    manifest, has_same_stamps = check_generation(folder, latest_generation(folder))
    # Files that were copied here are as good as new, but for their stamps.
    known: Mapping[str, Seal] = manifest.files if has_same_stamps else {}
    return BulkWriter(FileIndex(_SyncedStorage(str(folder)), schema()), known)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class TermAnalyzer(Analyzer):
    """The library's analysis with the engine's interface.

    Indexes refer to this class by name, in their pickled schema.
    """

    def __call__(self, value: str, **_options: object) -> Iterator[Token]:
        """Yield the terms of `value`, always in the same token object, as the engine requires."""
        token = Token()
        token.boost = 1.0
        token.stopped = False
        for term in terms(value):
            token.text = term
            yield token


def schema() -> Schema:
    """Return the engine's schema for items."""
    analyzer = TermAnalyzer()
    fields = {
        WEIGHTED_FIELD: TEXT(analyzer=analyzer, phrase=False),
        "day": COLUMN(NumericColumn("i")),
        "stored": STORED(),
    }
    unweighted = FieldType(Existence(), analyzer)
    for name in TEXT_FIELDS.values():
        fields.setdefault(name, unweighted)
    for name in (KEY_FIELD, PREFIX_FIELD, *EXACT_FIELDS.values()):
        fields[name] = ID()
    return Schema(**fields)
