"""The settings file: which folders make the library, and which browser opens links.

The file belongs to the user. `add_folders` changes the list of folders and leaves every other
character as it is, comments included.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digests import FolderError, safe_line
from tui.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Settings:
    """What the settings file says."""

    folders: tuple[Path, ...] = ()
    """Absolute, in the order in which they were added."""

    browser: tuple[str, ...] = ()
    """The command that opens a link, as a list of arguments with `{url}` in one of them;
    empty when the system's browser is to be found."""

    unknown: tuple[str, ...] = ()
    """Names in the file that mean nothing here, safe to show."""


def load_settings(path: Path) -> Settings:
    """Read the settings file; a file that does not exist has no settings in it.

    Raises SettingsError with the line for a file that is not TOML, and with the name for a value
    of the wrong type.
    """
    values = _values(path, _text(path))
    return Settings(
        folders=_folders(path, values.pop("folders", [])),
        browser=_browser(path, values.pop("browser", "")),
        unknown=tuple(safe_line(name) for name in values),
    )


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
        _write(path, _with_folders(path, _text(path), [_toml_string(folder) for folder in new]))
    return new


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise SettingsError(str(path), "is not UTF-8 text") from None
    except OSError as error:
        raise SettingsError(str(path), f"cannot be read: {error.strerror}") from error


def _values(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(str(path), f"is not TOML: {error}") from error


def _folders(path: Path, value: object) -> tuple[Path, ...]:
    if not isinstance(value, list) or not all(isinstance(folder, str) for folder in value):
        raise SettingsError(str(path), 'folders must be a list of texts: folders = ["/news"]')
    return tuple(Path(folder).expanduser().absolute() for folder in value)


def _browser(path: Path, value: object) -> tuple[str, ...]:
    if not isinstance(value, str):
        raise SettingsError(str(path), 'browser must be one text: browser = "firefox {url}"')
    import shlex

    try:
        arguments = shlex.split(value)
    except ValueError as error:
        raise SettingsError(str(path), f"browser has an open quotation: {error}") from error
    if not arguments or any("{url}" in argument for argument in arguments):
        return tuple(arguments)
    return (*arguments, "{url}")


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
    wanted = _values(path, text)
    wanted["folders"] = wanted.get("folders", []) + [tomllib.loads(f"s={s}")["s"] for s in strings]
    for changed in _changed_texts(text, strings):
        try:
            if tomllib.loads(changed) == wanted:
                return changed
        except tomllib.TOMLDecodeError:
            continue
    raise SettingsError(str(path), f"please write into its folders: {', '.join(strings)}")


def _changed_texts(text: str, strings: Sequence[str]) -> Iterator[str]:
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


def _write(path: Path, text: str) -> None:
    """Replace the file at once or not at all; a link to it stays a link."""
    import os
    import tempfile

    target = path.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f"{target.name}.")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(target)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise SettingsError(str(path), f"cannot be written: {error.strerror}") from error
