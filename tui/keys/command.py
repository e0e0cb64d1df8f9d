"""What a command is."""

from __future__ import annotations

from dataclasses import dataclass

NUMBER_ALONE = "links.open-numbered-link"
"""The command that a number means when no other one is behind it."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that the user can ask the reader to do."""

    id: str
    """`SCOPE.NAME`. It never changes: documents and settings refer to it."""

    keys: tuple[str, ...]
    """Without a setting. Each is a key or a sequence with spaces between its keys; keys are named
    as Textual names them, single characters as themselves. The first is the one to show."""

    action: str
    """The method `action_NAME` of the carrier. `NAME * count` is called once for each of a count,
    `NAME(count)` once with it, 0 when none was written; all others know no count. `NAME(id)` is
    called with the id of the command."""

    help: str
    """What it does, as an order, without a full stop."""

    group: str
    """One of `tui.keys.table.GROUPS`."""

    footer: str = ""
    """A word or two for the hints in the status line; empty when it has no place there."""

    @property
    def scope(self) -> str:
        """Where the command can be called."""
        return self.id.partition(".")[0]

    @property
    def method(self) -> str:
        """The name behind `action_`."""
        return self.action.partition("(")[0].partition(" ")[0]

    @property
    def repeats(self) -> bool:
        """Whether a count means to do it so many times."""
        return self.action.endswith("* count")

    @property
    def takes_count(self) -> bool:
        """Whether the method is called with the count."""
        return self.action.endswith("(count)")

    @property
    def takes_id(self) -> bool:
        """Whether the method is called with the command's id."""
        return self.action.endswith("(id)")
