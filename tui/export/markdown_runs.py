"""Runs of a paragraph as Markdown."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from digests import Look

if TYPE_CHECKING:
    from collections.abc import Callable

    from digests import Run, Runs

    Resolve = Callable[[str], str]
    """Makes an address whole."""

_SIGN = re.compile(
    r"[\\`*\[\]~]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|<(?=[\w/!?])"
    r"|!$"
    r"|&(?=#?\w+;)"
)
_LINE_START = re.compile(r"^(#{1,6}(?=\s|$)|[-+=|>:](?=[-+=|>:\s]|$)|>|\d{1,9}(?=[.)](?:\s|$)))")
_UNSAFE_IN_ADDRESS = re.compile(r"[\s<>\\]")
_CORE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_MARKS = ((Look.BOLD, "**"), (Look.ITALIC, "*"), (Look.STRUCK, "~~"))
_BACKTICKS = re.compile("`+")

_HARD_BREAK = "  \n"

FOOTNOTE = "↗"
"""Stands for a footnote's mark, which leads somewhere and has no words."""


def runs_markdown(runs: Runs, resolve: Resolve) -> str:
    """Return the runs of one paragraph, heading or cell as Markdown.

    Emphasis that Markdown could not end where it should (`**so:**then`) covers the words alone.
    """
    written = ""
    for url, linked in groupby(runs, key=lambda run: run.url):
        words = ""
        for run in linked:
            words += _run(run, words or written, resolve)
        written += _link(words, resolve(url)) if url else words
    return _HARD_BREAK.join(_line(line) for line in written.split("\n") if line.strip())


def escaped(text: str) -> str:
    """Return `text` so that Markdown reads it as these characters."""
    return _SIGN.sub(r"\\\g<0>", text)


def _run(run: Run, before: str, resolve: Resolve) -> str:
    if Look.IMAGE in run.look:
        alt = escaped(" ".join(run.text.split()))
        return f"![{alt}]({address(resolve(run.image))})" if run.image else alt
    # A bracket in code still ends the words of a link for some readers, ours among them.
    if Look.CODE in run.look and not (run.url and "]" in run.text):
        return _code(run.text)
    mark = next((mark for look, mark in _MARKS if look in run.look), "")
    core = _CORE.search(run.text) if mark else None
    # Two marks side by side would be read as one.
    if core is None or "\n" in core[0] or (not run.text[: core.start()] and before.endswith(mark)):
        return escaped(run.text)
    head, tail = run.text[: core.start()], run.text[core.end() :]
    return f"{escaped(head)}{mark}{escaped(core[0])}{mark}{escaped(tail)}"


def _code(text: str) -> str:
    words = text.replace("\n", " ")
    if not words.strip():
        return words
    longest = max(map(len, _BACKTICKS.findall(words)), default=0)
    fence = "`" * (longest + 1)
    space = " " if words[0] in "` " or words[-1] in "` " else ""
    return f"{fence}{space}{words}{space}{fence}"


def _link(words: str, url: str) -> str:
    return f"[{words.strip() or FOOTNOTE}]({address(url)})"


def address(url: str) -> str:
    """Return an address as it stands in the parentheses of a link."""
    safe = _UNSAFE_IN_ADDRESS.sub(lambda match: f"%{ord(match[0]):02X}", url)
    safe = re.sub(r"&(?=#?\w+;)", "&amp;", safe)
    return f"<{safe}>" if "(" in safe or ")" in safe or not safe else safe


def _line(line: str) -> str:
    """Return a line of a paragraph so that nothing but a paragraph begins with it."""
    line = line.strip()
    return _LINE_START.sub(r"\\\1" if not line[:1].isdigit() else r"\1\\", line)
