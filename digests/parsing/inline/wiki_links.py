"""Wiki links of note-taking programs: `[[page]]`, `[[page#heading|text]]`, `![[picture.png]]`.

A link is read as its text, with `[[page#heading]]` as the address: it leads to another file of the
library, if to anything, and is no source (rule R9).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_WIKI_LINK = re.compile(
    r"(?P<embeds>!?)\[\[(?P<page>[^\[\]|\n]++)(?:\|(?P<text>[^\[\]\n]*+))?\]\](?![(\[])"
)
_LETTER = re.compile(r"[^\W\d_]")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif|bmp)\Z", re.IGNORECASE)
_BAR = re.compile(r"(?<!\\)\|(?=[^\[\]|\n]*\]\])")
_ROW_WITH_BAR = re.compile(r"^[ \t]*\|.*\[\[[^\[\]|\n]*\|[^\[\]|\n]*\]\].*$", re.MULTILINE)


def escape_bars(body: str) -> str:
    """Put a backslash before the bars of wiki links in tables, which would end their cells."""
    if "[[" not in body:
        return body
    return _ROW_WITH_BAR.sub(lambda row: _BAR.sub(r"\\|", row[0]), body)


def use_wiki_links(parser: MarkdownIt) -> None:
    """Make the parser read wiki links before other links."""
    parser.inline.ruler.before("link", "wiki_link", _wiki_link)


def _wiki_link(state: StateInline, silent: bool) -> bool:
    match = _WIKI_LINK.match(state.src, state.pos, state.posMax)
    if match is None or state.linkLevel > 0 or _is_other_link(state, match):
        return False
    if not silent:
        page = match["page"].strip().removesuffix("\\")
        if match["embeds"] and _PICTURE.search(page):
            state.push("image", "img", 0).attrs = {"src": page}
        else:
            state.push("link_open", "a", 1).attrs = {"href": f"[[{page}]]"}
            state.push("text", "", 0).content = (match["text"] or page).strip()
            state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _is_other_link(state: StateInline, match: re.Match[str]) -> bool:
    """Return whether it is an address or a reference in brackets of its own, such as `[[1]]`."""
    if match["text"] is not None:
        return False
    references = state.env.get("references", {})
    if "://" in match["page"] or not _LETTER.search(match["page"]):
        return True
    return " ".join(match["page"].split()).upper() in references
