"""A message as an issue: its header as fields, its text as Markdown, what is attached by name."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from digests.documents.document import Document, header_lines
from digests.documents.mail import headers
from digests.documents.mail.parts import Parts, find_parts, parse_message
from digests.documents.mail.plain_text import html_from_text
from digests.errors import IssueUnreadableError
from digests.html.markdown import markdown_from_html
from digests.model.text import language_of

if TYPE_CHECKING:
    from email.message import Message

_ENCRYPTED = {
    "application/pgp-encrypted": "OpenPGP",
    "application/pkcs7-mime": "S/MIME",
    "application/x-pkcs7-mime": "S/MIME",
}
_BROWSER = re.compile(
    r"\[[^\[\]]{0,60}(?:(?:view|read|open|see)[^\[\]]{0,30}(?:browser|online|on the web)"
    r"|web version|浏览器|瀏覽器|网页版|ブラウザ)[^\[\]]{0,40}\]\(<?(https?://[^\s()<>]+)",
    re.IGNORECASE,
)
_CLOSING = "</footer>"
_FEW_WORDS = 300
"""Characters that a person writes above a message that is passed on."""


def read_message(content: bytes, source: str) -> Document:
    """Return the message in `content`. Raises IssueUnreadableError when it has nothing to read."""
    if not content.strip():
        raise IssueUnreadableError(source, "is empty")
    try:
        message = parse_message(content)
        parts = find_parts(message)
    except RecursionError:
        raise IssueUnreadableError(source, "has too many parts in each other; not read") from None
    said = _said(message, parts)
    if not parts.texts and not said and not parts.attached:
        reason = "no text" if message.keys() else "neither a header nor a text"
        raise IssueUnreadableError(source, f"is a message with {reason}{_called(message)}")
    text, below = _markdown(parts)
    body = _joined(said, text, f"{below}\n\n{_attachments(parts, message)}".strip())
    header = header_lines(_fields(_original(message, parts), body))
    losses = (f"{_encrypted(parts)}{_called(message)}",) if _encrypted(parts) else ()
    return Document(f"{header}{body}\n", losses=(*losses, *parts.losses))


def _fields(message: Message, body: str) -> dict[str, str]:
    link = _BROWSER.search(body)
    return {
        "title": headers.title(message) or "(no subject)",
        "date": headers.day(message),
        "publication": headers.publication(message),
        "home": headers.home(message),
        "link": link[1] if link else "",
    }


def _original(message: Message, parts: Parts) -> Message:
    """Return the message that was passed on, if the outer one says little more."""
    own = parts.texts[: len(parts.texts) - 1]
    is_passed_on = len(parts.nested) == 1 and sum(len(text.content) for text in own) < _FEW_WORDS
    return parts.nested[0] if is_passed_on and parts.texts else message


def _called(message: Message) -> str:
    title = headers.title(message) or headers.publication(message)
    return f": “{title[:80]}”" if title else ""


def _joined(said: str, text: str, below: str) -> str:
    """Return the body; what is below stands at the end of its boilerplate, or is all of it."""
    if below:
        text = text.removesuffix(_CLOSING) if text.endswith(_CLOSING) else f"{text}\n\n<footer>"
        text += f"\n\n{below}\n\n{_CLOSING}"
    return f"{said}\n\n{text}".strip()


def _markdown(parts: Parts) -> tuple[str, str]:
    """Return the texts as Markdown, and what stands below them."""
    titles = [headers.title(one) for one in parts.nested] if len(parts.nested) > 1 else []
    outside = len(parts.texts) - len(titles)
    pieces: list[str] = []
    below: list[str] = []
    for number, text in enumerate(parts.texts):
        html, ending = (text.content, "") if text.is_html else html_from_text(text)
        if titles and number >= outside:
            html = f"<h2>{escape(titles[number - outside])}</h2>{html}"
        pieces.append(html)
        below.append(_without_tags(markdown_from_html(ending, "")) if ending else "")
    # In one piece, so that all boilerplate stands at the end.
    return markdown_from_html("<hr>".join(pieces), ""), "\n\n".join(filter(None, below))


def _without_tags(markdown: str) -> str:
    """Return what is boilerplate anyway without the tags that mark it."""
    return markdown.replace("<footer>", "").replace(_CLOSING, "").strip()


def _encrypted(parts: Parts) -> str:
    ways = [way for kind, way in _ENCRYPTED.items() if kind in parts.kinds]
    return f"is encrypted ({ways[0]}); only its header is read" if ways and not parts.texts else ""


def _said(message: Message, parts: Parts) -> str:
    """Return a sentence about a message that is no text to be read."""
    is_chinese = language_of(headers.value(message, "subject")) == "zh"
    if _encrypted(parts):
        return "*此邮件已加密。*" if is_chinese else "*This message is encrypted.*"
    if "message/delivery-status" in parts.kinds:
        return "*这是一份退信报告。*" if is_chinese else "*This is a delivery report.*"
    if "text/calendar" in parts.kinds:
        return "*这是一份日历邀请。*" if is_chinese else "*This is a calendar invitation.*"
    return ""


def _attachments(parts: Parts, message: Message) -> str:
    if not parts.attached or _encrypted(parts):
        return ""
    written = headers.value(message, "subject") + "".join(t.content for t in parts.texts[:1])
    names = ", ".join(f"{_plain(name)} ({_size(size)})" for name, size in parts.attached)
    label = "附件：" if language_of(written) == "zh" else "Attachments: "
    return f"{label}{names}"


def _plain(name: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#~|&])", r"\\\1", name)


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"
