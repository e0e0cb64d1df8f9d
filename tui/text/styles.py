"""The looks of text, named by what they mean.

Each is a Textual style string; the colours are variables of the theme, so every theme, light or
dark, gives its own.
"""

from __future__ import annotations

from functools import cache

from textual.style import Style

TITLE = "bold $text-primary"
SUBTITLE = "italic $foreground-muted"
SUBHEADING = "bold $text-secondary"
SECTION = "bold $text-secondary"
COMMENTARY = "italic"
NOTICE = "$text-warning"
QUIET = "$foreground-muted"
FAINT = "$foreground-disabled"
MARKED = "bold $text-warning on $warning-muted"
"""Words of the query."""

FOUND = "underline $text-accent on $accent-muted"
"""Words that were asked for in this text."""

FOUND_HERE = "bold reverse $text-accent"
"""Those of them where the reader is."""

HINT = "bold reverse $text-warning"
"""The label of a link that waits to be typed."""

LINK = "underline $text-accent"
NUMBER = "$text-accent"
"""The number that opens a link."""

UNREAD = "bold $text-accent"
"""The sign of what is unread."""

STARRED = "bold $text-warning"
"""The sign of a star."""

CHOSEN = "bold reverse $text-accent"
"""One of several that may be taken."""

KEY = "bold $text-accent"
CODE = "$text-success on $boost"
CODE_GROUND = "on $boost"
BOLD = "bold"
ITALIC = "italic"
STRUCK = "strike"


@cache
def link_number(number: int) -> Style:
    """Return the invisible style by which a click on link `number`, counted from 1, is known."""
    return Style.from_meta({"link": number})


@cache
def number_place(number: int) -> Style:
    """Return the style of the digits of link `number`, by which its label finds their place."""
    return Style.from_meta({"link": number, "digits": True})
