"""Finding issue files below a folder.

A refresh of twelve thousand unchanged files must cost little more than listing them, so the
listing is kept as the system returned it and compared as a whole.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG

from digests.files.issue_file import SUFFIXES, IssueFile, IssueFolder, reason_of, shown_name
from digests.files.publication import UNNAMED, FolderName
from digests.model.issue import Problem

MAX_DEPTH = 32
"""Folders below the root; deeper ones are reported and not read."""

MAX_FILES = 200_000
"""In one library folder; beyond that, the system's listing order decides which are read."""

_TOO_MANY = "is not read{}: the library folder holds more than {:,} files"
_ABOUT_THE_FOLDER = ("readme", "license", "licence", "changelog", "contributing")
_FIRST_LETTERS_OF_IGNORED = ".rRlLcC"
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__"})


@dataclass(frozen=True, slots=True)
class ListedFolder:
    """The issue files directly in one folder."""

    folder: IssueFolder
    entries: list[tuple[str, os.stat_result]]
    """Names, in the system's order."""


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What a folder and the folders below it hold."""

    listed: tuple[ListedFolder, ...]
    problems: tuple[Problem, ...]

    unread: tuple[Path, ...] = ()
    """Folders that could not be listed: their content is unknown, not empty."""

    @property
    def files(self) -> tuple[IssueFile, ...]:
        """The issue files, in no particular order."""
        return tuple(
            IssueFile(listed.folder, name, listed.folder.fingerprint(status))
            for listed in self.listed
            for name, status in listed.entries
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is no issue file; problems and unread folders do not count."""
        return not any(listed.entries for listed in self.listed)

    def signature(self) -> str:
        """Return a digest that changes whenever a file, a fingerprint or a problem does."""
        parts = [repr((self.unread, self.problems))]
        for listed in self.listed:
            naming = f"{listed.folder.declaration} {listed.folder.name}"
            parts.append(f"{listed.folder.path} {naming}")
            parts += [f"{name} {s.st_size} {s.st_mtime_ns}" for name, s in listed.entries]
        content = "\0".join(parts).encode(errors="surrogateescape")
        return blake2b(content, digest_size=16).hexdigest()


def find_issue_files(root: Path, name: FolderName = UNNAMED) -> FoundFiles:
    """List the issue files below `root`, which the user calls `name`, in no particular order.

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
        taken: list[tuple[str, os.stat_result]] = []
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
                if len(taken) > room:
                    taken.pop()
                    self._stop(folder)
                    break
        self.file_count += len(taken)

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
        is_relevant = target.is_dir() or name.lower().endswith(SUFFIXES)
        if not is_relevant or (status.st_dev, status.st_ino) in self.seen:
            return
        if not target.is_relative_to(self.root.resolve()):
            self._report(f"{folder.shown}/{name}", "is a link out of the folder; not followed")
        elif target.is_dir():
            self._descend(folder, name, depth + 1)
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
