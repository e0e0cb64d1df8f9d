r"""Many arrays in one file, mapped into memory and used without copying.

    bytes 0-7      b"AINEWS\0\1"; the last byte is the version of this layout
    arrays         little-endian, each starting at a multiple of 8
    directory      JSON in UTF-8: {"arrays": {NAME: [DTYPE, START, COUNT]}, "facts": {...}}
    last 24 bytes  start and length of the directory (8 bytes each), its CRC-32 (4), b"END\1"

Nothing in a file is executed, and a file that was truncated or overwritten at either end is
rejected before anything else is read from it.
"""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from typing import TYPE_CHECKING, Any, Protocol

from digests.search.index.arrays import np

if TYPE_CHECKING:
    import tempfile
    from pathlib import Path

    from numpy.typing import NDArray

_HEAD = b"AINEWS\0\1"
_TAIL = struct.Struct("<QQI4s")
_END = b"END\1"
_ALIGNMENT = 8
_IN_MEMORY = 1 << 20
"""Bytes of a growing array that stay in memory; a longer one goes to a temporary file."""


class DamagedFileError(Exception):
    """A file of the index is not what was written."""


class OutputFile(Protocol):
    """What arrays are written to: a file of the engine's storage."""

    def write(self, content: bytes, /) -> object:
        """Append all of `content`."""

    def close(self) -> None:
        """Flush and close the file."""


class ArrayFileWriter:
    """Writes arrays that may grow in parallel; nothing is in the file before `close`."""

    def __init__(self, file: OutputFile) -> None:
        """`file` is empty; `close` or `discard` closes it."""
        self._file = file
        self._growing: dict[str, tuple[str, tempfile.SpooledTemporaryFile[bytes]]] = {}
        self._facts: dict[str, Any] = {}

    def append(self, name: str, values: NDArray[Any]) -> None:
        """Append `values` to the array `name`; the first call determines its type."""
        from tempfile import SpooledTemporaryFile

        if name not in self._growing:
            dtype = values.dtype.newbyteorder("<").str
            spool = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - `close` closes it
            self._growing[name] = dtype, spool
        dtype, spool = self._growing[name]
        spool.write(np.ascontiguousarray(values, dtype).data)

    def note(self, name: str, fact: object) -> None:
        """Set a fact: a small value that JSON can represent."""
        self._facts[name] = fact

    def close(self) -> None:
        """Write everything and close the file."""
        from shutil import copyfileobj  # reading needs neither

        directory: dict[str, tuple[str, int, int]] = {}
        self._file.write(_HEAD)
        position = len(_HEAD)
        for name, (dtype, spool) in self._growing.items():
            size = spool.tell()
            directory[name] = dtype, position, size // np.dtype(dtype).itemsize
            spool.seek(0)
            copyfileobj(spool, self._file, _IN_MEMORY)
            padding = -size % _ALIGNMENT
            self._file.write(bytes(padding))
            position += size + padding
        text = json.dumps({"arrays": directory, "facts": self._facts}).encode()
        self._file.write(text)
        self._file.write(_TAIL.pack(position, len(text), zlib.crc32(text), _END))
        self.discard()

    def discard(self) -> None:
        """Close the file incomplete; `ArrayFile` would reject it."""
        for _, spool in self._growing.values():
            spool.close()
        self._file.close()


class ArrayFile:
    """A file of arrays, mapped into memory for as long as one of its arrays exists."""

    def __init__(self, path: Path) -> None:
        """Raise DamagedFileError when it is incomplete, OSError when it cannot be opened."""
        with path.open("rb") as file:
            size = file.seek(0, 2)
            if size < len(_HEAD) + _TAIL.size:
                raise DamagedFileError(f"{path.name} is too short")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        start, length, checksum, end = _TAIL.unpack_from(self._map, size - _TAIL.size)
        text = self._map[start : start + length]
        if self._map[: len(_HEAD)] != _HEAD or end != _END or zlib.crc32(text) != checksum:
            raise DamagedFileError(f"{path.name} is not whole")
        content = json.loads(text)
        self.facts: dict[str, Any] = content["facts"]
        self._directory: dict[str, tuple[str, int, int]] = content["arrays"]

    def drop_pages(self) -> None:
        """Free the memory that reading took; arrays stay valid and are read from disk again."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def array(self, name: str) -> NDArray[Any]:
        """Return a read-only array; empty when nothing was appended to it."""
        if name not in self._directory:
            return np.empty(0, np.uint8)
        dtype, start, count = self._directory[name]
        return np.frombuffer(self._map, dtype, count, start)
