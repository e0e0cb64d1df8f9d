"""The list of hits, and how their titles and snippets are cut and highlighted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content, Span

from digests import HighlightedText, ItemMarks, date_text
from tui.text import styles
from tui.text.icons import ASCII
from tui.text.wrapping import cut, display_text
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digests import Hit, SearchPage
    from tui.text.icons import Icons


_ROOM_FOR_SNIPPETS = 15
"""The list's height from which rows have a third line with a snippet."""


NO_HITS = (
    "Nothing has all of this.\n\n"
    "Fewer words find more; so do OR between two of them and * at the end of one. "
    "The ways to ask are in the help."
)


class HitList(VirtualList):
    """Lists hits, each with its title, its location and, where there is room, a snippet."""

    def __init__(self, *, icons: Icons = ASCII, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """Create an empty list that draws marks as `icons`."""
        super().__init__(id=id)
        self._icons = icons
        self.hits: tuple[Hit, ...] = ()
        self.marks: Mapping[str, ItemMarks] | None = None
        """By item id; None while they are not known."""
        self._selected: frozenset[str] = frozenset()

    @property
    def row_height(self) -> int:
        """Three lines, or two in a low list."""
        return 3 if self.size.height >= _ROOM_FOR_SNIPPETS else 2

    @property
    def current(self) -> Hit | None:
        """The hit under the cursor; None without hits."""
        return self.hits[self.cursor] if self.hits else None

    def show(self, page: SearchPage, *, cursor: int = 0, item_id: str = "") -> None:
        """Replace the hits by a first page, or append a later page.

        Args:
            page: Ignored if its offset is neither 0 nor the number of loaded hits.
            cursor: The cursor's index in a first page …
            item_id: … unless this item is in the page; then the cursor goes to it.
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
        """Replace the marks, by item id, and the ids of the selected hits."""
        self.marks = marks
        self._selected = selected
        self.redraw()

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return the title, the location of the item and, with three lines, the snippet."""
        hit = self.hits[index]
        room = width - 3
        location = Content.styled(_location(hit, room), styles.QUIET)
        if self.row_height == 2:
            lines = [highlighted_in(hit.title, room, styles.BOLD), location]
        else:
            title, snippet = title_and_snippet(hit, room)
            lines = [title, location, snippet]
        return [
            Content.assemble(gutter, line)
            for gutter, line in zip(self._gutter(hit), lines, strict=False)
        ]

    def _gutter(self, hit: Hit) -> tuple[Content, Content, Content]:
        """Return the icons before the title, the location and the snippet."""
        marks = (self.marks or {}).get(hit.item_id, ItemMarks())
        is_unread = self.marks is not None and not marks.is_read
        sign = (self._icons.unread if is_unread else self._icons.read, styles.UNREAD)
        if hit.item_id in self._selected:
            sign = (self._icons.selected, styles.KEY)
        star = (self._icons.starred if marks.is_starred else " ", styles.STARRED)
        return Content.assemble(sign, " "), Content.assemble(star, " "), Content("  ")


def _location(hit: Hit, width: int) -> str:
    """Return publication, date and sections; if they are too long, the outer sections go."""
    when = date_text(hit.date, hit.date_precision) or cut(display_text(hit.issue_title), width // 2)
    issue = f"{hit.publication} · {when}"
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
    text = hit.title.text.removesuffix("…")
    if not hit.snippet.text.startswith(text):
        return highlighted_in(hit.title, width, styles.BOLD), highlighted_in(hit.snippet, width)
    title = highlighted(hit.title, styles.BOLD)
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
