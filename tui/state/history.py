"""The places that were read, in order, for going back and forward as in a browser.

A jump leaves the place it came from on the trail; a step to a neighbour only moves the last place
along. An issue that was looked at and left without reading an item leaves no trace, so running
through the list of issues does not bury where the reading was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

_LONGEST = 200
"""Places behind; older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the library."""

    issue_id: str

    item_id: str = ""
    """Empty for a section or the issue's beginning."""

    scroll: int = 0
    """Lines of the text above the screen."""


@dataclass(frozen=True, slots=True)
class Trail:
    """Where the reader is, was before, and went back from. Methods return another trail."""

    behind: tuple[Spot, ...] = ()
    """The oldest first."""

    here: Spot | None = None
    """None before anything was read."""

    ahead: tuple[Spot, ...] = ()
    """What going back has left, the nearest first."""

    def stepped(self, spot: Spot) -> Trail:
        """Move along to a neighbouring place."""
        return replace(self, here=spot)

    def jumped(self, spot: Spot) -> Trail:
        """Go to a place far away; what was ahead is forgotten."""
        if self.here is None or not self.here.item_id or _is_same(self.here, spot):
            return Trail(self.behind, spot)
        return Trail((*self.behind, self.here)[-_LONGEST:], spot)

    def scrolled(self, scroll: int) -> Trail:
        """Note how far the text of this place was scrolled."""
        return self if self.here is None else replace(self, here=replace(self.here, scroll=scroll))

    def back(self) -> Trail:
        """Go to the place before; there is none: stay."""
        if not self.behind:
            return self
        ahead = (self.here, *self.ahead) if self.here else self.ahead
        return Trail(self.behind[:-1], self.behind[-1], ahead)

    def forward(self) -> Trail:
        """Go where `back` came from; there is none: stay."""
        if not self.ahead:
            return self
        behind = (*self.behind, self.here) if self.here else self.behind
        return Trail(behind, self.ahead[0], self.ahead[1:])


def _is_same(one: Spot, other: Spot) -> bool:
    return (one.issue_id, one.item_id) == (other.issue_id, other.item_id)
