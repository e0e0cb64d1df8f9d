"""Pairs of items that the user rejected as the same story. They are user data, not a cache.

The file has one line for each rejection and each withdrawal; the last line of a pair counts. Lines
are only appended, so that no process overwrites what another has written.
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
        """The file `path` is read when needed, and may be missing; None keeps pairs in memory."""
        self._path = path
        self._lock = threading.Lock()
        self._pairs: dict[tuple[str, str], bool] = {}
        self._read_size = 0

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Return the rejected pairs of item ids, the smaller id first. Raises RejectionsError."""
        with self._lock:
            self._read()
            return frozenset(pair for pair, is_rejected in self._pairs.items() if is_rejected)

    def add(self, item: str, other: str) -> None:
        """Record that two items are not one story. Raises RejectionsError."""
        self._write(item, other, is_rejected=True)

    def take_back(self, item: str, other: str) -> None:
        """Withdraw a rejection: they may be one story after all. Raises RejectionsError."""
        self._write(item, other, is_rejected=False)

    def transfer(self, successors: Mapping[str, str]) -> None:
        """Reject the same pairs under new item ids; those of the old ids stay.

        `successors` are new ids by old ones. Raises RejectionsError.
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
        """Read the lines that any process has added since the last call."""
        if self._path is None:
            return
        try:
            size = self._path.stat().st_size
            if size < self._read_size:
                self._pairs, self._read_size = {}, 0  # the file was replaced
            if size > self._read_size:
                with self._path.open("rb") as file:
                    file.seek(self._read_size)
                    added = file.read()
                self._apply(added)
                self._read_size += added.rfind(b"\n") + 1
        except FileNotFoundError:
            return
        except OSError as error:
            raise RejectionsError(str(self._path), str(error.strerror)) from error

    def _apply(self, lines: bytes) -> None:
        for line in lines.decode("utf-8", "replace").split("\n"):
            try:
                values = json.loads(line)
                item, other = sorted(map(str, values["items"]))
                self._pairs[item, other] = values["same"] is False
            except (ValueError, TypeError, KeyError):
                continue  # a truncated line means nothing; the others count


def _append(path: Path, line: str) -> None:
    """Append a line and sync it to disk. Raises RejectionsError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            # A newline first, in case the last line was truncated.
            os.write(descriptor, f"\n{line}\n".encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise RejectionsError(str(path), str(error.strerror)) from error
