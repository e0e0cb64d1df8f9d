"""Footnotes: `[^1]` in the text, `[^1]: definition` elsewhere (rule R9).

Definitions are taken out before Markdown is read, because CommonMark would read some of them as
link references and join the others. Their lines become empty, so line numbers stay the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digests.parsing.fence_lines import last_closing_line
from digests.parsing.inline.bare_urls import URL, trim_url
from digests.parsing.inline.html_tags import decode_entities

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*)")
_CITATION = re.compile(r"\[\^([^\]\s]{1,60})\]")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_MARKDOWN_LINK = re.compile(r"\]\(<?(https?://[^\s)>]+)")


@dataclass(frozen=True, slots=True)
class Footnote:
    """What a citation refers to."""

    text: str
    """As written, Markdown included."""

    line: int
    """0-based, in the body."""

    @property
    def url(self) -> str:
        """The first address in the text, without closing punctuation, or an empty string."""
        if match := _MARKDOWN_LINK.search(self.text):
            return decode_entities(match[1])
        match = URL.search(self.text)
        return decode_entities(trim_url(match[0])) if match else ""

    @property
    def title(self) -> str:
        """The text around the address."""
        title = URL.sub("", _MARKDOWN_LINK.sub("]", self.text))
        return title.strip(" .,;:[]()。，：")


def take_footnotes(body: str) -> tuple[str, dict[str, Footnote]]:
    """Return the body with its footnote definitions blanked, and the definitions by label.

    Of two definitions with one label the first counts, and the other stays text.
    """
    if "[^" not in body:
        return body, {}
    lines = body.split("\n")
    notes: dict[str, Footnote] = {}
    fence = ""
    last_fence = last_closing_line(lines)
    for number, line in enumerate(lines):
        if (mark := _FENCE.match(line)) and number <= last_fence:
            fence = "" if fence and line.strip().startswith(fence) else fence or mark[1]
        elif not fence and (match := _DEFINITION.match(line)):
            if match[1] in notes:
                lines[number] = line.replace("[", "\\[", 1)  # or it would define a link, unseen
                continue
            text = " ".join([match[2], *_continuation(lines, number + 1)])
            notes[match[1]] = Footnote(text.strip(), number)
            lines[number] = ""
    return "\n".join(lines), notes


def _continuation(lines: list[str], start: int) -> list[str]:
    """Return and blank the indented lines that continue a definition."""
    taken = []
    for number in range(start, len(lines)):
        if not lines[number].startswith(("    ", "\t")):
            break
        taken.append(lines[number].strip())
        lines[number] = ""
    return taken


def use_footnotes(parser: MarkdownIt) -> None:
    """Make the parser recognise citations of the notes in `env["footnotes"]`."""
    parser.inline.ruler.before("link", "footnote", _cite)


def _cite(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[^", state.pos):
        return False
    match = _CITATION.match(state.src, state.pos, state.posMax)
    notes: Mapping[str, Footnote] = state.env.get("footnotes", {})
    if match is None or match[1] not in notes:
        return False
    if not silent:
        state.push("footnote", "", 0).meta = {"note": notes[match[1]], "label": match[1]}
    state.pos = match.end()
    return True
