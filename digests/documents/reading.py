"""Reading an issue file of any kind as Markdown.

What reads web pages and messages is loaded when one is met, since most libraries have none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digests.documents.document import Document
from digests.errors import IssueUnreadableError
from digests.files.content import read_content
from digests.files.decoding import read_decoded_text, refuse_long_lines
from digests.files.issue_file import MAIL_SUFFIXES, PAGE_SUFFIXES, TEXT_SUFFIXES
from digests.files.opening import MAX_MESSAGE_BYTES

if TYPE_CHECKING:
    from digests.files.issue_file import IssueFile

_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)\b", re.IGNORECASE)
_MESSAGE = re.compile(
    rb"(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    rb"(?:received|return-path|message-id|mime-version|delivered-to):",
    re.IGNORECASE,
)
_BEGINNING = 4_096
"""Bytes that say of what kind a file without a known suffix is."""

_JSON = "is JSON; digests are read as Markdown, text, web pages and mail"


def read_document(file: IssueFile) -> Document:
    """Read `file`. Raises IssueUnreadableError."""
    kind = _kind(file)
    if kind == "text":
        text, doubt = read_decoded_text(file)
        return Document(text, (doubt,) if doubt else ())
    if kind == "mail":
        from digests.documents.mail.issue import read_message

        document = read_message(read_content(file, MAX_MESSAGE_BYTES), file.source)
    else:
        from digests.documents.page import read_page_file

        document = read_page_file(read_content(file), file.source)
    refuse_long_lines(document.text, file)
    return document


def read_issue_text(file: IssueFile) -> str:
    """Return the text of `file` for the parser, without what is doubtful in it; see above."""
    return read_document(file).text


def _kind(file: IssueFile) -> str:
    name = file.name.lower()
    if file.place or name.endswith(MAIL_SUFFIXES):
        return "mail"
    if name.endswith(TEXT_SUFFIXES):
        return "text"
    if name.endswith(PAGE_SUFFIXES):
        return "page"
    if name.endswith(".json"):
        raise IssueUnreadableError(file.source, _JSON)
    beginning = read_content(file)[:_BEGINNING]
    if _PAGE.match(beginning):
        return "page"
    return "mail" if _MESSAGE.match(beginning) else "text"
