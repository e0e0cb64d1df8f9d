"""The settings file as text: the one that a new user gets, and on which line something stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from digests import toml_value
from tui.settings.settings import Declared, declared_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.settings.kinds import Place


def setting_value(setting: Declared, value: object) -> str:
    """Return the value of a setting as it is written in the file."""
    if setting.name == "browser" and isinstance(value, tuple):
        import shlex

        return toml_value(shlex.join(value).replace("'{url}'", "{url}"))
    return toml_value("" if value is None else value)


def commented_file() -> str:
    """Return a settings file in which every setting is explained and none is set."""
    settings = declared_settings()
    plain = (_explained(s) for s in settings if not isinstance(s.default, Mapping))
    # What follows the heading of a table belongs to it.
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
    return f"# {setting.sentence} ({setting.kind.words})\n# {setting.name} = {value}\n"


def _explained_table(setting: Declared) -> str:
    example = _EXAMPLES[setting.name]
    return f"# {setting.sentence}\n# [{setting.name}]\n{example}"


_STRING = r""""{3}(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'"""
_WORDS = rf"(?:(?:{_STRING}|[^\s#=,\[\]{{}}\"'])[ \t]*)+"
_PART = re.compile(rf"#[^\n]*|(?P<part>[=,\[\]{{}}]|{_WORDS})", re.DOTALL)
_END = ("", 0)


def lines_of(text: str) -> dict[Place, int]:
    """Return the line, from 1, of each table, each key and each entry of a list.

    The standard library reads TOML without saying where, so this tells keys, strings and brackets
    apart once more. `text` is TOML without mistakes; of anything else places may be missing.
    """
    lines: dict[Place, int] = {}
    _pass_table(_parts(text), (), lines)
    return lines


def _parts(text: str) -> Iterator[tuple[str, int]]:
    """Yield keys, values and signs with their lines."""
    line, at = 1, 0
    for found in _PART.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        if found["part"]:
            yield found["part"], line


def _pass_table(parts: Iterator[tuple[str, int]], place: Place, lines: dict[Place, int]) -> None:
    """Go through the headings, keys and values of a table on one line, or of the whole text."""
    for part, line in parts:
        if part == "}":
            return
        if part == "[":  # a heading follows
            place = ()
        elif part not in (",", "]"):
            key = (*place, *_names(part))
            lines.setdefault(key, line)
            if next(parts, _END)[0] == "=":
                _pass_value(next(parts, _END)[0], parts, key, lines)
            else:
                place = key


def _pass_value(
    part: str, parts: Iterator[tuple[str, int]], place: Place, lines: dict[Place, int]
) -> None:
    if part == "{":
        _pass_table(parts, place, lines)
    elif part == "[":
        number = 0
        for inner, line in parts:
            if inner == "]":
                return
            if inner == ",":
                number += 1
            else:
                lines.setdefault((*place, number), line)
                _pass_value(inner, parts, (*place, number), lines)


def _names(key: str) -> tuple[str, ...]:
    """Return the parts of a key as it is written."""
    try:
        found: object = tomllib.loads(f"{key} = 1")
    except tomllib.TOMLDecodeError:
        return (key.strip(),)
    names = []
    while isinstance(found, dict):
        ((name, found),) = found.items()
        names.append(name)
    return tuple(names)
