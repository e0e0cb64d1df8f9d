"""The commands for marks: read, starred, tags, and taking them back.

What the reader says about marks that were changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.keys.command_groups import Carrier, available_when
from tui.keys.dispatch import keys_in_force
from tui.keys.names import key_name
from tui.state.marks import MarkTarget, retag, toggle_read, toggle_star

if TYPE_CHECKING:
    from tui.item_commands.context import Place
    from tui.jobs.marks import MarkJobs, MarksRefused, MarksWritten
    from tui.state.marks import Decision, KnownTags


_NOTICE_STAYS = 4.0
"""Seconds."""


class MarkCommands(Carrier):
    """Marks the chosen items of any place. Answers of the library come to the place's screen."""

    scope: ClassVar[str] = "marks"

    def __init__(self, place: Place, jobs: MarkJobs) -> None:
        """Mark what is chosen in `place`; `jobs` answer to its screen."""
        self._place = place
        self._jobs = jobs

    @property
    def items(self) -> MarkTarget:
        """The chosen items."""
        return MarkTarget(item_ids=self._place.chosen_ids)

    @property
    def here(self) -> MarkTarget:
        """What reading goes to: the chosen items."""
        return self.items

    def _has_items(self) -> bool:
        return bool(self.items)

    def _has_something_here(self) -> bool:
        return bool(self.here)

    def say(self, written: MarksWritten) -> None:
        """Tell the user what was marked and how it is taken back."""
        dispatch = keys_in_force(self._place.screen)
        keys = dispatch.keymap.keys_of("marks.undo") if dispatch else ()
        if not written.is_quiet:
            words = mark_words(written, key_name(keys[0]) if keys else "")
            self._place.screen.notify(words, markup=False, timeout=_NOTICE_STAYS)

    def refuse(self, refused: MarksRefused) -> None:
        """Tell the user why nothing was marked."""
        self._place.screen.notify(str(refused.error), severity="warning", markup=False)

    def change(self, target: MarkTarget, decide: Decision) -> None:
        """Mark a target, if it holds something."""
        if target:
            self._jobs.change(target, decide)

    @available_when(_has_something_here)
    def action_toggle_read(self) -> None:
        """Mark as read, or as unread when all is read."""
        self.change(self.here, toggle_read)

    @available_when(_has_items)
    def action_star(self) -> None:
        """Star, or take the stars away when all have one."""
        self.change(self.items, toggle_star)

    @available_when(_has_items)
    def action_tag(self) -> None:
        """Let the user write the tags."""
        target = self.items
        self._jobs.ask_tags(target, lambda known: self._ask_tags(target, known))

    def _ask_tags(self, target: MarkTarget, known: KnownTags) -> None:
        from tui.dialogs.ask_line import AskLine

        def write(answer: str | None) -> None:
            if answer is not None:
                self.change(target, retag(known.present, answer.split()))

        line = AskLine(
            f"Tags of {len(target.item_ids):,} items" if len(target.item_ids) > 1 else "Tags",
            "".join(f"{tag} " for tag in known.present),
            "words, with spaces between them",
            words=known.all,
            may_be_empty=True,
        )
        self._place.screen.app.push_screen(line, write)

    def action_undo(self) -> None:
        """Take the last change back."""
        self._jobs.undo()

    def action_redo(self) -> None:
        """Make what was taken back again."""
        self._jobs.redo()


def mark_words(written: MarksWritten, undo_key: str) -> str:
    """Say what was marked and how it is taken back; `undo_key` is a key's name, or empty."""
    changed = written.changed
    if changed is None:
        return f"there is nothing to {'take back' if written.is_undo else 'make again'}"
    count = f"{changed.count:,} {'item' if changed.count == 1 else 'items'}"
    if written.is_undo:
        return f"taken back: {count} {changed.words}"
    if not changed.count:
        return f"nothing to do: all are {changed.words}"
    issues = len(written.target.issue_ids) if written.target else 0
    of = f" of {issues:,} issues" if issues > 1 else ""
    hint = f" · {undo_key} takes it back" if undo_key else ""
    return f"{count}{of} {changed.words}{hint}"
