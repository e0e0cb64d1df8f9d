"""Changing a query as the user would by hand: a value more or less, another order.

What the user wrote stays as it was written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from digests.model.text import subject_key
from digests.search.query.completion import spelled
from digests.search.query.lexer import Sign, half_width, next_sign

if TYPE_CHECKING:
    from collections.abc import Iterator


class Narrowing(NamedTuple):
    """A field with a value that every hit of a query must have, or must not have."""

    field: str
    value: str
    is_excluded: bool
    start: int
    """Where it stands in the query, its minus included."""
    end: int


def narrowings(query: str) -> tuple[Narrowing, ...]:
    """Return the values that a query demands or excludes, as far as it can be read."""
    found = tuple(_found(half_width(query)))
    return () if any(_is_or(part) for part in found) else tuple(filter(_is_narrowing, found))


def narrowed(query: str, field: str, value: str, *, excluded: bool = False) -> str:
    """Return a query that also demands `value`, or excludes it; or no longer does so.

    What it says about the value already makes place for the opposite.
    """
    kept, was_so = query, False
    for part in reversed(narrowings(query)):
        if part.field == field and subject_key(part.value) == subject_key(value):
            kept = _without(kept, part)
            was_so = was_so or part.is_excluded == excluded
    return kept if was_so else joined(kept, f"{'-' if excluded else ''}{spelled(field, value)}")


def joined(query: str, more: str) -> str:
    """Return a query for the hits of `query` for which `more`, a part of a query, is true too.

    It comes first: the last word of `query` may be unfinished, and stays the last.
    """
    query = query.strip()
    is_choice = any(_is_or(part) for part in _found(half_width(query)))
    return f"{more} ({query})" if is_choice else f"{more} {query}".strip()


def is_newest_first(query: str) -> bool:
    """Return whether a query asks for the newest hits first."""
    return any(part.value.lower() == "new" for part in _orders(query))


def with_other_order(query: str) -> str:
    """Return the query with the newest hits first, or with the best first again."""
    kept = query
    for part in reversed(_orders(query)):
        kept = _without(kept, part)
    return kept if is_newest_first(query) else joined(kept, "sort:new")


_OR = Narrowing("OR", "", False, 0, 0)


def _orders(query: str) -> list[Narrowing]:
    return [part for part in _found(half_width(query)) if part.field == "sort"]


def _is_or(part: Narrowing) -> bool:
    return part is _OR


def _is_narrowing(part: Narrowing) -> bool:
    return part.field != "sort"


def _without(query: str, part: Narrowing) -> str:
    return f"{query[: part.start].rstrip()} {query[part.end :].lstrip()}".strip()


def _found(typed: str) -> Iterator[Narrowing]:
    """Yield the fields with their values, and _OR, that stand outside of all parentheses."""
    end = depth = minus = name_start = 0
    name, is_excluded = "", False
    while True:
        sign, value, start, end = next_sign(typed, end)
        if sign in (Sign.END, Sign.UNCLOSED):
            return
        depth += (sign is Sign.OPEN) - (sign is Sign.CLOSE)
        if sign is Sign.OR and not depth:
            yield _OR
        if sign in (Sign.WORD, Sign.PHRASE) and name and not depth:
            first = minus if is_excluded else name_start
            yield Narrowing(name, value, is_excluded, first, end)
        is_excluded = sign is Sign.MINUS or (is_excluded and sign is Sign.FIELD)
        minus = start if sign is Sign.MINUS else minus
        name, name_start = (value.lower(), start) if sign is Sign.FIELD else ("", 0)
