"""The dialog that fetches and shows an image, drawn by textual-image, an optional extra.

The extra draws with the terminal's own graphics, or with half blocks if it has none. On import, it
queries the terminal, which must not happen while the app reads from the terminal.
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
from tui.dialogs.modal import DismissOnce, frame_hints
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
    """Show the image at `url` in a dialog, or in the browser if the extra is not installed."""
    if can_show_pictures():
        load_extra(app.suspend)
        app.push_screen(PictureScreen(url, description))
    else:
        app.notify(HOW_TO_INSTALL)
        app.post_message(OpenLink(url))


class PictureScreen(ModalScreen[None], DismissOnce[None]):
    """Fetches one image and shows it; makes no other request."""

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
        """The image was fetched, or could not be."""

        picture: Picture | None = None

        reason: str = ""
        """Why there is no picture; empty if there is one."""

    def __init__(self, url: str, description: str) -> None:
        """Show the image at `url`, with `description`, which is untrusted text, in the frame."""
        super().__init__()
        self._url = url
        self._description = description

    def compose(self) -> ComposeResult:
        """Yield a frame with a progress message in it."""
        with Middle(), Center():
            yield Static(Content(f"fetching the image from {Link(self._url).site} …"))

    def on_mount(self) -> None:
        """Start to fetch the image, in a thread."""
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
        """Open the image in the browser and close the dialog."""
        self.post_message(OpenLink(self._url))
        self.dismiss()

    def action_close(self) -> None:
        """Close the dialog."""
        self.dismiss()


HOW_TO_INSTALL = "pip install 'ainews[images]' shows images here"

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_MOST_PIXELS = 40_000_000
"""A file of a few bytes may decompress to an image that fills the memory."""

_LARGEST_SIDE = 1_600
"""Pixels; more than a terminal can show."""

_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, struct.error)
"""What Pillow raises for broken files, besides its own error for the largest images."""

_PACKAGE = "textual_image"
_EXTRA = f"{_PACKAGE}.widget"


def can_show_pictures() -> bool:
    """Return whether the extra is installed, without importing it."""
    return find_spec(_PACKAGE) is not None


def load_extra(suspend: Callable[[], AbstractContextManager[None]]) -> None:
    """Import the extra, once; `suspend` is `App.suspend`, which frees the terminal meanwhile."""
    from logging import NullHandler, getLogger

    from textual.app import SuspendNotSupported

    if _EXTRA in sys.modules:
        return
    # It warns about terminals that do not answer; without a handler the warning is printed.
    getLogger(_PACKAGE).addHandler(NullHandler())
    try:
        with suspend():
            import textual_image.widget
    except SuspendNotSupported:
        import textual_image.widget  # noqa: F401 - there is no terminal to query


def picture_widget(picture: Picture) -> Widget:
    """Return a widget that draws `picture`; `load_extra` must have run."""
    from textual_image.widget import Image

    widget: Widget = Image(picture)
    return widget


def read_picture(content: bytes) -> Picture:
    """Return a Pillow image, scaled down to what a terminal can show.

    Raises PictureError if `content` is not a supported image or has too many pixels.
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
