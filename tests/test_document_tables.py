"""The tables of the documents are what the program does; `make docs` writes them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docs.document_tables import commands_table, keys_table, settings_table
from tui.cli.verbs import VERBS
from tui.keys.names import key_names
from tui.keys.table import COMMANDS
from tui.settings.settings import declared_settings

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
DOCUMENTS = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))
FULL_OF_KEYS = {"README.md", "CHANGELOG.md"}

_NOT_PROSE = re.compile(
    r"<!-- (\w+) -->.*?<!-- /\1 -->|^```.*?^```|^\|.*?$", re.DOTALL | re.MULTILINE
)
_KEY = re.compile(r"`(\S|g\w|(?:Ctrl|Alt)\+[^`]+)`")


@pytest.mark.parametrize(
    ("name", "table"),
    [("keys", keys_table), ("commands", commands_table), ("settings", settings_table)],
)
def test_the_table_in_the_document_is_that_of_the_program(
    name: str, table: Callable[[], str]
) -> None:
    text = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    assert text.count(f"<!-- {name} -->") == 1
    printed = text.partition(f"<!-- {name} -->")[2].partition(f"<!-- /{name} -->")[0]
    assert printed.strip() == table()


def test_every_command_and_each_of_its_keys_is_in_the_table_of_keys() -> None:
    table = keys_table().replace("\\|", "|")
    for command in COMMANDS:
        assert command.help in table, command.id
        assert all(f"`{name}`" in table for name in key_names(command)), command.id


def test_every_verb_is_in_the_table_of_commands() -> None:
    table = commands_table()
    assert "`ainews [FOLDER...]`" in table
    assert all(f"`ainews {verb.name} " in table for verb in VERBS)


def test_every_setting_is_in_the_table_of_settings() -> None:
    table = settings_table()
    assert all(f"| `{s.name}` | " in table and s.description in table for s in declared_settings())


def test_a_table_has_as_many_cells_in_every_row() -> None:
    for table in (keys_table(), commands_table(), settings_table()):
        rows = [row.replace("\\|", "").count("|") for row in table.splitlines()]
        assert len(set(rows)) == 1


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_key_that_is_spoken_of_is_a_key(document: Path) -> None:
    spoken_of = set(_KEY.findall(_NOT_PROSE.sub("", document.read_text(encoding="utf-8"))))
    keys = {name for command in COMMANDS for name in key_names(command)}
    assert len(spoken_of) > 10 or document.name not in FULL_OF_KEYS
    assert {key for key in spoken_of if not key.isdigit()} <= keys
