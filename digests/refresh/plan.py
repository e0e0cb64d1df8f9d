"""Deciding what a refresh must do, by comparing the folders with the catalogue."""

from __future__ import annotations

import datetime
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from digests.files.issue_file import Fingerprint
from digests.model.issue import Problem
from digests.safe_text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digests.catalogue.rows import CataloguedFile
    from digests.files.found_files import FoundFiles
    from digests.files.issue_file import IssueFile

_DATE = re.compile(r"(?<!\d)(?:20)?(\d{2})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")
_NO_DIGESTS = "holds no digests (Markdown, text, HTML or mail)"


@dataclass(frozen=True, slots=True)
class RefreshPlan:
    """Paths of files to read or to drop."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def plan_refresh(
    on_disk: Mapping[str, Fingerprint], known: Mapping[str, Fingerprint]
) -> RefreshPlan:
    """Return what differs between the folders and the catalogue.

    Paths are sorted, so that two runs over the same folder do the same.
    """
    if on_disk == known:
        return RefreshPlan()
    common = on_disk.keys() & known.keys()
    return RefreshPlan(
        added=tuple(sorted(on_disk.keys() - known.keys())),
        changed=tuple(sorted(path for path in common if on_disk[path] != known[path])),
        removed=tuple(sorted(known.keys() - on_disk.keys())),
    )


@dataclass(frozen=True, slots=True)
class Work:
    """What a refresh must do."""

    to_read: tuple[IssueFile, ...]
    """Added and changed files, the newest first, each issue id once."""

    to_drop: tuple[str, ...]
    """Ids of issues that are gone."""

    changed: frozenset[str]
    """Ids of the issues in `to_read` that were known before."""

    problems: tuple[Problem, ...]
    """Of folders, and of files that are skipped."""

    moved: tuple[tuple[bytes, str], ...] = ()
    """New places of messages in their mailboxes, each with the issue's id."""


def find_work(
    found: Mapping[Path, FoundFiles], known: Sequence[CataloguedFile], *, keep_missing: bool
) -> Work:
    """Return what a refresh must do.

    Args:
        found: the files in each folder of the library.
        known: the files in the catalogue.
        keep_missing: whether to keep the issues of a folder that is missing, unreadable or suddenly
            empty: a disk may be unmounted, or a checkout in progress.
    """
    files = {
        f"{file.folder.path}/{file.name}": file
        for listed in reversed(list(found.values()))
        for file in listed.files
    }
    known_at = {os.fsdecode(row.path): row for row in known}
    ids = {path: row.issue_id for path, row in known_at.items()}
    plan = plan_refresh(
        {path: file.fingerprint for path, file in files.items()},
        {path: Fingerprint(row.size, row.modified) for path, row in known_at.items()},
    )
    if keep_missing:
        plan = _without_missing(plan, found)
    chosen, skipped = _unique_files(plan, files, ids)
    return Work(
        to_read=tuple(sorted(chosen.values(), key=_newest_first)),
        to_drop=tuple(ids[path] for path in plan.removed if ids[path] not in chosen),
        changed=frozenset(chosen.keys() & set(ids.values())),
        problems=(*_problems_of(found, known), *skipped),
        moved=tuple(_moved(files, known_at)),
    )


def _moved(
    files: Mapping[str, IssueFile], known_at: Mapping[str, CataloguedFile]
) -> Iterator[tuple[bytes, str]]:
    for path, file in files.items():
        if file.place and (row := known_at.get(path)) is not None:
            place = os.fsencode(file.place)
            if place != row.place:
                yield place, row.issue_id


def _without_missing(plan: RefreshPlan, found: Mapping[Path, FoundFiles]) -> RefreshPlan:
    """Do not remove files in folders that could not be listed."""
    unlisted = [path for listed in found.values() for path in listed.unread]
    unlisted += [folder for folder, listed in found.items() if listed.is_empty]
    if not unlisted or not plan.removed:
        return plan
    prefixes = tuple(f"{str(folder).rstrip('/')}/" for folder in unlisted)
    gone = tuple(path for path in plan.removed if not path.startswith(prefixes))
    return replace(plan, removed=gone)


def _problems_of(
    found: Mapping[Path, FoundFiles], known: Sequence[CataloguedFile]
) -> Iterable[Problem]:
    for folder, listed in found.items():
        yield from listed.problems
        if listed.is_empty and folder not in listed.unread:
            prefix = os.fsencode(folder) + b"/"
            had_some = any(row.path.startswith(prefix) for row in known)
            reason = "holds no digests any more; its known issues are kept"
            yield Problem(safe_line(str(folder)), reason if had_some else _NO_DIGESTS)


def _unique_files(
    plan: RefreshPlan, files: Mapping[str, IssueFile], ids: Mapping[str, str]
) -> tuple[dict[str, IssueFile], list[Problem]]:
    """Return the files to read by issue id, and a problem for each other file with the same id."""
    chosen: dict[str, IssueFile] = {}
    problems: list[Problem] = []
    path_of = {issue_id: path for path, issue_id in ids.items() if path in files}
    for path in (*plan.changed, *plan.added):
        file = files[path]
        first = path_of.setdefault(file.issue_id, path)
        if first == path:
            chosen[file.issue_id] = file
        elif not _is_same_file(first, path):
            reason = f"has the same publication and place as {files[first].source}; not read"
            problems.append(Problem(file.source, reason))
    return chosen, problems


def _is_same_file(first: str, second: str) -> bool:
    try:
        return Path(first).samefile(second)
    except OSError:  # one has just been deleted: nothing to report
        return True


def _newest_first(file: IssueFile) -> tuple[int, str]:
    """Sort by the date in the file's name, or else by the time of modification; then by name."""
    seconds = file.fingerprint.modified / 1e9
    match = _DATE.search(file.name)
    if match:
        year, month, day = map(int, match.groups())
        try:
            at = datetime.datetime(2000 + year, month, day, tzinfo=datetime.UTC)
            seconds = at.timestamp()
        except ValueError:
            pass
    return -int(seconds), file.name
