"""The queries of the search benchmark, and what they ask of any engine.

The library's own parser and spellings turn a query into terms, so rivals look for the same ones;
a rival's answer is not checked against the text, where the library's is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from digests.search.analysis import is_cjk
from digests.search.query.model import All, AnyOf, Dates, Not, Phrase, TextField, Word
from digests.search.query.parser import parse_query
from digests.search.query.spellings import spellings

if TYPE_CHECKING:
    from digests.search.query.model import Clause
    from digests.search.query.spellings import Spelling

TYPED = (
    "openai", "o", "op", "ai", "g", "gpt", "gpt5.6", "大模型", "开源", "开", "deepseek v3",
    "谷歌 视频 生成", "推理模型 强化学习", '"mixture of experts"', '"强化学习"', "rust async",
    "in:{publication} ai", "agent after:2026-01 -openai", "model:qwen*",
    "(claude OR gemini) 编程", "zzzz",
)  # fmt: skip
"""As a user types them, so the last word goes on."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the texts: title, body or section."""

    text: str
    goes_on: bool = False


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


Wanted: TypeAlias = Term | Since | Publication | Model | Both | Either | Without


@dataclass(frozen=True, slots=True)
class Question:
    """One query."""

    typed: str
    wanted: Wanted


def questions(publication: str) -> list[Question]:
    """Return the queries; one of them is about `publication`."""
    start = publication.partition("-")[0]
    return [_question(typed.format(publication=start), publication) for typed in TYPED]


def _question(typed: str, publication: str) -> Question:
    part = parse_query(typed, as_you_type=True).part
    assert part is not None, typed
    return Question(typed, _wanted(part, publication))


def _wanted(part: Clause, publication: str) -> Wanted:
    match part:
        case Word(field=TextField.PUBLICATION):
            return Publication(publication)
        case Word(field=TextField.MODEL):
            return Model(part.text)
        case Word() | Phrase():
            return _joined(Both, [_spelled(spelling) for spelling in spellings(part)])
        case All():
            return Both(tuple(_wanted(inner, publication) for inner in part.parts))
        case AnyOf():
            return Either(tuple(_wanted(inner, publication) for inner in part.parts))
        case Not():
            return Without(_wanted(part.part, publication))
        case Dates():
            return Since(part.first.toordinal())
    raise NotImplementedError(part)


def _spelled(spelling: Spelling) -> Wanted:
    *first, last = spelling.terms
    all_terms = _joined(Both, [*map(Term, first), _last(last, spelling)])
    if not spelling.alternative:
        return all_terms
    return Either((all_terms, _last(spelling.alternative, spelling)))


def _last(term: str, spelling: Spelling) -> Term:
    return Term(term, len(term) == 1 if is_cjk(term) else spelling.is_prefix)


def _joined(join: type[Both], parts: list[Wanted]) -> Wanted:
    return parts[0] if len(parts) == 1 else join(tuple(parts))
