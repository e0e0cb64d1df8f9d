"""Reading and decoding an issue file, whatever its encoding. Its content is not trusted."""

from __future__ import annotations

import codecs
import os
import re
from stat import S_ISREG
from typing import TYPE_CHECKING

from digests.errors import IssueUnreadableError

if TYPE_CHECKING:
    from digests.files.issue_file import IssueFile

MAX_BYTES = 8_000_000
"""Larger files are refused: the largest known digest has half a megabyte."""

MAX_LINE = 1_000_000
"""In characters: a line of prose has some thousands, an inlined picture some hundred thousand."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes({*range(0x20)} - {0x09, 0x0A, 0x0C, 0x0D, 0x1B})
_CHINESE = re.compile("[\u3400-\u9fff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")


def read_issue_text(file: IssueFile) -> str:
    """Return the text of `file`: lines end in a newline character, NUL becomes U+FFFD.

    UTF-8, UTF-16 with a byte order mark and GB18030 are understood. Raises IssueUnreadableError
    when the file is missing, empty, too large, not a regular file or not text, or has a line that
    is too long.
    """
    content = _read(file)
    if not content.strip():
        raise IssueUnreadableError(file.source, "is empty")
    text = _decode(content)
    if text is None:
        raise IssueUnreadableError(file.source, "is not text")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    _refuse_long_lines(lines, file)
    return lines


def _refuse_long_lines(text: str, file: IssueFile) -> None:
    if len(text) <= MAX_LINE:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            reason = f"has more than {MAX_LINE:,} characters in line {number:,}; not read"
            raise IssueUnreadableError(file.source, reason)


def _read(file: IssueFile) -> bytes:
    # Since it was found the file may have become a pipe or a link.
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        descriptor = os.open(file.path.resolve(), flags)
        with os.fdopen(descriptor, "rb") as stream:
            status = os.fstat(descriptor)
            if not S_ISREG(status.st_mode):
                raise IssueUnreadableError(file.source, "is not a regular file")
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise IssueUnreadableError(file.source, "is no longer there; a refresh drops it") from error
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise IssueUnreadableError(file.source, f"cannot be read: {reason.lower()}") from error
    if len(content) > MAX_BYTES:
        limit = f"is larger than {MAX_BYTES // 1_000_000} MB; not read"
        raise IssueUnreadableError(file.source, limit)
    return content


def _decode(content: bytes) -> str | None:
    """Return the text, or None when the bytes are not text."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    if _looks_binary(content):
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(content)


def _looks_binary(content: bytes) -> bool:
    controls = len(content) - len(content.translate(None, _CONTROLS))
    return controls * 100 > len(content)


def _decode_legacy(content: bytes) -> str | None:
    chinese = _decode_gb18030(content)
    if chinese is not None:
        return chinese
    text = content.decode("utf-8", errors="replace")
    # A few invalid bytes are an editor's mistake; with more than one in ten it is not a text file.
    return text if text.count("\ufffd") * 10 <= len(text) else None


def _decode_gb18030(content: bytes) -> str | None:
    """Return the text if most of it is Chinese, since almost any bytes decode as GB18030."""
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return None
    foreign = len(_BEYOND_ASCII.findall(text))
    return text if len(_CHINESE.findall(text)) * 2 > foreign else None
