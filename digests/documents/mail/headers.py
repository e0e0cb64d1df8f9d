"""What the header of a message says: subject, day, publication, addresses.

Nothing of it is trusted. A value that breaks its own rules is read as far as it goes; none raises.
"""

from __future__ import annotations

import binascii
import datetime
import quopri
import re
from base64 import b64decode
from email.utils import parsedate_tz
from typing import TYPE_CHECKING

from digests.documents.page import strictly
from digests.files.decoding import decode
from digests.safe_text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_LONGEST = 8_000
"""Characters of a value that are read."""

_MOST = 1_000
"""Fields of a header that are looked at."""

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(?==\?)")
_ANGLE = re.compile(r"<([^<>]*)>")
_WEB = re.compile(r"<(https?://[^<>\s]+)>")
_FORWARDED = re.compile(r"(?:(?:fwd?|wg|tr|rv|转发|轉寄|轉發|転送)\s*[:：]\s*)+", re.IGNORECASE)
_ISO_DAY = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_CODE = re.compile(r"[0-9a-f]{10,}|\bmc list\b|^[\d\W_]*$", re.IGNORECASE)
"""What programs write where a name belongs."""


def values(message: Message, name: str) -> Iterator[str]:
    """Yield the decoded values of the fields `name`, in order, each on one line."""
    for number, (key, value) in enumerate(message.raw_items()):
        if number >= _MOST:
            return
        if key.lower() == name:
            yield decoded(str(value)[:_LONGEST])


def value(message: Message, name: str) -> str:
    """Return the first value of the field, or an empty string."""
    return next(values(message, name), "")


def decoded(written: str) -> str:
    """Return a value with its encoded words (RFC 2047) and bytes beyond ASCII as text."""
    raw = written.encode("utf-8", "surrogateescape")
    if not raw.isascii():
        text = decode(raw)
        written = text.text if text else raw.decode("utf-8", "replace")
    joined = _BETWEEN.sub(r"\1", re.sub(r"\r?\n", "", written))
    return safe_line("".join(_pieces(joined)).strip())


def _pieces(text: str) -> Iterator[str]:
    """Yield the text between encoded words and, joined, that of neighbours of one charset."""
    end, content, charset = 0, b"", ""
    for word in _WORD.finditer(text):
        if content and (word.start() > end or word[1].lower() != charset):
            yield _text(content, charset)
            content = b""
        yield text[end : word.start()]
        charset = word[1].partition("*")[0].lower()
        content += _bytes(word[2], word[3])
        end = word.end()
    if content:
        yield _text(content, charset)
    yield text[end:]


def _bytes(way: str, written: str) -> bytes:
    raw = written.encode("utf-8", "replace")
    if way in "qQ":
        return quopri.decodestring(raw, header=True)
    try:
        return b64decode(raw + b"=" * (-len(raw) % 4))
    except (binascii.Error, ValueError):
        return raw


def _text(content: bytes, charset: str) -> str:
    text = strictly(content, charset)
    if text is None:
        found = decode(content)
        text = found.text if found else content.decode("utf-8", "replace")
    return text


def title(message: Message) -> str:
    """Return the subject, without the marks of forwarding in front of it."""
    subject = value(message, "subject")
    return _FORWARDED.sub("", subject, count=1) if _FORWARDED.match(subject) else subject


def day(message: Message) -> str:
    """Return the day on which it was sent, as written in its zone, or else received; or nothing."""
    written = [value(message, "date")]
    written += [one.rpartition(";")[2] for one in values(message, "received")]
    return next(filter(None, map(_day, written)), "")


def _day(written: str) -> str:
    try:
        parsed = parsedate_tz(written)
        iso = _ISO_DAY.match(written)
        numbers = tuple(map(int, iso.groups())) if iso else (parsed or ())[:3]
        return datetime.date(*numbers).isoformat() if numbers else ""
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def publication(message: Message) -> str:
    """Return the name of the list, or else of the sender, or the sender's address."""
    listed = _ANGLE.sub("", value(message, "list-id")).strip(" \t\"'")
    if listed and not _CODE.search(listed) and "." not in listed.replace(". ", ""):
        return listed
    written = value(message, "from") or value(message, "sender")
    name = _ANGLE.sub("", written).strip(" \t\"'").replace('\\"', '"')
    address = _ANGLE.search(written)
    return name or (address[1].strip() if address else "")


def home(message: Message) -> str:
    """Return the web page of the list, or an empty string."""
    found = (_WEB.search(value(message, name)) for name in ("list-url", "list-archive"))
    return next((match[1] for match in found if match), "")
