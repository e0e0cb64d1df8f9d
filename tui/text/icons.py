"""The signs beside rows, so that no mark is told by its colour alone.

The setting `icons` chooses the set. What every font of a terminal has is no matter of choice:
frames, half blocks, bullets, arrows, the ellipsis.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signs:
    """A set of signs. Each is one cell wide, so that columns stay where they are."""

    unread: str = "o"
    read: str = " "
    starred: str = "*"
    tagged: str = "#"
    selected: str = "x"
    muted: str = "~"
    known: str = "="
    """Of an unread item that tells nothing new."""
    folded: str = "+"
    unfolded: str = "-"


ASCII = Signs()
"""For every font."""

UNICODE = Signs(unread="●", starred="★", selected="✓", known="≈", folded="▸", unfolded="▾")
"""Prettier; a few fonts for Chinese draw some of these two cells wide."""

NERD = Signs(
    unread="\uf111",  # circle
    starred="\uf005",  # star
    tagged="\uf02b",  # tag
    selected="\uf00c",  # check
    muted="\uf1f6",  # bell-slash
    known="\uf1da",  # history
    folded="\uf105",  # angle-right
    unfolded="\uf107",  # angle-down
)
"""Signs of Font Awesome, at the places that fonts patched by Nerd Fonts give them."""

_SETS = {"ascii": ASCII, "unicode": UNICODE, "nerd": NERD}


def signs_of(icons: str) -> Signs:
    """Return the signs for the setting `icons`: `ascii`, `unicode` or `nerd`."""
    return _SETS.get(icons, ASCII)
