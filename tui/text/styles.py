"""The styles of text, named by meaning.

Each is a Textual style string. The colours are variables that every theme, light or dark, defines.
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
"""Terms of the query."""

FOUND = "underline $text-accent on $accent-muted"
"""Matches of the search within the text."""

FOUND_HERE = "bold reverse $text-accent"
"""The current match of the search within the text."""

HINT = "bold reverse $text-warning"
"""The letters of a link's label that are still to be typed."""

LINK = "underline $text-accent"
NUMBER = "$text-accent"
"""The number that opens a link."""

UNREAD = "bold $text-accent"
"""The icon of unread items."""

STARRED = "bold $text-warning"
"""The icon of starred items."""

CHOSEN = "bold reverse $text-accent"
"""The selected one of several choices."""

KEY = "bold $text-accent"
CODE = "$text-success on $boost"
CODE_GROUND = "on $boost"
BOLD = "bold"
ITALIC = "italic"
STRUCK = "strike"


@cache
def link_number(number: int) -> Style:
    """Return the invisible style that identifies a click on link `number`, counted from 1."""
    return Style.from_meta({"link": number})


@cache
def link_digits(number: int) -> Style:
    """Return the style of the digits of link `number`, which its label can replace."""
    return Style.from_meta({"link": number, "digits": True})
