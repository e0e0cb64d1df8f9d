"""The table of commands, its scopes, and the presets over it."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from itertools import combinations
from pkgutil import walk_packages

import pytest

import tui
from tui.keys.command import GROUPS, NUMBER_ALONE, Command
from tui.keys.config import preset_keys
from tui.keys.names import key_name, key_names
from tui.keys.notation import read_keys
from tui.keys.presets import PRESETS
from tui.keys.scopes import CHAINS, MACROS, MEANT_TO_SHARE, are_active_together, may_share
from tui.keys.table import COMMANDS, find

SCOPES = tuple(dict.fromkeys(command.scope for command in COMMANDS))
EVERY_PRESET = pytest.mark.parametrize("preset", PRESETS)


def sequences(preset):
    """Every sequence of a preset with its command, except for the digits that are links."""
    return [
        (command_id, tuple(written.split()))
        for command_id, keys in preset_keys(preset).items()
        for written in keys
        if command_id != NUMBER_ALONE
    ]


def test_every_command_says_what_it_does_and_where_it_belongs():
    for command in COMMANDS:
        assert command.keys, command.id
        assert command.method.isidentifier(), command.id
        assert command.help, command.id
        assert not command.help.endswith("."), command.id
        assert command.group in GROUPS, command.id


def test_what_a_command_calls_is_read_from_its_action():
    def read(action):
        command = Command("scope.name", (), action, "", "")
        return command.method, command.repeats, command.takes_count, command.takes_id

    assert read("go") == ("go", False, False, False)
    assert read("go * count") == ("go", True, False, False)
    assert read("go(count)") == ("go", False, True, False)
    assert read("go(id)") == ("go", False, False, True)


def test_ids_are_unique():
    assert max(Counter(command.id for command in COMMANDS).values()) == 1


def test_every_scope_works_somewhere():
    assert [scope for scope in SCOPES if not any(scope in chain for chain in CHAINS)] == []
    assert [scope for chain in CHAINS for scope in chain if scope not in {*SCOPES, MACROS}] == []


def test_what_is_meant_to_share_keys_are_commands():
    assert [name for pair in MEANT_TO_SHARE for name in pair if find(name) is None] == []


@EVERY_PRESET
def test_a_preset_reaches_every_command(preset):
    assert [name for name, keys in preset_keys(preset).items() if not keys] == []


@EVERY_PRESET
def test_a_preset_is_about_commands_of_the_table(preset):
    assert [name for name in PRESETS[preset] if find(name) is None] == []


@EVERY_PRESET
def test_every_key_is_written_as_the_key_reader_gets_it(preset):
    for name, sequence in sequences(preset):
        assert read_keys(" ".join(sequence)) == sequence, name


@EVERY_PRESET
def test_no_key_of_a_preset_hides_a_command_or_waits_for_another_key(preset):
    clashes = []
    for (name, keys), (other, other_keys) in combinations(sequences(preset), 2):
        shorter = min(len(keys), len(other_keys))
        scopes = (name.partition(".")[0], other.partition(".")[0])
        if keys[:shorter] == other_keys[:shorter] and are_active_together(*scopes):
            clashes += [(name, other, keys, other_keys)] if not may_share(name, other) else []
    assert clashes == []


def test_the_arrows_need_no_letter():
    def is_letter(key):
        return key.rpartition("+")[2].isalpha() and len(key.rpartition("+")[2]) == 1

    needed = {
        name
        for name, keys in preset_keys("arrows").items()
        if name != NUMBER_ALONE
        and all(any(is_letter(key) for key in written.split()) for written in keys)
    }
    assert needed == set()


WRITING = frozenset("left right home end backspace delete".split())
"""What moves in a line and changes it."""


@EVERY_PRESET
def test_no_preset_takes_a_key_from_the_line_of_a_search(preset):
    taken = [
        (name, keys)
        for name, keys in sequences(preset)
        if name.partition(".")[0] in ("search", "app") and keys[0] in WRITING
    ]
    assert taken == []


def command_groups():
    """Every class of the program with a scope, and the scopes it has."""
    for found in walk_packages(tui.__path__, "tui."):
        if not found.name.endswith("__main__"):
            for kind in vars(import_module(found.name)).values():
                if isinstance(kind, type) and kind.__module__ == found.name:
                    yield kind, {vars(base).get("scope") for base in kind.__mro__}


def test_every_command_is_carried_out_by_a_class_of_its_scope():
    known = list(command_groups())
    lost = [
        command.id
        for command in COMMANDS
        if not any(
            command.scope in scopes and hasattr(kind, f"action_{command.method}")
            for kind, scopes in known
        )
    ]
    assert lost == []


def test_a_command_is_found_by_its_id():
    assert find("app.quit") in COMMANDS
    assert find("nothing.of-ours") is None


def test_keys_are_written_for_people():
    quit_command, numbered = find("app.quit"), find(NUMBER_ALONE)
    assert quit_command is not None
    assert numbered is not None
    assert key_names(quit_command) == ("Q", "Ctrl+q")
    assert key_names(numbered) == ("1…9",)
    assert [key_name(key) for key in ("g g", "f8 1", "$ m", "shift+f3", "alt+left")] == [
        "gg",
        "F8 1",
        "$m",
        "Shift+F3",
        "Alt+←",
    ]
