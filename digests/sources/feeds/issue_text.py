"""The text of the issue file for an entry of a feed.

An entry with headings is a digest, whose headings become sections. Any other entry becomes an issue
with one story. The entry's page, and whether there is more text on it, are fields of the header:
the text is the publisher's alone.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from digests.parsing.preprocess import part_closing
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
        "stub": "true" if entry.is_teaser else "",
    }
    # JSON is YAML: quoted like this, a value is always a string or a list of strings.
    lines = [f"{key}: {_quoted(value)}" for key, value in header.items() if value]
    return "\n".join(("---", *lines, "---", "", _body(entry, title))) + "\n"


def header_values(text: str) -> dict[str, str]:
    """Return the title and the link in the front matter of a file made by `issue_text`."""
    values = {}
    for key in ("title", "link"):
        match = re.search(rf"^{key}: (\".*\")$", text.partition("\n---\n")[0], re.MULTILINE)
        try:
            values[key] = str(json.loads(match[1])) if match else ""
        except ValueError:
            values[key] = ""
    return values


def _body(entry: FeedEntry, title: str) -> str:
    if _HEADING.search(part_closing(entry.markdown)[0]):
        return entry.markdown
    heading = _escaped(title)
    # Two headings: a single one would be the issue's title, and its text no story.
    return "\n\n".join(filter(None, (f"# {heading}", f"## {heading}", entry.markdown)))


def _first_words(markdown: str) -> str:
    lines = part_closing(markdown)[0].split("\n")
    line = next((line for line in lines if line.strip()), "")
    text = re.sub(r"\]\([^)]*\)|[\\*_`\[\]#>]", "", line).strip()
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"


def _escaped(title: str) -> str:
    return _MARKUP.sub(r"\\\1", title)


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
