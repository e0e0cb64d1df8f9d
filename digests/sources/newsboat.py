"""newsboat's list of feeds, the file `urls`: a feed a line, followed by its tags.

    https://kiln.example/feed  weekly "slow reading" "~The Kiln Letter"

A tag that begins with `~` is the title, and one with `!` hides the feed in newsboat. Lines that
begin with `query:`, `exec:` and `filter:` are no feeds but searches and commands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digests.sources.errors import OutlineError
from digests.sources.outline import Outline, OutlineEntries, outline_content

if TYPE_CHECKING:
    from pathlib import Path

_TOKEN = re.compile(r'\s*(?:(?P<comment>#.*)|"(?P<quoted>(?:\\.|[^"\\])*)(?:"|\\?$)|(?P<bare>\S+))')
_ESCAPED = re.compile(r"\\(.)")
_NO_FEEDS = {
    "query:": "a query of newsboat; `ainews search` and saved searches do this",
    "exec:": "a command, and a list of feeds runs none",
    "filter:": "a command, and a list of feeds runs none",
    "file:": "a file of this machine and no feed",
}


def read_urls(path: Path) -> Outline:
    """Return the feeds in a file `urls`, each once, and the lines that give none.

    Raises OutlineError.
    """
    content = outline_content(path)
    if b"\0" in content:
        raise OutlineError(str(path), "is no list of feeds: a text with an address a line is")
    entries = OutlineEntries()
    for number, line in enumerate(content.decode("utf-8-sig", "replace").splitlines(), 1):
        if tokens := _tokens(line):
            _add(entries, number, *tokens)
    return entries.outline()


def _add(entries: OutlineEntries, number: int, link: str, *labels: str) -> None:
    for start, reason in _NO_FEEDS.items():
        if link.lower().startswith(start):
            entries.leave_out(number, reason)
            return
    title = next((label[1:] for label in labels if label.startswith("~")), "")
    tags = (label.removeprefix("!") for label in labels if not label.startswith("~"))
    entries.add(number, link, title, "", tags)


def _tokens(line: str) -> list[str]:
    """Return the words of a line, without quotation marks, up to a comment."""
    tokens: list[str] = []
    for token in _TOKEN.finditer(line.strip()):
        if token["comment"] is not None:
            break
        quoted = token["quoted"]
        tokens.append(token["bare"] if quoted is None else _ESCAPED.sub(r"\1", quoted))
    return tokens
