"""Writing into the list of folders.

The file belongs to the user: `add_folders` changes the list and leaves every other character as it
is, comments included.

Taking a folder out of the list of folders, and changing nothing else in the file.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digests import FolderError
from tui.errors import SettingsError
from tui.settings.file import load_settings, settings_text, settings_values
from tui.settings.kinds import WRONG_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def add_folders(path: Path, folders: Sequence[Path]) -> tuple[Path, ...]:
    """Write `folders` behind those in the settings file and return the ones that were new.

    Args:
        path: The settings file; it is made when there is none.
        folders: Absolute paths.

    Raises SettingsError and FolderError.
    """
    known = load_settings(path).folders
    new = tuple(folder for folder in dict.fromkeys(folders) if folder not in known)
    if new:
        write_settings(
            path, _with_folders(path, settings_text(path), [_toml_string(folder) for folder in new])
        )
    return new


def _toml_string(folder: Path) -> str:
    import json

    try:
        str(folder).encode()
    except UnicodeEncodeError:
        reason = "its name is not UTF-8, which the settings file cannot hold"
        raise FolderError(str(folder), reason) from None
    # JSON's escapes are TOML's too; only DEL may not stand for itself.
    return json.dumps(str(folder), ensure_ascii=False).replace("\x7f", "\\u007f")


def _with_folders(path: Path, text: str, strings: Sequence[str]) -> str:
    """Return the text with more folders, changed at one place only.

    Which place is right is left to the TOML reader: a changed text is taken when it means what the
    old one meant, and the new folders.
    """
    wanted = settings_values(path, text)
    wanted["folders"] = _listed(path, wanted) + [tomllib.loads(f"s={s}")["s"] for s in strings]
    for changed in _texts_with(text, strings):
        try:
            if tomllib.loads(changed) == wanted:
                return changed
        except tomllib.TOMLDecodeError:
            continue
    raise SettingsError(str(path), f"please write into its folders: {', '.join(strings)}")


def _listed(path: Path, values: dict[str, Any]) -> list[object]:
    folders = values.get("folders", [])
    if not isinstance(folders, list):
        raise SettingsError(str(path), f"folders {WRONG_FOLDERS}")
    return folders


def _texts_with(text: str, strings: Sequence[str]) -> Iterator[str]:
    lines = "".join(f"    {string},\n" for string in strings)
    listed = ", ".join(strings)
    for closing in re.finditer(r"\]", text):
        before, after = text[: closing.start()], text[closing.start() :]
        if before.endswith("\n"):
            yield before + lines + after
            yield f"{before.rstrip()},\n{lines}{after}"
        yield f"{before}, {listed}{after}"
        yield before + listed + after
    yield f"folders = [\n{lines}]\n{text}"


def write_settings(path: Path, text: str) -> None:
    """Replace the file at once or not at all; a link to it stays a link.

    Raises SettingsError.
    """
    from digests import replace_file

    try:
        replace_file(path, text)
    except OSError as error:
        raise SettingsError(str(path), f"cannot be written: {error.strerror}") from error


_STRING = r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'"
_CUTS = (
    re.compile(rf"^[ \t]*(?:{_STRING})[ \t]*,?[ \t]*\n", re.MULTILINE),
    re.compile(rf"(?:{_STRING})[ \t]*,[ \t]*"),
    re.compile(rf",[ \t]*(?:{_STRING})"),
    re.compile(_STRING),
)
"""From a whole line to the text alone: the first cut that leaves a list in order is made."""


def remove_folder(path: Path, folder: Path) -> None:
    """Take `folder`, absolute, out of the settings file, however it is written there.

    Raises SettingsError when the file cannot be read or written, or is too unusual.
    """
    text = settings_text(path)
    wanted = settings_values(path, text)
    listed = wanted.get("folders", [])
    wanted["folders"] = [name for name in listed if _folder(name) != folder]
    for changed in _texts_without(text):
        try:
            if tomllib.loads(changed) == wanted:
                write_settings(path, changed)
                return
        except tomllib.TOMLDecodeError:
            continue
    raise SettingsError(str(path), f"please take out of its folders: {folder}")


def _texts_without(text: str) -> Iterator[str]:
    for cut in _CUTS:
        for match in cut.finditer(text):
            yield text[: match.start()] + text[match.end() :]


def _folder(name: object) -> Path | None:
    return Path(name).expanduser().absolute() if isinstance(name, str) else None
