"""The fields of an item, as the engine knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whoosh.analysis import Analyzer, Token
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, ID, STORED, TEXT, FieldType, Schema
from whoosh.formats import Existence

from digests.search.analysis import terms
from digests.search.index.fields import (
    EXACT_FIELDS,
    KEY_FIELD,
    STARTS_FIELD,
    TEXT_FIELDS,
    WEIGHTED_FIELD,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class TermAnalyzer(Analyzer):
    """The library's own analysis, as the engine wants it.

    Indexes hold this class by name, in their pickled schema.
    """

    def __call__(self, value: str, **_options: object) -> Iterator[Token]:
        """Yield the terms of `value` in one token object, as the engine's analyzers do."""
        token = Token()
        token.boost = 1.0
        token.stopped = False
        for term in terms(value):
            token.text = term
            yield token


def schema() -> Schema:
    """Return the fields of an item in the index."""
    analyzer = TermAnalyzer()
    fields = {
        WEIGHTED_FIELD: TEXT(analyzer=analyzer, phrase=False),
        "day": COLUMN(NumericColumn("i")),
        "stored": STORED(),
    }
    unweighted = FieldType(Existence(), analyzer)
    for name in TEXT_FIELDS.values():
        fields.setdefault(name, unweighted)
    for name in (KEY_FIELD, STARTS_FIELD, *EXACT_FIELDS.values()):
        fields[name] = ID()
    return Schema(**fields)
