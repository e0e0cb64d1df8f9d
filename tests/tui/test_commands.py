from __future__ import annotations

from collections import Counter
from importlib import import_module

import pytest

from tui.commands import COMMANDS, GROUPS, Command, bindings_for, commands_in, find
from tui.key_names import key_names

SCOPES = ("app", "reader", "list", "tree", "item", "search", "help")

MEANT_TO_SHADOW: dict[tuple[str, str], set[str]] = {
    # What folds in the tree moves between panes when there is nothing to fold.
    ("tree", "reader"): {"h", "left", "l", "right"},
    # On the search screen a pane's key does the same for the hits, and q only closes the search.
    ("list", "search"): {"down", "up", "pagedown", "pageup", "enter"},
    ("search", "app"): {"q"},
}

CHAINS = (
    ("list", "reader", "app"),
    ("tree", "list", "reader", "app"),
    ("item", "reader", "app"),
    ("list", "search", "app"),
    ("help",),
)
"""Scopes that have the focus together, innermost first."""

CLASSES = {
    "app": ("tui.app", "ReaderApp"),
    "reader": ("tui.screens.reader", "ReaderScreen"),
    "list": ("tui.widgets.virtual_list", "VirtualList"),
    "tree": ("tui.widgets.section_tree", "SectionTree"),
    "item": ("tui.widgets.item_view", "ItemView"),
    "search": ("tui.screens.search", "SearchScreen"),
    "help": ("tui.screens.help", "HelpText"),
}


def keys_of(scope: str) -> list[str]:
    return [key for command in commands_in(scope) for key in command.keys]


def test_every_command_says_what_it_does_and_where_it_belongs() -> None:
    for command in COMMANDS:
        assert command.keys, command.id
        assert command.action, command.id
        assert command.help, command.id
        assert not command.help.endswith("."), command.id
        assert command.group in GROUPS, command.id
        assert command.scope in SCOPES, command.id


def test_ids_are_unique_and_begin_with_the_scope() -> None:
    assert max(Counter(command.id for command in COMMANDS).values()) == 1
    assert all(command.id.startswith(f"{command.scope}.") for command in COMMANDS)


@pytest.mark.parametrize("scope", SCOPES)
def test_no_key_has_two_meanings_in_one_scope(scope: str) -> None:
    assert [key for key, times in Counter(keys_of(scope)).items() if times > 1] == []


@pytest.mark.parametrize("chain", CHAINS, ids="-".join)
def test_an_inner_scope_takes_only_those_keys_from_an_outer_one_that_are_meant(
    chain: tuple[str, ...],
) -> None:
    for position, inner in enumerate(chain):
        for outer in chain[position + 1 :]:
            shared = set(keys_of(inner)) & set(keys_of(outer))
            assert shared == MEANT_TO_SHADOW.get((inner, outer), set()), (inner, outer)


def test_the_status_line_has_room_for_the_hints_of_every_chain() -> None:
    for chain in CHAINS:
        hints = [c.footer for scope in chain for c in commands_in(scope) if c.footer]
        assert len(hints) <= 8, chain


def test_a_command_is_found_by_its_id() -> None:
    assert find("app.quit") in COMMANDS
    assert find("nothing.of-ours") is None


def test_a_binding_carries_the_id_of_its_command() -> None:
    ids = [binding.id for binding in bindings_for("list")]
    assert ids == [command.id for command in commands_in("list")]


def test_an_action_that_asks_for_the_key_gets_each_key() -> None:
    numbered = [b for b in bindings_for("reader") if b.id == "reader.open-numbered-link"]
    assert [(b.key, b.action) for b in numbered][:2] == [
        ("1", "open_link(1)"),
        ("2", "open_link(2)"),
    ]
    assert len(numbered) == 9


def test_keys_are_written_for_people() -> None:
    quit_command, numbered = find("app.quit"), find("reader.open-numbered-link")
    assert quit_command is not None
    assert numbered is not None
    assert key_names(quit_command) == ("q", "Q", "Ctrl+q")
    assert key_names(numbered) == ("1…9",)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_the_class_of_the_scope_carries_the_command_out(command: Command) -> None:
    target, _, action = command.action.rpartition(".")
    owner = {"app": "app", "screen": "help" if command.scope == "help" else "reader"}
    module, name = CLASSES[owner.get(target, command.scope)]
    if target == "screen" and command.scope == "help":
        name = "HelpScreen"
    method = f"action_{action.partition('(')[0]}"
    assert hasattr(getattr(import_module(module), name), method)
