"""What was found by fuzzing: target, input, and what went wrong. Each stays right from then on."""

from __future__ import annotations

FOUND: tuple[tuple[str, str | bytes, str], ...] = (
    ("issue", "> " * 150 + "deep", "what was nested deeper than a hundred was dropped"),
    ("issue", "a|b\n-|-\n\n> \x1b]0;x\x07", "a table without rows was dropped by `ainews show`"),
    ("address", "http://xn--\u202e.example/", "a host that is no host was spelled as it is"),
    ("query", "tag:\udcff", "SQLite takes no lone surrogate"),
)
