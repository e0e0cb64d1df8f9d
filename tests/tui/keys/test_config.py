"""The keymap that the settings make, and what they are told about it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.keys.config import configured_keys
from tui.keys.notation import read_keys
from tui.keys.table import COMMANDS
from tui.settings import Settings


def configured(preset="vim", macros=None, **keys):
    """`keys` have `__` for the dot and `_` for the hyphen of an id."""
    names = {name.replace("__", ".").replace("_", "-"): value for name, value in keys.items()}
    return configured_keys(Settings(preset=preset, keys=names, macros=macros or {}))


def words(found):
    return [mistake.words for mistake in found.mistakes]


def means(found, scope, *sequence):
    command = found.keymap.meanings(sequence).get(scope)
    return command.id if command else None


def test_without_settings_the_keys_are_those_of_the_table():
    found = configured()
    assert found.mistakes == ()
    assert found.changed == frozenset()
    assert all(found.keymap.keys_of(command.id) == command.keys for command in COMMANDS)


def test_a_command_gets_other_keys_and_loses_its_own():
    found = configured(reader__search=("ctrl+f1", "f9 9"))
    assert means(found, "reader", "ctrl+f1") == "reader.search"
    assert means(found, "reader", "f9", "9") == "reader.search"
    assert means(found, "reader", "/") is None
    assert found.changed == {"reader.search"}


def test_an_empty_list_is_no_key():
    found = configured(app__quit=())
    assert found.keymap.keys_of("app.quit") == ()
    assert found.mistakes == ()


def test_a_command_that_does_not_exist_is_named_with_the_one_that_was_meant():
    found = configured(reader__serch=("x",))
    assert words(found) == ["there is no command reader.serch; did you mean reader.search?"]
    assert found.mistakes[0].place == ("keys", "reader.serch")


def test_what_is_no_key_is_named_and_the_other_keys_work():
    found = configured(reader__search=("nokey", "ctrl+f1"))
    assert words(found) == ['"nokey" is no key: nokey']
    assert found.keymap.keys_of("reader.search") == ("ctrl+f1",)


def test_a_command_with_nothing_but_wrong_keys_keeps_those_of_the_table():
    assert configured(reader__search=("nokey",)).keymap.keys_of("reader.search") == ("/", "g /")


def test_the_first_of_two_commands_gets_a_key_that_both_want():
    found = configured(marks__star=("f6",), marks__tag=("f6",))
    assert words(found) == ['"f6" is marks.star already, so marks.tag lacks it']
    assert means(found, "marks", "f6") == "marks.star"
    assert found.keymap.keys_of("marks.tag") == ("t",)


def test_what_the_user_writes_takes_a_key_from_the_table_in_scopes_that_work_together():
    found = configured(reader__search=("s",))
    assert words(found) == ['"s" is reader.search now, so marks.star lacks it']
    assert means(found, "marks", "s") is None


def test_a_key_that_is_given_away_on_purpose_is_no_mistake():
    assert configured(reader__search=("s",), marks__star=()).mistakes == ()
    assert configured(marks__star=("t",), marks__tag=("s",)).mistakes == ()


def test_scopes_that_never_work_together_share_keys():
    assert configured(help__find=("f6",), going__next_item=("f6",)).mistakes == ()


def test_a_key_that_must_wait_is_named_and_both_work():
    found = configured(panes__zen=("g",))
    (said,) = words(found)
    assert said.startswith('"g" waits for more keys, because "g ')
    assert means(found, "panes", "g") == "panes.zen"
    assert means(found, "list", "g", "g") == "list.first"


def test_the_digits_are_links_for_ever():
    (said,) = words(configured(links__open_numbered_link=("f6",)))
    assert "always the digits" in said


def test_a_preset_is_the_beginning_and_keys_go_over_it():
    found = configured("newsboat", going__next_unread=("f6",))
    assert means(found, "marks", "N") == "marks.toggle-read"
    assert means(found, "going", "f6") == "going.next-unread"
    assert found.mistakes == ()


def test_a_macro_is_a_command_with_the_words_of_its_steps():
    found = configured(macros={",x": ("marks.toggle-read", "going.next-item")})
    command = found.keymap.meanings((",", "x")).get("macros")
    assert command is not None
    assert command.help == "Mark as read or unread, then read the next item, from any pane"
    assert found.macros == {command.id: ("marks.toggle-read", "going.next-item")}
    assert found.mistakes == ()


@pytest.mark.parametrize(
    ("macros", "said"),
    [
        ({",x": ("marks.togle-read",)}, "there is no command marks.togle-read; did you mean"),
        ({",x": ("links.open-numbered-link",)}, "needs a number; take links.open-link"),
        ({",x": ()}, "runs nothing"),
        ({"nokey": ("app.quit",)}, '"nokey" is no key'),
        ({"3": ("app.quit",)}, "begins with a digit"),
        ({",x": ("app.quit",), ", x": ("app.help",)}, "already"),
        ({"escape x": ("app.quit",)}, "Esc"),
    ],
)
def test_a_macro_that_cannot_be_is_left_out_and_named(macros, said):
    found = configured(macros=macros)
    assert said in words(found)[0]
    assert len(found.macros) == len(macros) - 1


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("ctrl+f", ("ctrl+f",)),
        ("Ctrl+F", ("ctrl+f",)),
        ("shift+ctrl+left", ("ctrl+shift+left",)),
        ("g g", ("g", "g")),
        ("gg", ("g", "g")),
        (",x", (",", "x")),
        (", x", (",", "x")),
        ("Esc", ("escape",)),
        ("PgDn", ("pagedown",)),
        ("↑", ("up",)),
        ("F8 1", ("f8", "1")),
        ("+", ("+",)),
        ("$m", ("$", "m")),
        ("shift+g", ("G",)),
        ("alt+G", ("alt+shift+g",)),
        ("开", ("开",)),
    ],
)
def test_keys_may_be_written_in_several_ways(written, keys):
    assert read_keys(written) == keys


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "has no key"),
        ("ctrl+", "is no key"),
        ("hyper-x", "is no key"),
        ("control+shift", "is no key"),
        ("ctrl+i", "terminals send tab"),
        ("a b c d e", "more than 4"),
        ("1 x", "begins with a digit"),
        ("g escape", "cannot have Esc"),
    ],
)
def test_what_is_no_key_is_refused_with_a_reason(written, said):
    with pytest.raises(ValueError, match=said):
        read_keys(written)


@given(st.text(max_size=12))
def test_any_text_is_keys_or_a_reason(written):
    keys = None
    with suppress(ValueError):
        keys = read_keys(written)
    assert keys is None or 1 <= len(keys) <= 4
    assert keys is None or read_keys(" ".join(keys)) == keys


IDS = st.sampled_from([command.id for command in COMMANDS])
WRITTEN = st.sampled_from(["s", "g", "gg", "f6", "ctrl+f", "no", "", "x", "q", "/", "escape", "3"])


@given(
    st.dictionaries(IDS, st.lists(WRITTEN, max_size=3).map(tuple), max_size=6),
    st.dictionaries(WRITTEN, st.lists(IDS, max_size=2).map(tuple), max_size=3),
)
def test_whatever_is_set_no_key_has_two_meanings_in_a_scope(keys, macros):
    found = configured_keys(Settings(keys=keys, macros=macros))
    for command in found.keymap.commands:
        for written in found.keymap.keys_of(command.id):
            meaning = found.keymap.meanings(tuple(written.split())).get(command.scope)
            assert meaning is not None
            assert meaning.id == command.id
