"""What the program says where there is nothing else to show."""

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
    """Set a text of the program's own, quietly."""
    typesetter = Typesetter({})
    lines = Flow(typesetter, safe_width(width)).text(typesetter.plain(text, styles.SUBTITLE))
    return ItemText(tuple(lines))


def no_issues(folders: Sequence[Path]) -> str:
    """Say that a library is empty, where was looked, and what to do."""
    where = ", ".join(safe_line(str(folder)) for folder in folders)
    looked = f"There are no digests in {where}." if where else "The library has no folders."
    return f"{looked}\n\nTo read the Markdown files of a folder:\n\nainews add FOLDER"
