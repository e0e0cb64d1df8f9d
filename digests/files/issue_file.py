"""An issue file before it is read: its path, version, publication and id.

Twelve thousand of these must cost little, so names and ids are computed on demand.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from digests.errors import FolderError, IssueUnreadableError
from digests.files.publication import (
    UNNAMED,
    Declaration,
    FolderName,
    find_declaration,
    publication_depth,
    publication_name,
)
from digests.model.issue import Publication
from digests.safe_text import safe_line

TEXT_SUFFIXES = (".md", ".markdown", ".mdx", ".txt")
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
MAIL_SUFFIXES = (".eml",)
SUFFIXES = TEXT_SUFFIXES + PAGE_SUFFIXES + MAIL_SUFFIXES
MAILBOX_SUFFIXES = (".mbox", ".mbx")
"""Of files that hold many messages; each message is an issue file of its own."""


class Fingerprint(NamedTuple):
    """What distinguishes one version of an issue file from the next."""

    size: int
    """In bytes."""

    modified: int
    """Modification time in nanoseconds since the epoch: the later of the file's and that of the
    `publication.toml` that applies to it, plus less than a second derived from what the user
    calls the folder."""


@dataclass(frozen=True)
class IssueFolder:
    """A folder of issue files, and what all of its files share.

    A mailbox counts as a folder whose files are its messages.
    """

    path: str
    """Absolute."""

    root: Path
    """The library folder that `path` is in."""

    name: FolderName = UNNAMED
    """What the user calls the library folder."""

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return Path(self.path).parts[1:]

    @cached_property
    def publication(self) -> str:
        """The publication's name, safe to show."""
        name = publication_name(self._names, self._outside, self._last_resort)
        return safe_line(os.fsencode(_without_suffix(name)).decode(errors="replace"))

    @cached_property
    def declaration(self) -> Declaration | None:
        """The `publication.toml` that applies to the folder, if there is one."""
        return find_declaration(self.path, str(self.root))

    @cached_property
    def declared_publication(self) -> Publication:
        """The publication as the user declared it, or else with only its derived name."""
        declaration = self.declaration
        if declaration is None:
            return self.name.publication(Publication(self.publication))
        return self.name.publication(declaration.publication(self.publication))

    def fingerprint(self, status: os.stat_result) -> Fingerprint:
        """Return the fingerprint of a file in the folder from the file's `status`."""
        declared = self.declaration.changed if self.declaration else 0
        return Fingerprint(status.st_size, max(status.st_mtime_ns, declared) + self._stamp)

    @cached_property
    def below_publication(self) -> str:
        """The path from the publication's folder to this one, ending in `/` unless empty."""
        depth = publication_depth(self._names, self._outside, self._last_resort)
        return "".join(f"{name}/" for name in self._names[depth:])

    @cached_property
    def _stamp(self) -> int:
        return self.name.stamp()

    @cached_property
    def _outside(self) -> int:
        """How many leading names of the path cannot name a publication."""
        if self.name.is_fetched:
            return len(self.root.parts) - 2
        return _names_outside(self._names)

    @property
    def _last_resort(self) -> int:
        """How many leading names lead to the folder to fall back on when all are generic."""
        return len(self.root.parts) - 1 if self.name.is_fetched else len(self._names)

    @cached_property
    def shown(self) -> str:
        """The path with the root's own name in front, `/` separated, safe to show."""
        relative = Path(self.path).relative_to(self.root)
        return "/".join(shown_name(name) for name in (self.root.name, *relative.parts) if name)


def _names_outside(names: tuple[str, ...]) -> int:
    """Return how many leading names lead to the user's home, which names no publication."""
    home = Path(os.path.expanduser("~")).parts[1:]  # noqa: PTH111 - Path.home() may raise
    return len(home) if names[: len(home)] == home else 0


def _without_suffix(name: str) -> str:
    """Return the name of a mailbox, `letters.mbox` or `.letters`, as people call it."""
    stem, suffix = os.path.splitext(name)  # noqa: PTH122 - a string, not a path
    return (stem if suffix.lower() in MAILBOX_SUFFIXES else name).lstrip(".") or name


class IssueFile(NamedTuple):
    """One issue file, as found; nothing of it has been read."""

    folder: IssueFolder
    name: str
    fingerprint: Fingerprint

    place: str = ""
    """Where a message is in its mailbox: `START+LENGTH` in bytes in an mbox file, `cur/NAME` in a
    Maildir, where `name` is what stays when flags change. Empty for a file of its own."""

    @property
    def path(self) -> Path:
        """Absolute; it may be a link to a file in the same root.

        That of a message stands for it, below its mailbox: no file has it.
        """
        return Path(self.folder.path, self.name)

    @property
    def root(self) -> Path:
        """The library folder that the file was found in."""
        return self.folder.root

    @property
    def source(self) -> str:
        """The path with the root's own name in front, `/` separated, safe to show."""
        return f"{self.folder.shown}/{shown_name(self.name)}".lstrip("/")

    @property
    def publication(self) -> str:
        """The publication's name, from the nearest folder with a meaningful name."""
        return self.folder.publication

    @property
    def issue_id(self) -> str:
        """Ten hexadecimal digits, the same whether the root is the publication or above it."""
        path = self.folder.below_publication + self.name
        key = self.publication.encode() + b"\0" + os.fsencode(path)
        return blake2b(key, digest_size=5).hexdigest()


class Mailbox(NamedTuple):
    """An mbox file, as found; nothing of it has been read."""

    folder: IssueFolder
    version: Fingerprint

    @property
    def path(self) -> Path:
        """Absolute."""
        return Path(self.folder.path)


def issue_file(path: Path) -> IssueFile:
    """Return the one file that the user named, whatever its suffix.

    Raises FolderError when it is a folder or does not exist, and IssueUnreadableError when it is
    not a regular file.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise FolderError(str(path), reason_of(error)) from error
    if path.is_dir():
        raise FolderError(str(path), "is a folder; a file is wanted here")
    if not S_ISREG(status.st_mode):
        raise IssueUnreadableError(str(path), "is not a regular file")
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow the link
    folder = IssueFolder(str(absolute.parent), absolute.parent)
    return IssueFile(folder, absolute.name, folder.fingerprint(status))


def shown_name(name: str) -> str:
    """Return a file's name safe to show; bytes that are not UTF-8 become U+FFFD."""
    return safe_line(os.fsencode(name).decode(errors="replace"))


def reason_of(error: OSError) -> str:
    """Return why something cannot be read, as a phrase that follows its name."""
    if isinstance(error, FileNotFoundError):
        return "does not exist"
    return f"cannot be read: {(error.strerror or str(error)).lower()}"
