"""The kinds of values that settings have, and how they are read from TOML.

`read` returns the value that the program works with. When nothing of the written value can be used
it raises ValueError, whose message follows the setting's name (`must be a number`). When a part can
be used, it reports what it ignores.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol, TypeAlias, TypeVar

KeyPath: TypeAlias = tuple[str | int, ...]
"""Names of tables and keys, and indexes of list entries, from the outside in."""

Report: TypeAlias = Callable[[KeyPath, str], None]
"""Takes the path to a mistake inside the value, and a message that follows its name."""

WRONG_FOLDERS = 'must be a list of texts: folders = ["/news"]'

T_co = TypeVar("T_co", covariant=True)


class ValueKind(Protocol[T_co]):
    """Which values a setting takes, and what they mean."""

    @property
    def allowed(self) -> str:
        """The values that may be written, for the user."""

    def read(self, value: object, report: Report) -> T_co:
        """Convert a value of the TOML file; raises ValueError if none of it can be used."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few names."""

    names: tuple[str, ...]

    @property
    def allowed(self) -> str:
        """The names in quotation marks."""
        return ", ".join(f'"{name}"' for name in self.names)

    def read(self, value: object, report: Report) -> str:
        """Return the value if it is one of the names."""
        del report
        if not isinstance(value, str) or value not in self.names:
            raise ValueError(f"must be one of {self.allowed}")
        return value


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number, both ends included."""

    least: int
    most: int

    @property
    def allowed(self) -> str:
        """The range, such as `0 to 1440`."""
        return f"{self.least} to {self.most}"

    def read(self, value: object, report: Report) -> int:
        """Return the value if it is in the range."""
        del report
        number = value if isinstance(value, int) and not isinstance(value, bool) else None
        if number is None or not self.least <= number <= self.most:
            raise ValueError(f"must be a whole number, {self.allowed}")
        return number


@dataclass(frozen=True, slots=True)
class Seconds:
    """A duration in seconds, both ends included."""

    least: float
    most: float

    @property
    def allowed(self) -> str:
        """The range, such as `0.1 to 5 seconds`."""
        return f"{self.least:g} to {self.most:g} seconds"

    def read(self, value: object, report: Report) -> float:
        """Return the seconds, also of a whole number."""
        del report
        number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
        if number is None or not self.least <= number <= self.most:
            raise ValueError(f"must be {self.allowed}")
        return float(number)


class YesNo:
    """On or off."""

    allowed: ClassVar[str] = "true, false"

    def read(self, value: object, report: Report) -> bool:
        """Return the value if it is a TOML boolean; 0 and 1 are not."""
        del report
        if not isinstance(value, bool):
            raise ValueError("must be true or false")  # noqa: TRY004 - one error for every kind
        return value


class Text:
    """Any text."""

    allowed: ClassVar[str] = "a text"

    def read(self, value: object, report: Report) -> str:
        """Return the value if it is a string."""
        del report
        return _text(value)


class Folder:
    """A folder, or none."""

    allowed: ClassVar[str] = "a path"

    def read(self, value: object, report: Report) -> Path | None:
        """Return the absolute path, which need not exist; None for an empty string."""
        del report
        return _path(_text(value)) if value != "" else None


class Folders:
    """A list of folders."""

    allowed: ClassVar[str] = "a list of paths"

    def read(self, value: object, report: Report) -> tuple[Path, ...]:
        """Return the absolute paths, which need not exist; entries that are not strings go."""
        if not isinstance(value, str | list):
            raise ValueError(WRONG_FOLDERS)  # noqa: TRY004 - one error for every kind
        return tuple(_path(folder) for folder in _texts(value, report))


class BrowserCommand:
    """A command line that opens an address."""

    allowed: ClassVar[str] = "a command"

    def read(self, value: object, report: Report) -> tuple[str, ...]:
        """Return its arguments, one of them with `{url}`; none for an empty string."""
        del report
        import shlex

        try:
            arguments = tuple(shlex.split(_text(value)))
        except ValueError as error:
            reason = f"has an open quotation: {error}" if isinstance(value, str) else str(error)
            raise ValueError(reason) from error
        if not arguments or any("{url}" in argument for argument in arguments):
            return arguments
        return (*arguments, "{url}")


@dataclass(frozen=True, slots=True)
class Lists:
    """A table whose values are strings or lists of strings; a string is a list of one.

    `a.b = "x"` means the same as `"a.b" = "x"`.
    """

    allowed: str

    def read(self, value: object, report: Report) -> Mapping[str, tuple[str, ...]]:
        """Return the lists by name, and report all values of other types."""
        if not isinstance(value, dict):
            raise ValueError("must be a table")  # noqa: TRY004 - one error for every kind
        lists: dict[str, tuple[str, ...]] = {}
        for name, written in value.items():
            if isinstance(written, str | list):
                lists[name] = tuple(_texts(written, _inside(name, report)))
            elif isinstance(written, dict):
                inner = {f"{name}.{last}": text for last, text in written.items()}
                lists |= self.read(inner, report)
            else:
                report((name,), "must be a text or a list of texts")
        return lists


def _inside(name: str, report: Report) -> Report:
    return lambda key_path, message: report((name, *key_path), message)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("must be one text")  # noqa: TRY004 - one error for every kind
    return value


def _texts(value: str | list[object], report: Report) -> list[str]:
    texts = []
    for index, text in enumerate([value] if isinstance(value, str) else value):
        if isinstance(text, str):
            texts.append(text)
        else:
            report((index,), "must be a text")
    return texts


def _path(text: str) -> Path:
    if "\0" in text:
        raise ValueError("holds NUL, which no path does")
    return Path(text).expanduser().absolute()
