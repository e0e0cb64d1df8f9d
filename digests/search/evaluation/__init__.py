"""Answering a query: matching, ranking, snippets, facets and suggestions."""
