"""Found text with the words of the query marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content, Span

from digests import HighlightedText
from tui.text import styles
from tui.text.wrapping import cut, display_text

if TYPE_CHECKING:
    from digests import Hit

_SHOWN_BEFORE_FIRST_MARK = 12
"""Characters kept before the first marked word when a text is too long for its line."""


def title_and_snippet(hit: Hit, width: int) -> tuple[Content, Content]:
    """Return the title and the words around what was found, each in `width` cells.

    Where the title is but the beginning of the text, the snippet goes on where the title ends.
    """
    told = hit.title.text.removesuffix("…")
    if not hit.snippet.text.startswith(told):
        return highlighted_in(hit.title, width, styles.BOLD), highlighted_in(hit.snippet, width)
    title = highlighted(hit.title, styles.BOLD)
    shown = cut(title.plain, width).removesuffix("…")
    if len(shown) < len(display_text(told)):
        title = Content.assemble(title[: len(shown)], "…")
    return title, highlighted_in(_after(hit.snippet, min(len(shown), len(told))), width)


def _after(text: HighlightedText, start: int) -> HighlightedText:
    """Return what follows the first `start` characters behind an ellipsis."""
    rest = text.text[start:].lstrip()
    if not rest:
        return HighlightedText("")
    before = len(text.text) - len(rest) - 1
    spans = ((max(a - before, 1), b - before) for a, b in text.spans if b > before + 1)
    return HighlightedText(f"…{rest}", tuple(spans))


def highlighted(text: HighlightedText, style: str = "") -> Content:
    """Return `text` on one line with its marked parts in another look, the rest in `style`."""
    shown = ""
    spans: list[Span] = []
    for part, is_marked in text.parts():
        start = len(shown)
        shown += display_text(part).replace("\n", " ")
        spans.append(Span(start, len(shown), styles.MARKED if is_marked else style))
    return Content(shown, [span for span in spans if span.style])


def highlighted_in(text: HighlightedText, width: int, style: str = "") -> Content:
    """Return `highlighted(text)` cut to `width` cells so that the first marked word is seen."""
    whole = highlighted(text, style)
    if whole.cell_length <= width:
        return whole
    first = min((span.start for span in whole.spans if span.style == styles.MARKED), default=0)
    from_here = whole
    if len(cut(whole.plain, width)) <= first + 1:
        from_here = Content(f"…{whole.plain[first - _SHOWN_BEFORE_FIRST_MARK :]}")
        shift = first - _SHOWN_BEFORE_FIRST_MARK - 1
        from_here = from_here.add_spans(
            [Span(max(start - shift, 0), end - shift, look) for start, end, look in whole.spans]
        )
    kept = cut(from_here.plain, width)
    if kept == from_here.plain:
        return from_here
    return Content.assemble(from_here[: len(kept) - 1], "…")
