"""The engine's index, opened for writing: its files reach the disk before they are named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from digests.search.segments.array_file import DamagedFileError
from digests.search.segments.bulk_writer import BulkWriter
from digests.search.segments.manifest import (
    Manifest,
    check_files,
    read_manifest,
    write_manifest,
)
from digests.search.segments.schema import schema
from digests.search.segments.table_of_contents import latest_generation, read_segments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digests.search.segments.manifest import Seal


class _SyncedStorage(FileStorage):
    """The engine renames a new table of contents into place, and leaves the rest to the system."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: ARG002 - the engine says how it is called
        folder = Path(self.folder)
        _sync(folder / oldname, os.O_RDONLY)
        (folder / oldname).replace(folder / newname)
        _sync(folder, os.O_RDONLY | os.O_DIRECTORY)


def create_index(folder: Path) -> None:
    """Make an empty index in `folder`, which exists. Raises OSError."""
    write_manifest(folder, 0, Manifest((), {}))
    FileIndex.create(_SyncedStorage(str(folder)), schema()).close()


def open_writer(folder: Path) -> BulkWriter:
    """Return a writer of the index in `folder`.

    Nothing that the engine unpickles is trusted: the schema is the program's own, and the list of
    segments is compared with the manifest first. Raises DamagedFileError, and whatever else damage
    provokes.
    """
    generation = latest_generation(folder)
    manifest = read_manifest(folder, generation)
    if read_segments(folder, generation) != manifest.segments:
        raise DamagedFileError("the table of contents and the manifest differ")
    # Files that were copied here are as good as new, but for their stamps.
    is_as_left = check_files(folder, manifest.files)
    known: Mapping[str, Seal] = manifest.files if is_as_left else {}
    return BulkWriter(FileIndex(_SyncedStorage(str(folder)), schema()), known)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
