"""Links that lead to another place of the library: to a heading, or to another digest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests.model.issue import Issue, Item, Section

_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a file that the part of an address behind `#` may name."""

    name: str
    """As GitHub derives it from a heading, or as HTML gives it."""

    line: int
    """1-based, counted in the file, header included."""


@dataclass(frozen=True, slots=True)
class InsideLink:
    """Where a link leads in the library."""

    url: str
    """As written, such as `#models`, `../2026/10-01.md#models` or `[[10-01]]`."""

    issue_id: str

    anchor: str = ""
    """For `part_at`; empty for the issue's beginning."""


Part: TypeAlias = "Item | Section | None"
"""None is the beginning of the issue."""


def part_at(issue: Issue, anchor: str) -> Part:
    """Return the section or item that `anchor`, without `#`, leads to; None without such a one.

    Sites derive anchors from headings in different ways; what counts are letters and digits.
    """
    line = _line_of(issue, anchor)
    inner = None
    for part in _parts_in(issue.children):
        if part.line > line:
            break
        inner = part
    return inner


def has_anchor(issue: Issue, anchor: str) -> bool:
    """Return whether `anchor`, without `#`, leads to a place in `issue`."""
    return _line_of(issue, anchor) > 0


def _line_of(issue: Issue, anchor: str) -> int:
    wanted = unquote(anchor).casefold()
    exact = (place.line for place in issue.anchors if place.name.casefold() == wanted)
    plain = _NO_LETTER.sub("", wanted)
    alike = (
        place.line
        for place in issue.anchors
        if plain and _NO_LETTER.sub("", place.name.casefold()) == plain
    )
    return next(exact, 0) or next(alike, 0)


def _parts_in(children: tuple[Item | Section, ...]) -> Iterator[Item | Section]:
    for child in children:
        yield child
        yield from _parts_in(getattr(child, "children", ()))
