"""Splitting a file into its header and its body, and reading the header's fields.

Four forms are known: YAML between `---` lines, TOML between `+++` lines, bare `Key: value` lines
up to the first blank line (Pelican's format), and no header.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digests.model.issue import Problem, Subjects
from digests.model.text import one_of_each
from digests.parsing.front_matter import (
    Fields,
    HeaderError,
    HeaderHandler,
    TomlHeaderHandler,
    Value,
    open_block,
    read_lines,
)
from digests.safe_text import safe_line, safe_text

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CHARACTERS = 64 * 1024
"""A longer block between fences is text, not a header."""

_HANDLERS = (HeaderHandler(), TomlHeaderHandler())

_PELICAN_LINE = re.compile(r"([A-Z][A-Za-z_-]{1,30}):[ \t]*(.*)")
_PELICAN_KEYS = frozenset({"title", "date", "number", "category", "slug"})
_KNOWN_KEYS = _PELICAN_KEYS | {"author", "categories", "description", "layout", "summary", "tags"}
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_BODY_LINE = re.compile(r"^(?:#{2,6}[ \t]|[^\n]*\]\(https?://)", re.MULTILINE)
"""Below a blank line, a heading or a line with a link: no header has them, but a body does."""


@dataclass(frozen=True, slots=True)
class Header:
    """The metadata above the body."""

    fields: Fields = field(default_factory=dict)
    """Keys in lower case."""

    lines: int = 0
    """How many newlines of the file precede the body."""

    problems: tuple[Problem, ...] = ()

    def text(self, *keys: str) -> str:
        """Return the value of the first of `keys` that has one, on one line, or an empty string."""
        return safe_line(self.paragraph(*keys))

    def paragraph(self, *keys: str) -> str:
        """Return the value of the first of `keys` that has one, with its line breaks."""
        for key in keys:
            value = self.fields.get(key)
            if isinstance(value, list):
                value = ", ".join(_entries(value))
            if isinstance(value, str) and value.strip():
                return safe_text(value.strip())
        return ""

    def entries(self, *keys: str) -> tuple[str, ...]:
        """Return the entries of the lists under all `keys`, each once in its first spelling."""
        entries = (entry for key in keys for entry in _entries(self.fields.get(key, "")))
        return one_of_each(entry for entry in map(safe_line, entries) if entry)

    def page(self) -> str:
        """Return the address of the issue's own page; empty if none or not one of the web."""
        link = self.text("link", "permalink", "canonical_url")
        try:
            parts = urlsplit(link)
            is_web = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
        except ValueError:
            return ""
        return link if is_web and " " not in link else ""

    def subjects(self) -> Subjects:
        """Return what the header says the issue is about."""
        return Subjects(
            companies=self.entries("companies"),
            models=self.entries("models"),
            topics=self.entries("topics"),
            people=self.entries("people"),
            tags=self.entries("tags", "categories", "category", "keywords"),
        )


def _entries(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.split(",")
    elif isinstance(value, list):
        for entry in value:
            if isinstance(entry, str):
                yield entry


def read_header(text: str, source: str) -> tuple[Header, str]:
    """Split `text` into its header and its body.

    An invalid header gives a problem, and those of its fields that can be read line by line;
    without any, it is text between two horizontal rules.
    """
    for handler in _HANDLERS:
        if handler.detect(text) and (split := _split(handler, text)) is not None:
            if _has_body(split[0]) and (opened := _open_header(text, source)):
                return opened
            header, body = _fenced_header(handler, *split, source)
            is_header = bool(header.fields) or not split[0].strip()
            return (header, body) if is_header else (Header(problems=header.problems), text)
    if text.startswith("---\n") and (opened := _open_header(text, source)):
        return opened
    if (block := _pelican_block(text)) is not None:
        return Header(_pelican_fields(block), block.count("\n")), text[len(block) :]
    return Header(), text


def _split(handler: HeaderHandler | TomlHeaderHandler, text: str) -> tuple[str, str] | None:
    """Return (header, body), or None when the first line is only a horizontal rule."""
    try:
        block, body = handler.split(text)
    except ValueError:  # no second fence
        return None
    begins_at_once = block[1:2].strip() != ""
    return (block, body) if begins_at_once and len(block) <= MAX_CHARACTERS else None


def _fenced_header(
    handler: HeaderHandler | TomlHeaderHandler, block: str, body: str, source: str
) -> tuple[Header, str]:
    problems: tuple[Problem, ...] = ()
    try:
        fields = handler.load(block)
    except HeaderError as error:
        fields = read_lines(block)
        reason = f"header not understood: {safe_line(str(error))}; read line by line"
        problems = (Problem(source, reason, error.line, is_note=True),)
    lines = block.count("\n")  # the block begins with the end of the first fence's line
    return Header(_lower_keys(fields), lines, problems), body


def _has_body(block: str) -> bool:
    blank = _BLANK_LINE.search(block)
    return blank is not None and _BODY_LINE.search(block, blank.end()) is not None


def _open_header(text: str, source: str) -> tuple[Header, str] | None:
    """Read a header whose second fence is missing: it ends where its fields end."""
    fence, _, below = text.partition("\n")
    block = open_block(below[:MAX_CHARACTERS])
    if fence.strip() != "---" or not block:
        return None
    header, _ = _fenced_header(_HANDLERS[0], block, "", source)
    known = header.fields.keys() & _KNOWN_KEYS
    if len(known) < 2 and not known & {"title", "date"}:
        return None
    problem = Problem(
        source, "the header is never closed; it ends with its fields", 1, is_note=True
    )
    lines = block.count("\n") + 1
    return replace(header, lines=lines, problems=(problem, *header.problems)), below[len(block) :]


def _lower_keys(fields: Fields) -> Fields:
    return {key.lower(): value for key, value in fields.items()}


def _pelican_block(text: str) -> str | None:
    """Return the `Key: value` lines that `text` begins with, if they are a header."""
    block = text.split("\n\n", 1)[0]
    lines = block.split("\n")
    keys = {match[1].lower() for line in lines if (match := _PELICAN_LINE.match(line))}
    is_header = bool(_PELICAN_LINE.match(lines[0])) and len(keys & _PELICAN_KEYS) > 1
    return block if is_header and len(block) <= MAX_CHARACTERS else None


def _pelican_fields(block: str) -> Fields:
    fields: Fields = {}
    for line in block.split("\n"):
        if match := _PELICAN_LINE.match(line):
            fields[match[1].lower()] = match[2].strip()
    return fields
