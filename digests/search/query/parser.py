"""Parsing what the user typed, with errors that say where and what was expected.

    any      = all ("OR" all)*
    all      = one+                   one after another means AND
    one      = "-" one | "(" any ")" | field ":" value | phrase | word | word "*"

The search engine's own parser accepts anything and guesses, so it is not used.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digests.errors import QueryError
from digests.search.analysis import words
from digests.search.query.dates import EXPECTED_PERIOD, EXPECTED_SPAN, parse_period, parse_span
from digests.search.query.lexer import FIELDS, TokenKind, half_width, next_token
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

    from digests.search.query.model import Clause

MAX_LENGTH = 1_000
"""Characters of a query: a longer one was pasted by accident, and would take long to evaluate."""

MAX_DEPTH = 50
"""Nesting of parentheses; a deeper query is refused, as it would exhaust the stack."""

_FIELD_NAMES = " ".join(f"{name}:" for name in FIELDS)
_CHOICES = {
    ExactField.LANGUAGE: ("zh", "en", "ja", "other"),
    ExactField.STATE: ("read", "unread", "starred"),
    ExactField.HAS: ("link",),
}


def parse_query(text: str, *, as_you_type: bool = False) -> Query:
    """Return the syntax tree of `text`.

    Args:
        text: what the user typed.
        as_you_type: the word at the very end may be unfinished, so it becomes a prefix.

    Raises:
        QueryError: and nothing else, whatever the text.
    """
    return _Parser(text, as_you_type=as_you_type).query()


@dataclass(slots=True)
class _Parser:
    """Reads tokens from left to right; `token` is the next one, with its value and span."""

    text: str
    as_you_type: bool
    order: Order = Order.BEST
    token: TokenKind = TokenKind.END
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
        part = None if self.token is TokenKind.END else self._any()
        if self.token is TokenKind.CLOSE:
            self._fail("there is no opening parenthesis for this one")
        if part is None and self.text.strip() and self.order is Order.BEST:
            self._fail("a word with letters or digits is expected", 0)
        return Query(part, self.order)

    def _next(self) -> None:
        self.token, self.value, self.start, self.end = next_token(self.typed, self.end)
        if self.token is TokenKind.UNCLOSED:
            self._fail("a closing quotation mark is expected")

    def _any(self) -> Clause | None:
        parts = [self._all()]
        while self.token is TokenKind.OR:
            position = self.start
            self._next()
            parts.append(self._all())
            if parts[-1] is None or parts[-2] is None:
                self._fail("words are expected on both sides of OR", position)
        unique = tuple(dict.fromkeys(part for part in parts if part is not None))
        return AnyOf(unique) if len(unique) > 1 else unique[0] if unique else None

    def _all(self) -> Clause | None:
        parts: list[Clause] = []
        while self.token not in (TokenKind.END, TokenKind.CLOSE, TokenKind.OR):
            part = self._one()
            if part is not None:
                parts.append(part)
        unique = tuple(dict.fromkeys(parts))
        return All(unique) if len(unique) > 1 else unique[0] if unique else None

    def _one(self) -> Clause | None:
        token, value, position = self.token, self.value, self.start
        if token is TokenKind.OPEN:
            return self._group(position)
        if token is TokenKind.MINUS:
            return self._negation(position)
        if token is TokenKind.FIELD:
            return self._field(value, position)
        part = self._text(TextField.ANYWHERE)
        self._next()
        return part

    def _group(self, position: int) -> Clause | None:
        self._descend(position)
        part = self._any()
        if self.token is not TokenKind.CLOSE:
            self._fail("a closing parenthesis is expected for this one", position)
        if part is None:
            self._fail("a word is expected inside the parentheses", position)
        self.depth -= 1
        self._next()
        return part

    def _negation(self, position: int) -> Clause | None:
        self._descend(position)
        if self.token in (TokenKind.END, TokenKind.CLOSE, TokenKind.OR):
            self._fail("a word is expected after the minus", position)
        part = self._one()
        self.depth -= 1
        if isinstance(part, Not):
            return part.part
        return None if part is None else Not(part)

    def _descend(self, position: int) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self._fail("the query is nested too deeply", position)
        self._next()

    def _text(self, name: TextField) -> Word | Phrase | None:
        """Return the next word or phrase, or None when it has no letters or digits."""
        if self.token is TokenKind.PHRASE:
            return Phrase(self.value, name) if _is_searchable(self.value) else None
        word = self.value.rstrip("*")
        if "*" in word and _is_searchable(word):
            position = self.start + word.index("*")
            self._fail("a star stands only at the end of a word", position)
        if not _is_searchable(word):
            return None
        is_last = self.as_you_type and self.end == len(self.typed)
        return Word(word, name, is_prefix=word != self.value or is_last)

    def _field(self, name: str, position: int) -> Clause | None:
        known = name.lower()
        if known not in FIELDS:
            self._fail(f"{name}: is no field; there are {_FIELD_NAMES}", position)
        name_end = self.end
        self._next()
        if self.token not in (TokenKind.WORD, TokenKind.PHRASE) or self._is_apart(name_end):
            self._fail(f"a value is expected right after {known}:", name_end)
        part = self._value_of(known, position)
        self._next()
        return part

    def _is_apart(self, name_end: int) -> bool:
        quote = self.token is TokenKind.PHRASE
        return self.start - quote != name_end

    def _value_of(self, name: str, position: int) -> Clause | None:
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
        return self._exact(ExactField(name), position)

    def _exact(self, name: ExactField, position: int) -> Exact:
        if name is ExactField.TAG:
            return Exact(name, self.value, position)
        if name is ExactField.SITE:
            return Exact(name, self._site(), position)
        return Exact(name, self._choice(_CHOICES[name]), position)

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
