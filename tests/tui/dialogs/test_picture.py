"""Images in the terminal: an extra that need not be there."""

from __future__ import annotations

import io
import os
import struct
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image as Picture
from textual.widgets import Static

from digests import Image, SourceError
from tests.end_to_end.pseudo_terminal import PseudoTerminal
from tests.factories import item
from tests.tui.text_screen import showing
from tui.dialogs.picture import HOW_TO_INSTALL, load_extra, read_picture
from tui.errors import PictureError

REPOSITORY = Path(__file__).parents[3]

ADDRESS = "https://img.example/plot.png"
STORY = replace(item(), images=(Image(ADDRESS, "图表 [/x]"), Image("https://img.example/b.png")))


@pytest.fixture
def extra(monkeypatch):
    """The extra as the reader sees it; it draws an image as its words."""
    package, widgets = ModuleType("textual_image"), ModuleType("textual_image.widget")
    vars(widgets)["Image"] = lambda picture: Static(f"drawn: {picture}")
    vars(package)["widget"] = widgets
    monkeypatch.setitem(sys.modules, "textual_image", package)
    monkeypatch.setitem(sys.modules, "textual_image.widget", widgets)
    monkeypatch.setattr("tui.dialogs.picture.can_show_pictures", lambda: True)


@pytest.fixture
def asked(monkeypatch):
    """The addresses that are asked for images; each answers with its own name."""
    addresses = []

    def fetch(address):
        addresses.append(address)
        if "b.png" in address:
            raise SourceError("no connection")
        return address.encode()

    monkeypatch.setattr("tui.dialogs.picture.fetch_picture", fetch)
    monkeypatch.setattr("tui.dialogs.picture.read_picture", bytes.decode)
    return addresses


def words(app):
    return " ".join(str(shown.render()) for shown in app.screen.query(Static))


async def settled(app, pilot):
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


async def test_without_the_extra_the_browser_shows_the_image(monkeypatch, asked):
    monkeypatch.setattr("tui.dialogs.picture.can_show_pictures", lambda: False)
    async with showing(STORY) as (app, _, pilot):
        await pilot.press("i")
        await pilot.pause()
        assert (app.opened, app.notices, asked) == ([ADDRESS], [HOW_TO_INSTALL], [])


@pytest.mark.usefixtures("extra")
async def test_an_image_is_fetched_when_its_key_is_pressed_and_not_before(asked):
    async with showing(STORY) as (app, view, pilot):
        await settled(app, pilot)
        assert asked == []
        await pilot.press("i")
        await settled(app, pilot)
        assert asked == [ADDRESS]
        assert words(app) == f"drawn: {ADDRESS}"
        await pilot.press("escape")
        await pilot.pause()
        assert app.focused is view


@pytest.mark.usefixtures("extra")
async def test_a_number_names_the_image_and_what_fails_is_told(asked):
    async with showing(STORY) as (app, _, pilot):
        await pilot.press("3", "i")
        await settled(app, pilot)
        assert asked == ["https://img.example/b.png"]
        assert "no connection" in words(app)
        await pilot.press("o")
        await pilot.pause()
        assert app.opened == ["https://img.example/b.png"]


@pytest.mark.usefixtures("extra")
async def test_the_number_of_a_link_is_no_image(asked):
    async with showing(STORY) as (app, _, pilot):
        await pilot.press("1", "i")
        await pilot.pause()
        assert (app.notices, asked) == (["1 is no image here"], [])


def test_the_extra_is_loaded_once_and_while_the_reader_is_off_the_terminal(monkeypatch):
    away = []

    @contextmanager
    def make_room():
        away.append("textual_image.widget" in sys.modules)
        yield

    monkeypatch.delitem(sys.modules, "textual_image.widget", raising=False)
    load_extra(make_room)
    load_extra(make_room)
    assert away == [False]


# Pillow means to take away what the extra draws with, in a year.
@pytest.mark.filterwarnings("ignore:Image.Image.getdata:DeprecationWarning")
async def test_a_real_image_is_drawn_in_cells(monkeypatch):
    monkeypatch.setattr("tui.dialogs.picture.fetch_picture", lambda _: png(64, 32))
    async with showing(STORY) as (app, _, pilot):
        await pilot.press("i")
        await settled(app, pilot)
        (drawn,) = app.screen.query(".-picture")
        assert drawn.region.width > drawn.region.height > 1


@pytest.mark.parametrize("content", [b"", b"<html>", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_what_is_no_image_is_told_in_a_sentence(content):
    with pytest.raises(PictureError, match="no PNG, JPEG, GIF or WebP"):
        read_picture(content)


def test_an_image_is_no_larger_than_a_terminal_shows():
    assert read_picture(png(4000, 100)).size == (1600, 40)


def test_a_small_file_cannot_fill_the_memory():
    content = io.BytesIO()
    Picture.new("L", (1, 1)).save(content, "GIF")
    claimed = b"GIF87a" + struct.pack("<HH", 30_000, 5_000) + content.getvalue()[10:]
    with pytest.raises(PictureError, match="30,000 × 5,000 pixels"):
        read_picture(claimed)


def png(width, height):
    """The bytes of a grey image."""
    content = io.BytesIO()
    Picture.new("L", (width, height), 128).save(content, "PNG")
    return content.getvalue()


def test_a_terminal_that_tells_nothing_of_itself_gets_no_traceback(tmp_path):
    load = "from contextlib import nullcontext; from tui.dialogs.picture import load_extra"
    command = (sys.executable, "-c", f"{load}; load_extra(nullcontext); print('loaded')")
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    with PseudoTerminal(command, tmp_path, environment) as terminal:
        assert terminal.exit_code() == 0
        assert b"loaded" in terminal.written
        assert b"Traceback" not in terminal.written
