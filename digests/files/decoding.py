"""Reading and decoding an issue file, whatever its encoding. Its content is not trusted."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, NamedTuple

from digests.errors import IssueUnreadableError
from digests.files.content import read_content

if TYPE_CHECKING:
    from digests.files.encodings import Encoding
    from digests.files.issue_file import IssueFile

MAX_LINE = 1_000_000
"""In characters: a line of prose has some thousands, an inlined picture some hundred thousand."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes({*range(0x20)} - {0x09, 0x0A, 0x0C, 0x0D, 0x1B})
_WITHOUT_MARK = (b"\0", b"\x1b$")
"""What is in UTF-16 and ISO-2022-JP, and in no text in UTF-8."""


class DecodedText(NamedTuple):
    """The text of a file."""

    text: str

    doubt: str = ""
    """What may be wrong with it, as a phrase that follows the file's name; empty if nothing is."""


def read_decoded_text(file: IssueFile) -> DecodedText:
    """Return the text of `file`: lines end in a newline character, NUL becomes U+FFFD.

    UTF-8, UTF-16, GB18030, Big5, Shift_JIS, EUC-JP, ISO-2022-JP and EUC-KR are recognised, the
    single-byte encodings of Western and Cyrillic letters guessed. Raises IssueUnreadableError when
    the file is missing, empty, too large, not a regular file or not text in any of them, or has a
    line that is too long.
    """
    content = read_content(file)
    if not content.strip():
        raise IssueUnreadableError(file.source, "is empty")
    decoded = decode(content)
    if decoded is None:
        raise IssueUnreadableError(file.source, "is not text in any encoding that is known")
    refuse_long_lines(decoded.text, file)
    return decoded


def refuse_long_lines(text: str, file: IssueFile) -> None:
    """Raise IssueUnreadableError when a line of the text is longer than MAX_LINE."""
    if len(text) <= MAX_LINE:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            reason = f"has more than {MAX_LINE:,} characters in line {number:,}; not read"
            raise IssueUnreadableError(file.source, reason)


def decode(content: bytes) -> DecodedText | None:
    """Return the text as `read_decoded_text` does, or None when the bytes are not text."""
    decoded = _decode(content)
    if decoded is None:
        return None
    lines = decoded.text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return DecodedText(lines, decoded.doubt)


def _decode(content: bytes) -> DecodedText | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return DecodedText(content[len(mark) :].decode(encoding, errors="replace"))
    if any(sign in content for sign in _WITHOUT_MARK) and (text := _marked_by_nothing(content)):
        return DecodedText(text)
    if _looks_binary(content):
        return None
    try:
        return DecodedText(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _decode_legacy(content)


def _marked_by_nothing(content: bytes) -> str | None:
    from digests.files.encodings import iso_2022_jp, utf_16

    return utf_16(content) or iso_2022_jp(content)


def _looks_binary(content: bytes) -> bool:
    controls = len(content) - len(content.translate(None, _CONTROLS))
    return controls * 100 > len(content)


def _decode_legacy(content: bytes) -> DecodedText | None:
    from digests.files.encodings import recognised

    found = recognised(content)
    text, encoding = found or (content.decode(errors="replace"), None)
    broken = text.count("\ufffd")
    # A few invalid bytes are an editor's mistake; with more than one in ten it is not a text file.
    if broken * 10 > len(text):
        return None
    lost = f", {broken:,} characters are lost" if broken > 1 else ", 1 character is lost"
    return DecodedText(text, _doubt(encoding, lost if broken else ""))


def _doubt(encoding: Encoding | None, lost: str) -> str:
    if encoding is None:
        return f"is in no encoding that is known{lost}"
    if encoding.name == "UTF-8":
        return f"is not all UTF-8{lost}"
    guessed = "" if encoding.is_sure else ", which is a guess"
    return f"is not UTF-8, read as {encoding.name}{guessed}{lost}" if guessed or lost else ""
