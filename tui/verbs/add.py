"""`ainews add FOLDER...`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from digests import FolderError
from tui.locations import settings_file
from tui.settings import add_folders

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tui.terminal import Terminal


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the folders."""
    parser.add_argument("folders", nargs="+", metavar="FOLDER", help="where digests are")


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Remember the folders; either all of them or, when one cannot be used, none."""
    folders = [_existing_folder(name) for name in arguments.folders]
    path = settings_file()
    new = add_folders(path, folders)
    for folder in dict.fromkeys(folders):
        added = f"added; it is remembered in {path}" if folder in new else "was added before"
        terminal.print(f"{folder}: {added}")
    return 0


def _existing_folder(name: str) -> Path:
    try:
        folder = Path(name).expanduser().resolve(strict=True)
    except FileNotFoundError:
        raise FolderError(name, "there is no such folder") from None
    except (OSError, RuntimeError, ValueError) as error:
        raise FolderError(name, f"cannot be used: {error}") from error
    if not folder.is_dir():
        raise FolderError(name, "is no folder; add the folder that the file is in")
    return folder
