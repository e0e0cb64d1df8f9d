"""The objects of `--json` beside the records: facts about the whole, whole issues, tellings.

They are the same promise to scripts as `tui.export.json_schema`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from tui.export.json_schema import LANGUAGE, PRECISION

if TYPE_CHECKING:
    from collections.abc import Mapping

_LEAD = "object: `stories` that it had first, and `median_days` by which"

_COUNTED_FROM = "date or null: the newest issue's, if `--since` was counted back from there"

FACTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "search": {
            "total": "number of hits with all that is asked for",
            "total_is_exact": "true: every total is exact",
            "total_most": "number of further hits, which have most of it",
            "suggestion": "text: the query in another spelling that may be meant, or empty",
            "remarks": "list of texts: what of the query was read otherwise than its syntax says",
        },
        "watch": {"total": "number of new hits"},
        "unread": {"unread": "number of items"},
        "stats": {
            "issues": "number",
            "items": "number",
            "links": "number",
            "unread": "number of items",
            "starred": "number of items",
        },
        "catchup": {
            "since": "date",
            "counted_from": _COUNTED_FROM,
            "total_items": "number of unread items",
            "total_stories": "number of stories in all rows",
            "total_rows": "number of records, of which `--minutes` may leave some out",
            "issues_to_compare": "number of issues whose stories are not known yet",
        },
        "timeline": {
            "term": "text",
            "mentions": "number of items",
            "first": "date or null when it was never mentioned",
            "weeks": "list of objects: `week`, the date of its Monday, and `items`",
            "peaks": (
                "list of objects: `week` and `items` as in `weeks`, far above those around it, and "
                "`stories`, the ids of items that tell what made it; the latest first"
            ),
        },
        "compare": {
            "one": "text: the first publication",
            "other": "text: the second",
            "counted_from": _COUNTED_FROM,
            "first_day": "date or null: where the days begin that both cover",
            "last_day": "date or null: where they end",
            "one_stories": "number of stories of the first publication",
            "other_stories": "number of stories of the second",
            "rests_on_stories": "number of stories that both had",
            "share_of_one": "number from 0 to 1: of the first publication's stories, both had",
            "share_of_other": "number from 0 to 1: of the second publication's",
            "one_first": _LEAD,
            "other_first": _LEAD,
            "same_day": "number of stories",
            "median_days": "number: the lead of the first publication, negative when later",
            "maybe_shared": "list of objects: what both may have had, as in `shared`",
            "not_found_in_other": "list of objects: the first one's tellings, as in `stories`",
            "not_found_in_one": "list of objects: those of the second publication",
        },
        "config": {"path": "text: where the file is"},
    }
)
"""By the name of the verb: what its `--json` object says beside `schema` and its lists."""

WHOLE_ISSUE = MappingProxyType(
    {
        "id": "text",
        "publication": "text",
        "title": "text",
        "date": "date or null",
        "date_precision": PRECISION,
        "summary": "text",
        "language": LANGUAGE,
        "stub": "true when the whole text is elsewhere",
        "link": "text: the address of the issue's own page, or empty",
        "source": "text: folder and file",
        "subjects": "list of texts",
        "sections": "list of section paths, each a list of texts",
        "items": "list of objects, as in `items` up to `text`",
        "texts": "list of objects: `section`, a path, and `text`, which stands around its items",
        "problems": "list of texts",
    }
)
"""What `ainews show` prints of an issue; `ainews parse` begins with `file`."""

RETELLING = MappingProxyType(
    {
        "id": "text: of the item",
        "publication": "text",
        "date": "date",
        "title": "text",
        "language": LANGUAGE,
        "characters": "number",
        "relation": "text: `repeat`, `edition`, `elsewhere`, `maybe` or `rejected`",
        "why": (
            "list of objects: `kind`, which is `link`, `product`, `quantity`, `names`, `text` or "
            "`event`, and `shared`, a list of texts"
        ),
    }
)
"""Another telling of an item's story, in `tellings` of `ainews show`."""
