"""Which files an index consists of, and by what they are known to be whole.

Beside each table of contents lies `manifest-<generation>`: one line of JSON, and the CRC-32 of that
line in eight hexadecimal digits on the next.

    {"segments": [[NAME, ITEMS, [[START, STOP], ...]], ...],
     "files": {NAME: [SIZE, CHECKSUM, [MODIFIED, CHANGED, INODE]], ...}}

It is written before the table of contents that makes its generation the latest, and both reach the
disk in that order, so a generation that can be seen has its manifest. Searching reads the segments
from here; the engine reads its own table, which has to say the same before it may write.

Reading 200 MB to open an index would take longer than all searches of a session. Whatever writes
to a file through the file system changes its stamp (times and inode), and the kernel lets nobody
set the time of change. So opening compares sizes and stamps, and reads only files whose stamp
differs: a copied cache, or one that something has written to. What no stamp shows, a disk that
forgets, is found when all is read: a refresh does that once a week.
"""

from __future__ import annotations

import json
import os
import zlib
from typing import TYPE_CHECKING, NamedTuple

from digests.search.segments.array_file import DamagedFileError
from digests.storage.atomic_write import replace_file
from digests.storage.cache_folder import reason_for_distrust
from digests.storage.integrity import Stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_PREFIX = "manifest-"
_AT_ONCE = 1 << 20


class SegmentEntry(NamedTuple):
    """A segment of the index."""

    name: str
    """Of its files, without their endings."""
    items: int
    """Removed ones included."""
    removed: tuple[tuple[int, int], ...]
    """Ranges of item numbers that count no more, ends exclusive, ascending and apart."""

    @property
    def removed_items(self) -> int:
        """How many items count no more."""
        return sum(stop - start for start, stop in self.removed)


class Seal(NamedTuple):
    """A file as it was when it was written."""

    checksum: int
    """CRC-32 of all that is in it."""
    stamp: Stamp


class Manifest(NamedTuple):
    """What a generation of an index consists of."""

    segments: tuple[SegmentEntry, ...]
    """Oldest first."""
    files: Mapping[str, Seal]
    """By name."""


def read_manifest(folder: Path, generation: int) -> Manifest:
    """Return the manifest of a generation.

    Raises DamagedFileError, also for a folder that is not the user's alone, and OSError when there
    is none.
    """
    reason = reason_for_distrust(folder)
    if reason:
        raise DamagedFileError(f"the folder of the index cannot be trusted: {reason}")
    text, _, checksum = (folder / f"{_PREFIX}{generation}").read_bytes().partition(b"\n")
    if b"%08x\n" % zlib.crc32(text) != checksum:
        raise DamagedFileError(f"the manifest of generation {generation} is not whole")
    content = json.loads(text)
    return Manifest(
        tuple(
            SegmentEntry(name, items, tuple((start, stop) for start, stop in removed))
            for name, items, removed in content["segments"]
        ),
        {
            name: Seal(checksum, Stamp(size, *times))
            for name, (size, checksum, times) in content["files"].items()
        },
    )


def write_manifest(folder: Path, generation: int, manifest: Manifest) -> None:
    """Write the manifest of a generation; it is on the disk afterwards. Raises OSError."""
    files = {
        name: (stamp.size, checksum, stamp[1:])
        for name, (checksum, stamp) in manifest.files.items()
    }
    content = {"segments": manifest.segments, "files": files}
    text = json.dumps(content, separators=(",", ":"))
    replace_file(folder / f"{_PREFIX}{generation}", f"{text}\n{zlib.crc32(text.encode()):08x}\n")


def renew_manifest(folder: Path, generation: int, manifest: Manifest) -> None:
    """Write a manifest again with the stamps that files have now. Raises OSError."""
    files = seals_of(folder, manifest.files, {})
    write_manifest(folder, generation, manifest._replace(files=files))


def clear_older(folder: Path, generation: int) -> None:
    """Remove the manifests of all generations but one, and what a commit that failed has left."""
    kept = f"{_PREFIX}{generation}"
    for path in [*folder.glob(f"{_PREFIX}*"), *folder.glob("*.toc.*")]:
        if path.name != kept:
            path.unlink(missing_ok=True)


def sealed(path: Path) -> Seal:
    """Bring a file that was written to the disk, and return its seal. Raises OSError."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return _seal(path)


def check_files(folder: Path, files: Mapping[str, Seal], *, wholly: bool = False) -> bool:
    """Compare files with their seals; return False when a stamp differs and all else is right.

    `wholly` reads every file, also those whose stamps are right. Raises DamagedFileError and
    OSError.
    """
    is_as_left = True
    for name, seal in files.items():
        path = folder / name
        is_same = Stamp.of(path.stat()) == seal.stamp
        if wholly or not is_same:
            found = _seal(path)
            if (found.stamp.size, found.checksum) != (seal.stamp.size, seal.checksum):
                raise DamagedFileError(f"{name} is not as it was written")
        is_as_left = is_as_left and is_same
    return is_as_left


def seals_of(folder: Path, names: Iterable[str], known: Mapping[str, Seal]) -> dict[str, Seal]:
    """Return the seals of files, sealing those that are not `known`. Raises OSError."""
    return {name: known.get(name) or sealed(folder / name) for name in names}


def _seal(path: Path) -> Seal:
    checksum = 0
    with path.open("rb") as file:
        while part := file.read(_AT_ONCE):
            checksum = zlib.crc32(part, checksum)
        return Seal(checksum, Stamp.of(os.fstat(file.fileno())))
