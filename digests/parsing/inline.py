"""Turning the inside of a paragraph into runs.

Most paragraphs are simple enough for `read_simple`; of those with HTML in them most have nothing
else, and their tags are found here. The others go through markdown-it, whose tokens are written
down as runs.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from markdown_it.common.html_re import close_tag, open_tag
from markdown_it.common.utils import isLinkClose, isLinkOpen, replaceEntityPattern

from digests.blocks import Look, Run, Runs
from digests.parsing.html_tags import Tag, read_tag
from digests.parsing.line_breaks import HARD_BREAK, SOFT_BREAK, trimmed
from digests.parsing.simple_inline import ADDRESS, CHARACTER, read_simple
from digests.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

_TEMPLATE_REMAINS = re.compile(
    r"\{%[^{}\n]*%\}|\{\{[^{}\n]*\}\}|^[ \t]*\[(?:TOC|toc)\][ \t]*$", re.MULTILINE
)
_CLOSING_TAG = re.compile(r"</([A-Za-z][\w.:-]*)")
_TEXT_AND_TAGS = re.compile(
    rf"(?P<text>(?:{CHARACTER}|>)+)|(?P<line>\n[ \t]*)|(?P<tag>{open_tag}|{close_tag})"
    r"|(?P<entity>&(?P<name>#[xX][0-9A-Fa-f]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});)"
)
_OPENED_BY = {"strong": Look.BOLD, "em": Look.ITALIC, "s": Look.STRUCK}


class InlineReader:
    """Reads the inline text of one body, whose link references and footnotes are in `env`."""

    def __init__(self, parser: MarkdownIt, env: EnvType) -> None:
        """`env` is the one that block parsing filled."""
        self._parser = parser
        self._env = env

    def runs(self, source: str) -> Runs:
        """Return the runs of `source`, neighbours with one look and one link joined."""
        if "{" in source or "TOC]" in source.upper():
            source = _TEMPLATE_REMAINS.sub("", source)
        source = source.strip()
        simple = read_simple(source)
        if simple is None and "<" in source:
            simple = read_tagged(source)
        return self.all_of_markdown(source) if simple is None else simple

    def all_of_markdown(self, source: str) -> Runs:
        """Return the runs of `source` by markdown-it, however simple it is."""
        tokens: list[Token] = []
        self._parser.inline.parse(source, self._parser, self._env, tokens)
        writer = _RunWriter(source)
        for token in tokens:
            writer.take(token)
        return writer.runs()


def read_tagged(source: str) -> Runs | None:
    """Return the runs of text and HTML tags, or None when something else is in `source`.

    What is read here is exactly what markdown-it reads, several times faster.
    """
    writer = _RunWriter(source)
    place = 0
    while place < len(source):
        match = _TEXT_AND_TAGS.match(source, place)
        if match is None or not writer.take_simple(match):
            return None
        place = match.end()
    return writer.runs()


class _RunWriter:
    """Keeps the look and the link in force while tokens pass, and collects runs."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._looks: list[Look] = []
        self._urls: list[str] = []
        self._open_tags: list[str] = []
        self._runs: list[Run] = []
        self._link_is_empty = False
        self._breaks_hard = False
        self._links_open = 0

    def take(self, token: Token) -> None:
        """Add what one inline token says."""
        kind = token.type
        if kind in {"text", "text_special"}:
            self._write(token.content)
        elif write := self._writers.get(kind):
            write(self, token)
        elif token.nesting:
            self._change_look(kind)

    def take_simple(self, match: re.Match[str]) -> bool:
        """Add text, a line break, a tag or an entity; False when it is not as simple as it looks.

        An address in the text is a link, unless it stands in one already.
        """
        match match.lastgroup:
            case "text":
                text, at_line_end = match[0], match.string.startswith("\n", match.end())
                spaces = len(text) - len(text.rstrip(" ")) if at_line_end else 0
                self._write(text[: len(text) - spaces])
                self._breaks_hard = spaces > 1
                return self._links_open > 0 or ADDRESS not in text
            case "line":
                self._append(HARD_BREAK if self._breaks_hard else SOFT_BREAK)
            case "tag":
                self._links_open += isLinkOpen(match[0]) - isLinkClose(match[0])
                self.take_tag(match[0])
            case _:
                character = replaceEntityPattern(match[0], match["name"])
                self._write(character)
                return character != match[0]
        self._breaks_hard = False
        return True

    def _write(self, text: str, look: Look = Look.PLAIN, image: str = "") -> None:
        if text or image:
            clean = safe_text(text.replace(HARD_BREAK, "\n"))
            self._append(clean.replace("\n", HARD_BREAK), look, image)

    def _append(self, text: str, look: Look = Look.PLAIN, image: str = "") -> None:
        self._link_is_empty = False
        for part in self._looks:
            look = part if look is Look.PLAIN else look | part
        url = self._urls[-1] if self._urls else ""
        last = self._runs[-1] if self._runs else None
        if (
            last
            and last.look == look
            and last.url == url
            and last.text
            and not (image or last.image)
        ):
            self._runs[-1] = Run(last.text + text, look, url)
        else:
            self._runs.append(Run(text, look, url, image))

    def _take_image(self, token: Token) -> None:
        alt = "".join(child.content for child in token.children or ())
        self._write(_one_line(alt), Look.IMAGE, str(token.attrs.get("src", "")) or "#")

    def _open_link(self, token: Token) -> None:
        self._urls.append(str(token.attrs.get("href", "")))
        self._link_is_empty = True

    def _close_link(self, _token: Token) -> None:
        if self._link_is_empty and self._urls[-1]:
            self._runs.append(Run("", url=self._urls[-1]))
        self._urls.pop()

    def _take_footnote(self, token: Token) -> None:
        note = token.meta["note"]
        if note.url:
            self._runs.append(Run("", Look.PLAIN, note.url))
        else:
            self._write(f"[{token.meta['label']}]")

    def take_tag(self, source: str) -> None:
        """Add what one HTML tag says."""
        tag = read_tag(source)
        if tag is None:
            return
        if not tag.is_known and not tag.attributes and tag.name not in self._closed_tags:
            self._write(source)
        elif tag.breaks_line:
            self._append(HARD_BREAK)
        elif tag.name == "img":
            self._write(_one_line(tag.attributes.get("alt", "")), Look.IMAGE, tag.source or "#")
        elif tag.closes:
            self._close_tag(tag.name)
        elif not tag.is_empty:
            self._open_tag(tag)

    @cached_property
    def _closed_tags(self) -> frozenset[str]:
        """The names that are closed somewhere in the paragraph."""
        return frozenset(name.lower() for name in _CLOSING_TAG.findall(self._source))

    def _open_tag(self, tag: Tag) -> None:
        self._open_tags.append(tag.name)
        self._looks.append(tag.look)
        self._urls.append(tag.attributes.get("href") or (self._urls[-1] if self._urls else ""))

    def _close_tag(self, name: str) -> None:
        if name in self._open_tags:
            while self._open_tags.pop() != name:
                self._looks.pop()
                self._urls.pop()
            self._looks.pop()
            self._urls.pop()

    def _change_look(self, kind: str) -> None:
        name, _, direction = kind.rpartition("_")
        if (look := _OPENED_BY.get(name)) is None:
            return
        if direction == "open":
            self._looks.append(look)
        elif look in self._looks:
            del self._looks[len(self._looks) - 1 - self._looks[::-1].index(look)]

    def runs(self) -> Runs:
        """Return what was collected, without white space at the ends."""
        return trimmed(tuple(self._runs))

    _writers: dict[str, Callable[[_RunWriter, Token], None]] = {  # noqa: RUF012 - never changed
        "softbreak": lambda self, _: self._append(SOFT_BREAK),
        "hardbreak": lambda self, _: self._append(HARD_BREAK),
        "code_inline": lambda self, token: self._write(token.content, Look.CODE),
        "link_open": _open_link,
        "link_close": _close_link,
        "image": _take_image,
        "footnote": _take_footnote,
        "html_inline": lambda self, token: self.take_tag(token.content),
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())
