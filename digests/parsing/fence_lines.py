"""The lines of a body that may open or close a code fence, and which of them belong together."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

_FENCE = re.compile(r"^[ \t]*(`{3,}(?![^\n]*`)|~{3,})[ \t]*([^\n]*)$", re.MULTILINE)


def last_closing_line(lines: list[str]) -> int:
    """Return the number of the last line that may close a fence, or -1.

    A fence that opens at or below it is never closed.
    """
    marks = ("```", "~~~")
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number].strip()
        if line.startswith(marks) and not line.strip(line[0]):
            return number
    return -1


class FenceLines:
    """Fences at the top level of a body; line numbers are 0-based."""

    def __init__(self, body: str) -> None:
        """Find the lines."""
        self._lines: list[int] = []
        self._marks: list[str] = []
        self._infos: list[str] = []
        number = position = 0
        for match in _FENCE.finditer(body):
            number += body.count("\n", position, match.start())
            position = match.start()
            self._lines.append(number)
            self._marks.append(match[1])
            self._infos.append(match[2].strip())

    @cached_property
    def _closing(self) -> list[int]:
        """For each line the index of the next one that closes it, or the number of lines."""
        none = len(self._lines)
        closing = [none] * none
        # by character: the lines that may close something above, the nearest last, each shorter
        # than the ones before it; lengths are negative so that they ascend
        stacks: dict[str, tuple[list[int], list[int]]] = {"`": ([], []), "~": ([], [])}
        for index in range(none - 1, -1, -1):
            mark = self._marks[index]
            lengths, indices = stacks[mark[0]]
            place = bisect_left(lengths, -len(mark) + 1) - 1
            closing[index] = indices[place] if place >= 0 else none
            if not self._infos[index]:
                while lengths and -lengths[-1] <= len(mark):
                    lengths.pop()
                    indices.pop()
                lengths.append(-len(mark))
                indices.append(index)
        return closing

    @cached_property
    def _ends_closed(self) -> list[bool]:
        """For each line, and for the end: whether all fences are closed if one opens there."""
        ends_closed = [True] * (len(self._lines) + 1)
        for index in range(len(self._lines) - 1, -1, -1):
            closing = self._closing[index]
            ends_closed[index] = closing < len(self._lines) and ends_closed[closing + 1]
        return ends_closed

    def closing(self, line: int) -> int:
        """Return the line that closes the fence that opens at `line`, or 0."""
        index = bisect_left(self._lines, line)
        if index == len(self._lines) or self._lines[index] != line:
            return 0
        closing = self._closing[index]
        return self._lines[closing] if closing < len(self._lines) else 0

    def are_closed_after(self, line: int) -> bool:
        """Return whether all fences below `line` are closed, if none is open there."""
        return self._ends_closed[bisect_left(self._lines, line + 1)]

    def open_between(self, first: int, last: int) -> bool:
        """Return whether a line strictly between the two names a language, as only openers do."""
        place = bisect_left(self._lines, first + 1)
        return any(self._infos[place : bisect_left(self._lines, last)])
