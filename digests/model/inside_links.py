"""The part of an issue that a link leads to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests.model.issue import Issue, Item, Section

_NO_LETTER = re.compile(r"[\W_]+")


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
