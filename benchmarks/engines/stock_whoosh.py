"""Whoosh as it comes, with the library's analysis."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from whoosh.analysis import Analyzer, Token

from benchmarks.engines import BEST, Answer
from benchmarks.material import rows
from benchmarks.wanted import (
    Both,
    Either,
    Model,
    Publication,
    Sequence,
    Since,
    Site,
    Term,
    Without,
)
from digests.search.analysis import terms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.wanted import Question, Wanted
    from digests import Issue

# The stubs of this project know what the library uses of Whoosh, and no more.
_fields: Any = import_module("whoosh.fields")
_index: Any = import_module("whoosh.index")
_query: Any = import_module("whoosh.query")

_WEIGHTS = {"title": 2.5, "body": 1.0, "section": 0.4}
_MEMORY = 256
_LAST_DAY = 4_000_000


class Terms(Analyzer):
    """The library's analysis."""

    def __call__(self, value: str, **_options: object) -> Iterator[Any]:
        """Yield one token object again and again, as Whoosh's analyzers do."""
        token = Token()
        token.boost = 1.0
        token.stopped = False
        for term in terms(value):
            token.text = term
            yield token


class StockWhoosh:
    """Texts without positions, so that a sequence is any text with all terms; filters as terms."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        text = _fields.TEXT(analyzer=Terms(), phrase=False)
        if folder.exists():
            self._index = _index.open_dir(str(folder))
        else:
            folder.mkdir()
            schema = _fields.Schema(
                publication=_fields.ID(),
                models=_fields.KEYWORD(),
                sites=_fields.KEYWORD(),
                day=_fields.NUMERIC(int),
                **dict.fromkeys(_WEIGHTS, text),
            )
            self._index = _index.create_in(str(folder), schema)
        self._writer: Any = None
        self._searcher: Any = None

    def add(self, issue: Issue) -> None:
        if self._writer is None:
            self._writer = self._index.writer(limitmb=_MEMORY)
        for row in rows(issue):
            self._writer.add_document(**row._asdict())

    def finish(self) -> None:
        self._writer.commit()

    def ask(self, question: Question) -> Answer | None:
        if question.wanted is None:
            return None
        if self._searcher is None:
            self._searcher = self._index.searcher()
        return Answer(len(list(self._searcher.search(_asked(question.wanted), limit=BEST))))

    def size(self) -> int:
        return sum(path.stat().st_size for path in self._folder.iterdir())


def _asked(wanted: Wanted) -> Any:  # noqa: ANN401 # Whoosh ships no types
    match wanted:
        case Term():
            make = _query.Prefix if wanted.goes_on else _query.Term
            return _query.Or([make(name, wanted.text, boost=_WEIGHTS[name]) for name in _WEIGHTS])
        case Sequence():
            return _query.And([_asked(Term(term)) for term in wanted.terms])
        case Either():
            return _query.Or([_asked(part) for part in wanted.parts])
        case Both():
            return _query.And([_asked(part) for part in wanted.parts])
        case Without():
            return _query.Not(_asked(wanted.part))
        case Since():
            return _query.NumericRange("day", wanted.day, _LAST_DAY)
        case Publication():
            return _query.Term("publication", wanted.name)
        case Model():
            return _query.Prefix("models", wanted.start)
        case Site():
            return _query.Term("sites", wanted.host)
    raise NotImplementedError(wanted)
