"""The tables of the documents, made from what the program does.

`python -m docs.document_tables` prints them; a test compares them with the documents.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tui.cli.verbs import VERBS
from tui.keys.command import GROUPS
from tui.keys.names import key_names
from tui.keys.table import COMMANDS
from tui.settings.settings import declared_settings
from tui.settings.toml import setting_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.keys.command import Command


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


def settings_table() -> str:
    """Return the table of settings in Markdown, without a final line break."""
    rows = (
        (f"`{s.name}`", _code(s.kind.allowed), f"`{setting_value(s, s.default)}`", s.description)
        for s in declared_settings()
    )
    return _table(("Setting", "May be", "Without it", "What it does"), rows)


def _code(words: str) -> str:
    """Names are written as code, descriptions are not."""
    names = words.split(", ")
    is_names = len(names) > 1 and all(name.isalpha() or name[:1] == '"' for name in names)
    return " ".join(f"`{name}`" for name in names) if is_names else words


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
    sys.stdout.write(f"{keys_table()}\n\n{commands_table()}\n\n{settings_table()}\n")
