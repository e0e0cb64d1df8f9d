"""The reading history, with back and forward as in a browser.

A jump adds the location that it starts from; a step to a neighbouring item replaces the current
location. An issue that was opened and left without reading an item adds nothing, so skimming the
list of issues does not bury the locations that were read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

_LONGEST = 200
"""Locations to go back to; older ones are dropped."""


@dataclass(frozen=True, slots=True)
class Location:
    """A location in the library."""

    issue_id: str

    item_id: str = ""
    """Empty for a section or the start of the issue."""

    scroll: int = 0
    """Lines that are scrolled out at the top."""


@dataclass(frozen=True, slots=True)
class History:
    """The current location and those to go back and forward to. Methods return a new value."""

    behind: tuple[Location, ...] = ()
    """The oldest first."""

    here: Location | None = None
    """None before anything was read."""

    ahead: tuple[Location, ...] = ()
    """Locations to go forward to, the nearest first."""

    def stepped(self, spot: Location) -> History:
        """Replace the current location by a neighbouring one."""
        return replace(self, here=spot)

    def jumped(self, spot: Location) -> History:
        """Go to a distant location; those ahead are dropped."""
        if self.here is None or not self.here.item_id or _is_same(self.here, spot):
            return History(self.behind, spot)
        return History((*self.behind, self.here)[-_LONGEST:], spot)

    def scrolled(self, scroll: int) -> History:
        """Record how far the current location is scrolled."""
        return self if self.here is None else replace(self, here=replace(self.here, scroll=scroll))

    def back(self) -> History:
        """Go to the location before, or stay if there is none."""
        if not self.behind:
            return self
        ahead = (self.here, *self.ahead) if self.here else self.ahead
        return History(self.behind[:-1], self.behind[-1], ahead)

    def forward(self) -> History:
        """Undo the last `back`, or stay if there is nothing ahead."""
        if not self.ahead:
            return self
        behind = (*self.behind, self.here) if self.here else self.behind
        return History(behind, self.ahead[0], self.ahead[1:])


def _is_same(one: Location, other: Location) -> bool:
    return (one.issue_id, one.item_id) == (other.issue_id, other.item_id)
