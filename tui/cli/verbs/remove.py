"""`ainews remove NAME`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from digests import FolderName, SourceNotFoundError
from tui.cli.library import chosen_sources
from tui.errors import UsageError
from tui.settings import load_settings
from tui.settings.folders import remove_folder
from tui.system.paths import settings_file

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from digests import Source
    from tui.cli.terminal import Terminal

_CANCELLED = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the name, and what happens to fetched files."""
    parser.add_argument("name", metavar="NAME", help="as `ainews sources` prints it")
    files = parser.add_mutually_exclusive_group()
    files.add_argument(
        "--delete-files", action="store_true", help="delete what was fetched, without asking"
    )
    files.add_argument(
        "--keep-files", action="store_true", help="keep what was fetched, without asking"
    )


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Remove a folder or a source; 1 if the user cancels."""
    sources = chosen_sources()
    try:
        source = sources.named(arguments.name)
    except SourceNotFoundError:
        folder = _folder(arguments.name)
        if folder is None:
            raise
        remove_folder(settings_file(), folder)
        sources.name_folder(folder, FolderName())
        terminal.print(f"{folder}: removed from the library; the folder is as it was")
        return 0
    folder = sources.folder(source)
    delete = _is_to_delete(arguments, source, folder, terminal)
    if delete is None:
        terminal.notify("nothing was changed")
        return _CANCELLED
    sources.remove(source.name, delete_files=delete)
    files = "what was fetched is deleted" if delete else f"what was fetched is in {folder}"
    terminal.print(f"{source.name}: removed; {files if folder.is_dir() or delete else 'no files'}")
    return 0


def _folder(name: str) -> Path | None:
    """Return the folder in the settings that has this path, or else this name."""
    folders = load_settings(settings_file()).folders
    path = Path(name).expanduser().absolute() if name and "\0" not in name else None
    matching = [folder for folder in folders if folder == path]
    matching = matching or [folder for folder in folders if folder.name == name]
    return matching[0] if len(matching) == 1 else None


def _is_to_delete(
    arguments: Namespace, source: Source, folder: Path, terminal: Terminal
) -> bool | None:
    """Ask whether to delete the fetched files; None if the user cancels."""
    if arguments.delete_files or arguments.keep_files:
        return bool(arguments.delete_files)
    if not folder.is_dir():
        return False
    if not (sys.stdin.isatty() and terminal.err.isatty()):
        reason = f"say --delete-files or --keep-files for what was fetched from {source.name}"
        raise UsageError(reason, "ainews remove --help")
    return _answer(f"Delete the files that were fetched, in {folder}? [y/N/c=cancel] ", terminal)


def _answer(question: str, terminal: Terminal) -> bool | None:
    from digests import safe_line

    terminal.err.write(safe_line(question) + " ")
    terminal.err.flush()
    answer = sys.stdin.readline().strip().casefold()
    return None if answer.startswith("c") else answer in {"y", "yes"}
