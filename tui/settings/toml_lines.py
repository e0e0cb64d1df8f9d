"""Where in a TOML text something stands.

The standard library reads TOML without saying where. This goes through the text once more, and
only as far as it takes to tell keys, strings and brackets apart; that it is TOML is known by then.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.settings.kinds import Place

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
