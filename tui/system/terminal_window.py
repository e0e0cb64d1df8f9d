"""The title of the terminal's window, which names the issue that is open.

Sequences of xterm that nearly every terminal knows; one that does not ignores them.

Whether the terminal is still there.
"""

from __future__ import annotations

import select
from typing import TYPE_CHECKING

from digests import safe_line
from tui.text.wrapping import cut

if TYPE_CHECKING:
    from collections.abc import Mapping


KEEP = "\x1b[22;2t"
"""Asks the terminal to remember its title of now."""

BRING_BACK = "\x1b[23;2t"
"""Asks for the title that was remembered."""

_LONGEST = 100
"""In cells: no window shows more."""

_WITHOUT_TITLE = frozenset(("", "dumb", "linux"))
"""Terminals that have no window; some of them would print the sequences."""


def has_title(environ: Mapping[str, str]) -> bool:
    """Say whether the terminal has a title that can be set."""
    return environ.get("TERM", "") not in _WITHOUT_TITLE


def title_sequence(title: str) -> str:
    r"""Return what sets the title; `title` may be any text, it cannot end the sequence early."""
    return f"\x1b]2;{cut(safe_line(title), _LONGEST)}\x07"


def has_hung_up(descriptor: int) -> bool:
    """Say whether the terminal behind `descriptor` was closed.

    A program that is not told so by SIGHUP, because the terminal does not control it, would read
    the end of its input again and again.
    """
    poll = select.poll()
    poll.register(descriptor, 0)  # POLLHUP and POLLERR are told unasked
    return any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll(0))
