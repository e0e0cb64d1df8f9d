"""The settings file as text: the commented file for a new user, and the line of every key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from digests import toml_value
from tui.settings.settings import Declared, declared_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.settings.kinds import KeyPath


def setting_value(setting: Declared, value: object) -> str:
    """Return the value of a setting as TOML; `value` is as `Settings` has it."""
    if setting.name == "browser" and isinstance(value, tuple):
        import shlex

        return toml_value(shlex.join(value).replace("'{url}'", "{url}"))
    return toml_value("" if value is None else value)


def commented_file() -> str:
    """Return a settings file that explains every setting, all of them commented out."""
    settings = declared_settings()
    plain = (_explained(s) for s in settings if not isinstance(s.default, Mapping))
    # Tables come last, because every key after the header of a table belongs to it.
    tables = (_explained_table(s) for s in settings if isinstance(s.default, Mapping))
    return "\n".join((_HEAD, *plain, *tables))


_HEAD = """\
# Settings of ainews. Take away the # before a line to set it.
# `ainews config check` names mistakes, `ainews config show` what is in force.
"""

_EXAMPLES = {
    "keys": '# "reader.search" = ["/", "ctrl+f"]\n# "marks.undo" = "u"\n',
    "macros": '# ",n" = ["marks.toggle-read", "going.next-item"]\n',
}


def _explained(setting: Declared) -> str:
    value = setting_value(setting, setting.default)
    return f"# {setting.description} ({setting.kind.allowed})\n# {setting.name} = {value}\n"


def _explained_table(setting: Declared) -> str:
    example = _EXAMPLES[setting.name]
    return f"# {setting.description}\n# [{setting.name}]\n{example}"


_STRING = r""""{3}(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'"""
_KEY_OR_VALUE = rf"(?:(?:{_STRING}|[^\s#=,\[\]{{}}\"'])[ \t]*)+"
_SYMBOL = re.compile(rf"#[^\n]*|(?P<symbol>[=,\[\]{{}}]|{_KEY_OR_VALUE})", re.DOTALL)
_END = ("", 0)


def lines_of(text: str) -> dict[KeyPath, int]:
    """Return the line, counted from 1, of each table, key and list entry.

    The standard library parses TOML without line numbers, so the text is split into its symbols
    again here. `text` must be valid TOML; for anything else, lines may be missing.
    """
    lines: dict[KeyPath, int] = {}
    _read_table(_symbols(text), (), lines)
    return lines


def _symbols(text: str) -> Iterator[tuple[str, int]]:
    """Yield keys, values and punctuation with their lines."""
    line, offset = 1, 0
    for match in _SYMBOL.finditer(text):
        line += text.count("\n", offset, match.start())
        offset = match.start()
        if match["symbol"]:
            yield match["symbol"], line


def _read_table(
    symbols: Iterator[tuple[str, int]], key_path: KeyPath, lines: dict[KeyPath, int]
) -> None:
    """Record the headers, keys and values of an inline table, or of the whole text."""
    for symbol, line in symbols:
        if symbol == "}":
            return
        if symbol == "[":  # a table header follows
            key_path = ()
        elif symbol not in (",", "]"):
            key = (*key_path, *_names(symbol))
            lines.setdefault(key, line)
            if next(symbols, _END)[0] == "=":
                _read_value(next(symbols, _END)[0], symbols, key, lines)
            else:
                key_path = key


def _read_value(
    symbol: str, symbols: Iterator[tuple[str, int]], key_path: KeyPath, lines: dict[KeyPath, int]
) -> None:
    if symbol == "{":
        _read_table(symbols, key_path, lines)
    elif symbol == "[":
        index = 0
        for inner, line in symbols:
            if inner == "]":
                return
            if inner == ",":
                index += 1
            else:
                lines.setdefault((*key_path, index), line)
                _read_value(inner, symbols, (*key_path, index), lines)


def _names(key: str) -> tuple[str, ...]:
    """Return the names of a dotted key, without quotation marks."""
    try:
        value: object = tomllib.loads(f"{key} = 1")
    except tomllib.TOMLDecodeError:
        return (key.strip(),)
    names = []
    while isinstance(value, dict):
        ((name, value),) = value.items()
        names.append(name)
    return tuple(names)
