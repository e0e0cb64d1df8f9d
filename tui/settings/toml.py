"""Values as TOML; the file that a new user gets.

Where in a TOML text something stands.

The standard library reads TOML without saying where. This goes through the text once more, and
only as far as it takes to tell keys, strings and brackets apart; that it is TOML is known by then.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tui.settings.settings import Declared, declared_settings

if TYPE_CHECKING:
    from tui.settings.kinds import Place


_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def toml_value(value: object) -> str:
    """Return a value of a setting as it is written in the file; a table stands on one line."""
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return f"{value:g}"
        case None:
            return '""'
        case tuple() | list():
            return f"[{', '.join(map(toml_value, value))}]"
        case Mapping():
            pairs = (f"{_key(name)} = {toml_value(inner)}" for name, inner in value.items())
            return f"{{ {', '.join(pairs)} }}" if value else "{}"
        case Path():
            return _text(str(value))
        case _:
            return _text(str(value))


def setting_value(setting: Declared, value: object) -> str:
    """Return the value of a setting as it is written in the file."""
    if setting.name == "browser" and isinstance(value, tuple):
        import shlex

        return _text(shlex.join(value).replace("'{url}'", "{url}"))
    return toml_value(value)


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


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _text(name)


def _text(text: str) -> str:
    # JSON's escapes are TOML's too; only DEL may not stand for itself.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


_STRING = r""""{3}(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'"""
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_HEADING = re.compile(r"\[\[?")
_CLOSING = re.compile(r"\]\]?")
_KEY = re.compile(rf"(?:{_STRING}|[^=\]\"'\n])+", re.DOTALL)
_VALUE = re.compile(rf"{_STRING}|[^,\]}}#\n]+", re.DOTALL)


def lines_of(text: str) -> dict[Place, int]:
    """Return the line, from 1, of each table, each key and each entry of a list.

    `text` is TOML without mistakes; of anything else places may be missing.
    """
    scan = _Scan(text)
    table: Place = ()
    while scan.skips_to_something():
        before = scan.at
        if scan.takes(_HEADING):
            table = scan.key(())
            scan.takes(_CLOSING)
        else:
            scan.key_and_value(table)
        if scan.at == before:
            break
    return scan.places


class _Scan:
    """A place in a text, and what was met before it."""

    def __init__(self, text: str) -> None:
        self.places: dict[Place, int] = {}
        self.at = 0
        self._text = text
        self._stood_at = -1
        """Where an entry began last: when the next one begins there, nothing can be taken."""

    def skips_to_something(self) -> bool:
        """Pass over space and comments, and say whether anything follows."""
        self.takes(_SPACE)
        return self.at < len(self._text)

    def takes(self, pattern: re.Pattern[str]) -> str:
        """Pass over what `pattern` matches here, and return it."""
        found = pattern.match(self._text, self.at)
        self.at = found.end() if found else self.at
        return found.group() if found else ""

    def key_and_value(self, table: Place) -> None:
        """Pass over `key = value`."""
        place = self.key(table)
        self._takes_sign("=")
        self._value(place)

    def key(self, table: Place) -> Place:
        """Pass over a key, dotted or quoted, and note where it is."""
        line = self._text.count("\n", 0, self.at) + 1
        place = (*table, *_names(self.takes(_KEY)))
        self.places.setdefault(place, line)
        return place

    def _value(self, place: Place) -> None:
        self.takes(_SPACE)
        if self._takes_sign("["):
            self._list(place)
        elif self._takes_sign("{"):
            while self._goes_on("}"):
                self.key_and_value(place)
        else:
            self.takes(_VALUE)

    def _list(self, place: Place) -> None:
        number = 0
        while self._goes_on("]"):
            self.places[(*place, number)] = self._text.count("\n", 0, self.at) + 1
            self._value((*place, number))
            number += 1

    def _goes_on(self, closing: str) -> bool:
        """Pass over what separates entries; False behind `closing`, at the end, at a mistake."""
        while self.skips_to_something() and self._takes_sign(","):
            pass
        if self.at in (self._stood_at, len(self._text)):
            return False
        self._stood_at = self.at
        return not self._takes_sign(closing)

    def _takes_sign(self, sign: str) -> bool:
        is_here = self._text.startswith(sign, self.at)
        self.at += len(sign) * is_here
        return is_here


def _names(key: str) -> tuple[str, ...]:
    """Return the parts of a key as it is written."""
    try:
        found: object = tomllib.loads(f"{key} = 1")
    except tomllib.TOMLDecodeError:
        return (key.strip(),)
    names = []
    while isinstance(found, dict) and found:  # a key that begins a comment is none
        name, found = next(iter(found.items()))
        names.append(name)
    return tuple(names) or (key.strip(),)
