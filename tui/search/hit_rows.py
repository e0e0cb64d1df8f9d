"""Hits as rows of a list: how titles, locations and snippets are cut and highlighted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content, Span

from digests import HighlightedText, HitKind, Match, date_text
from tui.text import styles
from tui.text.wrapping import cut, display_text

if TYPE_CHECKING:
    from digests import Hit


NO_HITS = (
    "Nothing has all of this, and nothing has most of it.\n\n"
    "Fewer words find more; so does OR between two of them. What stands in quotes, after a minus "
    "or after a field is taken exactly. The ways to ask are in the help."
)

_MOST = "~ "
"""Before the location of a hit that does not have everything that was asked for."""


def title_style(hit: Hit) -> str:
    """Return the style of a title, which is bold if the hit has all that is asked for."""
    return styles.BOLD if hit.match is Match.ALL else ""


def divider_lines(total: int, width: int, *, is_first: bool) -> list[Content]:
    """Return what stands above the `total` hits that have most of what is asked for."""
    words = f" {total:,} with most of the words " if total else " with most of the words "
    rule = Content.styled(cut(f"──{words}{'─' * width}", width).rstrip("…"), styles.QUIET)
    return [rule] if is_first else [Content(""), rule]


def location_of(hit: Hit, width: int) -> str:
    """Return publication, date and sections; if they are too long, the outer sections go.

    What is an issue, and what has only most of the words, says so at the beginning.
    """
    dated = date_text(hit.date, hit.date_precision)
    is_issue = hit.kind is HitKind.ISSUE
    when = dated or ("" if is_issue else cut(display_text(hit.issue_title), width // 2))
    of = f"{_MOST if hit.match is Match.MOST else ''}{'whole issue · ' if is_issue else ''}"
    issue = f"{of}{hit.publication}{' · ' if when else ''}{when}"
    paths = [hit.section, *(("…", *hit.section[outer:]) for outer in range(1, len(hit.section)))]
    locations = [_joined(issue, " › ".join(path)) for path in paths]
    return next((one for one in locations if cell_len(one) <= width), cut(locations[-1], width))


def _joined(issue: str, path: str) -> str:
    return display_text(f"{issue} · {path}" if path else issue)


_CONTEXT_BEFORE_MATCH = 12
"""Characters kept before the first highlighted word if a text is too long for its line."""


def title_and_snippet(hit: Hit, width: int) -> tuple[Content, Content]:
    """Return the title and the snippet, each within `width` cells.

    If the title is the beginning of the snippet, the snippet continues where the title ends.
    """
    text, style = hit.title.text.removesuffix("…"), title_style(hit)
    if not hit.snippet.text.startswith(text):
        return highlighted_in(hit.title, width, style), highlighted_in(hit.snippet, width)
    title = highlighted(hit.title, style)
    shown = cut(title.plain, width).removesuffix("…")
    if len(shown) < len(display_text(text)):
        title = Content.assemble(title[: len(shown)], "…")
    return title, highlighted_in(_after(hit.snippet, min(len(shown), len(text))), width)


def _after(text: HighlightedText, start: int) -> HighlightedText:
    """Return an ellipsis and what follows the first `start` characters."""
    rest = text.text[start:].lstrip()
    if not rest:
        return HighlightedText("")
    before = len(text.text) - len(rest) - 1
    spans = ((max(a - before, 1), b - before) for a, b in text.spans if b > before + 1)
    return HighlightedText(f"…{rest}", tuple(spans))


def highlighted(text: HighlightedText, style: str = "") -> Content:
    """Return `text` on one line, its highlighted parts in another style than `style`."""
    shown = ""
    spans: list[Span] = []
    for part, is_marked in text.parts():
        start = len(shown)
        shown += display_text(part).replace("\n", " ")
        spans.append(Span(start, len(shown), styles.MARKED if is_marked else style))
    return Content(shown, [span for span in spans if span.style])


def highlighted_in(text: HighlightedText, width: int, style: str = "") -> Content:
    """Return `highlighted(text)` cut to `width` cells around its first highlighted word."""
    whole = highlighted(text, style)
    if whole.cell_length <= width:
        return whole
    first = min((span.start for span in whole.spans if span.style == styles.MARKED), default=0)
    from_here = whole
    if len(cut(whole.plain, width)) <= first + 1:
        from_here = Content(f"…{whole.plain[first - _CONTEXT_BEFORE_MATCH :]}")
        shift = first - _CONTEXT_BEFORE_MATCH - 1
        from_here = from_here.add_spans(
            [Span(max(start - shift, 0), end - shift, look) for start, end, look in whole.spans]
        )
    kept = cut(from_here.plain, width)
    if kept == from_here.plain:
        return from_here
    return Content.assemble(from_here[: len(kept) - 1], "…")
