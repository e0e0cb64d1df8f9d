"""What a word of a query may become, on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from digests import safe_line
from tui.text import styles
from tui.text.wrapping import cut, display_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests import Candidate

_GAP = "  "
_WIDEST = 32
"""Cells for a name: the others are to be seen too."""


def candidate_line(candidates: Sequence[Candidate], chosen: int | None, width: int) -> Content:
    """Return the candidates from the first on, or so that the chosen one is seen."""
    shown: list[Content] = []
    for number, candidate in enumerate(candidates):
        shown.append(_candidate(candidate, is_chosen=number == chosen))
        while sum(part.cell_length + len(_GAP) for part in shown) > width and len(shown) > 1:
            if chosen is None or number > chosen:
                return Content(_GAP).join(shown[:-1])
            shown.pop(0)
    return Content(_GAP).join(shown)


def _candidate(candidate: Candidate, *, is_chosen: bool) -> Content:
    name = cut(display_text(safe_line(candidate.name)), _WIDEST)
    count = f" {candidate.count:,}" if candidate.count else ""
    look = styles.CHOSEN if is_chosen else styles.BOLD
    return Content.assemble((name, look), (count, styles.QUIET))
