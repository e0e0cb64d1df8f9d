"""The bytes of an issue file: of a file of its own, or of a message in a mailbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.errors import IssueUnreadableError
from digests.files.opening import open_regular

if TYPE_CHECKING:
    from pathlib import Path

    from digests.files.issue_file import IssueFile

MAX_BYTES = 8_000_000
"""Larger texts are refused: the largest known digest has half a megabyte."""

_GONE = "is no longer there; a refresh drops it"


def read_content(file: IssueFile, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of `file`, which are not trusted.

    Raises IssueUnreadableError when the file is missing, no regular file, or has more bytes than
    `most`.
    """
    try:
        content = _message(file, most) if file.place else _whole(file.path, most)
    except FileNotFoundError as error:
        raise IssueUnreadableError(file.source, _GONE) from error
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise IssueUnreadableError(file.source, f"cannot be read: {reason.lower()}") from error
    if content is None:
        raise IssueUnreadableError(file.source, "is not a regular file")
    if len(content) > most:
        raise IssueUnreadableError(file.source, f"is larger than {most // 1_000_000} MB; not read")
    if is_lfs_pointer(content):
        raise IssueUnreadableError(file.source, LFS_POINTER)
    return content


LFS_POINTER = "is a Git LFS pointer and not the text itself, which `git lfs pull` brings"


def is_lfs_pointer(content: bytes) -> bool:
    """Return whether a file only says where Git LFS keeps its content."""
    return content.lstrip().startswith(b"version https://git-lfs.github.com/spec/")


def _whole(path: Path, most: int) -> bytes | None:
    """Return up to `most` bytes and one more; None when the path is no regular file."""
    with open_regular(path.resolve()) as stream:
        return None if stream is None else stream.read(most + 1)


def _message(file: IssueFile, most: int) -> bytes | None:
    from digests.files.maildir import find_message
    from digests.files.mbox import read_message

    if "/" not in file.place:
        with open_regular(file.folder.path) as stream:
            return None if stream is None else read_message(stream, file, most)
    try:
        return _message_file(f"{file.folder.path}/{file.place}", most)
    except FileNotFoundError:
        # Its flags were changed since, which are a part of its name.
        return _message_file(find_message(file.folder.path, file.name), most)


def _message_file(path: str, most: int) -> bytes | None:
    with open_regular(path) as stream:
        return None if stream is None else stream.read(most + 1)
