"""The README's tables, made from what the program does.

`python -m tui.readme_tables` prints both; a test compares them with the README.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tui.commands import COMMANDS, GROUPS
from tui.key_names import key_names
from tui.verbs import VERBS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.commands import Command


def keys_table() -> str:
    """Return the table of keys in Markdown, without a final line break."""
    rows = (_key_row(command) for group in GROUPS for command in COMMANDS if command.group == group)
    # Scrolling is the same in every text.
    return _table(("Where", "Keys", "What they do"), dict.fromkeys(rows))


def commands_table() -> str:
    """Return the table of command lines in Markdown, without a final line break."""
    reader = ("`ainews [FOLDER...]`", "Open the reader on the library, or on these folders")
    verbs = ((f"`ainews {verb.name} {verb.usage}`", verb.summary) for verb in VERBS)
    return _table(("Command", "What it does"), (reader, *verbs))


def _key_row(command: Command) -> tuple[str, ...]:
    keys = " ".join(f"`{name}`" for name in key_names(command))
    return (command.group, keys, command.help)


def _table(heading: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    ruler = tuple("---" for _ in heading)
    lines = (
        " | ".join(cell.replace("|", "\\|") for cell in row) for row in (heading, ruler, *rows)
    )
    return "\n".join(f"| {line} |" for line in lines)


if __name__ == "__main__":
    sys.stdout.write(f"{keys_table()}\n\n{commands_table()}\n")
