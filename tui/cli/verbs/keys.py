"""`ainews keys`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.cli.json_output import add_json_options, print_records, wants_json
from tui.cli.terminal import bold, dim
from tui.keys.command import GROUPS
from tui.keys.config import configured_keys
from tui.keys.mistakes import all_mistakes
from tui.keys.names import key_name
from tui.settings import read_settings
from tui.system.paths import settings_file

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from tui.cli.terminal import Terminal
    from tui.keys.command import Command
    from tui.keys.config import ConfiguredKeys

_KEYS_WIDTH = 24


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    add_json_options(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print the keymap in force, group by group, and the mistakes in the settings."""
    file = read_settings(settings_file())
    keys = configured_keys(file.settings)
    if wants_json(arguments):
        records = (_record(command, keys) for command in _by_group(keys))
        print_records(arguments, terminal, "keys", records)
    else:
        _print_groups(keys, terminal)
    terminal.notify_all(f"settings, {mistake}" for mistake in all_mistakes(file))
    return 0


def _by_group(keys: ConfiguredKeys) -> Iterator[Command]:
    for group in GROUPS:
        yield from (command for command in keys.keymap.commands if command.group == group)


def _print_groups(keys: ConfiguredKeys, terminal: Terminal) -> None:
    from itertools import groupby

    for number, (group, commands) in enumerate(groupby(_by_group(keys), lambda c: c.group)):
        terminal.print(*([] if number == 0 else ["\n"]), bold(group))
        for command in commands:
            _print_command(command, keys, terminal)


def _print_command(command: Command, keys: ConfiguredKeys, terminal: Terminal) -> None:
    from tui.text.wrapping import fit

    names = " ".join(map(key_name, keys.keymap.keys_of(command.id))) or "no key"
    star = "*" if command.id in keys.changed else " "
    terminal.print(f"{star} {fit(names, _KEYS_WIDTH)} {command.help}", dim(f"  {command.id}"))


def _record(command: Command, keys: ConfiguredKeys) -> dict[str, Any]:
    return {
        "command": command.id,
        "keys": list(keys.keymap.keys_of(command.id)),
        "changed": command.id in keys.changed,
        "help": command.help,
        "group": command.group,
    }
