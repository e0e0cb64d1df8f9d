"""Typed text -> Query, or a QueryError that says where and what was expected.

    any      = all ("OR" all)*
    all      = one+                   one after another means AND
    one      = "-" one | "(" any ")" | field ":" value | phrase | word | word "*"

The search engine's own parser takes anything and guesses, so it is not used.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digests.errors import QueryError
from digests.search.analysis import words
from digests.search.query.dates import EXPECTED_PERIOD, EXPECTED_SPAN, parse_period, parse_span
from digests.search.query.lexer import FIELDS, Sign, half_width, next_sign
from digests.search.query.model import (
    All,
    AnyOf,
    DateField,
    Dates,
    Exact,
    ExactField,
    Not,
    Order,
    Phrase,
    Query,
    Recent,
    TextField,
    Word,
)

if TYPE_CHECKING:
    from typing import NoReturn

    from digests.search.query.model import Part

MAX_LENGTH = 1_000
"""Characters of a query: more is a slip of the clipboard, and would keep the engine busy."""

MAX_DEPTH = 50
"""Parentheses inside parentheses; deeper ones are refused, as they would exhaust the stack."""

_FIELD_NAMES = " ".join(f"{name}:" for name in FIELDS)
_CHOICES = {
    ExactField.LANGUAGE: ("zh", "en", "ja", "other"),
    ExactField.STATE: ("read", "unread", "starred"),
    ExactField.HAS: ("link",),
}


def parse_query(text: str, *, as_you_type: bool = False) -> Query:
    """Return what `text` asks for.

    Args:
        text: what the user typed.
        as_you_type: the word at the very end may be unfinished: others that begin like it count.

    Raises:
        QueryError: and nothing else, whatever the text.
    """
    return _Parser(text, as_you_type=as_you_type).query()


@dataclass(slots=True)
class _Parser:
    """Reads signs from left to right; `sign` is the one that comes next."""

    text: str
    as_you_type: bool
    order: Order = Order.BEST
    sign: Sign = Sign.END
    value: str = ""
    start: int = 0
    end: int = 0
    depth: int = 0
    typed: str = field(default="", init=False)

    def query(self) -> Query:
        self.typed = half_width(self.text)
        if len(self.text) > MAX_LENGTH:
            self._fail(f"a query has at most {MAX_LENGTH} characters", MAX_LENGTH)
        self._next()
        part = None if self.sign is Sign.END else self._any()
        if self.sign is Sign.CLOSE:
            self._fail("there is no opening parenthesis for this one")
        if part is None and self.text.strip() and self.order is Order.BEST:
            self._fail("a word with letters or digits is expected", 0)
        return Query(part, self.order)

    def _next(self) -> None:
        self.sign, self.value, self.start, self.end = next_sign(self.typed, self.end)
        if self.sign is Sign.UNCLOSED:
            self._fail("a closing quotation mark is expected")

    def _any(self) -> Part | None:
        parts = [self._all()]
        while self.sign is Sign.OR:
            place = self.start
            self._next()
            parts.append(self._all())
            if parts[-1] is None or parts[-2] is None:
                self._fail("words are expected on both sides of OR", place)
        found = tuple(dict.fromkeys(part for part in parts if part is not None))
        return AnyOf(found) if len(found) > 1 else found[0] if found else None

    def _all(self) -> Part | None:
        parts: list[Part] = []
        while self.sign not in (Sign.END, Sign.CLOSE, Sign.OR):
            part = self._one()
            if part is not None:
                parts.append(part)
        found = tuple(dict.fromkeys(parts))
        return All(found) if len(found) > 1 else found[0] if found else None

    def _one(self) -> Part | None:
        sign, value, place = self.sign, self.value, self.start
        if sign is Sign.OPEN:
            return self._group(place)
        if sign is Sign.MINUS:
            return self._negation(place)
        if sign is Sign.FIELD:
            return self._field(value, place)
        part = self._text(TextField.ANYWHERE)
        self._next()
        return part

    def _group(self, place: int) -> Part | None:
        self._descend(place)
        part = self._any()
        if self.sign is not Sign.CLOSE:
            self._fail("a closing parenthesis is expected for this one", place)
        if part is None:
            self._fail("a word is expected inside the parentheses", place)
        self.depth -= 1
        self._next()
        return part

    def _negation(self, place: int) -> Part | None:
        self._descend(place)
        if self.sign in (Sign.END, Sign.CLOSE, Sign.OR):
            self._fail("a word is expected after the minus", place)
        part = self._one()
        self.depth -= 1
        if isinstance(part, Not):
            return part.part
        return None if part is None else Not(part)

    def _descend(self, place: int) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self._fail("the query is nested too deeply", place)
        self._next()

    def _text(self, name: TextField) -> Word | Phrase | None:
        """Return the word or phrase that comes next, or None when nothing in it can be found."""
        if self.sign is Sign.PHRASE:
            return Phrase(self.value, name) if _is_searchable(self.value) else None
        word = self.value.rstrip("*")
        if "*" in word and _is_searchable(word):
            place = self.start + word.index("*")
            self._fail("a star stands only at the end of a word", place)
        if not _is_searchable(word):
            return None
        is_last = self.as_you_type and self.end == len(self.typed)
        return Word(word, name, is_prefix=word != self.value or is_last)

    def _field(self, name: str, place: int) -> Part | None:
        known = name.lower()
        if known not in FIELDS:
            self._fail(f"{name}: is no field; there are {_FIELD_NAMES}", place)
        name_end = self.end
        self._next()
        if self.sign not in (Sign.WORD, Sign.PHRASE) or self._is_apart(name_end):
            self._fail(f"a value is expected right after {known}:", name_end)
        part = self._value_of(known, place)
        self._next()
        return part

    def _is_apart(self, name_end: int) -> bool:
        quote = self.sign is Sign.PHRASE
        return self.start - quote != name_end

    def _value_of(self, name: str, place: int) -> Part | None:
        if name in tuple(TextField):
            part = self._text(TextField(name))
            if part is None:
                self._fail(f"a value with letters or digits is expected after {name}:")
            return part
        if name in tuple(DateField):
            period = parse_period(self.value) or self._fail(EXPECTED_PERIOD)
            return Dates(DateField(name), *period)
        if name == "last":
            return Recent(parse_span(self.value) or self._fail(EXPECTED_SPAN))
        if name == "sort":
            self.order = Order(self._choice(("best", "new")))
            return None
        return self._exact(ExactField(name), place)

    def _exact(self, name: ExactField, place: int) -> Exact:
        if name is ExactField.TAG:
            return Exact(name, self.value, place)
        if name is ExactField.SITE:
            return Exact(name, self._site(), place)
        return Exact(name, self._choice(_CHOICES[name]), place)

    def _site(self) -> str:
        site = self.value.lower().removeprefix("www.").strip(".")
        return site or self._fail("a host is expected, such as site:github.com")

    def _choice(self, choices: tuple[str, ...]) -> str:
        value = self.value.lower()
        if value in choices:
            return value
        return self._fail(f"{' or '.join(choices)} is expected")

    def _fail(self, expected: str, position: int | None = None) -> NoReturn:
        raise QueryError(self.text, self.start if position is None else position, expected)


def _is_searchable(text: str) -> bool:
    return next(words(text), None) is not None
