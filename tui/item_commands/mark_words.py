"""What the reader says about marks that were changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.jobs.marks import MarksWritten


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
