"""The fields of what `--json` and `--jsonl` print: a promise to scripts.

`--json` prints one object: `schema`, facts about the whole, and one list of records. `--jsonl`
prints only the records, one per line. Fields may be added at any time; removing one or changing
its meaning raises the number in `SCHEMA`.

Dates are `YYYY-MM-DD` or null; section paths are lists of titles, outermost first; links are
addresses in reading order. docs/json.md is generated from these tables, and tests compare both
with what is printed.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = "ainews/1"

PRECISION = "text: `day`, or `week`, `month` or `estimated` for a first day; null without a date"

LANGUAGE = "text: `zh`, `en`, `ja` or `other`"

ISSUE = MappingProxyType(
    {
        "id": "text; stays the same while the file keeps its place",
        "publication": "text",
        "title": "text",
        "date": "date or null",
        "date_precision": PRECISION,
        "headline": "text: what happened",
        "items": "number",
        "unread": "number",
        "starred": "number",
        "sections": "number",
        "links": "number",
        "language": LANGUAGE,
        "stub": "true when the whole text is elsewhere",
        "link": "text: the address of the issue's own page, or empty",
        "source": "text: folder and file",
    }
)
"""An issue in a list."""

HIT = MappingProxyType(
    {
        "id": "text: of the item, or of the issue",
        "kind": "text: `item`, or `issue` for an issue as a whole",
        "match": "text: `all`, or `most` without all that was asked for; these come last",
        "issue": "text: id of its issue",
        "issue_title": "text",
        "publication": "text",
        "date": "date or null",
        "date_precision": PRECISION,
        "section": "list of texts",
        "title": "text",
        "links": "list of texts",
        "snippet": "text: some words around those found",
    }
)
"""An item or an issue that was found."""

LINK = MappingProxyType(
    {
        "item": "text: id of the item",
        "number": "number, from 1, as in the reader",
        "url": "text",
        "site": "text: the host without `www.`",
        "kind": "text: `paper`, `code`, `video`, `post` or `page`",
        "text": "text: the words of the link",
    }
)
"""A link of an item."""

TAG = MappingProxyType({"tag": "text", "items": "number"})
"""A tag in use."""

CHANGE = MappingProxyType({"change": "text: what was done", "items": "number of items changed"})
"""What `ainews mark` did."""

ITEM = MappingProxyType(
    {
        "id": "text: issue, a dot, and what tells the item from others",
        "section": "list of texts",
        "title": "text",
        "kind": "text: `story`, `commentary` or `boilerplate`",
        "language": LANGUAGE,
        "links": "list of texts",
        "n_images": "number",
        "text": "text: the plain words",
        "issue": "text: id of its issue",
        "publication": "text",
        "issue_title": "text",
        "date": "date or null",
        "date_precision": PRECISION,
    }
)
"""A whole item."""

COUNT = MappingProxyType({"name": "text", "items": "number"})
"""Something counted in `ainews stats`."""

PUBLICATION = MappingProxyType(
    {
        "name": "text",
        "issues": "number",
        "items": "number",
        "first": "date or null without a dated issue",
        "last": "date or null",
        "usual_pause_days": "number: days between issues, most often",
        "gaps": "list of objects: `first` and `last`, dates, and `days`",
    }
)
"""A publication in `ainews stats`."""

TERM = MappingProxyType(
    {
        "term": "text: the query",
        "total": "number of items",
        "weeks": "list of objects: `week`, the date of its Monday, and `items`",
    }
)
"""How often something is mentioned."""

CHECK = MappingProxyType(
    {
        "subject": "text: what was looked at",
        "ok": "true when there is nothing to do",
        "words": "text: what was found",
        "remedy": "text: what to do, or empty",
    }
)
"""A line of `ainews doctor`."""

SOURCE = MappingProxyType(
    {
        "name": "text: what `sync` and `remove` take; a path for a folder",
        "kind": "text: `folder`, `git` or `feed`",
        "address": "text, without a password; a path for a folder",
        "title": "text: the publication's name as the user wants it, or empty",
        "folder": "text: where the issues are",
        "synced": "text: when a sync last went well, in UTC, or empty",
        "failure": "text: why the last sync failed, or empty",
        "tags": "list of texts: the user's groups",
    }
)
"""Where issues come from."""

SYNC = MappingProxyType(
    {
        "name": "text: of the source",
        "new": "number of issue files",
        "changed": "number of issue files",
        "removed": "number of issue files",
        "unchanged": "number of issue files",
        "failure": "text: why it did not go well, or empty",
        "notes": "list of texts: what could not be read while the rest was",
        "moved_to": "text: the new address of a source that has moved for good, or empty",
    }
)
"""What `ainews sync` did with a source."""

STORY = MappingProxyType(
    {
        "id": "text: of the item that tells it best",
        "title": "text: of that item",
        "publication": "text: of that item",
        "date": "date of that item",
        "families": "number of independent publications that tell it",
        "first": "date when it was told first, as far as the library knows",
        "minutes": "number: what that item takes to read, about",
        "tellings": (
            "list of objects, the best first: `id`, `publication`, `date`, `title`, `language`, "
            "`characters`"
        ),
    }
)
"""One story and the items that tell it."""

HEADLINE = MappingProxyType(
    {
        **STORY,
        "subject": "text: what it and `others` are about, or empty without others",
        "facets": (
            "list of texts: the kinds of events that it and `others` tell, such as `release` and "
            "`price`"
        ),
        "reasons": (
            "list of objects, the strongest first: `kind`, which is `voices`, `lead`, `new-name`, "
            "`burst`, `source` or `watched`, `names`, a list of texts, and the numbers `count` and "
            "`of`, which are 0 where they say nothing"
        ),
        "partly_read": "true when a telling of it or of `others` was read",
        "others": "list of objects: further stories of the subject, as in `stories` of `timeline`",
    }
)
"""A row of catching up: the fields of the story to read, and what folds under it."""

SHARED_STORY = MappingProxyType(
    {
        "days": "number: how much earlier the first publication was, negative when later",
        "one": "object: its earliest telling in the first publication, as in `stories`",
        "other": "object: that in the second publication",
    }
)
"""A story that is in two publications."""

KEY = MappingProxyType(
    {
        "command": "text: the id that the settings use",
        "keys": "list of texts; keys of a sequence have spaces between them",
        "changed": "true when the keys are not those without settings",
        "help": "text: what it does",
        "group": "text: the heading in the help",
    }
)
"""A command of the reader with its keys."""

SETTING = MappingProxyType(
    {
        "name": "text",
        "value": "what is in force, as in TOML",
        "default": "what is in force without a setting",
        "line": "number of the line in the file, or null when it is not set",
    }
)
"""A setting."""

MISTAKE = MappingProxyType(
    {
        "line": "number of the line in the file, or null when it has none",
        "words": "text: what is wrong",
        "setting": "text: the name at the top of the file",
    }
)
"""Something in the settings file that is ignored."""

_COUNTED = "`stats` as `months`, `companies`, `models`, `topics`, `people` and `sites`"

RECORDS: Mapping[str, tuple[str, Mapping[str, str]]] = MappingProxyType(
    {
        "issues": ("`list`, `unread`", ISSUE),
        "hits": ("`search`, `watch`", HIT),
        "links": ("`links`", LINK),
        "items": ("`export --format json`", ITEM),
        "tags": ("`tags`", TAG),
        "changes": ("`mark`", CHANGE),
        "publications": ("`stats`", PUBLICATION),
        "counts": (_COUNTED, COUNT),
        "terms": ("`stats --term`", TERM),
        "stories": ("`timeline`", STORY),
        "headlines": ("`catchup` as `stories`", HEADLINE),
        "shared": ("`compare`", SHARED_STORY),
        "sources": ("`sources`", SOURCE),
        "synced": ("`sync`", SYNC),
        "keys": ("`keys`", KEY),
        "settings": ("`config show`", SETTING),
        "mistakes": ("`config check`", MISTAKE),
        "checks": ("`doctor`", CHECK),
    }
)
"""By the name of the list in a `--json` object: the verbs that print it, and its fields."""
