"""Reading the fields of an untrusted header.

YAML is read by a loader that only makes strings, lists and mappings: no anchors, merge keys or
tags, and bounded depth. Nested aliases or brackets, a date such as 2025-02-30 or a key that is not
a string would otherwise hang, crash or stop the program. An invalid header is read line by line
instead, because most of its `key: value` lines are still meaningful.
"""

from __future__ import annotations

import re
import tomllib
from typing import TypeAlias

import yaml
from frontmatter.default_handlers import BaseHandler, YAMLHandler

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Fields: TypeAlias = dict[str, Value]

MAX_DEPTH = 20
"""Real headers are nested at most three deep."""

_KEY_LINE = re.compile(r"([A-Za-z_][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(.*)|$)")
_LIST_LINE = re.compile(r"[ \t]*-[ \t]+(.*)")
_BELOW_KEY = re.compile(r"[ \t]+\S|-[ \t]+\S")
_OPEN_QUOTE = re.compile(
    r"^[A-Za-z_][\w .-]{0,40}:[ \t]+(?:\"[^\"\n]*|'[^'\n]*)\n(?=[A-Za-z_][\w-]{0,40}:(?:[ \t]|$))",
    re.MULTILINE,
)
"""A quoted value without its second quote, and a field directly below it."""


class HeaderError(ValueError):
    """The header is invalid; `line` is 1-based, the opening fence being line 1."""

    def __init__(self, reason: str, line: int = 1) -> None:
        """`reason` completes the sentence "header not understood:"."""
        self.line = line
        super().__init__(reason)


class _StringLoader(yaml.SafeLoader):
    """The pure Python loader: excessive nesting raises here, where libyaml would crash."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        self.depth += 1
        if self.check_event(yaml.AliasEvent):
            raise HeaderError("it uses an alias", self.line + 1)
        if self.depth > MAX_DEPTH:
            raise HeaderError("it is nested too deep", self.line + 1)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _plain(node: yaml.Node | None) -> Value:
    """Turn a tree of YAML nodes into strings, lists and mappings, ignoring their tags."""
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child) for child in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def read_yaml(text: str) -> Fields:
    """Read a YAML mapping; every scalar is a string.

    Raises:
        HeaderError: it is not YAML, not a mapping, has an alias, is nested too deep, or a quote
            is not closed in its line and takes the field below.
    """
    if match := _OPEN_QUOTE.search(text):
        raise HeaderError("a quote is never closed", text.count("\n", 0, match.start()) + 1)
    try:
        node = _StringLoader(text).get_single_node()
    except HeaderError:
        raise
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise HeaderError(error.problem or "not YAML", mark.line + 1 if mark else 1) from error
    except Exception as error:  # PyYAML itself raises IndexError, TypeError and others
        raise HeaderError("not YAML") from error
    fields = _plain(node)
    if not isinstance(fields, dict):
        raise HeaderError("no `key: value` lines")
    return fields


def read_lines(text: str) -> Fields:
    """Read the `key: value` lines of a header that is not valid YAML.

    A quoted value may span several lines and contain quotes. `- entry` lines below a key are its
    list. Everything else is ignored.
    """
    fields: Fields = {}
    key = ""
    for line in text.split("\n"):
        if match := _KEY_LINE.match(line):
            key = match[1]
            fields[key] = _scalar(match[2] or "")
        elif key and (entry := _LIST_LINE.match(line)):
            entries = fields[key]
            fields[key] = [*(entries if isinstance(entries, list) else []), _scalar(entry[1])]
        elif key and line.strip() and isinstance(before := fields[key], str):
            fields[key] = f"{before}\n{line.strip()}".strip()
    return {name: _unquoted(value) for name, value in fields.items()}


def open_block(text: str) -> str:
    """Return the fields that `text` begins with: `key: value`, entries and indented lines."""
    lines = text.split("\n")
    number = 0
    while number < len(lines) and (
        _KEY_LINE.match(lines[number]) or _BELOW_KEY.match(lines[number])
    ):
        number += 1
    return "\n".join(lines[:number])


def _scalar(text: str) -> Value:
    """Read `[a, b]` as a list, anything else as it stands."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return [_strip_quotes(entry.strip()) for entry in text[1:-1].split(",") if entry.strip()]
    return "" if text in {"|", ">", "|-", ">-"} else text


def _unquoted(value: Value) -> Value:
    if isinstance(value, list):
        return [_unquoted(entry) for entry in value]
    return _strip_quotes(value) if isinstance(value, str) else value


def _strip_quotes(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text[1:] if text[:1] in ('"', "'") and text.count(text[0]) == 1 else text


class HeaderHandler(YAMLHandler):
    """A `---` header: restricted YAML."""

    FM_BOUNDARY = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)

    def load(self, fm: str, **kwargs: object) -> Fields:  # noqa: ARG002 - the signature is its base's
        """Read the fields, every scalar as a string. Raises HeaderError."""
        return read_yaml(fm)


class TomlHeaderHandler(BaseHandler):
    """A `+++` header: TOML."""

    FM_BOUNDARY = re.compile(r"^\+{3,}[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str) -> Fields:
        """Read the fields, every scalar as a string. Raises HeaderError."""
        try:
            return {key: _toml_value(value) for key, value in tomllib.loads(fm).items()}
        except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
            raise HeaderError("not TOML") from error


def _toml_value(value: object) -> Value:
    if isinstance(value, list):
        return [_toml_value(entry) for entry in value]
    if isinstance(value, dict):
        return {str(key): _toml_value(entry) for key, entry in value.items()}
    return str(value)
