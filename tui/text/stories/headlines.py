"""A row of catching up: what to read first, what folds under it, and why it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.content import Content

from digests import safe_line
from tui.text import styles
from tui.text.stories.facts import facts_of, fitting
from tui.text.stories.rows import StoryLook, mark_icons
from tui.text.wrapping import cut, display_text

if TYPE_CHECKING:
    from digests import Headline

_INDENT: Final = 4
"""Cells of the icons: two of marks, one of folding, and a space."""


def headline_lines(
    headline: Headline, look: StoryLook, width: int, *, is_folded: bool
) -> tuple[Content, Content]:
    """Return the two lines of a row, each within `width` cells.

    The icons of a folded row are those of all its stories; otherwise those of the one to read.
    """
    icons, title_look = mark_icons(
        headline.stories if is_folded else (headline.story,),
        look,
        is_partly_read=is_folded and headline.is_partly_read,
    )
    folding = (look.icons.folded if is_folded else look.icons.unfolded) if headline.others else " "
    room = max(width - _INDENT, 0)
    title = cut(display_text(safe_line(headline.story.best.title)), room)
    facts = facts_of(headline, look.words, look.today)
    below = fitting(facts, lambda line: cell_len(display_text(line)) <= room)
    below = cut(display_text(below), room)
    first = Content.assemble(icons, (f"{folding} ", styles.QUIET), (title, title_look))
    second = Content.assemble(" " * _INDENT, (below, styles.QUIET))
    return first.truncate(width), second.truncate(width)
