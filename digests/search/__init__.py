"""Full-text search: queries, the index, and their evaluation to hits.

Only `segments` knows the search engine, Whoosh, which writes the index and does not search it.
"""

from __future__ import annotations

from digests.search.hits import HighlightedText, Hit, SearchPage
from digests.search.query.model import Query
from digests.search.query.parser import parse_query

__all__ = ["HighlightedText", "Hit", "Query", "SearchPage", "parse_query"]
