"""The fields of the index, and which of them each field of a query is searched in."""

from __future__ import annotations

from digests.search.query.model import ExactField, TextField

WEIGHTED_FIELD = "words"
"""The words of an item, each with its impact and its positions."""

TITLE_FIELD, SECTION_FIELD = "title", "section"
"""Parts of `WEIGHTED_FIELD`, told by positions: they have no lists of their own."""

PREFIX_FIELD = "starts"
"""Prefixes of so many words that the index stores their items."""

KEY_FIELD = "issue"
"""The id of the issue."""

TEXT_FIELDS = {
    TextField.ANYWHERE: WEIGHTED_FIELD,
    TextField.SECTION: SECTION_FIELD,
    TextField.TITLE: TITLE_FIELD,
    TextField.PUBLICATION: "publication",
    TextField.COMPANY: "company",
    TextField.MODEL: "model",
    TextField.TOPIC: "topic",
    TextField.PERSON: "person",
}
EXACT_FIELDS = {
    ExactField.SITE: "site",
    ExactField.HAS: "has",
    ExactField.LANGUAGE: "language",
}
ITEM_FIELDS = (WEIGHTED_FIELD, "site", "has")
"""Fields whose posting lists have numbers of items, as those of `PREFIX_FIELD` do too."""

ISSUE_FIELDS = frozenset(
    {KEY_FIELD, "publication", "company", "model", "topic", "person", "language"}
)
"""Fields that are the same for all items of an issue; their lists have numbers of issues."""

SCHEMA_VERSION = 6
"""Raise it whenever fields, files, stored values or analysis change: indexes are then rebuilt."""
