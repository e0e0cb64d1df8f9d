"""The text that is read: an item, or what a section or an issue says itself.

It knows its links, labels them to be opened by letters, and finds words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content, Span
from textual.message import Message
from textual.widget import Widget

from tui.jobs.messages import CopyText, FollowLink, OpenLink
from tui.keys.command_groups import available_when
from tui.text import styles
from tui.text.counts import counted
from tui.text.find import FoldedLines, Found
from tui.text.link_hints import LinkHints, hint_labels
from tui.text.wrapping import cut, display_text
from tui.widgets.find_line import FindLine
from tui.widgets.notice import notice
from tui.widgets.text_view import WIDEST_TEXT, TextView

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.events import Click, Key

    from tui.text.page import ItemText

_LONGEST_SUBTITLE = 30
"""Cells for the words that are found, in the frame."""


class ItemView(TextView):
    """Scrolls one text, opens its links by number and label, and finds words in it."""

    scope: ClassVar[str] = "item"

    class AtEnd(Message):
        """The user wants another page where there is none."""

    def __init__(self, *, widest: int = WIDEST_TEXT, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """Begin with an empty text, whose lines may have `widest` cells."""
        super().__init__(widest=widest, id=id)
        self._found: Found | None = None
        self._folded: FoldedLines | None = None
        self._find_line = FindLine(self, "find in this text")
        self._began_at = 0
        """The first line seen when the reader began to write what is to be found."""
        self._hints: LinkHints | None = None
        self._choose: Callable[[int], None] = self.open_link

    def on_mount(self) -> None:
        """Put the line for finding where it can lie over this text."""
        if isinstance(self.parent, Widget):
            self.parent.mount(self._find_line, before=0)

    def on_resize(self) -> None:
        """Keep the line for finding at the bottom."""
        self._find_line.lie_over()

    def show(self, set_text: Callable[[int], ItemText], key: str = "") -> None:
        """Show another text; what was found and labelled in the old one is forgotten."""
        if key != self._key or not key:
            self._found = None
        self.end_hints()
        super().show(set_text, key)

    def open_link(self, number: int) -> None:
        """Ask for a link of the text to be opened, counted from 1, or say how many there are."""
        if inside := self.text.inside.get(number):
            self.post_message(FollowLink(inside.issue_id, inside.anchor))
            return
        for url in self._address(number):
            self.post_message(OpenLink(url))

    def copy_link(self, number: int) -> None:
        """Ask for the address of a link to be copied, counted from 1, or say how many there are."""
        for url in self._address(number):
            self.post_message(CopyText(url, "address"))

    def _address(self, number: int) -> list[str]:
        links = self.text.links
        if number > len(links):
            notice(self, _no_link(number, len(links)))
        return [link.url for link in links[number - 1 : number]] if number else []

    def on_click(self, event: Click) -> None:
        """Open the link that was clicked."""
        number = event.style.meta.get("link")
        if number is not None:
            self.open_link(number)

    def lines_changed(self) -> None:
        """Find the same words in the new lines."""
        self._folded = None
        if self._found is not None:
            places = self._lines_to_find_in.find(self._found.words)
            current = min(self._found.current, max(len(places) - 1, 0))
            self._found = Found(self._found.words, places, current)
        self._say_mode()

    def drawn_line(self, line: int) -> Content:
        """Return a line with labels and found words in it."""
        content = super().drawn_line(line)
        if self._found is not None:
            parts = self._found.on_line(line)
            looks = (styles.FOUND, styles.FOUND_HERE)
            content = content.add_spans([Span(a, b, looks[is_here]) for a, b, is_here in parts])
        return self._hints.shown(content) if self._hints is not None else content

    def _has_found(self) -> bool:
        return self._found is not None

    def _has_links(self) -> bool:
        return bool(self.text.links)

    @available_when(_has_links)
    def action_open_primary_link(self) -> None:
        """Open the source."""
        self.open_link(self.text.primary)

    def start_hints(self, choose: Callable[[int], None] | None = None) -> None:
        """Label the links until one is typed.

        `choose` gets the number of that link; without one it is opened.
        """
        if not self.text.links:
            return
        self._choose = choose or self.open_link
        self._show_hints(LinkHints(hint_labels(len(self.text.links))))
        self.screen.set_focus(self, scroll_visible=False)

    def end_hints(self) -> None:
        """Show the numbers again."""
        if self._hints is not None:
            self._show_hints(None)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take every key while a label is typed."""
        return self._hints is not None or super().check_consume_key(key, character)

    def on_key(self, event: Key) -> None:
        """Type a label; anything that is no part of one ends it."""
        if self._hints is None:
            return
        event.stop()
        event.prevent_default()
        hints = self._hints.after(event.character or "") if event.is_printable else None
        self._show_hints(hints if hints and not hints.chosen else None)
        if hints and hints.chosen:
            self._choose(hints.chosen)

    def on_blur(self) -> None:
        """Labels are typed here or nowhere."""
        self.end_hints()

    def _show_hints(self, hints: LinkHints | None) -> None:
        self._hints = hints
        self._say_mode()
        self.redraw()

    def action_page_down(self) -> None:
        """Scroll down a page, or report that there is none."""
        if self.scroll_offset.y >= self.max_scroll_y:
            self.post_message(self.AtEnd())
        else:
            super().action_page_down()

    def action_find(self) -> None:
        """Ask for words, and go to them while they are written."""
        self._began_at = self.scroll_offset.y
        self._find_line.open()

    @on(FindLine.Edited)
    def look_for(self, edited: FindLine.Edited) -> None:
        """Mark all places of the words, and go to the first one from where the reader was."""
        edited.stop()
        self._show_found(self._lines_to_find_in.find_from(edited.words, self._began_at))

    @on(FindLine.Closed)
    def _leave_find_line(self, closed: FindLine.Closed) -> None:
        closed.stop()
        if not closed.is_kept:
            self.scroll_to(y=self._began_at, animate=False, force=True, immediate=True)
        if not closed.is_kept or not (self._found and self._found.matches):
            self.action_end_find()
        self.focus(scroll_visible=False)

    @available_when(_has_found)
    def action_find_next(self) -> None:
        """Go to the next place, behind the last one to the first."""
        if self._found is not None:
            self._show_found(self._found.stepped(1))

    @available_when(_has_found)
    def action_find_previous(self) -> None:
        """Go to the previous place, before the first one to the last."""
        if self._found is not None:
            self._show_found(self._found.stepped(-1))

    @available_when(_has_found)
    def action_end_find(self) -> None:
        """Mark nothing any more."""
        self._found = None
        self._say_mode()
        self.redraw()

    def _show_found(self, found: Found) -> None:
        self._found = found
        seen = range(self.scroll_offset.y, self.scroll_offset.y + self.size.height - 1)
        if found.matches and found.line not in seen:
            top = found.line - self.size.height // 3
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self._say_mode()
        self.redraw()

    @property
    def _lines_to_find_in(self) -> FoldedLines:
        if self._folded is None:
            self._folded = FoldedLines([line.plain for line in self.text.lines])
        return self._folded

    def _say_mode(self) -> None:
        """Say in the frame what goes on."""
        words = ""
        if self._hints is not None:
            words = f"type a label: {self._hints.typed}…  Esc leaves"
        elif self._found is not None and self._found.words.strip():
            shown = cut(display_text(self._found.words), _LONGEST_SUBTITLE)
            words = f"/{shown}  {self._found.counter}"
        subtitle = Content(words)
        if subtitle.markup != (
            self.border_subtitle or ""
        ):  # another one draws the whole text again
            self.border_subtitle = subtitle


def _no_link(number: int, links: int) -> str:
    return f"there is no link {number} here, only {counted(links, 'link')}"
