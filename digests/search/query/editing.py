"""Editing a query as the user would by hand: adding or removing a value, changing the order.

The rest of the query stays as it was typed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from digests.model.text import subject_key
from digests.search.query.completion import field_clause
from digests.search.query.lexer import OPERATORS, TokenKind, half_width, next_token

if TYPE_CHECKING:
    from collections.abc import Iterator


class Narrowing(NamedTuple):
    """A clause `field:value` that every hit of a query must match, or must not match."""

    field: str
    value: str
    is_excluded: bool
    start: int
    """Its span in the query, the minus included."""
    end: int


def narrowings(query: str) -> tuple[Narrowing, ...]:
    """Return the values that a query requires or excludes; none if it has OR at the top level.

    The query need not be valid: it is read up to an unclosed quotation mark.
    """
    clauses = tuple(_top_level(half_width(query)))
    return (
        () if any(_is_or(clause) for clause in clauses) else tuple(filter(_is_narrowing, clauses))
    )


def narrowed(query: str, field: str, value: str, *, excluded: bool = False) -> str:
    """Return a query that also requires `value`, or excludes it; or no longer does if it did.

    An opposite clause about the same value is replaced.
    """
    kept, is_present = query, False
    for clause in reversed(narrowings(query)):
        if clause.field == field and subject_key(clause.value) == subject_key(value):
            kept = _without(kept, clause)
            is_present = is_present or clause.is_excluded == excluded
    if is_present:
        return kept
    return joined(kept, f"{'-' if excluded else ''}{field_clause(field, value)}")


def joined(query: str, more: str) -> str:
    """Return a query for the hits of `query` that also match `more`, a clause.

    `more` comes first: the last word of `query` may be unfinished, and stays the last.
    """
    query = query.strip()
    is_choice = any(_is_or(clause) for clause in _top_level(half_width(query)))
    return f"{more} ({query})" if is_choice else f"{more} {query}".strip()


def is_newest_first(query: str) -> bool:
    """Return whether a query asks for the newest hits first."""
    return any(clause.value.lower() == "new" for clause in _orders(query))


def with_other_order(query: str) -> str:
    """Return the query with the newest hits first, or with the best first if it was so."""
    kept = query
    for clause in reversed(_orders(query)):
        kept = _without(kept, clause)
    return kept if is_newest_first(query) else joined(kept, "sort:new")


_VALUES = (TokenKind.WORD, TokenKind.ADDRESS, TokenKind.PHRASE, *OPERATORS)
_OR = Narrowing("OR", "", False, 0, 0)


def _orders(query: str) -> list[Narrowing]:
    return [clause for clause in _top_level(half_width(query)) if clause.field == "sort"]


def _is_or(clause: Narrowing) -> bool:
    return clause is _OR


def _is_narrowing(clause: Narrowing) -> bool:
    return clause.field != "sort"


def _without(query: str, clause: Narrowing) -> str:
    """Return the query without a clause, and without AND that stood between it and another."""
    before, after = query[: clause.start].rstrip(), query[clause.end :].lstrip()
    if _AND_BEFORE.search(before):
        before = before.removesuffix("AND").rstrip()
    elif not before:
        after = after.removeprefix("AND ").lstrip()
    return f"{before} {after}".strip()


_AND_BEFORE = re.compile(r'(?:^|[\s()"])AND$')


def _top_level(typed: str) -> Iterator[Narrowing]:
    """Yield the clauses `field:value`, and _OR, that are outside all parentheses."""
    end = depth = minus = name_start = name_end = 0
    name, is_excluded = "", False
    while True:
        token, value, start, end = next_token(typed, end)
        if token in (TokenKind.END, TokenKind.UNCLOSED):
            return
        depth += (token is TokenKind.OPEN) - (token is TokenKind.CLOSE)
        if token is TokenKind.OR and not depth:
            yield _OR
        is_value = token in _VALUES and start - (token is TokenKind.PHRASE) == name_end
        if is_value and name and not depth:
            first = minus if is_excluded else name_start
            yield Narrowing(name, value, is_excluded, first, end)
        is_minus = token in (TokenKind.MINUS, TokenKind.NOT)
        is_excluded = is_minus or (is_excluded and token is TokenKind.FIELD)
        minus = start if is_minus else minus
        name, name_start = (value.lower(), start) if token is TokenKind.FIELD else ("", 0)
        name_end = end
