"""The program's own text, for panes that have nothing to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests import safe_line
from tui.text import styles
from tui.text.flow import Flow
from tui.text.page import ItemText
from tui.text.runs import Typesetter
from tui.text.wrapping import safe_width

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

READING = "Reading the digests for the first time …"


def remark(text: str, width: int) -> ItemText:
    """Lay out a text of the program itself; `width` is in cells."""
    typesetter = Typesetter({})
    lines = Flow(typesetter, safe_width(width)).text(typesetter.plain(text, styles.SUBTITLE))
    return ItemText(tuple(lines))


def no_issues(folders: Sequence[Path]) -> str:
    """Return the text for an empty library: its folders, and how to add one."""
    names = ", ".join(safe_line(str(folder)) for folder in folders)
    reason = f"There are no digests in {names}." if names else "The library has no folders."
    return f"{reason}\n\nTo read the Markdown files of a folder:\n\nainews add FOLDER"
