"""Writing TOML: values, and files of tables that the program and the user both edit.

Strings are quoted here rather than by `tomlkit`, whose time grows with the square of their length,
and which takes 70 ms to load.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = r"""^([ \t]*{}[ \t]*=[ \t]*)(?:"[^"\\\n]*"|'[^'\n]*')"""
"""A key, to be filled in, with a string that has no escapes."""

_TABLE = re.compile(r"^(?:[ \t]*#[^\n]*\n)*[ \t]*\[\[", re.MULTILINE)
"""The header of a table, with the comment lines right above it."""


def toml_value(value: object) -> str:
    """Return a value as TOML, on one line; types that TOML does not have become strings.

    A lone surrogate, which TOML cannot express, stays and fails when the text is encoded.
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
            # TOML has JSON's escapes, but DEL must be escaped too.
            return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_lines(values: Mapping[str, object]) -> str:
    """Return a `key = value` line for each value that is not false or empty."""
    return "".join(f"{_key(k)} = {toml_value(v)}\n" for k, v in values.items() if v)


def with_tables(text: str, heading: str, tables: Iterable[tuple[str, Mapping[str, object]]]) -> str:
    """Return the text of a file with exactly these tables, given as names and values.

    A table that `text` already has keeps its formatting and comments, also those right above it; so
    does one with the same first value in which only strings differ. Text above the first table is
    kept too; if there is none, `heading` is put there.
    """
    starts = [match.start() for match in _TABLE.finditer(text)]
    head, *written = (text[i:j] for i, j in zip([0, *starts], [*starts, len(text)], strict=True))
    known = [(_values(table), table) for table in written]
    parts = [head if head.strip() and _values(head) == {} else heading]
    for name, values in tables:
        wanted = {name: [_without_empty(values)]}
        same = (table for known_values, table in known if known_values == wanted)
        parts.append(next(same, None) or _changed(known, name, values))
    return "\n\n".join(part.strip("\r\n") for part in parts) + "\n"


def _changed(
    known: list[tuple[Mapping[str, object] | None, str]], name: str, values: Mapping[str, object]
) -> str:
    """Return the table with other strings in it, or else a new one."""
    identity = next(iter(values), "")
    for known_values, table in known:
        match (known_values or {}).get(name):
            case [Mapping() as before] if before.get(identity) == values.get(identity):
                changed = _with_strings(table, before, values)
                if _values(changed) == {name: [_without_empty(values)]}:
                    return changed
    return f"[[{name}]]\n{toml_lines(values)}"


def _with_strings(table: str, before: Mapping[str, object], values: Mapping[str, object]) -> str:
    for key, value in values.items():
        if value and value != before.get(key):
            written = re.compile(_STRING.format(re.escape(_key(key))), re.MULTILINE)
            if match := written.search(table):
                table = f"{table[: match.end(1)]}{toml_value(value)}{table[match.end() :]}"
    return table


def _values(text: str) -> Mapping[str, object] | None:
    try:
        return {name: _without_empty(value) for name, value in tomllib.loads(text).items() if value}
    except tomllib.TOMLDecodeError:  # a string of several lines was split
        return None


def _without_empty(value: object) -> object:
    """Return `value` without empty values in its tables."""
    match value:
        case Mapping():
            return {name: _without_empty(inner) for name, inner in value.items() if inner}
        case list() | tuple():
            return [_without_empty(inner) for inner in value]
        case _:
            return value


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else toml_value(name)
