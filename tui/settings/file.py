"""Reading the settings file: what it sets, and the mistakes in it with their lines."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from digests import safe_line
from tui.errors import SettingsError
from tui.settings.settings import Declared, Settings, declared_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from tui.settings.kinds import KeyPath


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """Something in the settings file that was ignored."""

    line: int
    """Counted from 1; 0 when the mistake is not on a line of its own."""

    message: str
    """What is wrong and perhaps what was meant; safe to show, without a full stop."""

    setting: str = ""
    """The top-level key that the mistake is in; safe to show."""

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The settings in force, and the lines and mistakes of the file that they were read from."""

    settings: Settings = field(default_factory=Settings)

    mistakes: tuple[Mistake, ...] = ()
    """In the order of their lines."""

    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    """The line of every table, key and list entry; names with dots are split at the dots."""

    def line_of(self, key_path: KeyPath) -> int:
        """Return the line of `key_path`, or of the innermost table or key around it; else 0."""
        parts = _split_at_dots(key_path)
        prefixes = (parts[:length] for length in range(len(parts), 0, -1))
        return next((self.lines[prefix] for prefix in prefixes if prefix in self.lines), 0)

    def mistake(self, key_path: KeyPath, message: str) -> Mistake:
        """Return a mistake with its line; `message` need not be safe."""
        return Mistake(self.line_of(key_path), safe_line(message), safe_line(str(key_path[0])))


def load_settings(path: Path) -> Settings:
    """Return the settings in force without their mistakes; raises SettingsError."""
    return read_settings(path).settings


def read_settings(path: Path) -> SettingsFile:
    """Read the settings file; one that does not exist counts as empty.

    Raises SettingsError when the file cannot be read, or is not TOML; it then names the line.
    """
    text = settings_text(path)
    return _read(settings_values(path, text), text) if text else SettingsFile()


def settings_text(path: Path) -> str:
    """Return the text of the settings file, empty if there is none; raises SettingsError."""
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise SettingsError(str(path), "is not UTF-8 text") from None
    except OSError as error:
        raise SettingsError(str(path), f"cannot be read: {error.strerror}") from error


def settings_values(path: Path, text: str) -> dict[str, Any]:
    """Parse `text`, the content of the settings file at `path`; raises SettingsError."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = f"is not TOML: {error}; `ainews config edit` opens it"
        raise SettingsError(str(path), reason) from error


def _read(values: Mapping[str, Any], text: str) -> SettingsFile:
    from tui.settings.toml import lines_of

    wrong: list[tuple[KeyPath, str]] = []
    known = {setting.name: setting for setting in declared_settings()}
    given = {name: value for name, value in values.items() if name in known}
    settings: dict[str, Any] = {name: _value(known[name], v, wrong) for name, v in given.items()}
    wrong.extend(((name,), _unknown_setting(name, known)) for name in values if name not in known)
    lines = {_split_at_dots(key_path): line for key_path, line in lines_of(text).items()}
    file = SettingsFile(Settings(**settings), lines=lines)
    mistakes = sorted(file.mistake(key_path, message) for key_path, message in wrong)
    return SettingsFile(file.settings, tuple(mistakes), file.lines)


def _value(setting: Declared, value: object, wrong: list[tuple[KeyPath, str]]) -> object:
    def report(key_path: KeyPath, message: str) -> None:
        wrong.append(((setting.name, *key_path), f"{_label(setting.name, key_path)} {message}"))

    try:
        return setting.kind.read(value, report)
    except ValueError as error:
        report((), f"{error}; the default is taken")
        return setting.default


def _split_at_dots(key_path: KeyPath) -> KeyPath:
    """Return the key path in which `"a.b"` and `a.b` are the same."""
    split = (part.split(".") if isinstance(part, str) else [part] for part in key_path)
    return tuple(part for parts in split for part in parts)


def _label(name: str, key_path: KeyPath) -> str:
    """Return the name for a message, such as `folders entry 1`; entries are counted from 1."""
    parts = (f"entry {part + 1}" if isinstance(part, int) else part for part in key_path)
    return " ".join((name, *parts))


def _unknown_setting(name: str, known: Iterable[str]) -> str:
    """Return the message for an unknown name, with the most similar known one."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1)
    return f"there is no setting {name}" + (f"; did you mean {near[0]}?" if near else "")
