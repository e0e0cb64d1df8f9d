"""What the value of a setting may be, and how it is read.

`read` returns the value that the program works with. It raises ValueError with words that follow
the setting's name (`must be a number`) when nothing of the value can be used, and reports what it
passes over when something can.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol, TypeAlias, TypeVar

Place: TypeAlias = tuple[str | int, ...]
"""Names of tables and keys, and numbers of list entries from 0, from the outside in."""

Report: TypeAlias = Callable[[Place, str], None]
"""Takes where inside the value something is wrong, and words that follow its name."""

WRONG_FOLDERS = 'must be a list of texts: folders = ["/news"]'

T_co = TypeVar("T_co", covariant=True)


class Kind(Protocol[T_co]):
    """A kind of values."""

    @property
    def words(self) -> str:
        """What may be written, for people."""

    def read(self, value: object, report: Report) -> T_co:
        """Return what a value of the TOML file means."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few names."""

    names: tuple[str, ...]

    @property
    def words(self) -> str:
        """The names."""
        return ", ".join(f'"{name}"' for name in self.names)

    def read(self, value: object, report: Report) -> str:
        """Return the name."""
        del report
        if not isinstance(value, str) or value not in self.names:
            raise ValueError(f"must be one of {self.words}")
        return value


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number, both ends included."""

    least: int
    most: int

    @property
    def words(self) -> str:
        """The range."""
        return f"{self.least} to {self.most}"

    def read(self, value: object, report: Report) -> int:
        """Return the number."""
        del report
        number = value if isinstance(value, int) and not isinstance(value, bool) else None
        if number is None or not self.least <= number <= self.most:
            raise ValueError(f"must be a whole number, {self.words}")
        return number


@dataclass(frozen=True, slots=True)
class Seconds:
    """A time, both ends included."""

    least: float
    most: float

    @property
    def words(self) -> str:
        """The range."""
        return f"{self.least:g} to {self.most:g} seconds"

    def read(self, value: object, report: Report) -> float:
        """Return the seconds."""
        del report
        number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
        if number is None or not self.least <= number <= self.most:
            raise ValueError(f"must be {self.words}")
        return float(number)


class YesNo:
    """On or off."""

    words: ClassVar[str] = "true, false"

    def read(self, value: object, report: Report) -> bool:
        """Return whether it is on."""
        del report
        if not isinstance(value, bool):
            raise ValueError("must be true or false")  # noqa: TRY004 - one error for every kind
        return value


class Text:
    """Any text."""

    words: ClassVar[str] = "a text"

    def read(self, value: object, report: Report) -> str:
        """Return the text."""
        del report
        return _text(value)


class Folder:
    """A folder, or none."""

    words: ClassVar[str] = "a path"

    def read(self, value: object, report: Report) -> Path | None:
        """Return the absolute path; it need not exist."""
        del report
        return _path(_text(value)) if value != "" else None


class Folders:
    """A list of folders."""

    words: ClassVar[str] = "a list of paths"

    def read(self, value: object, report: Report) -> tuple[Path, ...]:
        """Return the absolute paths of those that are texts; they need not exist."""
        if not isinstance(value, str | list):
            raise ValueError(WRONG_FOLDERS)  # noqa: TRY004 - one error for every kind
        return tuple(_path(folder) for folder in _texts(value, report))


class BrowserCommand:
    """A command line that opens an address."""

    words: ClassVar[str] = "a command"

    def read(self, value: object, report: Report) -> tuple[str, ...]:
        """Return its arguments, one of which has `{url}` in it; none for the empty text."""
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
    """A table whose values are texts or lists of texts; a text is a list of one.

    `a.b = "x"` means the same as `"a.b" = "x"`.
    """

    words: str

    def read(self, value: object, report: Report) -> Mapping[str, tuple[str, ...]]:
        """Return those that are."""
        if not isinstance(value, dict):
            raise ValueError("must be a table")  # noqa: TRY004 - one error for every kind
        found: dict[str, tuple[str, ...]] = {}
        for name, written in value.items():
            if isinstance(written, str | list):
                found[name] = tuple(_texts(written, _inside(name, report)))
            elif isinstance(written, dict):
                inner = {f"{name}.{last}": text for last, text in written.items()}
                found |= self.read(inner, report)
            else:
                report((name,), "must be a text or a list of texts")
        return found


def _inside(name: str, report: Report) -> Report:
    return lambda place, words: report((name, *place), words)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("must be one text")  # noqa: TRY004 - one error for every kind
    return value


def _texts(value: str | list[object], report: Report) -> list[str]:
    texts = []
    for number, text in enumerate([value] if isinstance(value, str) else value):
        if isinstance(text, str):
            texts.append(text)
        else:
            report((number,), "must be a text")
    return texts


def _path(text: str) -> Path:
    if "\0" in text:
        raise ValueError("holds NUL, which no path does")
    return Path(text).expanduser().absolute()
