"""No byte of a digest may control the terminal.

Text enters the library through `safe_text`, and passes through it again wherever it leaves: the
screen, the command line, a notice, the window title, the clipboard, an error message. Control
characters are shown, not dropped, so that the user sees what the file tried: ESC becomes `^[`.

Textual and Rich remove only BEL, BS, VT, FF and CR; ESC, the C1 set (which begins sequences
without an ESC) and bidirectional overrides reach the terminal through every widget.
"""

from __future__ import annotations

import re

_REPLACEMENT = "\ufffd"

_C0_AND_DELETE = {code: f"^{chr(code ^ 0x40)}" for code in (*range(0x20), 0x7F)}
_SHOWN_AS_REPLACEMENT = (
    *range(0x80, 0xA0),  # C1
    0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A),  # bidirectional
    0x2028, 0x2029,  # separators that some terminals and editors treat as line ends
    0xFEFF,  # byte order mark inside a text
    *range(0xD800, 0xE000),  # lone surrogates: cannot be encoded
    *range(0xE0000, 0xE0080),  # tags: invisible text
)  # fmt: skip

_VISIBLE = {
    **_C0_AND_DELETE,
    **dict.fromkeys(_SHOWN_AS_REPLACEMENT, _REPLACEMENT),
    ord("\t"): "\t",
    ord("\n"): "\n",
}

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


def safe_text(text: str) -> str:
    """Return `text` with nothing in it that a terminal would obey.

    Newline and tab stay. Emoji joiners and variation selectors stay: they are text. Idempotent.
    """
    # Nearly all texts have little or nothing to replace, so `str.translate` would be slower.
    return _UNSAFE.sub(_visible, text)


def safe_line(text: str) -> str:
    """Return `text` safe and on one line: white space collapsed, and none at the ends."""
    return " ".join(safe_text(text).split())


def _visible(match: re.Match[str]) -> str:
    return _VISIBLE[ord(match[0])]
