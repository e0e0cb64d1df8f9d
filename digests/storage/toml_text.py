"""Writing TOML: values, and files of tables that the program and the user both edit.

Texts are quoted here, not by `tomlkit`: it takes time with the square of a text's length, and 70 ms
to load.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_TABLE = re.compile(r"^(?:[ \t]*#[^\n]*\n)*[ \t]*\[\[", re.MULTILINE)
"""The beginning of a table, and the comments right above it."""


def toml_value(value: object) -> str:
    """Return a value as TOML, on one line; other types than TOML's are written as texts.

    A lone surrogate, which TOML has no form for, is left to fail when the text is encoded.
    """
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return repr(value).removesuffix(".0")
        case tuple() | list():
            return f"[{', '.join(map(toml_value, value))}]"
        case Mapping():
            pairs = (f"{_key(name)} = {toml_value(inner)}" for name, inner in value.items())
            return f"{{ {', '.join(pairs)} }}" if value else "{}"
        case _:
            # JSON's escapes are TOML's too; only DEL may not stand for itself.
            return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_lines(values: Mapping[str, object]) -> str:
    """Return a line for each value that is not empty."""
    return "".join(f"{_key(k)} = {toml_value(v)}\n" for k, v in values.items() if v)


def with_tables(text: str, heading: str, tables: Iterable[tuple[str, Mapping[str, object]]]) -> str:
    """Return the text of a file that holds these tables, by name, and nothing else.

    A table that `text` holds stays as it is written there, with its comments and those right above
    it. Text above the first table stays too; `heading` takes its place where there is none.
    """
    starts = [found.start() for found in _TABLE.finditer(text)]
    head, *written = (text[i:j] for i, j in zip([0, *starts], [*starts, len(text)], strict=True))
    known = [(_values(table), table) for table in written]
    parts = [head if head.strip() and _values(head) == {} else heading]
    for name, values in tables:
        wanted = {name: [_filled(values)]}
        new = f"[[{name}]]\n{toml_lines(values)}"
        parts.append(next((table for values, table in known if values == wanted), new))
    return "\n\n".join(part.strip("\r\n") for part in parts) + "\n"


def _values(text: str) -> object:
    try:
        return _filled(tomllib.loads(text))
    except tomllib.TOMLDecodeError:  # cut off inside of a text of several lines
        return None


def _filled(value: object) -> object:
    """Return the value without the empty ones of tables in it."""
    match value:
        case Mapping():
            return {name: _filled(inner) for name, inner in value.items() if inner}
        case list() | tuple():
            return [_filled(inner) for inner in value]
        case _:
            return value


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else toml_value(name)
