"""From a query of ours to a query of the engine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from whoosh.matching import FilterMatcher, Matcher
from whoosh.query import And, Every, NumericRange, Or, Prefix, Term
from whoosh.query import Not as AllBut
from whoosh.query.wrappers import WrappingQuery

from digests.errors import QueryError
from digests.search.analysis import is_cjk
from digests.search.query import (
    All,
    AnyOf,
    DateField,
    Dates,
    Exact,
    ExactField,
    Not,
    Part,
    Phrase,
    Query,
    Recent,
    TextField,
    Word,
)
from digests.search.schema import START_LENGTH, StoredItem
from digests.search.spellings import is_in, spellings

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from whoosh.query import Query as EngineQuery
    from whoosh.searching import SearchContext, Searcher

    from digests.search.spellings import Spelling

_WEIGHTS = {"title": 2.5, "body": 1.0, "section": 0.4}
"""What a word counts, by where it stands; these are the places of a word without a field."""

_FIELDS = {
    TextField.PUBLICATION: "publication",
    TextField.SECTION: "section",
    TextField.TITLE: "title",
    TextField.COMPANY: "company",
    TextField.MODEL: "model",
    TextField.TOPIC: "topic",
    TextField.PERSON: "person",
}
_LAST_DAY = 3_652_059
"""9999-12-31, counted from 0001-01-01."""


class _Question(NamedTuple):
    """What is the same for all parts of one query."""

    text: str
    today: datetime.date


def engine_query(query: Query, text: str, today: datetime.date) -> EngineQuery | None:
    """Return what the engine must look for, or None when nothing was asked.

    Args:
        query: what to find.
        text: how the user spelled it, for errors.
        today: the day that `last:` counts back from.

    Raises:
        QueryError: the query asks for something that the index does not know.
    """
    if query.part is None:
        return Every() if text.strip() else None
    return _convert(query.part, _Question(text, today))


def _convert(part: Part, question: _Question) -> EngineQuery:
    match part:
        case Word() | Phrase():
            return _joined(And, [_spelled(word, part.field) for word in spellings(part)])
        case All():
            return And([_convert(inner, question) for inner in part.parts])
        case AnyOf():
            return Or([_convert(inner, question) for inner in part.parts])
        case Not():
            return And([Every(), AllBut(_convert(part.part, question))])
        case Exact():
            return _exact(part, question)
        case Dates():
            return _dates(part)
        case Recent():
            today = question.today.toordinal()
            return _days(today - part.days + 1, today)


def _dates(part: Dates) -> EngineQuery:
    first, last = part.first.toordinal(), part.last.toordinal()
    if part.field is DateField.AFTER:
        return _days(first, _LAST_DAY)
    if part.field is DateField.BEFORE:
        return _days(1, first - 1)
    return _days(first, last)


def _exact(part: Exact, question: _Question) -> EngineQuery:
    if part.field in (ExactField.STATE, ExactField.TAG):
        reason = f"{part.field}: needs marks, and this library keeps none"
        raise QueryError(question.text, part.position, reason)
    fields = {ExactField.SITE: "site", ExactField.HAS: "has", ExactField.LANGUAGE: "language"}
    return Term(fields[part.field], part.value)


def _days(first: int, last: int) -> EngineQuery:
    return NumericRange("day", max(first, 1), max(last, 0))


def _spelled(spelling: Spelling, field: TextField) -> EngineQuery:
    if field is not TextField.ANYWHERE:
        return _in_field(spelling, _FIELDS[field])
    if len(spelling.terms) == 1 and _is_start(spelling):
        # A beginning has too many endings to look each one up, so it is a term of its own.
        term = spelling.terms[0]
        found: list[EngineQuery] = [Term(name, term, boost=_WEIGHTS[name]) for name in _WEIGHTS]
        return Or([*found, Term("starts", term, boost=0.1)])
    return Or([_in_field(spelling, name) for name in _WEIGHTS])


def _is_start(spelling: Spelling) -> bool:
    term = spelling.terms[0]
    if is_cjk(term):
        return len(term) == 1
    return spelling.is_prefix and len(term) <= START_LENGTH


def _in_field(spelling: Spelling, name: str) -> EngineQuery:
    """Return what finds a spelling in one field, all its terms side by side."""
    weight = _WEIGHTS.get(name, 1.0)
    *first, last = spelling.terms
    needed: list[EngineQuery] = [Term(name, term, boost=weight) for term in first]
    needed.append(_last_term(spelling, last, name, weight))
    query = _joined(And, needed)
    if spelling.needs_check and name in _TEXTS_OF:
        query = _Checked(query, re.compile(spelling.pattern), _TEXTS_OF[name])
    if spelling.alternative:
        query = Or([query, _last_term(spelling, spelling.alternative, name, weight)])
    return query


def _last_term(spelling: Spelling, term: str, name: str, weight: float) -> EngineQuery:
    """Return what finds `term`, and whatever begins with it when the spelling may go on.

    A single Chinese character always goes on: it is the beginning of pairs.
    """
    exact = Term(name, term, boost=weight)
    goes_on = len(term) == 1 if is_cjk(term) else spelling.is_prefix
    return Or([exact, Prefix(name, term, boost=weight / 4)]) if goes_on else exact


def _joined(
    join: Callable[[list[EngineQuery]], EngineQuery], queries: list[EngineQuery]
) -> EngineQuery:
    return queries[0] if len(queries) == 1 else join(queries)


_TEXTS_OF: dict[str, Callable[[StoredItem], str]] = {
    "title": lambda item: f"{item.title}\n{item.other_title}",
    "body": lambda item: item.text,
    "section": lambda item: "\n".join(item.section),
}
"""Where the index keeps the text of a field, for checking what terms cannot tell."""


class _Checked(WrappingQuery):
    """What `child` finds, without the items whose text lacks `pattern`.

    Fields without positions are half the size; the few phrases pay by reading stored texts.
    """

    def __init__(
        self, child: EngineQuery, pattern: re.Pattern[str], text_of: Callable[[StoredItem], str]
    ) -> None:
        super().__init__(child)
        self._pattern = pattern
        self._text_of = text_of

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        """Return the matcher of `child`, narrowed to the items that pass."""
        found = {
            number
            for number in self.child.matcher(searcher, context).all_ids()
            if is_in(self._pattern, self._text(searcher, number))
        }
        return FilterMatcher(self.child.matcher(searcher, context), found)

    def _text(self, searcher: Searcher, number: int) -> str:
        return self._text_of(StoredItem(*searcher.stored_fields(number)["stored"]))
