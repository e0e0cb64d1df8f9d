"""The text of the issue file for an entry of a feed.

An entry with headings is a digest, whose headings become sections. Any other entry becomes an issue
with one story, whose first link is that of the entry.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digests.model.text import language_of
from digests.sources.errors import shown_address

if TYPE_CHECKING:
    from digests.sources.feeds.feed import FeedEntry

_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_MARKUP = re.compile(r"([\\`*_\[\]<>#~|&])")


def issue_text(entry: FeedEntry, *, feed_address: str, day: str) -> str:
    """Return the whole file, including its front matter.

    Args:
        entry: of the feed.
        feed_address: of the feed.
        day: the issue's date if the entry has none, YYYY-MM-DD.
    """
    title = entry.title or _first_words(entry.markdown) or day
    header = {
        "title": title,
        "date": entry.date or day,
        "link": entry.link,
        "feed": shown_address(feed_address),
        "tags": list(entry.tags),
    }
    # JSON is YAML: quoted like this, a value is always a string or a list of strings.
    lines = [f"{key}: {_quoted(value)}" for key, value in header.items() if value]
    return "\n".join(("---", *lines, "---", "", _body(entry, title))) + "\n"


def _body(entry: FeedEntry, title: str) -> str:
    if _HEADING.search(entry.markdown):
        parts = [entry.markdown, _rest(entry) or _link(_host(entry.link), entry.link)]
    else:
        heading = _escaped(title)
        # Two headings: a single one would be the issue's title, and its text no story.
        parts = [f"# {heading}", f"## {_link(heading, entry.link) or heading}"]
        parts += [entry.markdown, _rest(entry)]
    return "\n\n".join(part for part in parts if part)


def _rest(entry: FeedEntry) -> str:
    """Return a note, in the entry's language, that a teaser is not the full text."""
    if not entry.is_teaser:
        return ""
    is_chinese = language_of(f"{entry.title} {entry.markdown}") == "zh"
    where = _link(_host(entry.link), entry.link)
    if is_chinese:
        return f"*订阅源只给出了开头。全文见 {where}*" if where else "*订阅源只给出了开头。*"
    only = "The feed gives only the beginning"
    return f"*{only}; the full text is at {where}.*" if where else f"*{only}.*"


def _link(label: str, address: str) -> str:
    return f"[{label}](<{address}>)" if address and label else ""


def _host(link: str) -> str:
    return urlsplit(link).hostname or ""


def _first_words(markdown: str) -> str:
    line = next((line for line in markdown.split("\n") if line.strip()), "")
    text = re.sub(r"\]\([^)]*\)|[\\*_`\[\]#>]", "", line).strip()
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"


def _escaped(title: str) -> str:
    return _MARKUP.sub(r"\\\1", title)


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
