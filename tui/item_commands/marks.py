"""Commands that mark items as read, starred or tagged, with undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.keys.command_groups import CommandGroup, available_when
from tui.keys.dispatch import keys_in_force
from tui.keys.names import key_name
from tui.state.marks import MarkTarget, retag, toggle_read, toggle_star
from tui.text.counts import counted
from tui.widgets.notice import notice

if TYPE_CHECKING:
    from tui.item_commands.context import ItemContext
    from tui.jobs.marks import MarkJobs, MarksRefused, MarksWritten
    from tui.state.marks import KnownTags, MarkDecision


class MarkCommands(CommandGroup):
    """Marks the chosen items of a context.

    `MarksWritten` and `MarksRefused` arrive at its screen, which passes them to `report` and
    `report_refusal`.
    """

    scope: ClassVar[str] = "marks"

    def __init__(self, context: ItemContext, jobs: MarkJobs) -> None:
        """Mark what is chosen in `context`; the answers of `jobs` go to its screen."""
        self._context = context
        self._jobs = jobs

    @property
    def items(self) -> MarkTarget:
        """The chosen items."""
        return MarkTarget(item_ids=self._context.chosen_ids)

    @property
    def here(self) -> MarkTarget:
        """What `action_toggle_read` marks: the chosen items; subclasses may widen it."""
        return self.items

    def _has_items(self) -> bool:
        return bool(self.items)

    def _has_something_here(self) -> bool:
        return bool(self.here)

    def report(self, written: MarksWritten) -> None:
        """Notify the user what was marked and which key undoes it, unless it is quiet."""
        dispatch = keys_in_force(self._context.screen)
        keys = dispatch.keymap.keys_of("marks.undo") if dispatch else ()
        if not written.is_quiet:
            message = mark_message(written, key_name(keys[0]) if keys else "")
            notice(self._context.screen, message, seconds=4)

    def report_refusal(self, refused: MarksRefused) -> None:
        """Warn the user why nothing was marked."""
        self._context.screen.notify(str(refused.error), severity="warning")

    def change(self, target: MarkTarget, decide: MarkDecision) -> None:
        """Mark `target` as `decide` says; an empty target does nothing."""
        if target:
            self._jobs.change(target, decide)

    @available_when(_has_something_here)
    def action_toggle_read(self) -> None:
        """Mark `here` as read, or as unread if all of it is read."""
        self.change(self.here, toggle_read)

    @available_when(_has_items)
    def action_star(self) -> None:
        """Star the items, or remove the stars if all have one."""
        self.change(self.items, toggle_star)

    @available_when(_has_items)
    def action_tag(self) -> None:
        """Ask for the tags; tags that only some of the items have are kept."""
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
        self._context.screen.app.push_screen(line, write)

    def action_undo(self) -> None:
        """Undo the last change of this run."""
        self._jobs.undo()

    def action_redo(self) -> None:
        """Redo the change that was undone last."""
        self._jobs.redo()


def mark_message(written: MarksWritten, undo_key: str) -> str:
    """Return what was marked and how to undo it; `undo_key` is a key's name, or empty."""
    changed = written.changed
    if changed is None:
        return f"there is nothing to {'take back' if written.is_undo else 'make again'}"
    count = counted(changed.count, "item")
    if written.is_undo:
        return f"taken back: {count} {changed.description}"
    if not changed.count:
        return f"nothing to do: all are {changed.description}"
    issues = len(written.target.issue_ids) if written.target else 0
    of = f" of {issues:,} issues" if issues > 1 else ""
    hint = f" · {undo_key} takes it back" if undo_key else ""
    return f"{count}{of} {changed.description}{hint}"
