"""Pairs of items that the user said are not the same story. Nothing here is a cache.

A file of lines, one for each time that the user said so or took it back; the last one of a pair
counts. Lines are only ever added, so what was said once cannot be lost by saying something else,
and any process may add one.
"""

from __future__ import annotations

import json
import os
import threading
from typing import TYPE_CHECKING

from digests.errors import RejectionsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Rejections:
    """The rejected pairs. Every method may be called from any thread."""

    def __init__(self, path: Path | None) -> None:
        """Read the file `path` when it is needed; None keeps everything in memory."""
        self._path = path
        self._lock = threading.Lock()
        self._pairs: dict[tuple[str, str], bool] = {}
        self._read_until = 0

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Return the pairs of item ids, the smaller one first. Raises RejectionsError."""
        with self._lock:
            self._read()
            return frozenset(pair for pair, is_rejected in self._pairs.items() if is_rejected)

    def add(self, item: str, other: str) -> None:
        """Note that two items are not one story. Raises RejectionsError."""
        self._write(item, other, is_rejected=True)

    def take_back(self, item: str, other: str) -> None:
        """Note that they may be one story after all. Raises RejectionsError."""
        self._write(item, other, is_rejected=False)

    def transfer(self, successors: Mapping[str, str]) -> None:
        """Say the same of items that have other ids now; what was said of the old ones stays.

        `successors` are the new ids by the old ones. Raises RejectionsError.
        """
        for item, other in sorted(self.pairs()):
            now = successors.get(item, item), successors.get(other, other)
            if now != (item, other):
                self.add(*now)

    def _write(self, item: str, other: str, *, is_rejected: bool) -> None:
        pair = min(item, other), max(item, other)
        line = json.dumps({"items": pair, "same": not is_rejected})
        with self._lock:
            if self._path is None:
                self._pairs[pair] = is_rejected
            else:
                self._read()
                _append(self._path, line)
                self._read()

    def _read(self) -> None:
        """Read what was added since the last time, by any process."""
        if self._path is None:
            return
        try:
            size = self._path.stat().st_size
            if size < self._read_until:
                self._pairs, self._read_until = {}, 0  # another file was put in its place
            if size > self._read_until:
                with self._path.open("rb") as file:
                    file.seek(self._read_until)
                    added = file.read()
                self._learn(added)
                self._read_until += added.rfind(b"\n") + 1
        except FileNotFoundError:
            return
        except OSError as error:
            raise RejectionsError(str(self._path), str(error.strerror)) from error

    def _learn(self, lines: bytes) -> None:
        for line in lines.decode("utf-8", "replace").split("\n"):
            try:
                said = json.loads(line)
                item, other = sorted(map(str, said["items"]))
                self._pairs[item, other] = said["same"] is False
            except (ValueError, TypeError, KeyError):
                continue  # a line that was cut off says nothing; the others count


def _append(path: Path, line: str) -> None:
    """Add a line that is on the disk afterwards. Raises RejectionsError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            # An empty line in front, in case the last one was cut off.
            os.write(descriptor, f"\n{line}\n".encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise RejectionsError(str(path), str(error.strerror)) from error
