"""Commands for links: of the text on the screen, or the sources of selected items."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from digests import source_address
from tui.jobs.messages import CopyText, OpenLink
from tui.keys.command_groups import CommandGroup, available_when
from tui.widgets.notice import notice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tui.item_commands.context import ItemContext
    from tui.widgets.item_view import ItemView


_OPENED_UNASKED = 5
"""More links are opened only if the user confirms."""


class LinkCommands(CommandGroup):
    """Acts on the links of the shown text, or on the sources of the selected items."""

    scope: ClassVar[str] = "links"

    def __init__(self, text: ItemView, context: ItemContext | None = None) -> None:
        """Act on the links of `text`.

        `context` says which items are selected; without it, selections are ignored.
        """
        self._text = text
        self._context = context

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
        """Open a link; 0 means the primary source."""
        self._text.open_link(number or self._text.text.primary)

    @available_when(_has_links)
    def action_open_numbered_link(self, number: int) -> None:
        """Open the link with this number, counted from 1."""
        self._text.open_link(number)

    @available_when(_has_addresses)
    def action_open_all_links(self) -> None:
        """Open the sources of the selected items, or all links of the text to pages of the web."""
        self.open_links(self._sources or [link.url for link in self._text.text.outside])

    @available_when(_has_addresses)
    def action_copy_link(self, number: int) -> None:
        """Copy the address of a link; 0 means the selection's sources, or the primary source."""
        sources = [] if number else self._sources
        if sources:
            what = f"{len(sources)} addresses" if len(sources) > 1 else "address"
            self._text.post_message(CopyText("\n".join(sources), what))
        else:
            self._text.copy_link(number or self._text.text.primary)

    @available_when(_has_links)
    def action_hint_links(self) -> None:
        """Label the visible links, and open the one whose label is typed."""
        self._hint(self._text.open_link)

    @available_when(_has_links)
    def action_hint_links_to_copy(self) -> None:
        """Label the visible links, and copy the address of the one whose label is typed."""
        self._hint(self._text.copy_link)

    @available_when(_has_links)
    def action_list_links(self) -> None:
        """Show the list of links in a dialog, and open those chosen there."""
        from tui.dialogs.links import LinksScreen

        screen = LinksScreen(self._text.text)
        self._text.app.push_screen(screen, lambda numbers: self._open_numbers(numbers or ()))

    @available_when(_has_images)
    def action_show_image(self, number: int) -> None:
        """Show the image that is link `number`, counted from 1; 0 means the first image."""
        from tui.dialogs.picture import show_picture

        text = self._text.text
        number = number or text.images[0]
        if number in text.images:
            link = text.links[number - 1]
            show_picture(self._text.app, link.url, link.text)
        else:
            notice(self._text, f"{number} is no image here")

    def _open_numbers(self, numbers: Sequence[int]) -> None:
        """Open links of the text; of several, those that lead out of the library."""
        if len(numbers) == 1:
            self._text.open_link(numbers[0])
            return
        text = self._text.text
        self.open_links([text.links[n - 1].url for n in numbers if n not in text.inside])

    def open_links(self, urls: Sequence[str]) -> None:
        """Open several links; many only after a confirmation."""
        from tui.dialogs.confirm import Confirm

        def open_if(is_confirmed: bool | None) -> None:
            for url in urls if is_confirmed else ():
                self._text.post_message(OpenLink(url))

        if len(urls) > _OPENED_UNASKED:
            self._text.app.push_screen(Confirm(f"Open {len(urls)} links?"), open_if)
        else:
            open_if(True)

    def _hint(self, choose: Callable[[int], None]) -> None:
        """Label the links; if the text is hidden, show the list of links instead."""
        if self._text.region:
            self._text.start_hints(choose)
        else:
            self.action_list_links()

    @property
    def _has_selection(self) -> bool:
        """Whether anything but the shown item is chosen."""
        if self._context is None:
            return False
        shown = self._context.item
        return bool(set(self._context.chosen_ids) - ({shown.id} if shown else set()))

    @property
    def _sources(self) -> list[str]:
        """The addresses of the selected items' sources, each once; none without a selection."""
        if self._context is None or not self._has_selection:
            return []
        sources = (source_address(issue, item) for issue, item in self._context.chosen)
        return [url for url in dict.fromkeys(sources) if url]


class HitLinks(LinkCommands):
    """Acts on links of a preview, only while it shows what is under the cursor."""

    def __init__(self, text: ItemView, context: ItemContext) -> None:
        """Act on the links of `text`, which follows the cursor of `context` with a delay."""
        super().__init__(text, context)
        self._hit_context = context

    @property
    def is_current(self) -> bool:
        """False while the preview still shows something else."""
        return self._hit_context.issue is not None
