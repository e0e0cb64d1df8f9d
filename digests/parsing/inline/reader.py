"""Turning inline Markdown into runs.

Most paragraphs are simple enough for `read_simple`, and most of those with HTML for `read_tagged`.
The others go through markdown-it, whose tokens are converted to runs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digests.model.blocks import Look, Run, Runs
from digests.parsing.inline.bare_urls import link_hosts
from digests.parsing.inline.fast_reader import read_simple, read_tagged
from digests.parsing.inline.line_breaks import HARD_BREAK, SOFT_BREAK
from digests.parsing.inline.run_writer import RunWriter, one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

_TEMPLATE_MARKUP = re.compile(
    r"\{%[^{}\n]*%\}|\{\{[^{}\n]*\}\}|\{:[ .#][^{}\n]*\}|[ \t]*\{#[\w-]+\}[ \t]*$"
    r"|^[ \t]*\[(?:TOC|toc)\][ \t]*$",
    re.MULTILINE,
)
_OPENED_BY = {"strong": Look.BOLD, "em": Look.ITALIC, "s": Look.STRUCK}


class InlineReader:
    """Reads the inline text of one body, whose link references and footnotes are in `env`."""

    def __init__(self, parser: MarkdownIt, env: EnvType) -> None:
        """`env` is the environment that block parsing has filled."""
        self._parser = parser
        self._env = env

    def runs(self, source: str) -> Runs:
        """Return the runs of `source`; neighbours with the same look and link are joined."""
        if "{" in source or "TOC]" in source or "toc]" in source:
            source = _TEMPLATE_MARKUP.sub("", source)
        source = source.strip()
        simple = read_simple(source)
        if simple is None and "<" in source:
            simple = read_tagged(source, has_references=bool(self._env.get("references")))
        return link_hosts(self.full_markdown(source) if simple is None else simple)

    def full_markdown(self, source: str) -> Runs:
        """Return the runs of `source` through markdown-it, however simple it is."""
        tokens: list[Token] = []
        self._parser.inline.parse(source, self._parser, self._env, tokens)
        writer = _TokenWriter(source)
        for token in tokens:
            writer.take(token)
        return writer.runs()


class _TokenWriter(RunWriter):
    """Converts the inline tokens of markdown-it."""

    def take(self, token: Token) -> None:
        kind = token.type
        if kind in {"text", "text_special"}:
            self.write(token.content)
        elif write := self._writers.get(kind):
            write(self, token)
        elif token.nesting:
            self._change_look(kind)

    def _take_image(self, token: Token) -> None:
        alt = "".join(child.content for child in token.children or ())
        self.write(one_line(alt), Look.IMAGE, str(token.attrs.get("src", "")) or "#")

    def _open_link(self, token: Token) -> None:
        self.urls.append(str(token.attrs.get("href", "")))
        self.link_is_empty = True

    def _close_link(self, _token: Token) -> None:
        if self.link_is_empty and self.urls[-1]:
            self.collected.append(Run("", url=self.urls[-1]))
        self.urls.pop()

    def _take_footnote(self, token: Token) -> None:
        note = token.meta["note"]
        if note.url:
            self.collected.append(Run("", Look.PLAIN, note.url))
        else:
            self.write(f"[{token.meta['label']}]")

    def _change_look(self, kind: str) -> None:
        name, _, direction = kind.rpartition("_")
        if (look := _OPENED_BY.get(name)) is None:
            return
        if direction == "open":
            self.begin_look(look)
        else:
            self.end_look(look)

    _writers: dict[str, Callable[[_TokenWriter, Token], None]] = {  # noqa: RUF012 - never changed
        "softbreak": lambda self, _: self.append(SOFT_BREAK),
        "hardbreak": lambda self, _: self.append(HARD_BREAK),
        "code_inline": lambda self, token: self.write(token.content, Look.CODE),
        "link_open": _open_link,
        "link_close": _close_link,
        "image": _take_image,
        "footnote": _take_footnote,
        "html_inline": lambda self, token: self.take_tag(token.content),
    }
