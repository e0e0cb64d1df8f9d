"""Turning the inside of a paragraph into runs.

Within the parser a soft line break is a newline and a hard one is `HARD_BREAK`; `flowing` settles
both when a block leaves it. Most paragraphs have no markup, and those never see markdown-it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digests.model import Look, Run, Runs
from digests.parsing.html_tags import Tag, read_tag
from digests.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

HARD_BREAK = "\v"
"""Cannot occur in a text: `safe_text` has made it visible."""

_MARKUP = re.compile(r"[\\`*_~\[\]<>&]|https?:")
_LINE_END = re.compile(r"( {2,})?[ \t]*\n[ \t]*")
_TEMPLATE_REMAINS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|^\s*\[(?:TOC|toc)\]\s*$", re.MULTILINE)
_OPENED_BY = {"strong": Look.BOLD, "em": Look.ITALIC, "s": Look.STRUCK}
_WIDE = re.compile(
    "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u201d\u2019\u2026]"
)


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
        if _MARKUP.search(source) is None:
            text = _LINE_END.sub(lambda end: HARD_BREAK if end[1] else "\n", source.strip())
            return (Run(text),) if text else ()
        tokens: list[Token] = []
        self._parser.inline.parse(source.strip(), self._parser, self._env, tokens)
        writer = _RunWriter(source)
        for token in tokens:
            writer.take(token)
        return writer.runs()


class _RunWriter:
    """Keeps the look and the link in force while tokens pass, and collects runs."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._looks: list[Look] = []
        self._urls: list[str] = []
        self._open_tags: list[str] = []
        self._runs: list[Run] = []

    def take(self, token: Token) -> None:
        """Add what one inline token says."""
        kind = token.type
        if kind in {"text", "text_special"}:
            self._write(token.content)
        elif write := self._writers.get(kind):
            write(self, token)
        elif token.nesting:
            self._change_look(kind)

    def _write(self, text: str, look: Look = Look.PLAIN, image: str = "") -> None:
        if text or image:
            clean = safe_text(text.replace(HARD_BREAK, "\n"))
            self._append(clean.replace("\n", HARD_BREAK), look, image)

    def _append(self, text: str, look: Look = Look.PLAIN, image: str = "") -> None:
        for part in self._looks:
            look |= part
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

    def _take_footnote(self, token: Token) -> None:
        note = token.meta["note"]
        if note.url:
            self._runs.append(Run("", Look.PLAIN, note.url))
        else:
            self._write(f"[{token.meta['label']}]")

    def _take_html(self, token: Token) -> None:
        tag = read_tag(token.content)
        if tag is None:
            return
        if not tag.is_known and not tag.attributes and f"</{tag.name}" not in self._source.lower():
            self._write(token.content)
        elif tag.breaks_line:
            self._append(HARD_BREAK)
        elif tag.name == "img":
            self._write(_one_line(tag.attributes.get("alt", "")), Look.IMAGE, tag.source or "#")
        elif tag.closes:
            self._close_tag(tag.name)
        elif not tag.is_empty:
            self._open_tag(tag)

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
        "softbreak": lambda self, _: self._append("\n"),
        "hardbreak": lambda self, _: self._append(HARD_BREAK),
        "code_inline": lambda self, token: self._write(token.content, Look.CODE),
        "link_open": lambda self, token: self._urls.append(str(token.attrs.get("href", ""))),
        "link_close": lambda self, _: self._urls.__delitem__(slice(-1, None)),
        "image": _take_image,
        "footnote": _take_footnote,
        "html_inline": _take_html,
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())


def trimmed(runs: Sequence[Run]) -> Runs:
    """Return `runs` without white space at either end."""
    left = list(runs)
    while left and not left[0].image and (left[0].text or not left[0].url):
        if text := left[0].text.lstrip():
            left[0] = replace(left[0], text=text)
            break
        del left[0]
    while left and not left[-1].image and (left[-1].text or not left[-1].url):
        if text := left[-1].text.rstrip():
            left[-1] = replace(left[-1], text=text)
            break
        del left[-1]
    return tuple(left)


def text_of(runs: Sequence[Run]) -> str:
    """Return the characters of `runs`; an image gives none."""
    return "".join(run.text for run in runs if not run.image)


def split_first_line(runs: Runs) -> tuple[Runs, Runs]:
    """Cut `runs` at their first line break."""
    for place, run in enumerate(runs):
        if match := re.search("[\n\v]", run.text):
            head = (*runs[:place], replace(run, text=run.text[: match.start()]))
            tail = (replace(run, text=run.text[match.end() :]), *runs[place + 1 :])
            return trimmed(head), trimmed(tail)
    return runs, ()


def flowing(runs: Runs) -> Runs:
    """Settle line breaks: a soft one between words of a spacing script is a space.

    Beside a CJK character it stays: authors who write without spaces do not wrap by hand, so
    a line end there is meant.
    """
    if not any("\n" in run.text or HARD_BREAK in run.text for run in runs):
        return runs
    settled: list[Run] = []
    before = ""
    for place, run in enumerate(runs):
        after = next((r.text[:1] for r in runs[place + 1 :] if r.text), "")
        settled.append(replace(run, text=_settle(before, run.text, after)))
        before = run.text[-1:] or before
    return tuple(settled)


def _settle(before: str, text: str, after: str) -> str:
    around = before + text + after

    def choose(match: re.Match[str]) -> str:
        if match[0] == HARD_BREAK:
            return "\n"
        place = match.start() + len(before)
        neighbours = around[max(place - 1, 0) : place] + around[place + 1 : place + 2]
        return "\n" if _WIDE.search(neighbours) else " "

    return re.sub("[\n\v]", choose, text)
