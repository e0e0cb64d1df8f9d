"""The hits of a query.

Found text with the words of the query marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content, Span

from digests import HighlightedText, ItemMarks
from tui.text import styles
from tui.text.dates import long_date
from tui.text.icons import ASCII
from tui.text.wrapping import cut, display_text
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digests import Hit, SearchPage
    from tui.text.icons import Signs


_ROOM_FOR_SNIPPETS = 15
"""Height from which a row shows the words around what was found."""


NO_HITS = (
    "Nothing has all of this.\n\n"
    "Fewer words find more; so do OR between two of them and * at the end of one. "
    "The ways to ask are in the help."
)


class HitList(VirtualList):
    """Rows of a title, a place and a snippet."""

    def __init__(self, *, signs: Signs = ASCII, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """Begin without hits. `signs` stand for marks."""
        super().__init__(id=id)
        self._signs = signs
        self.hits: tuple[Hit, ...] = ()
        self.marks: Mapping[str, ItemMarks] | None = None
        """Of the hits, by item id; None while they are not known."""
        self._selected: frozenset[str] = frozenset()

    @property
    def row_height(self) -> int:
        """Three lines where there is room."""
        return 3 if self.size.height >= _ROOM_FOR_SNIPPETS else 2

    @property
    def current(self) -> Hit | None:
        """The hit under the cursor."""
        return self.hits[self.cursor] if self.hits else None

    def show(self, page: SearchPage, *, cursor: int = 0, item_id: str = "") -> None:
        """Show the first hits of a query, or add a later page to them.

        Args:
            page: Hits behind those that are known are added, others take their place.
            cursor: Where the cursor goes among the first hits …
            item_id: … unless this item is one of them.
        """
        if page.offset and page.offset == len(self.hits):
            self.hits += page.hits
            self.set_row_count(len(self.hits), cursor=self.cursor)
        elif not page.offset:
            self.hits = page.hits
            self.when_empty = NO_HITS if page.query.strip() else ""
            ids = [hit.item_id for hit in page.hits]
            self.set_row_count(len(ids), cursor=ids.index(item_id) if item_id in ids else cursor)

    def show_marks(
        self, marks: Mapping[str, ItemMarks] | None, selected: frozenset[str] = frozenset()
    ) -> None:
        """Show other marks, and which hits are selected."""
        self.marks = marks
        self._selected = selected
        self.redraw()

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return the title, where the item stands, and the words around what was found."""
        hit = self.hits[index]
        room = width - 3
        place = Content.styled(_place(hit, room), styles.QUIET)
        if self.row_height == 2:
            lines = [highlighted_in(hit.title, room, styles.BOLD), place]
        else:
            title, snippet = title_and_snippet(hit, room)
            lines = [title, place, snippet]
        return [
            Content.assemble(before, line)
            for before, line in zip(self._before(hit), lines, strict=False)
        ]

    def _before(self, hit: Hit) -> tuple[Content, Content, Content]:
        """Return what stands before the title and before the lines below it."""
        marks = (self.marks or {}).get(hit.item_id, ItemMarks())
        is_unread = self.marks is not None and not marks.is_read
        sign = (self._signs.unread if is_unread else self._signs.read, styles.UNREAD)
        if hit.item_id in self._selected:
            sign = (self._signs.selected, styles.KEY)
        star = (self._signs.starred if marks.is_starred else " ", styles.STARRED)
        return Content.assemble(sign, " "), Content.assemble(star, " "), Content("  ")


def _place(hit: Hit, width: int) -> str:
    """Say where a hit stands; of many sections the inner ones say most, so the outer ones go."""
    when = long_date(hit.date) or cut(display_text(hit.issue_title), width // 2)
    issue = f"{hit.publication} · {when}"
    paths = [hit.section, *(("…", *hit.section[outer:]) for outer in range(1, len(hit.section)))]
    places = [_joined(issue, " › ".join(path)) for path in paths]
    return next((place for place in places if cell_len(place) <= width), cut(places[-1], width))


def _joined(issue: str, path: str) -> str:
    return display_text(f"{issue} · {path}" if path else issue)


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
