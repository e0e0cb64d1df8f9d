"""Full-text search: what may be asked, and the index that answers.

What may be asked

    query.py         what a query can say            analysis.py      what counts as a word
    query_signs.py   the signs it is made of         spellings.py     how a word may be spelled
    query_dates.py   `2026-01`, `7d` -> days         fields.py        which word looks where
    query_parser.py  typed text -> Query             vocabulary.py    the values that occur
    narrowing.py     a value more or less            completion.py    what a word may become

The index

    prepared.py      an issue -> what is written     index.py         the index: changed and opened
    stored.py        what hits show                  schema.py        the fields, for the engine
    segments/        the files, byte by byte: writing, merging, reading

The answer

    snapshot.py      all segments as one             evaluation.py    a page: how it comes about
    item_sets.py     sets of items as arrays         hits.py          what a search returns
    matching.py      Query -> items                  snippets.py      marks, and what a hit shows
    bm25f.py         the formula of scores           facets.py        how a result spreads
    ranking.py       items -> the best of them       field_values.py  names that are counted
    membership.py    a query within some issues      suggestions.py   what may have been meant

Nothing outside this folder knows the engine.
"""

from __future__ import annotations

from digests.search.hits import HighlightedText, Hit, SearchPage
from digests.search.query.model import Query
from digests.search.query.parser import parse_query

__all__ = ["HighlightedText", "Hit", "Query", "SearchPage", "parse_query"]
