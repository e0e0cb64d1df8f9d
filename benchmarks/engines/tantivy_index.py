"""Tantivy, an engine in Rust, held to one thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    from pathlib import Path

    from benchmarks.wanted import Question, Wanted
    from digests import Issue

_WEIGHTS = {"title": 2.5, "body": 1.0, "section": 0.4}
_SHOWN = "shown"
_MEMORY = 256_000_000
_LAST_DAY = 4_000_000


class Tantivy:
    """Terms with positions, and texts that are stored, as the library has them."""

    is_text_read = False

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._tantivy: Any = tantivy
        builder = tantivy.SchemaBuilder()
        for name in _WEIGHTS:
            builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
        for name in ("models", "sites"):
            builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
        builder.add_text_field("publication", tokenizer_name="raw", index_option="basic")
        builder.add_integer_field("day", indexed=True)
        builder.add_bytes_field(_SHOWN, stored=True)
        self._schema = builder.build()
        folder.mkdir(exist_ok=True)
        self._folder = folder
        self._index = tantivy.Index(self._schema, path=str(folder))
        self._writer: Any = None

    def add(self, issue: Issue) -> None:
        if self._writer is None:
            self._writer = self._index.writer(_MEMORY, num_threads=1)
        for row in rows(issue):
            texts = {name: " ".join(terms(getattr(row, name))) for name in _WEIGHTS}
            others = {
                name: getattr(row, name) for name in ("publication", "models", "sites", "day")
            }
            shown = {_SHOWN: f"{row.title}\n{row.body}".encode()}
            self._writer.add_document(self._tantivy.Document(**texts, **others, **shown))

    def finish(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()

    def ask(self, question: Question) -> Answer | None:
        if question.wanted is None:
            return None
        self._index.reload()
        searcher = self._index.searcher()
        hits = searcher.search(self._query(question.wanted), BEST, count=False).hits
        if self.is_text_read:
            hits = [searcher.doc(address)[_SHOWN][0] for _, address in hits]
        return Answer(len(hits))

    def size(self) -> int:
        files = self._folder.iterdir()
        return sum(path.stat().st_size for path in files if path.suffix != ".store")

    def _query(self, wanted: Wanted) -> Any:  # noqa: ANN401 # the rival ships no types for it
        query, occur = self._tantivy.Query, self._tantivy.Occur
        match wanted:
            case Term():
                fields = [(occur.Should, self._term(wanted, name)) for name in _WEIGHTS]
                return query.boolean_query(fields)
            case Sequence():
                texts = [(occur.Should, self._sequence(wanted, name)) for name in _WEIGHTS]
                return query.boolean_query(texts)
            case Either():
                return query.boolean_query([(occur.Should, self._query(p)) for p in wanted.parts])
            case Both():
                return query.boolean_query([self._clause(part) for part in wanted.parts])
            case Since():
                kind = self._tantivy.FieldType.Integer
                return query.range_query(self._schema, "day", kind, wanted.day, _LAST_DAY)
            case Publication():
                return query.term_query(self._schema, "publication", wanted.name)
            case Model():
                return self._start("models", wanted.start)
            case Site():
                return query.term_query(self._schema, "sites", wanted.host)
        raise NotImplementedError(wanted)

    def _clause(self, part: Wanted) -> tuple[Any, Any]:
        if isinstance(part, Without):
            return self._tantivy.Occur.MustNot, self._query(part.part)
        return self._tantivy.Occur.Must, self._query(part)

    def _term(self, term: Term, name: str) -> Any:  # noqa: ANN401 # as above
        query = self._tantivy.Query
        if term.goes_on:
            found = self._start(name, term.text)
        else:
            found = query.term_query(self._schema, name, term.text)
        return query.boost_query(found, _WEIGHTS[name])

    def _sequence(self, wanted: Sequence, name: str) -> Any:  # noqa: ANN401 # as above
        query = self._tantivy.Query
        found = query.phrase_query(self._schema, name, list(wanted.terms))
        return query.boost_query(found, _WEIGHTS[name])

    def _start(self, name: str, start: str) -> Any:  # noqa: ANN401 # as above
        query = self._tantivy.Query
        return query.fuzzy_term_query(self._schema, name, start, distance=0, prefix=True)


class TantivyTexts(Tantivy):
    """The same index, asked for the stored texts of its hits as well."""

    is_text_read = True
