"""Finding web addresses in the text that are not marked up as links (rule R9).

An address ends at white space, at a CJK character or punctuation mark, at a quote or angle bracket,
and before closing punctuation; a closing bracket belongs to it only if it was opened inside. The
scan is linear, whereas markdown-it's linkifier is quadratic in the length of a line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_SCHEME = re.compile(r"(?:^|[^A-Za-z0-9])(https?)$")
_ADDRESS = re.compile(
    r"://[^\s<>\"`|\\^{}\u0000-\u0020\u2000-\u206f\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f"
    r"\uff00-\uffef\U0001f000-\U0003ffff]+"
)
_FINAL_PUNCTUATION = ".,;:!?'*_~"
_BRACKETS = {")": "(", "]": "["}

URL = re.compile(r"https?" + _ADDRESS.pattern)
_BARE = re.compile(r"(?<![A-Za-z0-9])(https?)" + _ADDRESS.pattern)


def trim_url(url: str) -> str:
    """Cut closing punctuation and unmatched closing brackets off the end of an address."""
    excess = {close: url.count(close) - url.count(opening) for close, opening in _BRACKETS.items()}
    end = len(url)
    while end:
        last = url[end - 1]
        if excess.get(last, 0) > 0:
            excess[last] -= 1
        elif last not in _FINAL_PUNCTUATION:
            break
        end -= 1
    return url[:end]


def bare_urls(source: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield each address in `source[start:end]` after its offset in `source`."""
    while match := _BARE.search(source, start, end):
        url = trim_url(match[0])
        is_url = len(url) > len(match[1]) + len("://")
        start = match.start() + len(url if is_url else match[1])
        if is_url:
            yield match.start(), url


def use_bare_urls(parser: MarkdownIt) -> None:
    """Make the parser turn bare addresses into links before it looks for emphasis in them."""
    parser.inline.ruler.before("linkify", "bare_url", _bare_url)


def _bare_url(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != ":" or silent or state.linkLevel > 0:
        return False
    scheme = _SCHEME.search(state.src[max(state.pos - 6, 0) : state.pos])
    if scheme is None or not state.pending.endswith(scheme[1]):
        return False
    match = _ADDRESS.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    url = trim_url(scheme[1] + match[0])
    if len(url) <= len(scheme[1]) + len("://"):
        return False
    state.pending = state.pending[: -len(scheme[1])]
    _push_link(state, url)
    state.pos += len(url) - len(scheme[1])
    return True


def _push_link(state: StateInline, url: str) -> None:
    state.push("link_open", "a", 1).attrs = {"href": url}
    state.push("text", "", 0).content = url
    state.push("link_close", "a", -1)
