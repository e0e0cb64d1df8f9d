"""Decoding a feed as browsers do.

Its byte order mark, then the server's header, then the feed's own declaration says the encoding.
What they say counts only if the bytes are in it.
"""

from __future__ import annotations

import codecs
import re

from digests.files.encodings import iso_2022_jp, recognised, utf_16

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""How a feed without a mark begins."""

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]+)", re.IGNORECASE)
_TEXT = re.compile("(?:utf-8|utf-16|utf-32|iso8859|iso2022_jp|cp|koi8|gb|big5|euc|shift|mac|tis)")
_AS_BROWSERS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""Names that mean a larger encoding in the web."""


def decoded(content: bytes, content_type: str) -> str:
    """Return the text of a feed; bytes that are in no encoding become U+FFFD.

    `content_type` is the server's header.
    """
    for mark, codec in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(codec, "replace")
    for codec in _codecs(content, content_type):
        try:
            return content.decode(codec)
        except UnicodeDecodeError:
            continue
    found = recognised(content)
    return found[0] if found else content.decode(errors="replace")


def _codecs(content: bytes, content_type: str) -> list[str]:
    """Return what may be the encoding, the likeliest first."""
    head = content.lstrip()[:4]
    wide = [codec for beginning, codec in _WIDE if head.startswith(beginning)]
    header = _CHARSET.search(content_type)
    declared = _DECLARED.search(content[:2000])
    named = [_codec(header[1]) if header else "", _codec(declared[1].decode()) if declared else ""]
    # A declaration that can be read byte by byte is in no encoding of two bytes.
    named = [codec for codec in named if codec and not codec.startswith(("utf-16", "utf-32"))]
    unmarked = [] if named else ["iso2022_jp"] * bool(iso_2022_jp(content))
    if not named and not wide and utf_16(content) is not None:
        wide = ["utf-16-le" if content[1::2].count(0) > content[::2].count(0) else "utf-16-be"]
    return [*wide, *named, *unmarked, "utf-8"]


def _codec(label: str) -> str:
    """Return the codec that a label names in the web, or an empty string."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return ""
    name = _AS_BROWSERS.get(name, name)
    return name if _TEXT.match(name) else ""
