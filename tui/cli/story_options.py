"""Finding out, before a verb speaks of stories, which items tell the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests import IndexBusyError
from tui.cli.options import open_read_library
from tui.cli.progress import ProgressLine

if TYPE_CHECKING:
    from argparse import Namespace

    from digests import Library
    from tui.cli.terminal import Terminal

_BUSY = "another ainews is looking for the same stories; some are still missing"


def open_compared_library(arguments: Namespace, terminal: Terminal) -> Library:
    """Open a library as `open_read_library` does, and compare what was not compared yet.

    The first time that takes minutes for a hundred thousand items. Raises ReaderError and
    DigestError.
    """
    library = open_read_library(arguments, terminal)
    try:
        compare(library, terminal)
    except BaseException:
        library.close()
        raise
    return library


def compare(library: Library, terminal: Terminal, *, rebuild: bool = False) -> None:
    """Compare what was not compared yet, or everything; another process may be at it."""
    try:
        with ProgressLine(terminal) as line:
            library.update_stories(on_progress=line.compared, rebuild=rebuild)
    except IndexBusyError:
        terminal.say(_BUSY)
