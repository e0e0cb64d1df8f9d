"""What the folders of a library hold, as listed, and the messages of mailboxes among it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING

from digests.files.issue_file import IssueFile, IssueFolder, Mailbox, reason_of
from digests.model.issue import Problem

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable
    from pathlib import Path

MAX_MESSAGES = 200_000
"""In one mbox file; later ones are reported and not read."""


@dataclass(frozen=True, slots=True)
class ListedFolder:
    """The issue files directly in one folder."""

    folder: IssueFolder
    entries: list[tuple[str, os.stat_result]]
    """Names, in the system's order."""

    places: tuple[str, ...] = ()
    """Of the entries of a Maildir: each file's path below it; empty for other folders."""

    @property
    def files(self) -> list[IssueFile]:
        """The issue files, in the same order."""
        folder = self.folder
        if not self.places:
            return [IssueFile(folder, name, folder.fingerprint(s)) for name, s in self.entries]
        pairs = zip(self.entries, self.places, strict=True)
        return [IssueFile(folder, name, folder.fingerprint(s), p) for (name, s), p in pairs]


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What a folder and the folders below it hold."""

    listed: tuple[ListedFolder, ...]
    problems: tuple[Problem, ...]

    unread: tuple[Path, ...] = ()
    """Folders and mailboxes that could not be listed: their content is unknown, not empty."""

    mailboxes: tuple[Mailbox, ...] = ()
    """Mbox files, which have not been opened."""

    messages: tuple[IssueFile, ...] = ()
    """Those in `mailboxes`, once they are listed; see `list_mailboxes`."""

    skipped: Counter[str] = field(default_factory=Counter, compare=False)
    """How many files of other kinds there are, by suffix in small letters."""

    @property
    def files(self) -> tuple[IssueFile, ...]:
        """The issue files, in no particular order."""
        return tuple(chain(*(listed.files for listed in self.listed), self.messages))

    @property
    def is_empty(self) -> bool:
        """Whether there is no issue file; problems and unread folders do not count."""
        return not self.mailboxes and not any(listed.entries for listed in self.listed)

    def signature(self) -> str:
        """Return a digest that changes whenever a file, a fingerprint or a problem does."""
        parts = [repr((self.unread, self.problems))]
        for listed in self.listed:
            naming = f"{listed.folder.declaration} {listed.folder.name}"
            parts.append(f"{listed.folder.path} {naming}")
            parts += [f"{name} {s.st_size} {s.st_mtime_ns}" for name, s in listed.entries]
            parts += listed.places
        parts += [f"{mailbox.folder} {mailbox.version}" for mailbox in self.mailboxes]
        content = "\0".join(parts).encode(errors="surrogateescape")
        return blake2b(content, digest_size=16).hexdigest()


def list_mailboxes(
    found: FoundFiles,
    unchanged: Callable[[Mailbox], Iterable[IssueFile] | None] = lambda _mailbox: None,
) -> FoundFiles:
    """Return `found` with the messages of its mbox files.

    `unchanged` returns those of a mailbox that need not be read again, or None.
    """
    messages: list[IssueFile] = []
    problems: list[Problem] = []
    unread: list[Path] = []
    for mailbox in found.mailboxes:
        known = unchanged(mailbox)
        try:
            messages += _messages(mailbox, problems) if known is None else known
        except OSError as error:
            unread.append(mailbox.path)
            problems.append(Problem(mailbox.folder.shown, reason_of(error)))
    return replace(
        found,
        messages=tuple(messages),
        problems=(*found.problems, *problems),
        unread=(*found.unread, *unread),
    )


def _messages(mailbox: Mailbox, problems: list[Problem]) -> list[IssueFile]:
    from digests.files.mbox import list_messages

    messages: list[IssueFile] = []
    for message in list_messages(mailbox):
        if len(messages) == MAX_MESSAGES:
            reason = f"is not read to its end: it holds more than {MAX_MESSAGES:,} messages"
            problems.append(Problem(mailbox.folder.shown, reason))
            break
        messages.append(message)
    return messages
