"""What a query asks of any engine, as values that each engine puts in its own terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the texts: title, body or section."""

    text: str
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """Terms of the texts, one right after another."""

    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """Issues from a day on, counted from 0001-01-01, which is day 1."""

    day: int


@dataclass(frozen=True, slots=True)
class Publication:
    """Issues of the publication of this name."""

    name: str


@dataclass(frozen=True, slots=True)
class Model:
    """Issues about a model whose name begins so."""

    start: str


@dataclass(frozen=True, slots=True)
class Site:
    """Items with a link to this host."""

    host: str


@dataclass(frozen=True, slots=True)
class Both:
    """All of the parts."""

    parts: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of the parts."""

    parts: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """None of what is in `part`."""

    part: Wanted


Wanted: TypeAlias = Term | Sequence | Since | Publication | Model | Site | Both | Either | Without


@dataclass(frozen=True, slots=True)
class Question:
    """One query."""

    typed: str

    wanted: Wanted | None
    """What rivals are asked; None for what they have no index of."""
