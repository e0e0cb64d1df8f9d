"""The title of the terminal's window, and whether the terminal was closed.

The title is set with xterm's sequences, which nearly every terminal knows and the others ignore.
"""

from __future__ import annotations

import select
from typing import TYPE_CHECKING

from digests import safe_line
from tui.text.wrapping import cut

if TYPE_CHECKING:
    from collections.abc import Mapping


SAVE_TITLE = "\x1b[22;2t"
"""Pushes the window's title onto the terminal's stack."""

RESTORE_TITLE = "\x1b[23;2t"
"""Pops the title that `SAVE_TITLE` pushed."""

_LONGEST = 100
"""Cells; no window shows more."""

_WITHOUT_TITLE = frozenset(("", "dumb", "linux"))
"""Values of `TERM` for terminals without a window; some would print the sequences."""


def has_title(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal, going by `TERM`, has a title that can be set."""
    return environ.get("TERM", "") not in _WITHOUT_TITLE


def title_sequence(title: str) -> str:
    r"""Return the sequence that sets the title; hostile text in `title` cannot end it early."""
    return f"\x1b]2;{cut(safe_line(title), _LONGEST)}\x07"


def has_hung_up(descriptor: int) -> bool:
    """Return whether the terminal behind `descriptor` was closed.

    A program gets SIGHUP only from its controlling terminal. Without it, it would read the end of
    its input again and again.
    """
    poll = select.poll()
    poll.register(descriptor, 0)  # POLLHUP and POLLERR are always reported
    return any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll(0))
