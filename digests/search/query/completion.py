"""Completing the word at the cursor of a query: a field name, or a value of its field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from digests.search.query.lexer import FIELDS, half_width
from digests.search.query.model import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from digests.search.hits import Counts

    Values: TypeAlias = Callable[[str, str], Counts]

_PHRASE = re.compile(r'"[^"]*"')
_WORD = re.compile(
    r"""(?:^|(?<=[\s(]))-*
    (?P<word>(?:(?P<field>[A-Za-z]+)[:：](?!//))?(?:"(?P<quoted>[^"]*)|(?P<plain>[^\s"()]*)))$""",
    re.VERBOSE,
)
_REST = re.compile(r'[^\s"()]*')
_REST_OF_PHRASE = re.compile(r'[^"]*"|')
_NEEDS_NO_QUOTES = re.compile(r'(?!-)[^\s"()*:：]+')


@dataclass(frozen=True, slots=True)
class Candidate:
    """A field name or a value to complete the word with."""

    name: str
    """What to show, such as `company:` or `Hugging Face`; not yet safe for a terminal."""

    count: int
    """Items that have the value; 0 for a field name or a value that is not counted."""

    spelling: str
    """What replaces the word, such as `company:"Hugging Face"`."""


@dataclass(frozen=True, slots=True)
class Completion:
    """The candidates for a word of a query."""

    query: str
    start: int = 0
    """Where the word begins, in characters."""

    end: int = 0
    """Where it ends, exclusive."""

    candidates: tuple[Candidate, ...] = ()
    """The likeliest first."""

    def applied(self, number: int) -> tuple[str, int]:
        """Return the query completed with candidate `number`, and the new cursor position."""
        before = self.query[: self.start] + self.candidates[number].spelling
        return before + self.query[self.end :], len(before)


def complete(query: str, cursor: int, values: Values) -> Completion:
    """Return the candidates for the word before `cursor`, if any.

    Args:
        query: As typed so far; it need not be valid yet.
        cursor: The number of characters before the cursor.
        values: Called with a field and a text; returns the field's values that match the text,
            the likeliest first.
    """
    typed = half_width(query)
    match = _WORD.search(_PHRASE.sub(lambda phrase: "x" * len(phrase[0]), typed[:cursor]))
    if match is None or not match["word"]:
        return Completion(query, cursor, cursor)
    is_quoted = match["quoted"] is not None
    rest = (_REST_OF_PHRASE if is_quoted else _REST).match(typed, cursor)
    end = rest.end() if rest else cursor
    if match["field"]:
        field = match["field"].lower()
        candidates = _values(field, values(field, match["quoted"] or match["plain"] or ""))
    else:
        candidates = () if is_quoted else _fields(match["plain"])
    offered = tuple(candidates)
    if [candidate.spelling for candidate in offered] == [typed[match.start("word") : end]]:
        offered = ()  # it is complete
    return Completion(query, match.start("word"), end, offered)


def field_clause(field: str, value: str) -> str:
    """Return the clause of a query that asks for `value` in `field`, quoted if necessary.

    A name is always quoted: `in:"smol"` is that publication, and `in:smol` each that has the word.
    """
    value = half_width(value).replace('"', " ").strip()
    is_plain = field not in NAMES and _NEEDS_NO_QUOTES.fullmatch(value)
    return f"{field}:{value}" if is_plain else f'{field}:"{value}"'


def _fields(prefix: str) -> Iterable[Candidate]:
    names = (name for name in FIELDS if name.startswith(prefix.lower()))
    return (Candidate(f"{name}:", 0, f"{name}:") for name in names)


def _values(field: str, values: Counts) -> Iterable[Candidate]:
    return (Candidate(value, count, field_clause(field, value)) for value, count in values)
