"""Adding folders to the list in the settings file and removing them.

The file belongs to the user: everything else in it stays as it is, comments and line ends too.
"""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from digests import FolderError
from tui.errors import SettingsError
from tui.settings.file import load_settings, settings_text, settings_values
from tui.settings.kinds import WRONG_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def add_folders(path: Path, folders: Sequence[Path]) -> tuple[Path, ...]:
    """Append `folders` to the list in the settings file and return the ones that were new.

    Args:
        path: The settings file; it is created if it does not exist.
        folders: Absolute paths.

    Raises SettingsError, and FolderError for a name that is not UTF-8.
    """
    known = load_settings(path).folders
    new = [folder for folder in dict.fromkeys(folders) if folder not in known]
    names = [_utf8_name(folder) for folder in new]
    if new:
        request = f"please write into its folders: {', '.join(names)}"
        _change_list(path, lambda listed: listed.extend(names), request)
    return tuple(new)


def remove_folder(path: Path, folder: Path) -> None:
    """Remove `folder`, an absolute path, from the list, however it is spelled there.

    Raises SettingsError when the file cannot be read or written, or cannot be edited safely.
    """

    def remove_from(listed: list[object]) -> None:
        for index in reversed(range(len(listed))):
            if _folder(listed[index]) == folder:
                del listed[index]

    _change_list(path, remove_from, f"please take out of its folders: {folder}")


def write_settings(path: Path, text: str) -> None:
    """Replace the file atomically; a symbolic link to it stays a link.

    Raises SettingsError.
    """
    from digests import replace_file

    try:
        replace_file(path, text)
    except OSError as error:
        raise SettingsError(str(path), f"cannot be written: {error.strerror}") from error


def _change_list(path: Path, change: Callable[[list[object]], None], request: str) -> None:
    """Have `change` edit the list; `request` asks the user to do it by hand if that fails."""
    text = settings_text(path)
    wanted = settings_values(path, text)
    if "folders" not in wanted:
        # At the top: further down it might become part of a table that is commented out.
        text = f"folders = []\r\n{text}" if "\r\n" in text else f"folders = [\n]\n{text}"
    listed = wanted.setdefault("folders", [])
    if not isinstance(listed, list):
        raise SettingsError(str(path), f"folders {WRONG_FOLDERS}")
    change(listed)
    changed = _changed_text(text, change, wanted)
    if changed is None:
        raise SettingsError(str(path), request)
    write_settings(path, changed)


def _changed_text(
    text: str, change: Callable[[list[object]], None], wanted: dict[str, object]
) -> str | None:
    """Return the text with its list changed; None if it would not parse as `wanted`."""
    import tomlkit  # loads slowly, and most runs change no folders
    from tomlkit.exceptions import TOMLKitError
    from tomlkit.items import Array

    with suppress(TOMLKitError, RecursionError):
        document = tomlkit.parse(text)
        listed = document["folders"]
        if isinstance(listed, Array):
            change(listed)
            if not _parses_as(tomlkit.dumps(document), wanted):
                # tomlkit can lose an entry in the comment before it, unless each has its own line.
                listed.multiline(multiline=True)
            changed = tomlkit.dumps(document)
            return changed if _parses_as(changed, wanted) else None
    return None


def _parses_as(text: str, wanted: dict[str, object]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _utf8_name(folder: Path) -> str:
    try:
        str(folder).encode()
    except UnicodeEncodeError:
        reason = "its name is not UTF-8, which the settings file cannot hold"
        raise FolderError(str(folder), reason) from None
    return str(folder)


def _folder(name: object) -> Path | None:
    return Path(name).expanduser().absolute() if isinstance(name, str) else None
