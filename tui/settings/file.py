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

    from tui.settings.kinds import Place


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """Something in the settings file that was passed over."""

    line: int
    """Counted from 1; 0 when it has no place of its own."""

    words: str
    """What is wrong and what was meant, perhaps; safe to show, without a full stop."""

    setting: str = ""
    """The setting at the top of the file that it is in, safe to show."""

    def __str__(self) -> str:
        return f"line {self.line}: {self.words}" if self.line else self.words


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The settings in force, and how they came about."""

    settings: Settings = field(default_factory=Settings)

    mistakes: tuple[Mistake, ...] = ()
    """In the order of their lines."""

    lines: Mapping[Place, int] = field(default_factory=dict)
    """Where everything stands that is in the file; names with dots are taken apart."""

    def line_of(self, place: Place) -> int:
        """Return the line of what stands at `place`, or of the nearest around it; else 0."""
        parts = _parts(place)
        around = (parts[:length] for length in range(len(parts), 0, -1))
        return next((self.lines[found] for found in around if found in self.lines), 0)

    def mistake(self, place: Place, words: str) -> Mistake:
        """Return a mistake with the line of its place; the words need not be safe yet."""
        return Mistake(self.line_of(place), safe_line(words), safe_line(str(place[0])))


def load_settings(path: Path) -> Settings:
    """Return the settings in force; see `read_settings`."""
    return read_settings(path).settings


def read_settings(path: Path) -> SettingsFile:
    """Read the settings file; a file that does not exist has no settings in it.

    Raises SettingsError, with the line, for a file that cannot be read or is not TOML at all.
    """
    text = settings_text(path)
    return _read(settings_values(path, text), text) if text else SettingsFile()


def settings_text(path: Path) -> str:
    """Return the text of the settings file, empty without one; raises SettingsError."""
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise SettingsError(str(path), "is not UTF-8 text") from None
    except OSError as error:
        raise SettingsError(str(path), f"cannot be read: {error.strerror}") from error


def settings_values(path: Path, text: str) -> dict[str, Any]:
    """Return what a text of the settings file holds; raises SettingsError."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = f"is not TOML: {error}; `ainews config edit` opens it"
        raise SettingsError(str(path), reason) from error


def _read(values: Mapping[str, Any], text: str) -> SettingsFile:
    from tui.settings.toml import lines_of

    wrong: list[tuple[Place, str]] = []
    known = {setting.name: setting for setting in declared_settings()}
    given = {name: value for name, value in values.items() if name in known}
    found: dict[str, Any] = {name: _value(known[name], v, wrong) for name, v in given.items()}
    wrong.extend(((name,), unknown_words(name, known)) for name in values if name not in known)
    lines = {_parts(place): line for place, line in lines_of(text).items()}
    read = SettingsFile(Settings(**found), lines=lines)
    mistakes = sorted(read.mistake(place, words) for place, words in wrong)
    return SettingsFile(read.settings, tuple(mistakes), read.lines)


def _value(setting: Declared, value: object, wrong: list[tuple[Place, str]]) -> object:
    def report(place: Place, words: str) -> None:
        wrong.append(((setting.name, *place), f"{_named(setting.name, place)} {words}"))

    try:
        return setting.kind.read(value, report)
    except ValueError as error:
        report((), f"{error}; the default is taken")
        return setting.default


def _parts(place: Place) -> Place:
    """`a.b` is the same place however it is quoted."""
    split = (part.split(".") if isinstance(part, str) else [part] for part in place)
    return tuple(part for parts in split for part in parts)


def _named(name: str, place: Place) -> str:
    """A list's entries are counted as people count."""
    parts = (f"entry {part + 1}" if isinstance(part, int) else part for part in place)
    return " ".join((name, *parts))


def unknown_words(name: str, known: Iterable[str]) -> str:
    """Say that there is no setting of this name, and which was meant, perhaps."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1)
    return f"there is no setting {name}" + (f"; did you mean {near[0]}?" if near else "")
