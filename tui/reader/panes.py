"""Which of the reader's panes are seen, and how wide: three on a wide screen, two, or one."""

from __future__ import annotations

from enum import IntEnum
from typing import TypeAlias


class Pane(IntEnum):
    """The panes from left to right."""

    ISSUES = 0
    TREE = 1
    ITEM = 2

    def moved(self, by: int) -> Pane:
        """Return the pane `by` places to the right, the last one where there is none."""
        return Pane(max(Pane.ISSUES, min(Pane.ITEM, self + by)))

    def next(self, by: int) -> Pane:
        """Return the pane `by` places to the right; the first follows the last."""
        return Pane((self + by) % len(Pane))


Shares: TypeAlias = tuple[int, int, int]
"""How the width is shared between the panes, in hundredths of it when all three are seen."""

USUAL_SHARES: Shares = (30, 28, 42)

THREE_PANES_FROM = 100
"""Cells of width."""

TWO_PANES_FROM = 60
"""Cells of width."""

_SMALLEST_SHARE = 10


def kept_shares(kept: list[object]) -> Shares:
    """Return the shares that were kept in an earlier run, or the usual ones."""
    shares = [share for share in kept if isinstance(share, int) and share >= _SMALLEST_SHARE]
    if len(shares) != len(Pane) or sum(shares) != sum(USUAL_SHARES):
        return USUAL_SHARES
    return (shares[0], shares[1], shares[2])


def pane_to_read_in(width: int, focused: Pane) -> Pane:
    """Return where the focus belongs when the reader goes on from item to item.

    There the item is seen, and a mark goes to the item and not to its whole issue.
    """
    if width < TWO_PANES_FROM:
        return Pane.ITEM
    return Pane.TREE if focused is Pane.ISSUES else focused


def shown_panes(width: int, focused: Pane, *, zen: bool) -> frozenset[Pane]:
    """Return the panes to show on a screen of `width` cells; the focused one is always seen.

    With `zen` the item stands alone wherever the focus was.
    """
    if zen:
        return frozenset({Pane.ITEM})
    if width >= THREE_PANES_FROM:
        return frozenset(Pane)
    if width < TWO_PANES_FROM:
        return frozenset({focused})
    return frozenset({Pane.TREE, Pane.ISSUES if focused is Pane.ISSUES else Pane.ITEM})


def pane_widths(width: int, shown: frozenset[Pane], shares: Shares) -> dict[Pane, int]:
    """Return the cells of each shown pane; together they are `width`."""
    whole = sum(shares[pane] for pane in shown)
    widths = {pane: width * shares[pane] // whole for pane in sorted(shown)}
    widths[max(shown)] += width - sum(widths.values())
    return widths


def widened(shares: Shares, pane: Pane, by: int) -> Shares:
    """Return shares that give `pane` more, taken from its neighbour on the right, or left.

    Args:
        shares: As they are.
        pane: The pane to widen.
        by: Hundredths; negative to make it narrower. No pane becomes too small to be read.
    """
    neighbour = pane.moved(1) if pane is not Pane.ITEM else Pane.TREE
    most = shares[neighbour] - _SMALLEST_SHARE
    least = _SMALLEST_SHARE - shares[pane]
    moved = max(least, min(by, most))
    new = list(shares)
    new[pane] += moved
    new[neighbour] -= moved
    return (new[0], new[1], new[2])
