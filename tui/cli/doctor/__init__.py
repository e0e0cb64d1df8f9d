"""What `ainews doctor` checks.

finding.py        what a check finds
surroundings.py   Python, the language, the terminal's name, programs on the path
answers.py        what the terminal itself answers: widths, mouse, clipboard
library.py        settings, folders, catalogue, index, stories, marks, saved searches

What a check finds.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    subject: str
    """What was looked at, in a word or two."""

    words: str
    """What was seen, safe to show."""

    remedy: str = ""
    """What to do about it, as an order; empty when all is well."""

    is_cache: bool = False
    """Whether `--fix` mends it by making a cache anew."""

    @property
    def is_ok(self) -> bool:
        """Whether nothing has to be done."""
        return not self.remedy
