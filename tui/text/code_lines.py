"""Code as lines on a ground of its own, in colours where the digest names the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import chop_cells
from textual.content import Span

from tui.text import styles
from tui.text.runs import StyledText
from tui.text.spans import moved, spans_on
from tui.text.wrapping import fit, safe_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digests import Code
    from tui.text.wrapping import Line

_TAB_CELLS = 4

_LONGEST_COLOURED = 10_000
"""Characters. A lexer's regular expressions were not written for text that means harm."""

_LANGUAGES = frozenset(
    "bash c c++ console cpp css diff dockerfile go html http ini java javascript js json kotlin "
    "lua makefile python py ruby rust rs scala sh shell sql swift toml ts typescript xml yaml yml "
    "zig zsh".split()
)
"""The lexers that are used: a name beyond these would be looked for in every installed package."""


def code_lines(code: Code, width: int) -> Iterator[StyledText]:
    """Yield lines of exactly `width` cells; one that is too long goes on after an arrow."""
    text = code.text.expandtabs(_TAB_CELLS)
    lines = list(_lines(text, safe_width(width - 2)))
    coloured = spans_on([line for line, _ in lines], _colours(text, code.language))
    for ((start, end), is_rest), spans in zip(lines, coloured, strict=True):
        shown = ("↪" if is_rest else " ") + fit(text[start:end], width - 2) + " "
        yield StyledText(shown, (Span(0, len(shown), styles.CODE_GROUND), *moved(spans, 1)))


def _lines(text: str, width: int) -> Iterator[tuple[Line, bool]]:
    """Yield where each line begins and ends, and whether it goes on with the one before."""
    start = 0
    for line in text.split("\n"):
        first = start
        for part in chop_cells(line, width) or [""]:
            yield (start, start + len(part)), start > first
            start += len(part)
        start = first + len(line) + 1


def _colours(text: str, language: str) -> Sequence[Span]:
    name = language.strip("{}. ").partition(" ")[0].lower()
    if name not in _LANGUAGES or len(text) > _LONGEST_COLOURED:
        return [Span(0, len(text), styles.CODE)]
    from textual.highlight import highlight

    return highlight(text, language=name, tab_size=_TAB_CELLS).spans
