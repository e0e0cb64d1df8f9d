"""Finding issue files below a folder.

A refresh of twelve thousand unchanged files must cost little more than listing them, so the
listing is kept as the system returned it and compared as a whole.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from digests.errors import IssueUnreadableError
from digests.files.found_files import FoundFiles, ListedFolder, list_mailboxes
from digests.files.issue_file import (
    MAILBOX_SUFFIXES,
    SUFFIXES,
    IssueFolder,
    Mailbox,
    issue_file,
    reason_of,
    shown_name,
)
from digests.files.maildir import PARTS, READ_FOLDERS, is_maildir, list_maildir
from digests.files.publication import FILE_NAME, UNNAMED, FolderName
from digests.model.issue import Problem

if TYPE_CHECKING:
    from digests.files.issue_file import IssueFile

MAX_DEPTH = 32
"""Folders below the root; deeper ones are reported and not read."""

MAX_FILES = 200_000
"""In one library folder; beyond that, the system's listing order decides which are read."""

_TOO_MANY = "is not read{}: the library folder holds more than {:,} files"
_ABOUT_THE_FOLDER = ("readme", "license", "licence", "changelog", "contributing")
_FIRST_LETTERS_OF_IGNORED = ".rRlLcC"
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__"})


def named_files(path: Path) -> tuple[IssueFile, ...]:
    """Return what the user named: one file, whatever its suffix, or the messages of a mailbox.

    Raises FolderError when it is another folder or does not exist, and IssueUnreadableError when it
    is not a regular file.
    """
    from digests.files.mbox import is_mbox

    if not is_maildir(str(path)) and not is_mbox(path):
        return (issue_file(path),)
    found = list_mailboxes(find_issue_files(path))
    for problem in found.problems:
        raise IssueUnreadableError(problem.source, problem.reason)
    return found.files


def find_issue_files(root: Path, name: FolderName = UNNAMED) -> FoundFiles:
    """List the issue files below `root`, which the user calls `name`, in no particular order.

    `root` may be a mailbox too: a Maildir, in which hidden folders are read, or an mbox file.
    Hidden names, `node_modules` and files about the folder itself (README, LICENSE ...) are
    skipped. A link is followed only when its target is inside `root` and not yet listed. Nothing
    is raised: whatever cannot be listed becomes a problem.
    """
    walk = _Walk(Path(os.path.abspath(root)), name)  # noqa: PTH100 - keep what the user gave
    walk.list_all()
    walk.follow_links()
    return FoundFiles(
        tuple(walk.listed),
        tuple(sorted(walk.problems, key=lambda problem: problem.source)),
        tuple(walk.unread),
        tuple(walk.mailboxes),
        skipped=walk.skipped,
    )


