"""What a query can say.

A query is a tree of frozen values; `str(query)` spells it so that it parses to an equal tree.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator


class TextField(StrEnum):
    """A field that holds words. The empty one stands for title, body and section titles."""

    ANYWHERE = ""
    PUBLICATION = "in"
    SECTION = "section"
    TITLE = "title"
    COMPANY = "company"
    MODEL = "model"
    TOPIC = "topic"
    PERSON = "person"


class ExactField(StrEnum):
    """A field that is equal to its value or is not."""

    SITE = "site"
    LANGUAGE = "lang"
    STATE = "is"
    TAG = "tag"
    HAS = "has"


class DateField(StrEnum):
    """How a day of the calendar is meant."""

    AFTER = "after"
    """From that day on."""
    BEFORE = "before"
    """Until the day before."""
    ON = "on"


class Order(StrEnum):
    """What comes first among the hits."""

    BEST = "best"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a space. They may hold several terms: `GPT模型`."""

    text: str
    field: TextField = TextField.ANYWHERE

    is_prefix: bool = False
    """True when other words that begin like it are meant too."""

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
class Exact:
    """A field with a value that is taken as it is."""

    field: ExactField
    value: str
    """In lower case, except for tags."""

    position: int = dataclasses.field(default=0, compare=False)
    """Where in the query it begins, for an error that is found later."""

    def __str__(self) -> str:
        """Spell it as it was typed."""
        quoted = f'"{self.value}"' if " " in self.value else self.value
        return f"{self.field}:{quoted}"


@dataclass(frozen=True, slots=True)
class Dates:
    """Issues of certain days. Undated issues are never among them."""

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
    """Issues of the last days, today included."""

    days: int

    def __str__(self) -> str:
        """Spell it in days."""
        return f"last:{self.days}d"


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but `part`."""

    part: Part

    def __str__(self) -> str:
        """Spell it with a minus."""
        return f"-{_enclosed(self.part)}"


@dataclass(frozen=True, slots=True)
class All:
    """Every one of two or more parts."""

    parts: tuple[Part, ...]

    def __str__(self) -> str:
        """Spell the parts one after another."""
        return " ".join(
            str(part) if not isinstance(part, AnyOf | All) else f"({part})" for part in self.parts
        )


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of two or more parts."""

    parts: tuple[Part, ...]

    def __str__(self) -> str:
        """Spell the parts with OR between them; a sequence binds closer than OR."""
        return " OR ".join(
            f"({part})" if isinstance(part, AnyOf) else str(part) for part in self.parts
        )


Part: TypeAlias = Word | Phrase | Exact | Dates | Recent | Not | All | AnyOf


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query."""

    part: Part | None = None
    """None when nothing was asked."""

    order: Order = Order.BEST

    def __str__(self) -> str:
        """Spell the query; the order comes last, and only when it is not the usual one."""
        words = [] if self.part is None else [str(self.part)]
        if self.order is not Order.BEST:
            # OR takes in everything up to the end, so the order must stand outside of it.
            words = [f"({word})" if isinstance(self.part, AnyOf) else word for word in words]
            words.append(f"sort:{self.order}")
        return " ".join(words)


def wanted(part: Part | None) -> Iterator[Word | Phrase]:
    """Yield the words and phrases that a hit may hold, those after a minus left out."""
    if isinstance(part, Word | Phrase):
        yield part
    elif isinstance(part, All | AnyOf):
        for inner in part.parts:
            yield from wanted(inner)


def _before(name: TextField) -> str:
    return f"{name}:" if name else ""


def _enclosed(part: Part) -> str:
    return f"({part})" if isinstance(part, All | AnyOf) else str(part)
