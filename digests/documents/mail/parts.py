"""The parts of a message: which of them are its text, and which are attached."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email import policy
from email.message import Message
from email.parser import BytesParser

from digests.documents.mail.headers import decoded
from digests.documents.page import strictly
from digests.files.content import MAX_BYTES
from digests.files.decoding import decode

MAX_PARTS = 1_000
MAX_DEPTH = 20
"""Multiparts in each other: a message that was forwarded five times has about fifteen."""

_TAG = re.compile(r"<(?:style|script)\b[^>]*>[^<]*|<[^>]*>", re.IGNORECASE)
_CLEARLY_MORE = 3
"""How many times the words of the HTML the text must have to be taken instead."""

_FEW = 40
"""Words that an HTML part may lack before it is compared with the text at all."""


@dataclass(frozen=True, slots=True)
class Text:
    """A part that is read."""

    content: str
    is_html: bool
    is_flowed: bool = False
    drops_spaces: bool = False
    """Whether the space at the end of a flowed line is no part of the text."""


@dataclass(slots=True)
class Parts:
    """What was found in a message."""

    texts: list[Text] = field(default_factory=list)
    """In reading order."""
    nested: list[Message] = field(default_factory=list)
    """Messages inside, with texts of their own among `texts`."""
    attached: list[tuple[str, int]] = field(default_factory=list)
    """Names, or else kinds, and sizes in bytes."""
    kinds: set[str] = field(default_factory=set)
    """All content types, in small letters."""
    losses: list[str] = field(default_factory=list)
    count: int = 0


def parse_message(content: bytes) -> Message:
    """Return the message in `content`. Raises RecursionError when it is nested too deep."""
    return BytesParser(policy=policy.compat32).parsebytes(content)


def find_parts(message: Message) -> Parts:
    """Return the parts of a message that are read, and the names of the others."""
    parts = Parts()
    _take(message, parts, 0)
    return parts


def _take(part: Message, parts: Parts, depth: int) -> None:
    parts.count += 1
    kind = part.get_content_type()
    parts.kinds.add(kind)
    if parts.count > MAX_PARTS or depth > MAX_DEPTH:
        reason = f"has more than {MAX_PARTS:,} parts, or more than {MAX_DEPTH} in each other"
        if reason not in parts.losses:
            parts.losses.append(reason)
    elif kind == "message/rfc822" and part.is_multipart():
        for inner in _children(part):
            parts.nested.append(inner)
            _take(inner, parts, depth + 1)
    elif kind == "multipart/alternative":
        _take_best(_children(part), parts, depth)
    elif part.is_multipart():
        for child in _children(part):
            _take(child, parts, depth + 1)
    elif kind in {"text/plain", "text/html"} and not _is_attached(part):
        _take_text(part, parts, is_html=kind == "text/html")
    elif not kind.startswith("multipart/"):
        _attach(part, kind, parts)


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    if not isinstance(payload, list):
        return []
    return [one for one in payload if isinstance(one, Message)]


def _take_best(choices: list[Message], parts: Parts, depth: int) -> None:
    """Take the HTML of several forms of one text, unless the plain text says far more."""
    found: list[Parts] = []
    for choice in choices:
        own = Parts(count=parts.count)
        _take(choice, own, depth + 1)
        parts.count = own.count
        parts.kinds |= own.kinds
        found.append(own)
    readable = [one for one in found if one.texts]
    if not readable:
        best = found[-1] if found else Parts()
    else:
        html = [one for one in readable if any(text.is_html for text in one.texts)]
        best = html[-1] if html else readable[0]
        longest = max(readable, key=_words)
        if _words(longest) > _CLEARLY_MORE * _words(best) + _FEW:
            best = longest
    parts.texts += best.texts
    parts.nested += best.nested
    for one in found:
        parts.attached += one.attached
        parts.losses += one.losses


def _words(parts: Parts) -> int:
    texts = (_TAG.sub(" ", text.content) if text.is_html else text.content for text in parts.texts)
    return sum(len(re.findall(r"[\u3040-\u9fff]|[^\W\d_]+", text)) for text in texts)


def _is_attached(part: Message) -> bool:
    return str(part.get("content-disposition", "")).strip().lower().startswith("attachment")


def _take_text(part: Message, parts: Parts, *, is_html: bool) -> None:
    content = _payload(part)
    if len(content) > MAX_BYTES:
        parts.losses.append(f"has a text of more than {MAX_BYTES // 1_000_000} MB; not read")
        return
    charset = _parameter(part, "charset")
    text = strictly(content, charset) if charset else None
    if text is None or (text.isascii() and b"\x1b$" in content):
        found = decode(content)
        text = found.text if found else content.decode("utf-8", "replace")
    if not text.strip():
        return
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    is_flowed = _parameter(part, "format").lower() == "flowed"
    drops = _parameter(part, "delsp").lower() == "yes"
    parts.texts.append(Text(text, is_html, is_flowed, drops))


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        payload = None
    if isinstance(payload, bytes):
        return payload
    return str(part.get_payload()).encode("utf-8", "surrogateescape")


def _attach(part: Message, kind: str, parts: Parts) -> None:
    name = _parameter(part, "filename", "content-disposition") or _parameter(part, "name")
    is_inline = part.get("content-id") is not None and kind.startswith("image/")
    if not is_inline or _is_attached(part):
        parts.attached.append((decoded(name)[:200] or kind, len(_payload(part))))


def _parameter(part: Message, name: str, header: str = "content-type") -> str:
    """Return a parameter, joined and decoded (RFC 2231); empty when it is damaged."""
    try:
        value = part.get_param(name, header=header)
        if isinstance(value, tuple):
            charset, _, text = value
            raw = text.encode("latin-1", "replace")
            return strictly(raw, charset or "utf-8") or raw.decode("utf-8", "replace")
        return str(value or "")
    except (ValueError, TypeError, LookupError, AttributeError, IndexError):
        return ""