@dataclass(slots=True)
class _Walk:
    """One walk through a root: what remains to be listed, and what was found."""

    root: Path
    name: FolderName
    listed: list[ListedFolder] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: list[Path] = field(default_factory=list)
    links: list[tuple[IssueFolder, str, int]] = field(default_factory=list)
    seen: set[tuple[int, int]] = field(default_factory=set)
    """Device and inode of every listed folder, and of every file reached through a link."""
    pending: list[tuple[str, int]] = field(default_factory=list)
    file_count: int = 0
    """Issue files found so far."""
    mailboxes: list[Mailbox] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    def list_all(self) -> None:
        self.pending.append((str(self.root), 0))
        self._list_pending()

    def follow_links(self) -> None:
        """Add the targets of links, after everything that is listed under its own name."""
        if self.links:
            self.seen.update(
                (status.st_dev, status.st_ino)
                for listed in self.listed
                for _, status in listed.entries
            )
        while self.links:
            links, self.links = sorted(self.links, key=lambda link: (link[2], link[1])), []
            for folder, name, depth in links:
                self._follow(folder, name, depth)
                self._list_pending()

    def _list_pending(self) -> None:
        while self.pending:
            path, depth = self.pending.pop()
            folder = IssueFolder(path, self.root, self.name)
            try:
                self._list(folder, depth)
            except OSError as error:
                self.unread.append(Path(path))
                self._report(folder.shown, reason_of(error))

    def _stop(self, folder: IssueFolder) -> None:
        """Give up on the remaining folders; as unread, they keep what is known of them."""
        self.unread += [Path(folder.path), *(Path(path) for path, _ in self.pending)]
        self.pending.clear()
        self._report(folder.shown, _TOO_MANY.format(" to its end", MAX_FILES))

    def _list(self, folder: IssueFolder, depth: int) -> None:
        status = os.stat(folder.path)  # noqa: PTH116 - a Path for each folder costs time
        if (status.st_dev, status.st_ino) in self.seen:
            return
        self.seen.add((status.st_dev, status.st_ino))
        if S_ISREG(status.st_mode):
            self.mailboxes.append(Mailbox(folder, folder.fingerprint(status)))
            return
        taken: list[tuple[str, os.stat_result]] = []
        hidden: list[str] = []
        before = len(self.pending)
        room = MAX_FILES - self.file_count
        self.listed.append(ListedFolder(folder, taken))
        with os.scandir(folder.path) as entries:
            for entry in entries:
                name = entry.name
                if name.endswith(SUFFIXES) and entry.is_file(follow_symlinks=False):
                    # Most names are dates, and testing one letter costs less than a call.
                    if name[0] not in _FIRST_LETTERS_OF_IGNORED or not _is_ignored(name):
                        taken.append((name, entry.stat(follow_symlinks=False)))
                elif not name.startswith("."):
                    self._take_other(folder, entry, depth, taken)
                else:
                    hidden.append(name)
                if len(taken) > room:
                    taken.pop()
                    self._stop(folder)
                    break
        self.file_count += len(taken)
        self._list_as_maildir(folder, depth, before, hidden)

    def _list_as_maildir(
        self, folder: IssueFolder, depth: int, before: int, hidden: list[str]
    ) -> None:
        """If a folder that is just listed is a Maildir, list it as one.

        `before` is where its folders begin among the pending ones.
        """
        below = {path.rpartition("/")[2] for path, _ in self.pending[before:]}
        if not below.issuperset(READ_FOLDERS):
            return
        own = [one for one in self.pending[before:] if one[0].rpartition("/")[2] not in PARTS]
        self.pending[before:] = own
        for name in hidden:
            if name.startswith(".") and is_maildir(f"{folder.path}/{name}"):
                self._descend(folder, name, depth + 1)
        room = MAX_FILES - self.file_count
        messages = list_maildir(folder.path, room)
        entries = [(message.name, message.status) for message in messages[:room]]
        places = tuple(message.place for message in messages[:room])
        self.listed.append(ListedFolder(folder, entries, places))
        self.file_count += len(entries)
        if len(messages) > room:
            self._stop(folder)

    def _take_other(
        self,
        folder: IssueFolder,
        entry: os.DirEntry[str],
        depth: int,
        taken: list[tuple[str, os.stat_result]],
    ) -> None:
        name = entry.name
        if entry.is_symlink():
            self.links.append((folder, name, depth))
        elif entry.is_dir(follow_symlinks=False):
            self._descend(folder, name, depth + 1)
        elif name.lower().endswith(SUFFIXES) and not _is_ignored(name):
            if entry.is_file(follow_symlinks=False):
                taken.append((name, entry.stat(follow_symlinks=False)))
            else:
                self._report(f"{folder.shown}/{name}", "is not a regular file; not read")
        elif _is_mailbox(folder, name):
            self._take_mailbox(folder, name, entry.stat(follow_symlinks=False))
        elif name != FILE_NAME and not _is_ignored(name):
            self.skipped[_kind(name)] += 1

    def _take_mailbox(self, folder: IssueFolder, name: str, status: os.stat_result) -> None:
        mailbox = IssueFolder(f"{folder.path.rstrip('/')}/{name}", self.root, self.name)
        if S_ISREG(status.st_mode):
            self.mailboxes.append(Mailbox(mailbox, mailbox.fingerprint(status)))

    def _descend(self, folder: IssueFolder, name: str, depth: int) -> None:
        if name in _SKIPPED_FOLDERS:
            return
        if depth > MAX_DEPTH:
            self._report(
                f"{folder.shown}/{name}", f"is more than {MAX_DEPTH} folders deep; not read"
            )
            return
        self.pending.append((f"{folder.path.rstrip('/')}/{name}", depth))

    def _follow(self, folder: IssueFolder, name: str, depth: int) -> None:
        link = Path(folder.path, name)
        try:
            target = link.resolve(strict=True)
            status = target.stat()
        except (OSError, RuntimeError):  # RuntimeError: a link to itself
            if name.lower().endswith(SUFFIXES):
                self._report(f"{folder.shown}/{name}", "is a link that leads nowhere")
            return
        is_mailbox = _is_mailbox(folder, name)
        is_relevant = target.is_dir() or name.lower().endswith(SUFFIXES) or is_mailbox
        if not is_relevant or (status.st_dev, status.st_ino) in self.seen:
            return
        if not target.is_relative_to(self.root.resolve()):
            self._report(f"{folder.shown}/{name}", "is a link out of the folder; not followed")
        elif target.is_dir():
            self._descend(folder, name, depth + 1)
        elif is_mailbox:
            self.seen.add((status.st_dev, status.st_ino))
            self._take_mailbox(folder, name, status)
        elif S_ISREG(status.st_mode) and not _is_ignored(name):
            self._take_linked(folder, name, status)

    def _take_linked(self, folder: IssueFolder, name: str, status: os.stat_result) -> None:
        if self.file_count >= MAX_FILES:
            self._report(f"{folder.shown}/{name}", _TOO_MANY.format("", MAX_FILES))
            return
        self.seen.add((status.st_dev, status.st_ino))
        self.listed.append(ListedFolder(folder, [(name, status)]))
        self.file_count += 1

    def _report(self, source: str, reason: str) -> None:
        self.problems.append(Problem("/".join(map(shown_name, source.split("/"))), reason))


def _is_ignored(name: str) -> bool:
    return name.startswith(".") or name.lower().startswith(_ABOUT_THE_FOLDER)


def _is_mailbox(folder: IssueFolder, name: str) -> bool:
    """Return whether a file is an mbox file by its name; Apple's Mail exports `X.mbox/mbox`."""
    lower = name.lower()
    return lower.endswith(MAILBOX_SUFFIXES) or (
        lower == "mbox" and folder.path.lower().endswith(MAILBOX_SUFFIXES)
    )


_LONGEST_KIND = 10


def _kind(name: str) -> str:
    """Return a file's suffix in small letters; empty when it has none that is one."""
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - a string, not a path
    return suffix if suffix[1:].isalnum() and len(suffix) <= _LONGEST_KIND else ""
