"""The engine's table of contents: the latest generation, and the segments the engine will load.

The engine writes `_MAIN_<generation>.toc` at each commit and renames it into place:

    3 bytes      sizes of an int, a long and a float of the machine that wrote it
    4 + 4 bytes  the number -12345, and the version of this layout, big-endian
    3 varints    the engine's own version
    varint + n   the schema, pickled; skipped here
    4 + 4 bytes  the generation again, and a number that is not used
    the rest     the list of segments, pickled

Searching needs only its name. Before the engine unpickles it for writing, it is read here without
executing any code: nothing in the pickle is accepted but the plain values of segments.
"""

from __future__ import annotations

import io
import pickle
import re
import struct
from typing import TYPE_CHECKING

from digests.search.segments.array_file import DamagedFileError
from digests.search.segments.manifest import SegmentEntry, check_files, read_manifest

if TYPE_CHECKING:
    from pathlib import Path

    from digests.search.segments.manifest import Manifest

_TABLE = re.compile(r"_MAIN_(\d+)\.toc")
_BYTE_ORDER = -12345
_LAYOUT = -111
_TWO_INTS = struct.Struct(">ii")
_SEGMENT_CLASS = ("digests.search.segments.codec", "ArraySegment")


class _Segment:
    """Stands in for the engine's class: it has the values and no behaviour."""

    def __setstate__(self, state: dict[str, object]) -> None:
        self.state = state

    def entry(self) -> SegmentEntry:
        match self.state:
            case {"name": str(name), "items": int(items), "removed": tuple(removed)}:
                return SegmentEntry(name, items, removed)
        raise DamagedFileError("the table of contents names no segment of ours")


class _SegmentsOnly(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> type:
        if (module, name) != _SEGMENT_CLASS:
            raise DamagedFileError(f"the table of contents holds a {module}.{name}")
        return _Segment


def latest_generation(folder: Path) -> int:
    """Return how often the index in `folder` was committed, -1 when there is no index."""
    matches = (_TABLE.fullmatch(path.name) for path in folder.iterdir())
    return max((int(match[1]) for match in matches if match), default=-1)


def check_generation(
    folder: Path, generation: int, *, wholly: bool = False
) -> tuple[Manifest, bool]:
    """Compare all files of a generation with its manifest, as `check_files` does.

    Returns the manifest, and whether all stamps are right too. Raises DamagedFileError and OSError.
    """
    manifest = read_manifest(folder, generation)
    if read_segments(folder, generation) != manifest.segments:
        raise DamagedFileError("the table of contents and the manifest differ")
    return manifest, check_files(folder, manifest.files, wholly=wholly)


def read_segments(folder: Path, generation: int) -> tuple[SegmentEntry, ...]:
    """Return the segments of a generation, oldest first. Raises DamagedFileError and OSError."""
    content = (folder / f"_MAIN_{generation}.toc").read_bytes()
    try:
        return _segments_in(content, generation)
    except DamagedFileError:
        raise
    except Exception as error:  # bytes that are no pickle make the unpickler fail in any way
        reason = f"the table of contents cannot be read: {type(error).__name__}: {error}"
        raise DamagedFileError(reason) from error


def _segments_in(content: bytes, generation: int) -> tuple[SegmentEntry, ...]:
    byte_order, layout = _TWO_INTS.unpack_from(content, 3)
    if byte_order != _BYTE_ORDER or layout != _LAYOUT:
        raise DamagedFileError("the table of contents has another layout")
    file = io.BytesIO(content)
    file.seek(3 + _TWO_INTS.size)
    for _ in range(3):
        _read_varint(file)
    file.seek(_read_varint(file), io.SEEK_CUR)
    if _TWO_INTS.unpack(file.read(_TWO_INTS.size))[0] != generation:
        raise DamagedFileError("the table of contents is of another generation")
    segments = _SegmentsOnly(file).load()
    return tuple(segment.entry() for segment in segments)


def _read_varint(file: io.BytesIO) -> int:
    value = shift = 0
    while True:
        (byte,) = file.read(1)
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value
        shift += 7
