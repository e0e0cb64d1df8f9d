"""Titles of feeds and entries as plain text: in the feed they may be HTML."""

from __future__ import annotations

import re
from html import unescape

_ANY_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ELEMENT = re.compile(
    r"<(?P<name>a|abbr|b|bdi|big|cite|code|del|div|em|font|h[1-6]|i|ins|kbd|mark|p|q|s|small|span"
    r"|strike|strong|sub|sup|tt|u|var)\b[^<>]{0,2000}>(?=[^\0]{0,2000}?</(?P=name)\s*>)"
    r"|<(?:wbr|img)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,9}|#[xX][\da-fA-F]{1,8}|[A-Za-z]\w{0,40});")
_HIDDEN = re.compile(
    r"<(script|style)\b[^<>]{0,2000}>.{0,20000}?</\1\s*>", re.DOTALL | re.IGNORECASE
)


def title_from_html(title: str) -> str:
    """Return the words of a title that is HTML; a `<` that begins no tag stays."""
    title = _BREAK.sub(" ", _HIDDEN.sub("", _COMMENT.sub("", title)))
    return _REFERENCE.sub(_character, _ANY_TAG.sub("", title))


def title_from_either(title: str) -> str:
    """Return the words of a title that may be text or HTML, as in RSS.

    HTML are elements of titles that are closed, and character references.
    """
    title = _BREAK.sub(" ", _COMMENT.sub("", title))
    while match := _ELEMENT.search(title):
        before, inside = title[: match.start()], title[match.end() :]
        if match["name"]:
            inside = re.sub(rf"</{match['name']}\s*>", "", inside, count=1, flags=re.IGNORECASE)
        title = before + inside
    return _REFERENCE.sub(_character, title)


def _character(match: re.Match[str]) -> str:
    return unescape(match[0])
