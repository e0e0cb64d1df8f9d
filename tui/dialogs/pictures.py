"""Images in the terminal, by textual-image, which is an extra of the package.

The extra draws with the terminal's own graphics where there are some, else with half blocks. It
asks the terminal what it can when it is loaded, and that must not happen while the reader reads
from the terminal.
"""

from __future__ import annotations

import io
import struct
import sys
import warnings
from importlib.util import find_spec
from typing import TYPE_CHECKING

from tui.errors import PictureError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from PIL.Image import Image as Picture
    from textual.widget import Widget

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
