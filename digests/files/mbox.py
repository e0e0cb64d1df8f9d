"""Mbox files, in which messages follow each other, each below a line that begins with `From `.

A message is known by its Message-ID, so that it stays the same issue when others are deleted and
the file is compacted. Programs disagree on what separates messages; a line counts that has a time
and a year, and has a header below it. Files are read in place, and may be written at the same time:
what is found at an earlier place is checked.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from digests.files.issue_file import MAILBOX_SUFFIXES, Fingerprint, IssueFile
from digests.files.opening import MAX_MESSAGE_BYTES, open_regular

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digests.files.issue_file import Mailbox

_BLOCK = 1 << 20
_LONGEST_SEPARATOR = 600
_SEPARATOR = re.compile(rb"(?<=\n)From ([^\r\n]{1,400})\r?\n(?=[!-9;-~]{1,80}:|>From )")
_TIME, _YEAR = re.compile(rb"\d:\d\d"), re.compile(rb"\b(?:19|20)\d\d\b")

_MAX_HEADER = 256_000
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_MESSAGE_ID = re.compile(rb"^message-id:\s*(<[^>\s]{1,900}>)", re.IGNORECASE | re.MULTILINE)
_DATE = re.compile(rb"^date:[ \t]*([^\r\n]{1,100})", re.IGNORECASE | re.MULTILINE)
_STATE = re.compile(
    rb"^(?:status|x-status|x-mozilla-(?:status2?|keys)|x-keywords|x-uid|x-imap(?:base)?"
    rb"|content-length|lines):[^\r\n]*\r?\n?",
    re.IGNORECASE | re.MULTILINE,
)
"""What programs change when a message is read or flagged."""

_QUOTED_FROM = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
"""Names of messages have no digits, which might be read as a date."""

_SECOND = 1_000_000_000
_LATEST = 1 << 32
"""In seconds since the epoch; any later date is taken for this one."""


class _Message(NamedTuple):
    start: int
    content: bytes
    """Without the separator; of one beyond all limits only the beginning."""
    length: int

    @property
    def place(self) -> str:
        return f"{self.start}+{self.length}"


def is_mbox(path: Path) -> bool:
    """Return whether a file is an mbox file, by its name or, without a suffix, by its beginning.

    Nothing is raised: a file that cannot be read is none.
    """
    suffix = path.suffix.lower()
    if suffix in MAILBOX_SUFFIXES:
        return path.is_file()
    try:
        with open_regular(path.resolve()) as stream:
            return not suffix and stream is not None and stream.read(5) == b"From "
    except (OSError, RuntimeError):
        return False


def list_messages(mailbox: Mailbox) -> Iterator[IssueFile]:
    """Yield the messages of an mbox file, equal ones once. Raises OSError.

    The last one is left out while only a part of its header has been written.
    """
    declared = mailbox.folder.declaration
    salt = f"{declared.changed if declared else 0} {mailbox.folder.name.stamp()}".encode()
    seen: set[str] = set()
    first: dict[str, bytes] = {}
    with open_regular(mailbox.folder.path) as stream:
        for message in _messages(stream) if stream else ():
            digest = _digest(message.content)
            name = _name(message.content, digest)
            if first.setdefault(name, digest) != digest:
                name = _letters(digest)
            if name not in seen:
                seen.add(name)
                fingerprint = _fingerprint(message, digest + salt)
                yield IssueFile(mailbox.folder, name, fingerprint, message.place)


def read_message(stream: BinaryIO, file: IssueFile, most: int) -> bytes:
    """Return a message of an mbox file, up to `most` bytes and one more.

    It is looked for in the whole of the file if it is not at its place any more. Raises
    FileNotFoundError when it is nowhere.
    """
    start, _, length = file.place.partition("+")
    stream.seek(int(start))
    content = stream.read(min(int(length), max(most, MAX_MESSAGE_BYTES)) + 1)[: int(length)]
    if not _is_called(file.name, content):
        others = (message.content for message in _messages(stream))
        content = next((one for one in others if _is_called(file.name, one)), b"")
    if not content:
        raise FileNotFoundError(file.name)
    return _QUOTED_FROM.sub(b"", content[: most + 1])


def _is_called(name: str, content: bytes) -> bool:
    digest = _digest(content)
    return name in (_name(content, digest), _letters(digest))


def _messages(stream: BinaryIO) -> Iterator[_Message]:
    ends = _separators(stream)
    start = next(ends, (0, 0))[1]
    for separator, below in ends:
        yield _message(stream, start, separator)
        start = below
    if start:
        end = stream.seek(0, 2)
        stream.seek(start)
        if _HEADER_END.search(stream.read(_MAX_HEADER)):
            yield _message(stream, start, end)


def _message(stream: BinaryIO, start: int, end: int) -> _Message:
    stream.seek(start)
    length = end - start
    content = stream.read(min(length, MAX_MESSAGE_BYTES + 1))
    if length == len(content):
        content = content.rstrip(b"\r\n") + b"\n"
    return _Message(start, content, length)


def _separators(stream: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield where each separating line begins and ends; other users may move the stream."""
    window, at, done = b"\n", -1, -1
    while True:
        stream.seek(at + len(window))
        block = stream.read(_BLOCK)
        window += block
        limit = max(len(window) - _LONGEST_SEPARATOR, 1) if block else len(window)
        for match in _SEPARATOR.finditer(window):
            place = at + match.start()
            if done <= place < at + limit and _is_dated(match[1]):
                yield place, at + match.end()
        if not block:
            return
        done = at + limit
        window, at = window[limit - 1 :], at + limit - 1


def _is_dated(line: bytes) -> bool:
    return _TIME.search(line) is not None and _YEAR.search(line) is not None


def _header(content: bytes) -> bytes:
    end = _HEADER_END.search(content, 0, _MAX_HEADER)
    return content[: end.start() if end else _MAX_HEADER]


def _digest(content: bytes) -> bytes:
    header = _header(content)
    hashed = blake2b(_STATE.sub(b"", header + b"\n"), digest_size=8)
    hashed.update(memoryview(content)[len(header) :])
    return hashed.digest()


def _name(content: bytes, digest: bytes) -> str:
    found = _MESSAGE_ID.search(_header(content))
    return _letters(blake2b(found[1], digest_size=8).digest() if found else digest)


def _letters(digest: bytes) -> str:
    return digest.hex().translate(_LETTERS)


def _fingerprint(message: _Message, salted: bytes) -> Fingerprint:
    """Return a fingerprint that sorts by date, and changes with the message only."""
    below_a_second = int.from_bytes(blake2b(salted, digest_size=4).digest(), "big") % _SECOND
    return Fingerprint(len(message.content), _seconds(message.content) * _SECOND + below_a_second)


def _seconds(content: bytes) -> int:
    from email.utils import mktime_tz, parsedate_tz

    written = _DATE.search(_header(content))
    try:
        parsed = parsedate_tz(written[1].decode("latin-1")) if written else None
        return min(max(int(mktime_tz(parsed)), 0), _LATEST) if parsed else 0
    except (ValueError, OverflowError, IndexError, TypeError):
        return 0
