"""Reading `tests/data/*.txt`: many small decisions of the parser in one file.

A block is a sentence that names the decision, the text that is read, and what must come out of it:

    the slash after the day is no obstacle
    ¶
    date: 2026/06/13/ 20:00:00
    ¶
    2026-06-13
    ¶¶

The sentence is the name of the test. A line `file: NAME` below it gives the text a file name.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One decision."""

    name: str
    source: str
    text: str
    expected: tuple[str, ...]
    """Its lines, empty ones left out."""


def blocks_of(file_name: str) -> list[TextBlock]:
    """Return the blocks of a file in `tests/data`, in their order."""
    written = (DATA / file_name).read_text(encoding="utf-8")
    *blocks, rest = written.split("\n¶¶\n")
    if rest.strip():
        raise ValueError(f"{file_name} ends in the middle of a block: {rest[:40]!r}")
    return [_block(block) for block in blocks]


def _block(block: str) -> TextBlock:
    heading, text, expected = f"{block}\n".split("¶\n")
    name, _, source = heading.strip().partition("\nfile: ")
    lines = (line.strip() for line in expected.splitlines())
    return TextBlock(name, source or "letter.md", text, tuple(line for line in lines if line))
