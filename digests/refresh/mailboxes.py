"""Which mbox files need not be read again, and the messages that are known of them."""

from __future__ import annotations

import os
from collections import defaultdict
from typing import TYPE_CHECKING

from digests.files.found_files import list_mailboxes
from digests.files.issue_file import Fingerprint, IssueFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from digests.catalogue.rows import CataloguedFile
    from digests.files.found_files import FoundFiles
    from digests.files.issue_file import Mailbox


def with_messages(
    found: Mapping[Path, FoundFiles],
    mailboxes: Mapping[bytes, tuple[int, int]],
    files: Sequence[CataloguedFile],
) -> dict[Path, FoundFiles]:
    """Return what the folders hold with the messages of their mbox files.

    Those that have not changed are not read: `mailboxes` are the ones that were read to their end,
    with size and time, and `files` all that are known.
    """
    unchanged = _KnownMessages(mailboxes, files)
    return {folder: list_mailboxes(listed, unchanged) for folder, listed in found.items()}


class _KnownMessages:
    """The messages of those mbox files that have not changed since they were read."""

    def __init__(
        self, mailboxes: Mapping[bytes, tuple[int, int]], files: Sequence[CataloguedFile]
    ) -> None:
        self._mailboxes = mailboxes
        self._files: defaultdict[bytes, list[CataloguedFile]] = defaultdict(list)
        for file in files if mailboxes else ():
            if file.place and b"/" not in file.place:
                self._files[file.path.rpartition(b"/")[0]].append(file)

    def __call__(self, mailbox: Mailbox) -> list[IssueFile] | None:
        """Return the messages of a mailbox; None when it must be read."""
        path = os.fsencode(mailbox.folder.path)
        if self._mailboxes.get(path) != mailbox.version:
            return None
        return [_message(mailbox, row) for row in self._files[path]]


def _message(mailbox: Mailbox, row: CataloguedFile) -> IssueFile:
    name = os.fsdecode(row.path.rpartition(b"/")[2])
    fingerprint = Fingerprint(row.size, row.modified)
    return IssueFile(mailbox.folder, name, fingerprint, os.fsdecode(row.place))


def read_mailboxes(found: Iterable[FoundFiles]) -> list[tuple[bytes, int, int]]:
    """Return path, size and time of the mbox files that were read, each once."""
    return list(
        {
            os.fsencode(mailbox.folder.path): (os.fsencode(mailbox.folder.path), *mailbox.version)
            for listed in found
            for mailbox in listed.mailboxes
            if mailbox.path not in listed.unread
        }.values()
    )
