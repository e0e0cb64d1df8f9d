"""Numbers with the name of what they count."""

from __future__ import annotations

_OTHER_PLURALS = {"story": "stories", "search": "searches"}


def counted(number: int, name: str, *, of: int | None = None) -> str:
    """Return `1 item`, `2,506 items`, and with `of` how many there are: `1 of 2 items`."""
    many = number if of is None else of
    names = name if many == 1 else _OTHER_PLURALS.get(name, f"{name}s")
    return f"{number:,} {names}" if of is None else f"{number:,} of {of:,} {names}"
