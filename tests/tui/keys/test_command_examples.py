"""Every command of the table is pressed, and what it does is seen."""

from __future__ import annotations

import pytest

from digests import SavedSearches, SourceError
from tests.tui.command_example import Example, all_examples
from tests.tui.running_reader import running
from tui.keys.command_groups import AvailableCommand, active_groups, find_match
from tui.keys.scopes import CHAINS
from tui.keys.table import COMMANDS
from tui.system.browser import Opening

EXAMPLES = all_examples()


@pytest.fixture
def commands_run(monkeypatch):
    """The ids of the commands that keys have run, in order."""
    ids = []
    run = AvailableCommand.run

    async def note_and_run(available, count=0):
        ids.append(available.command.id)
        await run(available, count)

    monkeypatch.setattr(AvailableCommand, "run", note_and_run)
    return ids


@pytest.fixture
def chains_met(monkeypatch):
    """The scopes that worked together whenever a key was pressed, innermost first."""
    met = set()

    def note_and_find(screen, *arguments):
        met.add(tuple(dict.fromkeys(scope for scope, _ in active_groups(screen))))
        return find_match(screen, *arguments)

    monkeypatch.setattr("tui.keys.dispatch.find_match", note_and_find)
    return met


def is_known(scopes):
    """Whether the scopes stand in this order in a chain that the keymap is checked by."""
    return any([scope for scope in known if scope in scopes] == list(scopes) for known in CHAINS)


def refuse(address):
    """No test asks the network for an image."""
    raise SourceError(f"{address}: no connection")


@pytest.fixture
def outside(monkeypatch):
    """What was opened in a browser and what was copied, with neither touched."""
    opened, copied = [], []

    def open_link(url, *_, **__):
        opened.append(url)
        return Opening("a browser", "a host")

    def copy(text, *_, **__):
        copied.append(text)
        return "a program"

    monkeypatch.setattr("tui.system.browser.open_link", open_link)
    monkeypatch.setattr("tui.system.clipboard.copy", copy)
    monkeypatch.setattr("tui.dialogs.picture.can_show_pictures", lambda: True)
    monkeypatch.setattr("tui.dialogs.picture.load_extra", lambda suspend: None)
    monkeypatch.setattr("tui.dialogs.picture.fetch_picture", refuse)
    return opened, copied


@pytest.mark.parametrize("shown", EXAMPLES, ids=str)
async def test_a_command_does_what_its_example_shows(
    shown: Example, request, commands_run, chains_met, outside, tmp_path
):
    library = request.getfixturevalue(shown.library)
    saved = SavedSearches(tmp_path / "searches.toml")
    async with running(library, shown.size, settings=shown.settings, saved=saved) as reader:
        reader.opened_links, reader.copied = outside
        await shown.act(reader)
    assert shown.command_id in commands_run
    assert [scopes for scopes in chains_met if not is_known(scopes)] == []


def test_every_command_has_an_example():
    shown = {example.command_id for example in EXAMPLES}
    assert [command.id for command in COMMANDS if command.id not in shown] == []


def test_every_example_is_of_a_command():
    known = {command.id for command in COMMANDS}
    assert [example.command_id for example in EXAMPLES if example.command_id not in known] == []
