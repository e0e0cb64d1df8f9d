"""sources.toml: the list of sources, which the program writes and the user may edit.

    [[source]]
    name = "lantern-daily"
    kind = "feed"
    address = "https://lantern.example/feed.xml"

    [[folder]]
    path = "/home/anna/letters"
    name = "The Morning Letter"
    home = "https://letter.example.com"

A [[folder]] gives the user's names for a folder of the library, as set by `ainews add FOLDER --name
--home`: they are here because nothing is ever written into a folder of the user's. The file may
contain passwords, so nobody else may read it.
"""

from __future__ import annotations

import tomllib
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digests.files.publication import FolderName, FolderNames
from digests.sources.errors import SourceListError, SourceStorageError
from digests.sources.source import Source, SourceKind, is_name, tags_from
from digests.sources.storage import make_folder, source_lock, write_file
from digests.storage.toml_text import with_tables

if TYPE_CHECKING:
    from collections.abc import Iterator


_HEADING = """\
# What `ainews sync` fetches. `ainews add` and `ainews remove` change this file, and you may edit
# it; your comments stay. Also understood in a source: title and home (the publication's name and
# page), folders (of a repository), private = true (its host is in a private network),
# tags = ["robots"] (groups of yours, as `ainews sources --tag robots` lists them).
# A [[folder]] gives a folder of yours, by its path, the name and home of its publication.
"""
_LOCK_TIMEOUT = 5.0
_SOURCE_KEYS = {"name", "kind", "address", "title", "home", "folders", "private", "tags"}


def load_sources(path: Path) -> tuple[Source, ...]:
    """Return the sources in the file; see `load_list` for errors."""
    return load_list(path)[0]


def load_list(path: Path) -> tuple[tuple[Source, ...], FolderNames]:
    """Return the sources in the file, and the user's names for folders of the library.

    A missing file lists none. Raises SourceListError for invalid TOML, with the line, and for an
    invalid source or folder, with its number in the list.
    """
    return _listed(_text(path), path)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise SourceListError(str(path), "is not UTF-8 text") from None
    except OSError as error:
        raise SourceListError(str(path), f"cannot be read: {error.strerror}") from error


def _listed(text: str, path: Path) -> tuple[tuple[Source, ...], FolderNames]:
    try:
        values = tomllib.loads(text)
        names = _folder_names(values.pop("folder", []))
    except tomllib.TOMLDecodeError as error:
        raise SourceListError(str(path), f"is not TOML: {error}") from error
    except ValueError as error:
        raise SourceListError(str(path), str(error)) from error
    return _sources(values, path), names


@contextmanager
def edited_sources(path: Path) -> Iterator[list[Source]]:
    """Yield the list of sources to change, and write it at the end of the block.

    Nothing is written if the block raises or changes nothing. Raises SourceListError, and
    SourceBusyError when another process edits the list for more than a few seconds.
    """
    with _edited(path) as (sources, _):
        yield sources


def change_address(path: Path, name: str, before: str, after: str) -> bool:
    """Give the source `name` the address `after`, in place, and return whether that was done.

    It is not if the source has another address than `before` by now, or another source has `after`
    already. Raises SourceListError, SourceBusyError.
    """
    with edited_sources(path) as sources:
        for number, source in enumerate(sources):
            if (source.name, source.address) == (name, before):
                if any(other.address == after for other in sources):
                    return False
                sources[number] = replace(source, address=after)
                return True
    return False


@contextmanager
def edited_folder_names(path: Path) -> Iterator[dict[Path, FolderName]]:
    """Yield the user's names for folders, to change as with `edited_sources`."""
    with _edited(path) as (_, names):
        yield names


@contextmanager
def _edited(path: Path) -> Iterator[tuple[list[Source], dict[Path, FolderName]]]:
    try:
        make_folder(path.parent)
        with source_lock(path.with_name(".sources.lock"), path.name, timeout=_LOCK_TIMEOUT):
            text = _text(path)
            before = _listed(text, path)
            sources, names = list(before[0]), dict(before[1])
            yield sources, names
            if (tuple(sources), names) != before:
                tables = (*map(_folder_table, names.items()), *map(_source_table, sources))
                write_file(path, with_tables(text, _HEADING, tables))
    except SourceStorageError as error:
        raise SourceListError(str(path), f"cannot be written: {error.reason.lower()}") from error
    except UnicodeEncodeError:
        raise SourceListError(str(path), "cannot hold a name that is not UTF-8") from None


