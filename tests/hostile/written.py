"""What a program wrote to a terminal, taken apart: sequences that are obeyed, and text."""

from __future__ import annotations

import re

_SEQUENCE = re.compile(
    r"\x1b(?:"
    r"\[[0-?]*[ -/]*[@-~]"  # CSI
    r"|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC, DCS, SOS, PM, APC
    r"|[ -/]+[0-~]"  # character sets and the like
    r"|[0-~]"  # two letters
    r")"
)


def obeyed_sequences(written: bytes) -> list[str]:
    """Return the sequences that a terminal would obey, in order."""
    return _SEQUENCE.findall(written.decode(errors="replace"))


def shown_text(written: bytes) -> str:
    """Return the rest: what is shown, and controls that begin no sequence."""
    return _SEQUENCE.sub("", written.decode(errors="replace")).replace("\r", "")
