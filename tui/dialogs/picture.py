"""An image above the screen, fetched because the user asked for it.

Images in the terminal, by textual-image, which is an extra of the package.

The extra draws with the terminal's own graphics where there are some, else with half blocks. It
asks the terminal what it can when it is loaded, and that must not happen while the reader reads
from the terminal.
"""

from __future__ import annotations

import io
import struct
import sys
import warnings
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Center, Middle
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from digests import DigestError, Link, fetch_picture
from tui.dialogs.modal import EndsOnce, frame_hints
from tui.errors import PictureError
from tui.jobs.messages import OpenLink
from tui.text.wrapping import display_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from PIL.Image import Image as Picture
    from textual.app import App, ComposeResult
    from textual.widget import Widget


def show_picture(app: App[Any], url: str, description: str) -> None:
    """Show the image at `url` above the screen, or in the browser where the extra is missing."""
    if can_show_pictures():
        load_extra(app.suspend)
        app.push_screen(PictureScreen(url, description))
    else:
        app.notify(HOW_TO_INSTALL)
        app.post_message(OpenLink(url))


class PictureScreen(ModalScreen[None], EndsOnce[None]):
    """Fetches one image and shows it; no other address is asked for anything."""

    DEFAULT_CSS = """
    PictureScreen {
        align: center middle;
    }
    PictureScreen > Middle {
        width: 96%;
        height: 96%;
        border: round $primary;
        border-title-color: $text-primary;
        border-subtitle-color: $text-muted;
        background: $surface;
    }
    PictureScreen Static {
        width: auto;
        max-width: 100%;
        padding: 1 2;
    }
    PictureScreen .-picture {
        width: auto;
        height: auto;
        max-width: 100%;
        max-height: 100%;
    }
    """

    scope: ClassVar[str] = "picture"

    @dataclass
    class Fetched(Message):
        """The image is here, or it never will be."""

        picture: Picture | None = None

        reason: str = ""
        """Why there is none."""

    def __init__(self, url: str, description: str) -> None:
        """Fetch the image at `url`; `description` is shown in the frame."""
        super().__init__()
        self._url = url
        self._description = description

    def compose(self) -> ComposeResult:
        """A frame, and in it what goes on."""
        with Middle(), Center():
            yield Static(Content(f"fetching the image from {Link(self._url).site} …"))

    def on_mount(self) -> None:
        """Ask for the image."""
        frame = self.query_one(Middle)
        frame.border_title = Content(display_text(self._description) or "Image")
        hints = (("picture.open", "opens it in the browser"), ("picture.close", "closes"))
        frame.border_subtitle = frame_hints(self, *hints)
        self.run_worker(self._fetch, thread=True, exclusive=True)

    def _fetch(self) -> None:
        """Runs in a thread."""
        try:
            fetched = self.Fetched(read_picture(fetch_picture(self._url)))
        except (DigestError, PictureError) as error:
            fetched = self.Fetched(reason=str(error))
        self.post_message(fetched)

    @on(Fetched)
    async def _show(self, fetched: Fetched) -> None:
        if fetched.picture is None:
            self.query_one(Static).update(Content(display_text(fetched.reason)))
            return
        widget = picture_widget(fetched.picture)
        widget.add_class("-picture")
        center = self.query_one(Center)
        await center.remove_children()
        await center.mount(widget)

    def action_open(self) -> None:
        """Open the image in the browser."""
        self.post_message(OpenLink(self._url))
        self.dismiss()

    def action_close(self) -> None:
        """Go back to the text."""
        self.dismiss()


HOW_TO_INSTALL = "pip install 'ainews[images]' shows images here"

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_MOST_PIXELS = 40_000_000
"""A file of a few bytes can stand for an image that fills the memory."""

_LARGEST_SIDE = 1_600
"""Pixels; more than a terminal shows."""

_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, struct.error)
"""What Pillow raises over broken files, besides an error of its own for the largest ones."""

_PACKAGE = "textual_image"
_EXTRA = f"{_PACKAGE}.widget"


def can_show_pictures() -> bool:
    """Say whether the extra is installed."""
    return find_spec(_PACKAGE) is not None


def load_extra(make_room: Callable[[], AbstractContextManager[None]]) -> None:
    """Load the extra, once; `make_room` takes the reader off the terminal: `App.suspend`."""
    from logging import NullHandler, getLogger

    from textual.app import SuspendNotSupported

    if _EXTRA in sys.modules:
        return
    # It warns of terminals that do not answer; without a handler that is printed, with a traceback.
    getLogger(_PACKAGE).addHandler(NullHandler())
    try:
        with make_room():
            import textual_image.widget
    except SuspendNotSupported:
        import textual_image.widget  # noqa: F401 - there is no terminal that could be asked


def picture_widget(picture: Picture) -> Widget:
    """Return the widget that draws what `read_picture` has returned."""
    from textual_image.widget import Image

    widget: Widget = Image(picture)
    return widget


def read_picture(content: bytes) -> Picture:
    """Return a Pillow image, its sides no longer than a terminal shows.

    Raises PictureError for what is no image, or one of too many pixels.
    """
    from PIL import Image

    try:
        with warnings.catch_warnings(action="ignore"):  # the limit below is stricter
            picture = Image.open(io.BytesIO(content), formats=_FORMATS)
        if picture.width * picture.height > _MOST_PIXELS:
            raise PictureError(f"the image has {picture.width:,} × {picture.height:,} pixels")
        picture.thumbnail((_LARGEST_SIDE, _LARGEST_SIDE))
        return picture.convert("RGBA")
    except (*_UNREADABLE, Image.DecompressionBombError) as error:
        raise PictureError("this is no PNG, JPEG, GIF or WebP image") from error
