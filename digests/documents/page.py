"""A web page that was saved, as an issue."""

from __future__ import annotations

import codecs
import re

from digests.documents.document import Document, header_lines
from digests.errors import IssueUnreadableError
from digests.files.decoding import DecodedText, decode
from digests.html.page import read_page

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 4_096
"""Bytes in which a page declares its encoding."""


def read_page_file(content: bytes, source: str) -> Document:
    """Return the page in `content`. Raises IssueUnreadableError."""
    if not content.strip():
        raise IssueUnreadableError(source, "is empty")
    decoded = _decoded(content)
    if decoded is None:
        raise IssueUnreadableError(source, "is not text in any encoding that is known")
    page = read_page(decoded.text)
    fields = {
        "title": page.title,
        "date": page.date,
        "publication": page.publication,
        "link": page.address,
    }
    text = f"{header_lines(fields)}{page.markdown}\n"
    return Document(text, (decoded.doubt,) if decoded.doubt else ())


def _decoded(content: bytes) -> DecodedText | None:
    declared = _DECLARED.search(content[:_HEAD])
    text = strictly(content, declared[1].decode("ascii", "replace")) if declared else None
    if text is not None:
        return DecodedText(text)
    return decode(content) or _with_losses(content)


_MOST_LOST = 0.1
"""Of the characters."""


def _with_losses(content: bytes) -> DecodedText | None:
    """Return what is UTF-8 of a page, as browsers do; None if it is not text at all."""
    text = content.decode(errors="replace").replace("\0", "\ufffd")
    lost = text.count("\ufffd")
    if lost > _MOST_LOST * len(text):
        return None
    return DecodedText(text, f"is not all UTF-8, {lost:,} characters are lost")


def strictly(content: bytes, charset: str) -> str | None:
    """Return the text if it is all in the encoding `charset`; None also for an unknown one."""
    name = _WIDER.get(charset.lower().replace("_", "-"), charset)
    try:
        codec = codecs.lookup(name)
        return codec.decode(content)[0] if codec._is_text_encoding else None
    except (LookupError, ValueError, TypeError):
        return None


_WIDER = {
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb-2312", "cn-gb"), "gb18030"),
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("big5", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("ks-c-5601-1987", "euc-kr"), "cp949"),
    "iso-2022-jp": "iso2022_jp_ext",
    "utf8": "utf-8",
}
"""Encodings that hold more than the declared one, as browsers take them."""
