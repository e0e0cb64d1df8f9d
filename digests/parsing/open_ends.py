"""What a digest opens and never closes: code fences, comments, and HTML that holds no Markdown.

CommonMark lets them run to the end of the text, and a later fence closes an earlier one, so that
one forgotten line takes the rest of an issue with it. Here

- a fence, `<pre>`, `<script>`, `<style>` or `<textarea>` that is never closed ends at the next
  heading with a blank line above it that is of the level of the heading before it or of an outer
  one; without any at the next heading of another level, or at the next line with a link;
- so does a fence that is closed only by a line that a fence below such a heading needs;
- a line that begins with `<!--`, `<?`, `<!` or `<![CDATA[` and is never closed is text.

Only the ends of blocks change: the lines of the text stay as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from markdown_it.rules_block import fence, html_block

from digests.parsing.fence_lines import FenceLines
from digests.parsing.parts import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

REMARKS = "remarks"
"""Key in the parser's environment for a list of `Remark`."""

_ENDS = "open ends"
"""Key in the parser's environment for the `_OpenEnds` of the body."""

_HEADING = re.compile(r"(?<=\n)[ \t]*\n {0,3}(#{1,6})[ \t]+\S")
_LINK_LINE = re.compile(r"(?<=\n)[ \t]*\n(?=[^\n]{0,300}?\]\(https?://)")
_MAY_BE_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_VERBATIM = re.compile(r"<(?:script|pre|style|textarea)(?=[\s>]|\Z)", re.IGNORECASE)
_END_VERBATIM = re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE)
_UNCLOSED = re.compile(r"<(?=!--|\?|!\[CDATA\[|![A-Za-z])")
_CLOSED_BY = {"<!-": "-->", "<![": "]]>"}
_SAMPLES = ("markdown", "md", "mdx")
"""Languages of code that may itself have headings and fences."""


def use_open_ends(parser: MarkdownIt) -> None:
    """Make the parser end what is never closed; each gives a remark in the environment."""
    ruler = parser.block.ruler
    ruler.at("fence", _fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent or state.level:
        return fence(state, start, end, silent)
    if not _MAY_BE_FENCE.match(state.src, state.bMarks[start]):
        return False
    if _ENDS not in state.env:
        if not fence(state, start, end, silent):
            return False
        token = state.tokens[-1]
        if _is_closed(state, start) and not _HEADING.search("\n" + token.content):
            return True
        state.tokens.pop()
    ends = _ends(state)
    limit = ends.of_fence(state, start)
    if not fence(state, start, limit or end, silent):
        return False
    if limit or not _is_closed(state, start):
        _remark(state, start, "a code fence", limit)
    return True


def _is_closed(state: StateBlock, start: int) -> bool:
    """Whether the last line of the fence just read closes it."""
    mark = state.tokens[-1].markup
    line = _line(state, state.line - 1).strip()
    return state.line > start + 1 and line.startswith(mark) and not line.strip(mark[0])


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not state.src.startswith("<", state.bMarks[start] + state.tShift[start]):
        return False
    is_code = state.is_code_block(start)
    if silent or is_code:
        return False if is_code else html_block(state, start, end, silent)
    line = _line(state, start).lstrip()
    if _UNCLOSED.match(line) and _ends(state).last(_closing(line)) < state.bMarks[start]:
        return _line_of_text(state, start, line)
    limit = 0
    if not state.level and _VERBATIM.match(line):
        limit = _ends(state).of_verbatim(state, start, line)
    is_block = html_block(state, start, limit or end, silent)
    if limit and is_block:
        _remark(state, start, f"a tag “<{line[1:].split('>')[0].split()[0]}>”", limit)
    return is_block


def _closing(line: str) -> str:
    return "?>" if line.startswith("<?") else _CLOSED_BY.get(line[:3], ">")


def _line_of_text(state: StateBlock, start: int, line: str) -> bool:
    """Keep a line as a paragraph in which nothing opens again what is never closed."""
    state.line = start + 1
    for kind, nesting in (("paragraph_open", 1), ("inline", 0), ("paragraph_close", -1)):
        token = state.push(kind, "" if kind == "inline" else "p", nesting)  # type: ignore[arg-type]
        token.map = [start, state.line]
        if kind == "inline":
            token.content = _UNCLOSED.sub(r"\\<", line)
            token.children = []
    what = line.split(maxsplit=1)[0][:9]
    state.env.setdefault(REMARKS, []).append(
        Remark(start, f"“{what}” opened here is never closed; the line is shown as it is written")
    )
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] : state.eMarks[number]]


