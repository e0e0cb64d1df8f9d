"""How far back one catches up, and how much time there is for it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, ClassVar, Final

from tui.keys.command_groups import Carrier
from tui.state.catch_up import BUDGETS, FIRST_TIME

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_DAYS: Final = (1, 3, 9, 30, 90)
"""How many days one may look back, besides to the last visit."""


class CatchUpSpan(Carrier):
    """Keeps the first day and the minutes."""

    scope: ClassVar[str] = "catch-up"

    def __init__(
        self,
        today: datetime.date,
        visit: datetime.date | None,
        changed: Callable[[], None],
        since: datetime.date | None = None,
        minutes: int = 0,
    ) -> None:
        """Begin with the last visit.

        Args:
            today: Days are counted back from it.
            visit: The day of the last visit, None for the first time.
            changed: Called when there is another first day or another time.
            since: Another first day to begin with.
            minutes: The time to begin with; 0 for no limit.
        """
        self.visit = visit
        self.minutes = minutes
        back = {today - datetime.timedelta(days=days) for days in _DAYS}
        begin = visit or today - FIRST_TIME
        self._firsts: Sequence[datetime.date] = sorted({*back, begin})
        self.since = since or begin
        self._changed = changed

    @property
    def is_visit(self) -> bool:
        """Whether one looks back to the last visit."""
        return self.since == self.visit

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what changes something."""
        del parameters
        places = {
            "look_further": self.since > self._firsts[0],
            "look_less_far": self.since < self._firsts[-1],
            "take_more_time": True,
            "take_less_time": True,
        }
        return places.get(action, True)

    def action_look_further(self) -> None:
        """Begin with an earlier day."""
        self.since = max(day for day in self._firsts if day < self.since)
        self._changed()

    def action_look_less_far(self) -> None:
        """Begin with a later day."""
        self.since = min(day for day in self._firsts if day > self.since)
        self._changed()

    def action_take_more_time(self) -> None:
        """Have more minutes; after the most there is no limit."""
        self._take(1)

    def action_take_less_time(self) -> None:
        """Have fewer minutes; before the fewest there is no limit."""
        self._take(-1)

    def _take(self, by: int) -> None:
        place = BUDGETS.index(self.minutes) if self.minutes in BUDGETS else 0
        self.minutes = BUDGETS[(place + by) % len(BUDGETS)]
        self._changed()
