"""The checks of `ainews doctor`, and the finding that each of them yields."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    subject: str
    """What was checked, in a word or two."""

    message: str
    """What was found; safe to show."""

    remedy: str = ""
    """What to do about it, as an instruction; empty if all is well."""

    is_cache: bool = False
    """Whether `--fix` repairs it by rebuilding a cache."""

    @property
    def is_ok(self) -> bool:
        """Whether there is nothing to do."""
        return not self.remedy
