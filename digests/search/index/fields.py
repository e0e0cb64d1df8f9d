"""The fields of the index, and which of them each field of a query is searched in."""

from __future__ import annotations

from digests.search.query.model import ExactField, TextField

WEIGHTED_FIELD = "words"
"""The words of title, body and section titles, each with its weight in the item."""

PREFIX_FIELD = "starts"
"""Prefixes of so many words that the index stores their items."""

KEY_FIELD = "issue"
"""The id of the issue."""

TEXT_FIELDS = {
    TextField.ANYWHERE: WEIGHTED_FIELD,
    TextField.SECTION: "section",
    TextField.TITLE: "title",
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
ITEM_FIELDS = (WEIGHTED_FIELD, "title", "section", "site", "has")
"""Fields whose posting lists have numbers of items, as those of `PREFIX_FIELD` do too."""

ISSUE_FIELDS = frozenset(
    {KEY_FIELD, "publication", "company", "model", "topic", "person", "language"}
)
"""Fields that are the same for all items of an issue; their lists have numbers of issues."""

SCHEMA_VERSION = 5
"""Raise it whenever fields, files, stored values or analysis change: indexes are then rebuilt."""