def _sources(values: dict[str, Any], path: Path) -> tuple[Source, ...]:
    listed = values.pop("source", [])
    if values:
        raise SourceListError(str(path), f"{next(iter(values))} means nothing here")
    if not isinstance(listed, list) or not all(isinstance(source, dict) for source in listed):
        raise SourceListError(str(path), "a source begins with [[source]]")
    sources: dict[str, Source] = {}
    for number, keys in enumerate(listed, 1):
        try:
            source = _source(keys)
        except ValueError as error:
            raise SourceListError(str(path), f"source {number}: {error}") from error
        if source.name in sources:
            reason = f"source {number}: there is another source named {source.name}"
            raise SourceListError(str(path), reason)
        sources[source.name] = source
    return tuple(sources.values())


def _source(keys: dict[str, Any]) -> Source:
    """Raises ValueError with a message for the user."""
    if unknown := sorted(keys.keys() - _SOURCE_KEYS):
        raise ValueError(f"{unknown[0]} means nothing here")
    name, address = _string(keys, "name"), _string(keys, "address")
    if not is_name(name):
        raise ValueError("its name must be small letters, digits and hyphens, as in lantern-daily")
    if not address or address.startswith("-"):
        raise ValueError("it has no address")
    kind = _string(keys, "kind")
    if kind not in tuple(SourceKind):
        raise ValueError("its kind must be git or feed")
    folders, private = keys.get("folders", []), keys.get("private", False)
    if not isinstance(folders, list) or not all(map(is_inner_folder, folders)):
        raise ValueError('folders must be a list of folders in the repository: ["news/weekly"]')
    if not isinstance(private, bool):
        raise ValueError("private must be true or false")  # noqa: TRY004 - as all of them
    tags = keys.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise ValueError('tags must be a list of texts: ["robots"]')
    title, home = _string(keys, "title"), _string(keys, "home")
    facts = title, home, tuple(folders), private, tags_from(tags)
    return Source(name, SourceKind(kind), address, *facts)


def is_inner_folder(folder: object) -> bool:
    """Return whether `folder` is a relative path that stays inside its parent."""
    if not isinstance(folder, str) or not folder.strip("/") or not folder.isprintable():
        return False
    return not folder.startswith(("/", "-")) and ".." not in folder.split("/")


def _string(keys: dict[str, Any], key: str) -> str:
    value = keys.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{key} must be a text")  # noqa: TRY004 - as all of them
    return value


def _source_table(source: Source) -> tuple[str, dict[str, object]]:
    return "source", {
        "name": source.name,
        "kind": source.kind.value,
        "address": source.address,
        "title": source.title,
        "home": source.home,
        "folders": list(source.folders),
        "private": source.allow_private,
        "tags": list(source.tags),
    }


_FOLDER_KEYS = {"path", "name", "home"}


def _folder_names(listed: object) -> FolderNames:
    """Raises ValueError with a message for the user."""
    if not isinstance(listed, list) or not all(isinstance(folder, dict) for folder in listed):
        raise ValueError("a folder begins with [[folder]]")
    return dict(_named(number, keys) for number, keys in enumerate(listed, 1))


def _folder_table(named: tuple[Path, FolderName]) -> tuple[str, dict[str, object]]:
    path, name = named
    return "folder", {"path": str(path), "name": name.title, "home": name.home}


def _named(number: int, keys: dict[str, Any]) -> tuple[Path, FolderName]:
    if unknown := sorted(keys.keys() - _FOLDER_KEYS):
        raise ValueError(f"folder {number}: {unknown[0]} means nothing here")
    if wrong := [key for key, value in keys.items() if not isinstance(value, str)]:
        raise ValueError(f"folder {number}: {wrong[0]} must be a text")
    path = Path(keys.get("path", ""))
    if not path.is_absolute():
        raise ValueError(f"folder {number}: its path must begin with /")
    return path, FolderName(keys.get("name", ""), keys.get("home", ""))
