"""Small values that are kept from one run to the next."""

from __future__ import annotations

import pytest

from tui.state.memory import SavedState


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "reader.json"


def test_a_value_comes_back_in_the_next_run(path):
    SavedState(path).set("queries", ["开源", "heron"])
    assert SavedState(path).get("queries", [""]) == ["开源", "heron"]


def test_what_was_never_kept_is_the_default(path):
    assert SavedState(path).get("theme", "nord") == "nord"
    assert not path.exists()


def test_a_value_of_another_type_is_the_default(path):
    SavedState(path).set("theme", 3)
    assert SavedState(path).get("theme", "nord") == "nord"


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, "\xff"])
def test_a_broken_file_is_as_good_as_none(path, text):
    path.parent.mkdir()
    path.write_text(text, encoding="latin-1")
    remembered = SavedState(path)
    assert remembered.get("theme", "nord") == "nord"
    remembered.set("theme", "gruvbox")
    assert SavedState(path).get("theme", "") == "gruvbox"


def test_two_readers_keep_what_the_other_has_kept(path):
    first, second = SavedState(path), SavedState(path)
    first.set("theme", "nord")
    second.set("width", 30)
    kept = SavedState(path)
    assert (kept.get("theme", ""), kept.get("width", 0)) == ("nord", 30)


def test_without_a_place_values_last_until_the_end():
    remembered = SavedState()
    remembered.set("theme", "nord")
    remembered.set("width", 30)
    assert (remembered.get("theme", ""), remembered.get("width", 0)) == ("nord", 30)


def test_a_place_that_cannot_be_written_disturbs_nobody(tmp_path):
    (tmp_path / "file").write_text("")
    remembered = SavedState(tmp_path / "file" / "reader.json")
    remembered.set("theme", "nord")
    assert remembered.get("theme", "") == "nord"
