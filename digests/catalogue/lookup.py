"""Finding folders, files and items that the catalogue knows, by id."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from digests.errors import FolderError, IssueNotFoundError
from digests.model.dates import DatePrecision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests.catalogue.catalogue import Catalogue
    from digests.catalogue.rows import CataloguedFile
    from digests.files.issue_file import IssueFile
    from digests.files.publication import FolderNames
    from digests.model.issue import Issue, Item
    from digests.model.summary import IssueSummary


def check_folders(folders: Sequence[Path], catalogue: Catalogue) -> None:
    """Raise FolderError for a folder that is a file, or is missing and has no known issues."""
    for folder in folders:
        if folder.is_file():
            from digests.files.mbox import is_mbox

            if not is_mbox(folder):
                raise FolderError(str(folder), "is a file; a folder of digests is wanted here")
            continue
        if not folder.is_dir() and not catalogue.knows_root(os.fsencode(folder)):
            raise FolderError(str(folder), "does not exist; check the name")


def find_known_file(catalogue: Catalogue, issue_id: str) -> IssueFile:
    """Return the file of an issue. `issue_id` may be an unambiguous prefix.

    Raises IssueNotFoundError.
    """
    rows = catalogue.files_with_prefix(issue_id)
    exact = [row for row in rows if row.issue_id == issue_id]
    if not issue_id or len(exact or rows) != 1:
        raise IssueNotFoundError(issue_id)
    return known_file((exact or rows)[0], catalogue.names)


def find_item(issue: Issue, item_id: str) -> Item:
    """Return an item of `issue`. `item_id` may be an unambiguous prefix.

    Raises IssueNotFoundError.
    """
    matching = [item for item in issue.items if item.id.startswith(item_id)]
    exact = [item for item in matching if item.id == item_id]
    if len(exact or matching) != 1:
        raise IssueNotFoundError(item_id)
    return (exact or matching)[0]


def dated_like(issue: Issue, listed: IssueSummary | None) -> Issue:
    """Return `issue` with the estimated date of the list, if its file has none and the list has."""
    if issue.date or listed is None or listed.date_precision is not DatePrecision.ESTIMATED:
        return issue
    return replace(issue, date=listed.date, date_precision=listed.date_precision)


def known_file(row: CataloguedFile, names: FolderNames) -> IssueFile:
    """Return the file as the catalogue recorded it; it may have changed since."""
    from digests.files.issue_file import Fingerprint, IssueFile, IssueFolder
    from digests.files.publication import UNNAMED

    path = Path(os.fsdecode(row.path))
    root = Path(os.fsdecode(row.root))
    folder = IssueFolder(str(path.parent), root, names.get(root, UNNAMED))
    fingerprint = Fingerprint(row.size, row.modified)
    return IssueFile(folder, path.name, fingerprint, os.fsdecode(row.place))
