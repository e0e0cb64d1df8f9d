"""Full-text search: what may be asked, and the index that answers.

    query.py         what a query can say            schema.py        what is kept of an item
    query_signs.py   the signs it is made of         index.py         the index on disk
    query_dates.py   `2026-01`, `7d` -> days         engine_query.py  Query -> the engine's query
    query_parser.py  typed text -> Query             evaluation.py    the answer: hits in order
    analysis.py      what counts as a word           hits.py          what a search returns
    spellings.py     how a word may be spelled       snippets.py      marks, and what a hit shows

Nothing outside this folder knows the engine.
"""

from __future__ import annotations

from digests.search.hits import HighlightedText, Hit, SearchPage
from digests.search.query import Query
from digests.search.query_parser import parse_query

__all__ = ["HighlightedText", "Hit", "Query", "SearchPage", "parse_query"]
