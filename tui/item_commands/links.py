"""The commands for the links of what is read.

The commands for the links of the hit under the cursor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from digests import source_address
from tui.jobs.messages import CopyText, OpenLink
from tui.keys.command_groups import Carrier, available_when

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tui.item_commands.context import Place
    from tui.widgets.item_view import ItemView


_OPENED_UNASKED = 5
"""More links than these are opened only when the user says so again."""


class LinkCommands(Carrier):
    """Acts on the text that is shown, or on the sources of the selected items."""

    scope: ClassVar[str] = "links"

    def __init__(self, text: ItemView, place: Place | None = None) -> None:
        """Act on the links of `text`.

        `place` says which items are selected; without one nothing ever is.
        """
        self._text = text
        self._place = place

    @property
    def is_current(self) -> bool:
        """Whether the text is that of the item under the cursor."""
        return True

    def _has_links(self) -> bool:
        return self.is_current and bool(self._text.text.links)

    def _has_images(self) -> bool:
        return self.is_current and bool(self._text.text.images)

    def _has_addresses(self) -> bool:
        return self._has_links() or (self.is_current and self._has_selection)

    @available_when(_has_links)
    def action_open_link(self, number: int) -> None:
        """Open a link, the source without a number."""
        self._text.open_link(number or self._text.text.primary)

    @available_when(_has_links)
    def action_open_numbered_link(self, number: int) -> None:
        """Open the link with this number."""
        self._text.open_link(number)

    @available_when(_has_addresses)
    def action_open_all_links(self) -> None:
        """Open all links but images, or the sources of the selected items."""
        links = enumerate(self._text.text.links, start=1)
        images = self._text.text.images
        self.open_links(self._sources or [link.url for n, link in links if n not in images])

    @available_when(_has_addresses)
    def action_copy_link(self, number: int) -> None:
        """Copy an address, the source's without a number; or the sources of the selected items."""
        sources = [] if number else self._sources
        if sources:
            what = f"{len(sources)} addresses" if len(sources) > 1 else "address"
            self._text.post_message(CopyText("\n".join(sources), what))
        else:
            self._text.copy_link(number or self._text.text.primary)

    @available_when(_has_links)
    def action_hint_links(self) -> None:
        """Label the links, and open the one whose label is typed."""
        self._hint(self._text.open_link)

    @available_when(_has_links)
    def action_hint_links_to_copy(self) -> None:
        """Label the links, and copy the address of the one whose label is typed."""
        self._hint(self._text.copy_link)

    @available_when(_has_links)
    def action_list_links(self) -> None:
        """Show the list of links above the screen."""
        from tui.dialogs.links import LinksScreen

        screen = LinksScreen(self._text.text)
        self._text.app.push_screen(screen, lambda urls: self.open_links(urls or ()))

    @available_when(_has_images)
    def action_show_image(self, number: int) -> None:
        """Show an image, the first without a number; `number` counts links too."""
        from tui.dialogs.picture import show_picture

        text = self._text.text
        number = number or text.images[0]
        if number in text.images:
            link = text.links[number - 1]
            show_picture(self._text.app, link.url, link.text)
        else:
            self._text.notify(f"{number} is no image here", timeout=2.5)

    def open_links(self, urls: Sequence[str]) -> None:
        """Open several links; many only when the user says so again."""
        from tui.dialogs.confirm import Confirm

        def open_if(is_meant: bool | None) -> None:
            for url in urls if is_meant else ():
                self._text.post_message(OpenLink(url))

        if len(urls) > _OPENED_UNASKED:
            self._text.app.push_screen(Confirm(f"Open {len(urls)} links?"), open_if)
        else:
            open_if(True)

    def _hint(self, choose: Callable[[int], None]) -> None:
        """A text that is not seen has no place for labels; its list of links has."""
        if self._text.region:
            self._text.start_hints(choose)
        else:
            self.action_list_links()

    @property
    def _has_selection(self) -> bool:
        """Whether something else is chosen than the item that is shown."""
        if self._place is None:
            return False
        shown = self._place.item
        return bool(set(self._place.chosen_ids) - ({shown.id} if shown else set()))

    @property
    def _sources(self) -> list[str]:
        """The addresses of the selected items' sources; none when nothing is selected."""
        if self._place is None or not self._has_selection:
            return []
        found = (source_address(issue, item) for issue, item in self._place.chosen)
        return [url for url in dict.fromkeys(found) if url]


class HitLinks(LinkCommands):
    """Acts on links only while the text is that of the hit under the cursor."""

    def __init__(self, text: ItemView, place: Place) -> None:
        """Act on the links of `text`, which follows the cursor of `place` a little later."""
        super().__init__(text, place)
        self._hit_place = place

    @property
    def is_current(self) -> bool:
        """False while the text is that of the hit where the cursor was before."""
        return self._hit_place.item is not None
