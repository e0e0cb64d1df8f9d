"""An example of each command of the table: the keys, and what is seen when they were pressed.

The examples stand in `tests/tui/command_examples`, one module for each scope. An example is a
function that gets the running reader with the two issues of `two_days`, the issue list focused:

    @example("going.next-item")
    async def the_second_item_is_shown(reader):
        await reader.press("J", "J")
        await reader.until_text("Heron 4.2")

It presses what a user would press, states what must be seen, and ends. `test_command_examples.py`
runs it, and fails when the command was not run by a key in it, or when a command of the table has
no example. So an example need not say that the command did it, only what it did; state also what
was seen before, where the same could have been seen all the time.

Nothing leaves the test: what was opened in a browser is in `reader.opened_links`, what was copied
in `reader.copied`, notices in `reader.notices`. `example(..., settings=Settings(...))` runs
the reader with other settings, `size=(60, 20)` in a smaller terminal, and
`library="three_digests"` on those that tell the same stories; `one_subject` has further
stories of a subject.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from tui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.tui.running_reader import RunningReader

Act: TypeAlias = "Callable[[RunningReader], Awaitable[None]]"


@dataclass(frozen=True)
class Example:
    """How a command is used."""

    command_id: str
    act: Act
    settings: Settings
    size: tuple[int, int]
    library: str
    """The fixture."""

    def __str__(self) -> str:
        return f"{self.command_id}: {getattr(self.act, '__name__', '')}"


_EXAMPLES: list[Example] = []


def example(
    command_id: str,
    *,
    settings: Settings | None = None,
    size: tuple[int, int] = (120, 40),
    library: str = "two_days",
) -> Callable[[Act], Act]:
    """Make a function an example of a command."""

    def note(act: Act) -> Act:
        _EXAMPLES.append(Example(command_id, act, settings or Settings(), size, library))
        return act

    return note


def all_examples() -> list[Example]:
    """Return the examples of all modules."""
    folder = Path(__file__).parent / "command_examples"
    for path in sorted(folder.glob("*.py")):
        import_module(f"tests.tui.command_examples.{path.stem}")
    return _EXAMPLES
