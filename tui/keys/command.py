"""What a command is, how the table writes it, and the headings under which people see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator


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
    """The method `action_NAME` of the group. `NAME * count` is called once for each of a count,
    `NAME(count)` once with it, 0 when none was written; all others know no count. `NAME(id)` is
    called with the id of the command."""

    help: str
    """What it does, as an order, without a full stop."""

    group: str
    """One of `tui.keys.table.GROUPS`."""

    footer: str = ""
    """A word or two for the hints in the status line; empty when it has no place there."""

    method: str = field(init=False, repr=False, compare=False)
    """The name behind `action_`."""

    repeats: bool = field(init=False, repr=False, compare=False)
    """Whether a count means to do it so many times."""

    takes_count: bool = field(init=False, repr=False, compare=False)
    """Whether the method is called with the count."""

    takes_id: bool = field(init=False, repr=False, compare=False)
    """Whether the method is called with the command's id."""

    def __post_init__(self) -> None:
        name, has_argument, argument = self.action.partition("(")
        name, _, multiplier = name.partition(" ")
        _set = object.__setattr__  # a frozen value is filled in this way
        _set(self, "method", name)
        _set(self, "repeats", multiplier == "* count")
        _set(self, "takes_count", has_argument + argument == "(count)")
        _set(self, "takes_id", has_argument + argument == "(id)")

    @property
    def scope(self) -> str:
        """Where the command can be called."""
        return self.id.partition(".")[0]


CommandRow: TypeAlias = tuple[str, str, str, str, str, str]
"""Name, keys with two spaces between, action, help, group, footer."""


def commands_of(scope: str, rows: tuple[CommandRow, ...]) -> Iterator[Command]:
    """Yield the commands that the rows of a scope stand for."""
    for name, keys, action, help_text, group, footer in rows:
        in_order = tuple(keys.split("  "))
        yield Command(f"{scope}.{name}", in_order, action, help_text, group, footer)


PANES = "Panes"
STORIES = "Issues, sections, items"
RETOLD = "One story in many digests"
MARKS = "Marks"
LINKS = "Links"
SHARE = "Copy and export"
SEARCH = "Search"
HITS = "While searching"
LISTS = "In a list"
TEXT = "In a text"
QUESTIONS = "Answering"
PROGRAM = "Program"
USERS_OWN = "Macros"

GROUPS = (
    PANES,
    STORIES,
    RETOLD,
    MARKS,
    LINKS,
    SHARE,
    SEARCH,
    HITS,
    LISTS,
    TEXT,
    QUESTIONS,
    PROGRAM,
    USERS_OWN,
)
"""In the order in which they are shown."""
