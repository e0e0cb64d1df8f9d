"""An image above the screen, fetched because the user asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Center, Middle
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from digests import DigestError, Link, fetch_picture
from tui.dialogs.frame_hints import frame_hints
from tui.dialogs.modal import EndsOnce
from tui.dialogs.pictures import (
    HOW_TO_INSTALL,
    can_show_pictures,
    load_extra,
    picture_widget,
    read_picture,
)
from tui.errors import PictureError
from tui.jobs.messages import OpenLink
from tui.text.wrapping import display_text

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from textual.app import App, ComposeResult


def show_picture(app: App[Any], url: str, description: str) -> None:
    """Show the image at `url` above the screen, or in the browser where the extra is missing."""
    if can_show_pictures():
        load_extra(app.suspend)
        app.push_screen(PictureScreen(url, description))
    else:
        app.notify(HOW_TO_INSTALL, markup=False)
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
