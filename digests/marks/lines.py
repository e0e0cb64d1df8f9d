"""One mark as a line of JSON, and back. Lines are untrusted: every field is checked."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from digests.errors import TagNameError
from digests.marks.values import READ, STARRED, TAG_PREFIX, tag_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

ITEM_ID = re.compile(r"([0-9a-f]{10})\.([0-9a-f]{8})")

_MACHINE = re.compile(r"[A-Za-z0-9._-]{1,64}")
_LATEST = 1 << 62
"""Nanoseconds: the year 2116. Later times would leave no room for later actions."""

_LONGEST_LINE = 10_000
"""Bytes; exported lines have less than 400."""


class BadLineError(ValueError):
    """A line that is no mark; its message says why."""


class MarkRecord(NamedTuple):
    """A mark of an item, as it is stored."""

    issue: str
    item: str
    """The part of the item's id after the dot."""
    name: str
    is_set: bool
    time: int
    """Nanoseconds since the epoch."""
    machine: str

    def line(self) -> str:
        """Return the mark as JSON on one line."""
        values = {
            "item": f"{self.issue}.{self.item}",
            "mark": self.name,
            "set": self.is_set,
            "time": self.time,
            "machine": self.machine,
        }
        return json.dumps(values, ensure_ascii=False)


def numbered_lines(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank with their numbers, from 1.

    A line that is too long is cut, so that it is no JSON.
    """
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        rest = line
        while len(rest) == _LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(_LONGEST_LINE)
        if line.strip():
            yield number, line


def parse_mark(line: bytes) -> MarkRecord:
    """Parse a line as a mark. Raises BadLineError."""
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLineError("it is no JSON") from error
    if not isinstance(values, dict):
        raise BadLineError("it is no JSON object")
    item = ITEM_ID.fullmatch(_text(values, "item"))
    if item is None:
        raise BadLineError("`item` is no id of an item")
    machine = _text(values, "machine")
    if not _MACHINE.fullmatch(machine):
        raise BadLineError("`machine` is no name of a machine")
    return MarkRecord(item[1], item[2], _name(values), _is_set(values), _time(values), machine)


def _text(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    if not isinstance(value, str):
        raise BadLineError(f"`{key}` is missing or no text")
    return value


def _name(values: dict[str, Any]) -> str:
    name = _text(values, "mark")
    if name in (READ, STARRED):
        return name
    try:
        if name.startswith(TAG_PREFIX) and name == TAG_PREFIX + tag_name(name[len(TAG_PREFIX) :]):
            return name
    except TagNameError:
        pass
    raise BadLineError("`mark` is neither read nor starred nor tag:NAME")


def _is_set(values: dict[str, Any]) -> bool:
    is_set = values.get("set")
    if not isinstance(is_set, bool):
        raise BadLineError("`set` is neither true nor false")
    return is_set


def _time(values: dict[str, Any]) -> int:
    time = values.get("time")
    if not isinstance(time, int) or isinstance(time, bool) or not 0 <= time < _LATEST:
        raise BadLineError("`time` is no number of nanoseconds since 1970")
    return time
