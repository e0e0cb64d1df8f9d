"""The fields of the index: which word of a query looks where."""

from __future__ import annotations

from digests.search.query.model import ExactField, TextField

WEIGHTED_FIELD = "words"
"""The words of title, body and section titles, each with how much it counts in its item."""

STARTS_FIELD = "starts"
"""Beginnings that so many words share that the index keeps their items."""

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
"""Their lists hold numbers of items; those of beginnings do so too."""

ISSUE_FIELDS = frozenset(
    {KEY_FIELD, "publication", "company", "model", "topic", "person", "language"}
)
"""What is the same for all items of an issue: their lists hold numbers of issues."""

SCHEMA_VERSION = 4
"""Raise it whenever fields, files, stored values or analysis change: indexes are made anew."""
