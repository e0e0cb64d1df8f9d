"""Parsing what the user typed, with errors that say where and what was expected.

    any = all ("OR" all)*
    all = one ("AND"? one)*      one after another means AND
    one = ("-" | "NOT") one | "(" any ")" | field ":" value | address | phrase | word | word "*"

What cannot be meant as a query is text: a field that there is not, a star inside a word, and any
mistake in a title or a sentence, which `pasted` recognises. Remarks say so where it may surprise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from digests.errors import QueryError
from digests.search.analysis import words
from digests.search.query import remarks
from digests.search.query.field_values import pasted_link, value_clause
from digests.search.query.lexer import OPERATORS, TokenKind, half_width, tokens
from digests.search.query.model import (
    NAMES,
    All,
    AnyOf,
    Not,
    Order,
    Phrase,
    Query,
    TextField,
    Value,
    Word,
)
from digests.search.query.pasted import Manner

if TYPE_CHECKING:
    from digests.search.query.lexer import QueryToken
    from digests.search.query.model import Clause

MAX_LENGTH = 1_000
"""Characters of a query that are read: a longer one was pasted, and would take long to evaluate."""

MAX_DEPTH = 50
"""Nesting of parentheses; a deeper query is refused, as it would exhaust the stack."""

_UNPAIRED = {
    TokenKind.OPEN: "a closing parenthesis is expected for this one",
    TokenKind.CLOSE: "there is no opening parenthesis for this one",
    TokenKind.UNCLOSED: "a closing quotation mark is expected",
}
_ENDS = (TokenKind.END, TokenKind.CLOSE, TokenKind.OR, TokenKind.AND)
_VALUES = (TokenKind.WORD, TokenKind.ADDRESS, TokenKind.PHRASE, *OPERATORS)


def parse_query(text: str) -> Query:
    """Return the syntax tree of `text`.

    Raises QueryError, and nothing else, whatever the text.
    """
    typed = _cut(half_width(text))
    return _Parser(text, typed, _settled(tokens(typed))).query()


def _cut(typed: str) -> str:
    if len(typed) <= MAX_LENGTH:
        return typed
    return typed[:MAX_LENGTH].rpartition(" ")[0] or typed[:MAX_LENGTH]


def _settled(read: list[QueryToken]) -> list[QueryToken]:
    """Make words of the names of fields that something follows, but not at once: `in: brief`."""
    return [
        token._replace(token=TokenKind.WORD)
        if token.token is TokenKind.FIELD
        and after.token is not TokenKind.END
        and not _is_next_to(token, after)
        else token
        for token, after in zip(read, [*read[1:], read[-1]], strict=True)
    ]


def _paired(read: list[QueryToken]) -> frozenset[int]:
    """Return the indexes of the parentheses that have their other one."""
    paired: list[int] = []
    opened: list[int] = []
    for index, token in enumerate(read):
        if token.token is TokenKind.OPEN:
            opened.append(index)
        elif token.token is TokenKind.CLOSE and opened:
            paired += (opened.pop(), index)
    return frozenset(paired)


def _is_next_to(token: QueryToken, after: QueryToken) -> bool:
    return after.start - (after.token is TokenKind.PHRASE) == token.end


@dataclass(slots=True)
class _Parser:
    """Reads tokens from left to right; `at` is the index of the next one."""

    text: str
    typed: str
    tokens: list[QueryToken]
    at: int = 0
    order: Order = Order.BEST
    depth: int = 0
    remarks: dict[str, None] = field(default_factory=dict)
    manner: Manner = field(init=False)
    paired: frozenset[int] = field(init=False)

    def query(self) -> Query:
        self.manner = Manner(self.tokens)
        self.paired = _paired(self.tokens)
        if len(self.typed) < len(self.text):
            self.remarks[remarks.cut(len(self.typed))] = None
        part = None if self.kind is TokenKind.END else self._any()
        if part is None and self.text.strip() and self.order is Order.BEST:
            raise QueryError(self.text, 0, "a word with letters or digits is expected")
        if not self.manner.is_title:
            self.remarks |= dict.fromkeys(remarks.about_words(self.tokens))
        return Query(part, self.order, tuple(self.remarks))

    @property
    def next(self) -> QueryToken:
        return self.tokens[self.at]

    @property
    def kind(self) -> TokenKind:
        return self.next.token

    @property
    def after(self) -> TokenKind:
        """The kind of the token after the next one."""
        return self.tokens[min(self.at + 1, len(self.tokens) - 1)].token

    def _any(self) -> Clause | None:
        parts = [self._all()]
        while self.kind is TokenKind.OR:
            operator = self.next
            self.at += 1
            parts.append(self._all())
            if parts[-1] is None:
                self._mistake("words are expected on both sides of OR", operator.start)
        return _combined(AnyOf, parts)

    def _all(self) -> Clause | None:
        parts: list[Clause | None] = []
        while self.kind is not TokenKind.END:
            if self.kind is TokenKind.CLOSE and self.at in self.paired:
                break
            if self.kind is TokenKind.OR and any(parts) and not self._is_last_word():
                break
            if self.kind is TokenKind.AND and any(parts) and self.after not in _ENDS:
                self.at += 1
            else:
                parts.append(self._one())
        return _combined(All, parts)

    def _is_last_word(self) -> bool:
        """Return whether OR is the end of a title."""
        return self.after in (TokenKind.END, TokenKind.CLOSE) and self.manner.is_title

    def _one(self) -> Clause | None:
        kind, token = self.kind, self.next
        if kind is TokenKind.OPEN and self.at in self.paired:
            return self._group()
        if kind in (TokenKind.MINUS, TokenKind.NOT) and self.after not in _ENDS:
            return self._negation()
        if kind is TokenKind.FIELD:
            return self._field()
        self.at += 1
        if kind in _UNPAIRED:
            self._mistake(_UNPAIRED[kind], token.start, remarks.unpaired(kind))
            return None
        if kind is TokenKind.ADDRESS and self.manner.is_link(token):
            return pasted_link(token.value) or self._text(token, TextField.ANYWHERE)
        return self._text(token, TextField.ANYWHERE)

    def _group(self) -> Clause | None:
        position = self.next.start
        is_call = self.at > 0 and self.tokens[self.at - 1].end == position
        self._descend(position)
        part = self._any()
        self.depth -= 1
        self.at += 1
        if part is None and not is_call:
            self._mistake("a word is expected inside the parentheses", position)
        return part

    def _negation(self) -> Clause | None:
        if remark := self.manner.remark_on_negation(self.at):
            self.remarks[remark] = None
            if self.kind is TokenKind.MINUS:
                self.at += 1
            return self._text_of_next()
        self._descend(self.next.start)
        part = self._one()
        self.depth -= 1
        return None if part is None else Not(part)

    def _text_of_next(self) -> Clause | None:
        token = self.next
        if token.token not in (TokenKind.WORD, TokenKind.NOT):
            return self._one()
        self.at += 1
        return self._text(token, TextField.ANYWHERE)

    def _descend(self, position: int) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise QueryError(self.text, position, "the query is nested too deeply")
        self.at += 1

    def _text(self, token: QueryToken, name: TextField) -> Word | Phrase | Value | None:
        """Return a word or phrase, or None when it has no letters or digits."""
        if not _is_searchable(token.value):
            return None
        if token.token is TokenKind.PHRASE:
            is_name = name in NAMES
            return Value(name, token.value) if is_name else Phrase(token.value, name)
        word = token.value.rstrip("*")
        is_prefix = f"{word}*" == token.value and not word.startswith("*")
        if word in ("AND", "OR", "NOT") and not is_prefix:
            word = word.lower()
        return Word(word, name, is_prefix)

    def _field(self) -> Clause | None:
        token, value = self.next, self.tokens[self.at + 1]
        name = token.value.lower()
        self.at += 1
        if value.token not in _VALUES:
            self._mistake(f"a value is expected right after {name}:", token.end)
            return Word(name)
        self.at += 1
        part = self._value_of(name, value, token.start)
        if isinstance(part, str):
            remark = partial(remarks.bad_value, name, value.value, part)
            self._mistake(part, value.start, remark())
            return Phrase(f"{name} {value.value}")
        return part

    def _value_of(self, name: str, value: QueryToken, position: int) -> Clause | str | None:
        if name == "sort":
            if value.value.lower() not in tuple(Order):
                return "best or new is expected"
            self.order = Order(value.value.lower())
            return None
        if name in tuple(TextField):
            part = self._text(value, TextField(name))
            return part or f"a value with letters or digits is expected after {name}:"
        return value_clause(name, value.value, position)

    def _mistake(self, expected: str, position: int, remark: str = "") -> None:
        """Raise QueryError, or in a title leave `remark`, if any."""
        if not self.manner.is_title and len(self.typed) == len(self.text):
            raise QueryError(self.text, position, expected)
        if remark:
            self.remarks[remark] = None


def _combined(kind: type[All | AnyOf], parts: list[Clause | None]) -> Clause | None:
    unique = tuple(dict.fromkeys(part for part in parts if part is not None))
    return kind(unique) if len(unique) > 1 else unique[0] if unique else None


def _is_searchable(text: str) -> bool:
    return next(words(text), None) is not None
