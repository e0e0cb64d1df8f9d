"""What stands in the pane of the text, and what is said around it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from digests import IndexDamagedError, Item
from tui.text.item import part_content
from tui.text.placeholders import remark

if TYPE_CHECKING:
    from digests import DigestError
    from tui.reader.marks import ReadMarking
    from tui.reader.screen import ReaderScreen
    from tui.reader.tree_rows import Part


class PartShown:
    """Shows what is under the cursor of the tree, and notes that it was read."""

    def __init__(self, reader: ReaderScreen, reading: ReadMarking) -> None:
        """Nothing is shown yet."""
        self._reader = reader
        self._reading = reading
        self._part: Part | None = None
        self._told = ""
        """What was said to be wrong last."""

    def show_current(self) -> None:
        """Show what is under the cursor; the same part stays where it is scrolled to."""
        reader = self._reader
        issue, part = reader.issue, reader.section_tree.current
        if issue is None or part is None:
            return
        item_id = part.id if isinstance(part, Item) else ""
        if part is not self._part:
            reader.history.leave()
            marks = reader.search_places.marked_words(item_id)
            set_text = partial(part_content, issue, part, marks=marks)
            reader.text.show(set_text, item_id)
            reader.history.arrive(issue.id, item_id)
            reader.stories.rest_on(issue, item_id, set_text)
            self._note_reading(item_id)
            self._told = ""
        self._part = part
        self.show_place()

    def say(self, words: str) -> None:
        """Show words of the program where an item would be."""
        self._part = None
        self._reading.shown()
        self._reader.stories.rest_nowhere()
        self._reader.text.show(partial(remark, words))
        self._reader.text.border_title = ""
        self._reader.refresh_bindings()

    def fail(self, error: DigestError) -> None:
        """Say what the library cannot do: in the place of the issue when none is open.

        What fails again each time it is tried is said once.
        """
        reader, words = self._reader, str(error)
        if reader.issue is None:
            reader.section_tree.clear()
            self.say(words)
        if words != self._told and (reader.issue is not None or not reader.text.display):
            reader.notify(words, severity="warning", markup=False)
        if words != self._told and isinstance(error, IndexDamagedError):
            reader.call_later(reader.run_action, "app.refresh_library")
        self._told = words

    def show_place(self) -> None:
        """Say where the reader is."""
        reader = self._reader
        reader.status.place = reader.search_places.words or reader.issue_list.place
        issue, item = reader.issue, reader.item
        words = ""
        if issue is not None and item is not None:
            words = f"Item {issue.items.index(item) + 1} of {len(issue.items)}"
        if words != reader.text.border_title:  # another title draws the whole text again
            reader.text.border_title = words
        reader.refresh_bindings()

    def _note_reading(self, item_id: str) -> None:
        """What is open at the start was not opened by the user."""
        item = self._reader.item
        is_unread = item is not None and self._reader.marks_shown.is_unread(item)
        self._reading.shown(item_id if is_unread else "")
