"""Counts and sequences: what the keys pressed so far mean.

A number goes before a command (`3o`, `12G`) and keys may follow one another (`g g`), as in vi. A
number alone, or a sequence that a longer one begins with, means something when Enter follows or
when the user waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.keys.command_groups import AvailableCommand, Match
    from tui.keys.keymap import Sequence

_DIGITS = frozenset("0123456789")
_LONGEST_COUNT = 5
"""Digits. No issue has more links, and no one counts further; what follows is passed over."""


@dataclass(frozen=True, slots=True)
class Pending:
    """Keys that mean nothing yet, or may mean something else when more follow."""

    digits: str = ""
    keys: Sequence = ()

    @property
    def count(self) -> int:
        """The number written, 0 for none."""
        return int(self.digits or 0)

    def __bool__(self) -> bool:
        return bool(self.digits or self.keys)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a key leads to. With neither `available` nor `pending` it is none of our keys."""

    pending: Pending = Pending()
    """What waits for more keys."""

    available: AvailableCommand | None = None
    """What the keys mean; with `pending`, what they mean if no more keys follow."""

    count: int = 0
    """The number before it, 0 for none."""

    is_number: bool = False
    """Whether a number is complete that has no command behind it."""


def read_key(
    pending: Pending, key: str, *, find: Callable[[Sequence], Match], counts: bool = True
) -> Reading:
    """Return what `key` means after `pending`.

    Args:
        pending: What was pressed before.
        key: The key.
        find: Returns what a sequence means now; called at most once.
        counts: Whether digits may be a number.
    """
    if counts and _continues_number(pending, key):
        return Reading(Pending((pending.digits + key)[:_LONGEST_COUNT]))
    if key == "enter" and pending.digits and not pending.keys:
        return settle(pending, find=find)
    keys = (*pending.keys, key)
    match = find(keys)
    if match.is_begun:
        return Reading(Pending(pending.digits, keys), match.available)
    if match.available is not None:
        return Reading(available=match.available, count=pending.count)
    return Reading()


def settle(pending: Pending, *, find: Callable[[Sequence], Match]) -> Reading:
    """Return what is meant when no more keys follow."""
    if not pending.keys:
        return Reading(count=pending.count, is_number=bool(pending.digits))
    available = find(pending.keys).available
    return Reading(available=available, count=pending.count) if available is not None else Reading()


def _continues_number(pending: Pending, key: str) -> bool:
    """A number does not begin with zero, so that `0 m` can be a sequence."""
    return not pending.keys and key in _DIGITS and (key != "0" or bool(pending.digits))
