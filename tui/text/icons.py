"""The icons in front of rows, so that no mark is shown by colour alone.

The setting `icons` chooses the set. Characters that every terminal font has are used in all sets:
frames, half blocks, bullets, arrows, the ellipsis.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Icons:
    """A set of icons. Each is one cell wide, so that columns stay aligned."""

    unread: str = "o"
    read: str = " "
    starred: str = "*"
    tagged: str = "#"
    selected: str = "x"
    muted: str = "~"
    known: str = "="
    """An unread item whose story was read elsewhere."""

    folded: str = "+"
    unfolded: str = "-"


ASCII = Icons()
"""For any font."""

UNICODE = Icons(unread="●", starred="★", selected="✓", known="≈", folded="▸", unfolded="▾")
"""A few Chinese fonts draw some of these two cells wide."""

NERD = Icons(
    unread="\uf111",  # circle
    starred="\uf005",  # star
    tagged="\uf02b",  # tag
    selected="\uf00c",  # check
    muted="\uf1f6",  # bell-slash
    known="\uf1da",  # history
    folded="\uf105",  # angle-right
    unfolded="\uf107",  # angle-down
)
"""Icons of Font Awesome, at the code points of fonts patched by Nerd Fonts."""

_SETS = {"ascii": ASCII, "unicode": UNICODE, "nerd": NERD}


def icons_of(icons: str) -> Icons:
    """Return the set for the setting `icons`: `ascii`, `unicode` or `nerd`."""
    return _SETS.get(icons, ASCII)
