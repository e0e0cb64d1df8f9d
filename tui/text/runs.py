"""Runs of a paragraph as one text with styles, and the styles of each line once it is broken."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Span

from digests import Look
from tui.text import styles
from tui.text.wrapping import display_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from textual.style import Style

    from digests import Run, Runs
    from tui.text.wrapping import Line

    Highlighter = Callable[[str], Sequence[tuple[int, int]]]
    """Returns the spans of a text that match the query: character offsets, end exclusive."""
    _Piece = tuple[str, list[str | Style]]

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
        """Return the text without white space and line breaks at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        spans = (Span(max(s - start, 0), e - start, look) for s, e, look in self.spans)
        return StyledText(self.text.strip(), tuple(span for span in spans if span.end > 0))


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Turns runs into styled text with link numbers and highlighted query terms."""

    numbers: Mapping[str, int]
    """The number of each link's or image's address, counted from 1; other addresses get none."""

    marks: Highlighter | None = None

    def plain(self, text: str, style: str = "") -> StyledText:
        """Return a text in one style, with query terms highlighted."""
        shown = display_text(text)
        span = (Span(0, len(shown), style),) if style else ()
        return StyledText(shown, span + self._marked(shown))

    def runs(self, runs: Runs, style: str = "") -> StyledText:
        """Return `runs` as one text, each link followed by its number; `style` is the base."""
        texts: list[str] = []
        spans: list[Span] = []
        length = 0
        for index, run in enumerate(runs):
            for text, looks in self._pieces_of(run, runs[index + 1 : index + 2]):
                texts.append(text)
                spans.extend(Span(length, length + len(text), look) for look in looks)
                length += len(text)
        shown = "".join(texts)
        under = (Span(0, length, style),) if style else ()
        return StyledText(shown, under + tuple(spans) + self._marked(shown))

    def _pieces_of(self, run: Run, following: Runs) -> Iterator[_Piece]:
        """Yield the texts of one run with their styles; `following` is the next run, if any."""
        link = self.numbers.get(run.url, 0) if run.url else 0
        image = self.numbers.get(run.image, 0) if run.image else 0
        looks: list[str | Style] = [style for look, style in _STYLE_OF if look in run.look]
        text = display_text(run.text)
        if Look.IMAGE in run.look:
            text = f"[img: {text}]" if text else "[img]"
            looks.append(styles.QUIET)
        if link or image:
            looks += [styles.LINK, styles.link_number(link or image)]
        yield text, looks
        if link and not (following and following[0].url == run.url):
            yield from _number(link)
        if image and image != link:
            yield from _number(image)

    def _marked(self, text: str) -> tuple[Span, ...]:
        matches = self.marks(text) if self.marks and text else ()
        return tuple(Span(start, end, styles.MARKED) for start, end in matches)


def _number(number: int) -> Iterator[_Piece]:
    click = styles.link_number(number)
    yield "[", [styles.NUMBER, click]
    yield str(number), [styles.NUMBER, styles.link_digits(number)]
    yield "]", [styles.NUMBER, click]


def spans_on(lines: Sequence[Line], spans: Iterable[Span]) -> list[list[Span]]:
    """Return for each line its parts of `spans`, with offsets from the line's start."""
    starts = [start for start, _ in lines]
    spans_of: list[list[Span]] = [[] for _ in lines]
    for span in spans:
        index = max(bisect_right(starts, span.start) - 1, 0)
        while index < len(lines) and lines[index][0] < span.end:
            start, end = lines[index]
            first, last = max(span.start, start), min(span.end, end)
            if first < last:
                spans_of[index].append(Span(first - start, last - start, span.style))
            index += 1
    return spans_of


def moved(spans: Iterable[Span], by: int) -> tuple[Span, ...]:
    """Return `spans` shifted by `by` characters."""
    return tuple(Span(start + by, end + by, style) for start, end, style in spans)
