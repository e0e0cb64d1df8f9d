"""Which titles of issues tell something.

Many digests call every issue `AI daily 2025/6/8`, or say again that not much happened. Whatever
the words, such a title holds its date or comes back with other digits, and then it tells nothing
that the row does not tell anyway.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

_DIGITS_AND_MARKS = re.compile(r"[\d\W_]+")
_MONTHS = re.compile(
    r"(jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
    r"(uary|ch|il|ust|ember|tember|ober)?"
)


class TellingTitles:
    """Knows the titles of a library."""

    def __init__(self, titles: Iterable[str] = ()) -> None:
        """Count `titles`, one for each issue."""
        self._known = Counter(_core(title) for title in titles)

    def tells(self, title: str, date: datetime.date | None = None) -> bool:
        """Whether `title` does not name `date` and belongs to one issue only, numbers aside."""
        core = _core(title)
        return bool(core) and self._known[core] <= 1 and not _names(title, date)


def _names(title: str, date: datetime.date | None) -> bool:
    numbers = {int(digits) for digits in re.findall(r"\d{1,4}", title)}
    return date is not None and {date.month, date.day} <= numbers


def _core(title: str) -> str:
    words = _DIGITS_AND_MARKS.sub(" ", title.lower()).split()
    return " ".join(word for word in words if not _MONTHS.fullmatch(word))
