"""The colour themes: five of our own, then those that come with Textual.

A theme gives values to variables, which the styles of text (`tui/text/styles.py`) and the style
sheets refer to; nothing else names a colour. Text has a contrast of at least 4.5 to 1 on all its
backgrounds, quiet text 3 to 1, as WCAG 2 requires.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.theme import Theme

from digests import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping
    from typing import Any

    from textual.app import App

DEFAULT = "dark"
TERMINAL_COLOURS = "ansi"
"""The theme that leaves every colour to the terminal."""

DARK = Theme(
    name=DEFAULT,
    primary="#bb9af7",
    secondary="#7aa2f7",
    warning="#e0af68",
    error="#f7768e",
    success="#9ece6a",
    accent="#ff9e64",
    foreground="#c0c8e8",
    background="#1a1b26",
    surface="#24283b",
    panel="#414868",
    variables={
        "foreground-muted": "#949cc0",
        "foreground-disabled": "#8089b0",
        "text-muted": "#a2aacc",
        "primary-muted": "#3a3654",
        "surface-lighten-1": "#2d3149",
        "surface-lighten-2": "#3d4463",
        "warning-muted": "#4d4132",
        "accent-muted": "#543b30",
    },
)

LIGHT = Theme(
    name="light",
    dark=False,
    primary="#6a3fb5",
    secondary="#1f5f99",
    warning="#8a5a00",
    error="#b3261e",
    success="#2f6b2f",
    accent="#a8430a",
    foreground="#26272e",
    background="#fbfaf6",
    surface="#efede5",
    panel="#e2dfd3",
    variables={
        "text-primary": "#5a34a0",
        "text-secondary": "#1b5487",
        "text-warning": "#744b00",
        "text-error": "#9c1f18",
        "text-success": "#275c27",
        "text-accent": "#8f3707",
        "text-muted": "#5c5e68",
        "foreground-muted": "#656771",
        "foreground-disabled": "#74767f",
        "boost": "#f0eee6",
        "primary-muted": "#e2d9f3",
        "surface-lighten-1": "#eceae2",
        "surface-lighten-2": "#cfccc0",
        "warning-muted": "#f6e3b8",
        "accent-muted": "#f8ddcd",
    },
)

CONTRAST_DARK = Theme(
    name="contrast-dark",
    primary="#ffd75f",
    secondary="#87d7ff",
    warning="#ffd75f",
    error="#ff8787",
    success="#87ff87",
    accent="#5fffff",
    foreground="#ffffff",
    background="#000000",
    surface="#121212",
    panel="#303030",
    variables={
        "text-primary": "#ffe38a",
        "text-secondary": "#a5e1ff",
        "text-warning": "#ffe38a",
        "text-error": "#ffa3a3",
        "text-success": "#a5ffa5",
        "text-accent": "#8affff",
        "text-muted": "#d0d0d0",
        "foreground-muted": "#d0d0d0",
        "foreground-disabled": "#b0b0b0",
        "boost": "#121212",
        "primary-muted": "#00408a",
        "surface-lighten-1": "#262626",
        "surface-lighten-2": "#8a8a8a",
        "warning-muted": "#5f4400",
        "accent-muted": "#005f5f",
    },
)

CONTRAST_LIGHT = Theme(
    name="contrast-light",
    dark=False,
    primary="#00008a",
    secondary="#004d4d",
    warning="#5f3700",
    error="#8a0000",
    success="#004d00",
    accent="#8a0052",
    foreground="#000000",
    background="#ffffff",
    surface="#f2f2f2",
    panel="#d0d0d0",
    variables={
        "text-primary": "#00006b",
        "text-secondary": "#003d3d",
        "text-warning": "#4d2c00",
        "text-error": "#700000",
        "text-success": "#003d00",
        "text-accent": "#6b0040",
        "text-muted": "#303030",
        "foreground-muted": "#303030",
        "foreground-disabled": "#4a4a4a",
        "boost": "#f2f2f2",
        "primary-muted": "#ffe97a",
        "surface-lighten-1": "#e4e4e4",
        "surface-lighten-2": "#6b6b6b",
        "warning-muted": "#ffdf9e",
        "accent-muted": "#ffd0e8",
    },
)

ANSI = Theme(
    name=TERMINAL_COLOURS,
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_cyan",
    warning="ansi_magenta",
    error="ansi_red",
    success="ansi_green",
    accent="ansi_magenta",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        "text-muted": "ansi_default",
        "text-disabled": "ansi_default",
        "foreground-muted": "ansi_default dim",
        "foreground-disabled": "ansi_default dim",
        "primary-muted": "ansi_default",
        "warning-muted": "ansi_default",
        "accent-muted": "ansi_default",
        "surface": "ansi_default",
        "surface-lighten-1": "ansi_default",
        "surface-lighten-2": "ansi_default",
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "border": "ansi_blue",
        "border-blurred": "ansi_default",
        "scrollbar": "ansi_blue",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
        "input-cursor-text-style": "reverse",
        "block-cursor-background": "ansi_blue",
    },
)
"""Every colour is one of the terminal's own. Quiet text is dim, so `$foreground-muted` and
`$foreground-disabled` are for styles of text; style sheets, which take colours only, use
`$text-muted`.

Yellow, white and black are avoided, because each is hard to read on a white or a black background.
What other themes show by a background colour is shown in reverse video."""

OWN_THEMES = (DARK, LIGHT, CONTRAST_DARK, CONTRAST_LIGHT, ANSI)


def use_theme(app: App[Any], wanted: str) -> str:
    """Register our themes with `app` and use the theme `wanted`, or the default if it is empty.

    Returns an empty string, or a message if there is no such theme.
    """
    for theme in OWN_THEMES:
        app.register_theme(theme)
    names = app.available_themes
    app.theme = wanted if wanted in names else DEFAULT
    if not wanted or wanted in names:
        return ""
    return f"there is no theme {safe_line(wanted)}; Ctrl+t shows all themes"


def theme_names(known: Iterable[str]) -> tuple[str, ...]:
    """Return the names of our own themes, then of the others in `known`, sorted."""
    own = [theme.name for theme in OWN_THEMES]
    return (*own, *sorted(name for name in known if name not in own))


def without_colours(environment: MutableMapping[str, str]) -> bool:
    """Return whether the user wants no colours: `NO_COLOR` is set and not empty.

    An empty `NO_COLOR` is removed from `environment`, because Textual would obey it.
    """
    if not environment.get("NO_COLOR"):
        environment.pop("NO_COLOR", None)
        return False
    return True
