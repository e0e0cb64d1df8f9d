"""Runs of a paragraph as one text with styles, before it is broken into lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Span

from digests import Look
from tui.rendering import styles
from tui.rendering.wrapping import display_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.style import Style

    from digests import Run, Runs

    Marks = Callable[[str], Sequence[tuple[int, int]]]
    """Says which parts of a text are words of the query: character offsets, end exclusive."""

_STYLE_OF = (
    (Look.BOLD, styles.BOLD),
    (Look.ITALIC, styles.ITALIC),
    (Look.STRUCK, styles.STRUCK),
    (Look.CODE, styles.CODE),
)


@dataclass(frozen=True, slots=True)
class StyledText:
    """A text and its styles, which may overlap."""

    text: str
    spans: tuple[Span, ...] = ()

    def stripped(self) -> StyledText:
        """Return the text without white space and line breaks around it."""
        start = len(self.text) - len(self.text.lstrip())
        spans = (Span(max(s - start, 0), e - start, look) for s, e, look in self.spans)
        return StyledText(self.text.strip(), tuple(span for span in spans if span.end > 0))


@dataclass(frozen=True, slots=True)
class Typesetter:
    """What it takes to set runs: the numbers of the item's links, and the words to mark."""

    numbers: Mapping[str, int]
    """Number of each URL, counted from 1; a URL that is not there is no link of the item."""

    marks: Marks | None = None

    def plain(self, text: str, style: str = "") -> StyledText:
        """Set a text that has one style."""
        shown = display_text(text)
        span = (Span(0, len(shown), style),) if style else ()
        return StyledText(shown, span + self._marked(shown))

    def runs(self, runs: Runs, style: str = "") -> StyledText:
        """Set `runs`, each link followed by its number; `style` lies under everything."""
        parts: list[str] = []
        spans: list[Span] = []
        length = 0
        for index, run in enumerate(runs):
            for text, looks in self._parts_of(run, runs[index + 1 : index + 2]):
                parts.append(text)
                spans.extend(Span(length, length + len(text), look) for look in looks)
                length += len(text)
        shown = "".join(parts)
        under = (Span(0, length, style),) if style else ()
        return StyledText(shown, under + tuple(spans) + self._marked(shown))

    def _parts_of(self, run: Run, after: Runs) -> list[tuple[str, list[str | Style]]]:
        """Return the texts of one run with their styles; `after` is the next run, if any."""
        number = self.numbers.get(run.url, 0) if run.url else 0
        looks: list[str | Style] = [style for look, style in _STYLE_OF if look in run.look]
        text = display_text(run.text)
        if Look.IMAGE in run.look:
            text = f"[img: {text}]" if text else "[img]"
            looks.append(styles.QUIET)
        if not number:
            return [(text, looks)]
        click = styles.link_number(number)
        parts: list[tuple[str, list[str | Style]]] = [(text, [*looks, styles.LINK, click])]
        if not after or after[0].url != run.url:
            parts.append((f"[{number}]", [styles.NUMBER, click]))
        return parts

    def _marked(self, text: str) -> tuple[Span, ...]:
        found = self.marks(text) if self.marks and text else ()
        return tuple(Span(start, end, styles.MARKED) for start, end in found)
