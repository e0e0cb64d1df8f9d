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
    SourceError,
    SourceListError,
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
_FAILED = 2
_MOST_LEFT_OUT = 20
"""Entries of a list that are named; all are counted."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the sources, and the options for a single source."""
    parser.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="a folder, an address, or a list of feeds"
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
    parser.add_argument(
        "--tag",
        metavar="NAME",
        action="append",
        default=[],
        help="a group for feeds and repositories; may be given several times",
    )


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Add the sources one by one; 2 if one of them cannot be added, which does not stop others."""
    addresses = [_address(typed, terminal) for typed in arguments.sources]
    understood = [address for address in addresses if address is not None]
    _check_options(arguments, understood)
    added = [_is_added(address, arguments, terminal) for address in understood]
    return 0 if len(understood) == len(addresses) and all(added) else _FAILED


def _address(typed: str, terminal: Terminal) -> Address | None:
    try:
        return read_address(typed)
    except SourceError as error:
        terminal.notify(error)
        return None


def _is_added(address: Address, arguments: Namespace, terminal: Terminal) -> bool:
    """Add one source, or print why that cannot be; what would stop all others is raised."""
    try:
        if address.kind is AddressKind.FOLDER:
            _add_folder(address, FolderName(arguments.name, arguments.home), terminal)
        elif address.kind is AddressKind.OUTLINE:
            _add_outline(Path(address.text), arguments.tag, terminal)
        else:
            _add_source(address.text, arguments, terminal)
    except SourceListError:
        raise
    except (SourceError, FolderError) as error:
        terminal.notify(error)
        return False
    return True


def _check_options(arguments: Namespace, addresses: list[Address]) -> None:
    kinds = {address.kind for address in addresses}
    if arguments.home and not arguments.home.lower().startswith(("http://", "https://")):
        raise UsageError("--home wants a web address: https://letter.example.com", _HELP)
    given = arguments.name or arguments.home or arguments.only
    if given and len(addresses) > 1:
        raise UsageError("--name, --home and --only are for one source at a time", _HELP)
    if arguments.only and AddressKind.FOLDER in kinds:
        raise UsageError("--only is for git repositories; add the folder itself", _HELP)
    if arguments.tag and AddressKind.FOLDER in kinds:
        raise UsageError("--tag is for feeds and repositories, and not for folders", _HELP)
    if given and AddressKind.OUTLINE in kinds:
        raise UsageError("--name, --home and --only are for one source, not for a list", _HELP)


def _add_folder(address: Address, name: FolderName, terminal: Terminal) -> None:
    folder = _existing_folder(address.text)
    # Named first: if adding fails, the name has no effect, and the next attempt replaces it.
    naming = _save_name(folder, name) if name != FolderName() else ""
    path = settings_file()
    new = add_folders(path, [folder])
    added = f"added; it is remembered in {path}" if new else "was added before"
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
        tags=tuple(arguments.tag),
    )
    source = chosen_sources().add(new)
    origin = f"{source.kind} {shown_address(source.address)}"
    terminal.print(f"{source.name}: added, {origin}; `ainews sync {source.name}` fetches it")


def _add_outline(path: Path, tags: list[str], terminal: Terminal) -> None:
    added = chosen_sources().add_outline(path, tags)
    for source in added.new:
        terminal.print(f"{source.name}: added, {source.kind} {shown_address(source.address)}")
    for one in added.left_out[:_MOST_LEFT_OUT]:
        terminal.notify(f"{path}, {one}")
    before = f"; {added.known:,} were added before" if added.known else ""
    others = f"; {len(added.left_out):,} not taken" if added.left_out else ""
    terminal.print(
        f"{path}: {len(added.new):,} feeds added{before}{others}; `ainews sync` fetches them"
    )


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
