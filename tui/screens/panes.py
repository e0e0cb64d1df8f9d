"""Which of the reader's panes are seen: three on a wide screen, two on a narrower one, or one."""

from __future__ import annotations

from enum import IntEnum


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


THREE_PANES_FROM = 100
"""Cells of width."""

TWO_PANES_FROM = 60
"""Cells of width."""


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
