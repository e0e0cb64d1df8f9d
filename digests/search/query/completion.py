"""What the word that is being written in a query may become: a field, or a value of its field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from digests.search.query.lexer import FIELDS, half_width

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
_NEEDS_NO_QUOTES = re.compile(r'(?!OR$|-)[^\s"()*:：]+')


@dataclass(frozen=True, slots=True)
class Candidate:
    """A field or a value that the word may become."""

    name: str
    """What to show, such as `company:` or `Hugging Face`; not safe for a terminal yet."""

    count: int
    """Items that have the value; 0 when that is not counted."""

    spelling: str
    """What stands in the query then, such as `company:"Hugging Face"`."""


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
        """Return the query with candidate `number` in it, and where the cursor stands then."""
        before = self.query[: self.start] + self.candidates[number].spelling
        return before + self.query[self.end :], len(before)


def complete(query: str, cursor: int, values: Values) -> Completion:
    """Return what the word before `cursor` may become; without candidates when nothing fits.

    Args:
        query: As typed so far; it need not mean anything yet.
        cursor: Characters before the cursor.
        values: Gives the values of a field that begin like a text, the likeliest first.
    """
    typed = half_width(query)
    found = _WORD.search(_PHRASE.sub(lambda phrase: "x" * len(phrase[0]), typed[:cursor]))
    if found is None or not found["word"]:
        return Completion(query, cursor, cursor)
    is_quoted = found["quoted"] is not None
    rest = (_REST_OF_PHRASE if is_quoted else _REST).match(typed, cursor)
    end = rest.end() if rest else cursor
    if found["field"]:
        field = found["field"].lower()
        candidates = _values(field, values(field, found["quoted"] or found["plain"] or ""))
    else:
        candidates = () if is_quoted else _fields(found["plain"])
    offered = tuple(candidates)
    if [candidate.spelling for candidate in offered] == [typed[found.start("word") : end]]:
        offered = ()  # it is complete
    return Completion(query, found.start("word"), end, offered)


def spelled(field: str, value: str) -> str:
    """Return how a query asks for `value` in `field`."""
    value = half_width(value).replace('"', " ").strip()
    return f"{field}:{value}" if _NEEDS_NO_QUOTES.fullmatch(value) else f'{field}:"{value}"'


def _fields(start: str) -> Iterable[Candidate]:
    found = (name for name in FIELDS if name.startswith(start.lower()))
    return (Candidate(f"{name}:", 0, f"{name}:") for name in found)


def _values(field: str, values: Counts) -> Iterable[Candidate]:
    return (Candidate(value, count, spelled(field, value)) for value, count in values)
