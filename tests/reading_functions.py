"""What a worker process may be told to do with a file; it finds these by name."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from digests.refresh.reading import read_for_index

if TYPE_CHECKING:
    from digests.files.issue_file import IssueFile
    from digests.refresh.reading import ReadIssue


def die_of_deadly(file: IssueFile) -> ReadIssue:
    """Read any file, but be killed over the one that is called so."""
    if "deadly" in file.name:
        os.kill(os.getpid(), signal.SIGKILL)
    return read_for_index(file)


def die_once(file: IssueFile) -> ReadIssue:
    """Be killed over each file, the first time."""
    tried = file.path.parent / f"{file.name}.tried"
    if not tried.exists():
        tried.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return read_for_index(file)


def tell_process(file: IssueFile) -> ReadIssue:
    """Leave the process's id beside the file, and never end with the one that is called so."""
    (file.path.parent / f"{file.name}.process").write_text(str(os.getpid()))
    while "endless" in file.name:
        signal.pause()
    return read_for_index(file)


def break_down(file: IssueFile) -> ReadIssue:
    """Meet a bug where none is caught."""
    raise AttributeError(file.name)
