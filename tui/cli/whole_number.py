"""Numbers on the command line."""

from __future__ import annotations

from argparse import ArgumentTypeError


def positive_number(text: str) -> int:
    """Return the number that `text` writes; for argparse, which prints the sentence."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise ArgumentTypeError(f"{text!r} is no whole number above 0")
    return number
