"""Finding web addresses in the text that are not marked up as links (rule R9).

An address ends at white space, at a CJK character or punctuation mark, at a quote or angle bracket,
and before closing punctuation; a closing bracket belongs to it only if it was opened inside. The
scan is linear, whereas markdown-it's linkifier is quadratic in the length of a line.

An address may lack its scheme: `www.example.com/x`, or a host in small letters with a path, such as
`github.com/heron/maple`. A host alone is a name, as in "node.js" or "Booking.com", and so is
`Character.ai/Heron`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digests.model.addresses import HOST
from digests.model.blocks import Look
from digests.parsing.inline.html_tags import decode_entities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

    from digests.model.blocks import Run, Runs

_SCHEME = re.compile(r"(?:^|[^A-Za-z0-9])(https?)$", re.IGNORECASE)
_CHARACTERS = (
    r"[^\s<>\"`|\\^{}\u0000-\u0020\u2000-\u206f\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f"
    r"\uff00-\uffef\U0001f000-\U0003ffff]+"
)
_ADDRESS = re.compile(rf"://{_CHARACTERS}")
_ENDING_ENTITY = re.compile(r"&(?:lt|gt|quot|nbsp|[lr][ds]quo|#160|#34|#60|#62);")
"""Stands for a character that ends an address."""

_FINAL_PUNCTUATION = ".,;:!?'*_~"
_BRACKETS = {")": "(", "]": "["}

URL = re.compile(r"[hH][tT][tT][pP][sS]?" + _ADDRESS.pattern)
_BARE = re.compile(rf"(?<![A-Za-z0-9])(https?){_ADDRESS.pattern}", re.IGNORECASE)

_MAY_HAVE_HOST = re.compile(r"www\.|\.[a-z]{2,8}(?::\d+)?/")
_WITHOUT_SCHEME = re.compile(
    rf"(?<![A-Za-z0-9_\u00c0-\u024f@/.:~%&=?#$+-])(?:www\.)?{HOST}(?::\d{{1,5}})?/{_CHARACTERS}"
)


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


def link_hosts(runs: Runs) -> Runs:
    """Turn addresses without a scheme in plain text into links."""
    if not any("/" in run.text and _MAY_HAVE_HOST.search(run.text) for run in runs):
        return runs
    return tuple(piece for run in runs for piece in _pieces(run))


def _pieces(run: Run) -> Iterator[Run]:
    if run.url or run.image or Look.CODE in run.look or "/" not in run.text:
        yield run
        return
    start = 0
    for match in _WITHOUT_SCHEME.finditer(run.text):
        url = trim_url(match[0])
        if "/" in url:
            if match.start() > start:
                yield replace(run, text=run.text[start : match.start()])
            yield replace(run, text=url, url=url)
            start = match.start() + len(url)
    if start < len(run.text) or not run.text:
        yield replace(run, text=run.text[start:])


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
    written = _ENDING_ENTITY.split(match[0], maxsplit=1)[0]
    url = trim_url(scheme[1] + written)
    if len(url) <= len(scheme[1]) + len("://"):
        return False
    state.pending = state.pending[: -len(scheme[1])]
    _push_link(state, decode_entities(url))
    state.pos += len(url) - len(scheme[1])
    return True


def _push_link(state: StateInline, url: str) -> None:
    state.push("link_open", "a", 1).attrs = {"href": url}
    state.push("text", "", 0).content = url
    state.push("link_close", "a", -1)
