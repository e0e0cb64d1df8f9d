"""`ainews add SOURCE...`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from digests import (
    Address,
    AddressKind,
    FolderError,
    FolderName,
    NewSource,
    is_mbox,
    read_address,
    shown_address,
)
from tui.cli.library import chosen_sources
from tui.errors import UsageError
from tui.settings import add_folders
from tui.system.paths import settings_file

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tui.cli.terminal import Terminal

_HELP = "ainews add --help"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the sources, and the options for a single source."""
    parser.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="a folder, an address or an OPML file"
    )
    parser.add_argument(
        "--name", default="", help="what the publication is called, whatever the folder says"
    )
    parser.add_argument("--home", default="", metavar="URL", help="the publication's home page")
    parser.add_argument(
        "--only",
        dest="only",
        metavar="FOLDER",
        action="append",
        default=[],
        help="take only this folder of a git repository; may be given several times",
    )
    parser.add_argument(
        "--private", action="store_true", help="the address is in a private network"
    )


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Add the sources; if one of the folders cannot be used, nothing is added."""
    addresses = [read_address(typed) for typed in arguments.sources]
    _check_options(arguments, addresses)
    folders = [a for a in addresses if a.kind is AddressKind.FOLDER]
    _add_folders(folders, FolderName(arguments.name, arguments.home), terminal)
    for address in addresses:
        if address.kind is AddressKind.OUTLINE:
            _add_outline(Path(address.text), terminal)
        elif address.kind is not AddressKind.FOLDER:
            _add_source(address.text, arguments, terminal)
    return 0


def _check_options(arguments: Namespace, addresses: list[Address]) -> None:
    kinds = {address.kind for address in addresses}
    if arguments.home and not arguments.home.lower().startswith(("http://", "https://")):
        raise UsageError("--home wants a web address: https://letter.example.com", _HELP)
    given = arguments.name or arguments.home or arguments.only
    if given and len(addresses) > 1:
        raise UsageError("--name, --home and --only are for one source at a time", _HELP)
    if arguments.only and AddressKind.FOLDER in kinds:
        raise UsageError("--only is for git repositories; add the folder itself", _HELP)
    if given and AddressKind.OUTLINE in kinds:
        raise UsageError("--name, --home and --only are for one source, not for a list", _HELP)


def _add_folders(addresses: list[Address], name: FolderName, terminal: Terminal) -> None:
    if not addresses:
        return
    folders = [_existing_folder(address.text) for address in addresses]
    # Named first: if adding fails, the name has no effect, and the next attempt replaces it.
    naming = _save_name(folders[0], name) if name != FolderName() else ""
    path = settings_file()
    new = add_folders(path, folders)
    for folder in dict.fromkeys(folders):
        added = f"added; it is remembered in {path}" if folder in new else "was added before"
        terminal.print(f"{folder}: {added}{naming}")


def _save_name(folder: Path, name: FolderName) -> str:
    """Save the name and home page of a folder's publication, and return the text that says so."""
    sources = chosen_sources()
    known = sources.folder_names().get(folder, name)
    sources.name_folder(folder, FolderName(name.title or known.title, name.home or known.home))
    text = f"; its publication is {name.title}" if name.title else ""
    return f"{text}; its home page is {name.home}" if name.home else text


def _add_source(address: str, arguments: Namespace, terminal: Terminal) -> None:
    new = NewSource(
        address,
        title=arguments.name,
        home=arguments.home,
        folders=tuple(arguments.only),
        allow_private=arguments.private,
    )
    source = chosen_sources().add(new)
    origin = f"{source.kind} {shown_address(source.address)}"
    terminal.print(f"{source.name}: added, {origin}; `ainews sync {source.name}` fetches it")


def _add_outline(path: Path, terminal: Terminal) -> None:
    new, known = chosen_sources().add_outline(path)
    for source in new:
        terminal.print(f"{source.name}: added, {source.kind} {shown_address(source.address)}")
    before = f"; {known:,} were added before" if known else ""
    terminal.print(f"{path}: {len(new):,} feeds added{before}; `ainews sync` fetches them")


def _existing_folder(name: str) -> Path:
    try:
        folder = Path(name).expanduser().resolve(strict=True)
    except FileNotFoundError:
        raise FolderError(name, "there is no such folder") from None
    except (OSError, RuntimeError, ValueError) as error:
        raise FolderError(name, f"cannot be used: {error}") from error
    if not folder.is_dir() and not is_mbox(folder):
        reason = "is JSON" if folder.suffix.lower() == ".json" else "is no folder and no mbox file"
        raise FolderError(name, f"{reason}; add the folder that the file is in")
    return folder