def _remark(state: StateBlock, start: int, what: str, limit: int) -> None:
    if not limit:
        where = "the rest of the text is taken for its inside"
    elif _HEADING.match("\n\n" + _line(state, limit), 1):
        where = "it ends above the next heading"
    else:
        where = "it ends above the next line with a link"
    remark = Remark(start, f"{what} opened here is never closed; {where}")
    state.env.setdefault(REMARKS, []).append(remark)


def _ends(state: StateBlock) -> _OpenEnds:
    if _ENDS not in state.env:
        state.env[_ENDS] = _OpenEnds(state.src)
    ends: _OpenEnds = state.env[_ENDS]
    return ends


class _OpenEnds:
    """Where in one body something ends that is never closed. Asked from top to bottom."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._last: dict[str, int] = {}
        self._has_links = True
        """Whether there may be lines with links below."""
        self._tokens_seen = self._level = self._level_one = 0

    @cached_property
    def _headings(self) -> list[tuple[int, int]]:
        """The offset and level of each heading below a blank line."""
        return [(match.start(1), len(match[1])) for match in _HEADING.finditer(self._body)]

    @cached_property
    def _fences(self) -> FenceLines:
        return FenceLines(self._body)

    @cached_property
    def _last_verbatim(self) -> int:
        return max((match.start() for match in _END_VERBATIM.finditer(self._body)), default=-1)

    def last(self, closing: str) -> int:
        """Return the offset of the last `closing` in the body, or -1."""
        if closing not in self._last:
            self._last[closing] = self._body.rfind(closing)
        return self._last[closing]

    def of_fence(self, state: StateBlock, start: int) -> int:
        """Return the line before which the fence at `start` ends, or 0: where it is closed."""
        closing = self._fences.closing(start)
        if not closing:
            return self._end_below(state, start)
        heading = next(self._outer_headings(state, start, state.bMarks[closing]), 0)
        if not heading:
            return 0
        line = _line(state, start).strip(" \t`~").split(maxsplit=1)
        if line and line[0].casefold() in _SAMPLES:
            return 0
        is_needed_below = self._fences.open_between(heading, closing)
        are_closed = self._fences.are_closed_after(closing)
        return heading if is_needed_below or not are_closed else 0

    def of_verbatim(self, state: StateBlock, start: int, line: str) -> int:
        """Return the line before which an HTML element ends, or 0: where it is closed."""
        if self._last_verbatim > state.bMarks[start]:
            return 0
        if limit := self._end_below(state, start):
            return limit
        if line[1:4].casefold() == "pre":
            return 0
        return next((n for n in range(start + 1, state.lineMax) if state.isEmpty(n)), 0)

    def _end_below(self, state: StateBlock, start: int) -> int:
        """Return the line before which something ends that is not closed below `start`, or 0."""
        end = len(self._body)
        if limit := next(self._outer_headings(state, start, end), 0):
            return limit
        below = bisect_left(self._headings, (state.eMarks[start], 0))
        if below < len(self._headings):
            return _line_at(state, self._headings[below][0])
        if self._has_links and (link := _LINK_LINE.search(self._body, state.eMarks[start])):
            return _line_at(state, link.end())
        self._has_links = False
        return 0

    def _outer_headings(self, state: StateBlock, start: int, end: int) -> Iterator[int]:
        """Yield the lines of the headings above the offset `end` that may end what is open.

        A line with one number sign may be a comment in code: it counts where such headings recur.
        """
        self._see_headings(state)
        is_title = self._level == 1 and self._level_one == 1
        deepest = 6 if is_title or not self._level else self._level
        highest = 1 if self._level_one > 1 or not self._level else 2
        first = bisect_left(self._headings, (state.eMarks[start], 0))
        for index in range(first, len(self._headings)):
            offset, level = self._headings[index]
            if offset >= end:
                return
            if highest <= level <= deepest:
                yield _line_at(state, offset)

    def _see_headings(self, state: StateBlock) -> None:
        """Note the level of the last heading that has been read."""
        for token in state.tokens[self._tokens_seen :]:
            if token.type == "heading_open" and not token.level:
                self._level = int(token.tag[1])
                self._level_one += self._level == 1
        self._tokens_seen = len(state.tokens)


def _line_at(state: StateBlock, offset: int) -> int:
    return bisect_left(state.bMarks, offset + 1) - 1
