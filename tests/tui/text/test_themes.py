"""Every theme of ours can be read, and the terminal's own colours stay its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.color import Color
from textual.style import Style

from tests.tui.running_reader import running
from tui.dialogs.theme_picker import ThemeList, ThemePicker
from tui.reader.screen import ReaderScreen
from tui.text import styles
from tui.text.themes import ANSI, DEFAULT, OWN_THEMES, theme_names, use_theme, without_colours
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from textual.theme import Theme

STYLES = Path(styles.__file__).parent.parent / "styles"

GROUNDS = ("background", "surface", "surface-lighten-1", "primary-muted", "boost")
"""Panes, the status line and boxes, the cursor's row in other panes and in this one, code."""

TEXTS = (
    "",
    styles.TITLE,
    styles.SECTION,
    styles.NOTICE,
    styles.LINK,
    styles.CODE,
    styles.UNREAD,
    styles.MARKED,
    styles.FOUND,
    "$text-error",
    "$text-success",
)
QUIET_TEXTS = (styles.QUIET, styles.FAINT, "$text-muted")

COLOURED = [theme for theme in OWN_THEMES if theme is not ANSI]


def themes(*chosen: Theme) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("theme", chosen, ids=[theme.name for theme in chosen])


def luminance(color: Color) -> float:
    """As WCAG 2 defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in color.rgb)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def on_ground(text_style: str, ground: str, variables: dict[str, str]) -> float:
    """Return the contrast of a text in `text_style` on a ground that is a variable of a theme."""
    base = Color.parse(variables["background"]) + Color.parse(variables[ground])
    plain = Style(background=base, foreground=Color.parse(variables["foreground"]))
    style = plain + Style.parse(text_style, variables) if text_style else plain
    assert style.foreground is not None
    assert style.background is not None
    below = base + style.background
    if style.foreground.auto:
        return contrast(below + below.get_contrast_text(style.foreground.a), below)
    return contrast(below + style.foreground, below)


@pytest.fixture
def variables(theme: Theme) -> dict[str, str]:
    app: App[None] = App()
    app.register_theme(theme)
    app.theme = theme.name
    return app.get_css_variables()


@themes(*COLOURED)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_text_can_be_read_on_every_ground(variables: dict[str, str], ground: str) -> None:
    found = {text: on_ground(text, ground, variables) for text in TEXTS}
    assert {text: ratio for text, ratio in found.items() if ratio < 4.5} == {}


@themes(*COLOURED)
@pytest.mark.parametrize("ground", GROUNDS)
def test_quiet_texts_are_quiet_and_can_be_read(variables: dict[str, str], ground: str) -> None:
    plain = on_ground("", ground, variables)
    for text in QUIET_TEXTS:
        assert 3 <= on_ground(text, ground, variables) < plain, text


@themes(ANSI)
def test_quiet_text_is_dim_where_the_colours_are_the_terminals(variables: dict[str, str]) -> None:
    style = Style.parse(styles.QUIET, variables)
    assert style.dim
    assert style.foreground == Color.parse("ansi_default")


def test_style_sheets_take_no_variable_that_may_hold_more_than_a_colour() -> None:
    source = STYLES.parent
    for path in [*source.rglob("*.tcss"), *source.rglob("*.py")]:
        rules = re.findall(r"(?:color|background|border)[\w-]*:[^;\n]*;", path.read_text())
        assert [rule for rule in rules if "$foreground-" in rule] == [], path.name


def test_a_theme_that_does_not_exist_is_named_and_the_default_is_used() -> None:
    app: App[None] = App()
    assert "no theme mauve" in use_theme(app, "mauve")
    assert app.theme == DEFAULT
    assert use_theme(app, "nord") == ""
    assert app.theme == "nord"


def test_our_own_themes_stand_before_the_others() -> None:
    assert theme_names(["nord", "dark", "ansi-dark"])[:2] == ("dark", "light")
    assert theme_names(["nord", "dark", "ansi-dark"])[-2:] == ("ansi-dark", "nord")


async def test_the_cursor_shows_a_theme_and_escape_brings_the_old_one_back(two_days):
    async with running(two_days) as reader:
        await reader.press("ctrl+t", "down")
        assert reader.app.theme == "light"
        await reader.press("escape")
        assert reader.app.theme == DEFAULT
        assert not isinstance(reader.app.screen, ThemePicker)


async def test_enter_keeps_a_theme(two_days):
    async with running(two_days) as reader:
        await reader.press("ctrl+t", "down", "down", "enter")
        assert reader.app.theme == "contrast-dark"
        await reader.press("ctrl+t")
        assert reader.app.screen.query_one(ThemeList).current == "contrast-dark"


async def test_every_theme_can_be_shown(two_days):
    async with running(two_days, size=(60, 20)) as reader:
        await reader.press("ctrl+t")
        names = reader.app.screen.query_one(ThemeList)
        shown = set()
        for _ in names.themes:
            shown.add(reader.app.theme)
            await reader.press("down")
        assert shown == set(names.themes)


@pytest.mark.parametrize(
    ("environment", "is_wanted"),
    [({"NO_COLOR": "1"}, True), ({"NO_COLOR": ""}, False), ({}, False)],
    ids=["set", "empty", "not-set"],
)
def test_no_colours_are_wanted_by_a_variable_that_is_not_empty(
    environment: dict[str, str], is_wanted: bool
) -> None:
    assert without_colours(environment) is is_wanted
    assert ("NO_COLOR" in environment) is is_wanted


async def test_a_screen_that_is_closed_twice_takes_nothing_else_with_it(two_days):
    async with running(two_days) as reader:
        await reader.press("ctrl+t")
        picker = reader.app.screen
        for _ in range(2):
            picker.post_message(VirtualList.Chosen(picker.query_one(ThemeList), 0))
        await reader.pilot.pause()
        assert isinstance(reader.app.screen, ReaderScreen)
