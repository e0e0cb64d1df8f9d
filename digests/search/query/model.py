"""The syntax tree of a query: frozen values.

`str(query)` returns a text that parses to an equal tree.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from digests.model.text import subject_key

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator


class TextField(StrEnum):
    """A field of words. `ANYWHERE` stands for title, body and section titles."""

    ANYWHERE = ""
    PUBLICATION = "in"
    SECTION = "section"
    TITLE = "title"
    COMPANY = "company"
    MODEL = "model"
    TOPIC = "topic"
    PERSON = "person"


NAMES = (
    TextField.PUBLICATION,
    TextField.COMPANY,
    TextField.MODEL,
    TextField.TOPIC,
    TextField.PERSON,
)
"""Fields whose quoted values are names as a whole, not phrases."""


class ExactField(StrEnum):
    """A field whose value is compared as a whole."""

    SITE = "site"
    LANGUAGE = "lang"
    STATE = "is"
    TAG = "tag"
    HAS = "has"


class DateField(StrEnum):
    """How the date of an issue is compared with a period."""

    AFTER = "after"
    """From the first day of the period on."""
    BEFORE = "before"
    """Until the day before the period."""
    ON = "on"
    """Within the period."""


class LinkPart(StrEnum):
    """Which part of a link's address is asked for."""

    WHOLE = "whole"
    """All of it: a pasted address."""
    START = "start"
    """The host or a domain above it, and the first folders of the path: `site:`."""
    ANY = "any"
    """Some characters of it: `link:`."""


class Order(StrEnum):
    """The order of hits."""

    BEST = "best"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a space. They may have several terms, as `GPT模型` has."""

    text: str
    field: TextField = TextField.ANYWHERE

    is_prefix: bool = False
    """True when words that begin with it match too."""

    def __str__(self) -> str:
        """Spell it as it was typed."""
        return f"{_before(self.field)}{self.text}{'*' if self.is_prefix else ''}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must follow one another."""

    text: str
    field: TextField = TextField.ANYWHERE

    def __str__(self) -> str:
        """Spell it in quotation marks, which its text cannot hold."""
        return f'{_before(self.field)}"{self.text}"'


@dataclass(frozen=True, slots=True)
class Value:
    """A field that names things, and the whole name that it must have."""

    field: TextField
    """One of `NAMES`."""

    value: str
    """Two are the same if their `value_key` is."""

    def __str__(self) -> str:
        """Spell it in quotation marks, which its text cannot hold."""
        return f'{self.field}:"{self.value}"'


@dataclass(frozen=True, slots=True)
class LinkTo:
    """Items with a link to an address."""

    address: str
    """A `comparable_address`."""

    part: LinkPart = LinkPart.WHOLE

    @property
    def written(self) -> Phrase | None:
        """The words of a text that writes a whole address, which finds it as a link does."""
        return Phrase(str(self)) if self.part is LinkPart.WHOLE else None

    def has(self, address: str) -> bool:
        """Return whether a link to `address`, a `comparable_address`, is meant."""
        if self.part is LinkPart.WHOLE:
            return address == self.address
        if self.part is LinkPart.ANY:
            return self.address in f"{address}/"
        before, found, after = address.partition(self.address)
        is_host = not before or (before.endswith(".") and "/" not in before and "?" not in before)
        return bool(found) and is_host and after[:1] in ("", "/", "?", "&")

    def __str__(self) -> str:
        """Spell it as an address with a scheme, or with its field."""
        if self.part is LinkPart.WHOLE:
            return f"https://{self.address}"
        return f"{'site' if self.part is LinkPart.START else 'link'}:{_quoted(self.address)}"


@dataclass(frozen=True, slots=True)
class Exact:
    """A field and the exact value that it must have."""

    field: ExactField
    value: str
    """In lower case, except for tags."""

    position: int = dataclasses.field(default=0, compare=False)
    """Where in the query it begins, for errors at evaluation."""

    def __str__(self) -> str:
        """Spell it as it was typed."""
        return f"{self.field}:{_quoted(self.value)}"


@dataclass(frozen=True, slots=True)
class Dates:
    """Issues of certain days. Undated issues never match."""

    field: DateField
    first: datetime.date
    last: datetime.date
    """The period that was typed, both days included: `2026-01` is all of January."""

    def __str__(self) -> str:
        """Spell it with the shortest date that means the same period."""
        days = (self.last - self.first).days
        text = self.first.isoformat()
        shortened = text if days == 0 else text[:7] if days < 31 else text[:4]
        return f"{self.field}:{shortened}"


@dataclass(frozen=True, slots=True)
class Recent:
    """Issues of the last `days` days, today included."""

    days: int

    def __str__(self) -> str:
        """Spell it in days."""
        return f"last:{self.days}d"


@dataclass(frozen=True, slots=True)
class Not:
    """Everything that does not match `part`."""

    part: Clause

    def __str__(self) -> str:
        """Spell it with a minus."""
        return f"-{_enclosed(self.part)}"


@dataclass(frozen=True, slots=True)
class All:
    """Everything that matches all of two or more clauses."""

    parts: tuple[Clause, ...]

    def __str__(self) -> str:
        """Spell the clauses one after another."""
        return " ".join(
            str(part) if not isinstance(part, AnyOf | All) else f"({part})" for part in self.parts
        )


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Everything that matches at least one of two or more clauses."""

    parts: tuple[Clause, ...]

    def __str__(self) -> str:
        """Spell the clauses with OR between them; a sequence binds tighter than OR."""
        return " OR ".join(
            f"({part})" if isinstance(part, AnyOf) else str(part) for part in self.parts
        )


Clause: TypeAlias = Word | Phrase | Value | LinkTo | Exact | Dates | Recent | Not | All | AnyOf


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query."""

    part: Clause | None = None
    """None when the query is empty or only names an order."""

    order: Order = Order.BEST

    remarks: tuple[str, ...] = dataclasses.field(default=(), compare=False)
    """What was read otherwise than it is written, each a sentence without a stop."""

    def __str__(self) -> str:
        """Spell the query; the order comes last, and only when it is not the default."""
        texts = [] if self.part is None else [str(self.part)]
        if self.order is not Order.BEST:
            # OR extends to the end of the query, so the order must be outside of it.
            texts = [f"({text})" if isinstance(self.part, AnyOf) else text for text in texts]
            texts.append(f"sort:{self.order}")
        return " ".join(texts)


def positive_words(part: Clause | None) -> Iterator[Word | Phrase]:
    """Yield the words and phrases of a query, values included, except those that it excludes."""
    if isinstance(part, Word | Phrase):
        yield part
    elif isinstance(part, Value):
        yield Phrase(part.value, part.field)
    elif isinstance(part, All | AnyOf):
        for inner in part.parts:
            yield from positive_words(inner)


def value_key(value: str) -> str:
    """Return what `Value` compares: `subject_key` without marks that a query cannot hold."""
    return subject_key(value.translate(_QUOTATION_MARKS))


_QUOTATION_MARKS = dict.fromkeys(map(ord, '"“”„＂'))


def _quoted(value: str) -> str:
    return value if _NEEDS_NO_QUOTES.fullmatch(value) else f'"{value}"'


_NEEDS_NO_QUOTES = re.compile(r"\w[\w./?&=%~+-]*")


def _before(name: TextField) -> str:
    return f"{name}:" if name else ""


def _enclosed(part: Clause) -> str:
    return f"({part})" if isinstance(part, All | AnyOf | Not) else str(part)
