from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import SavedSearch, SavedSearches, SavedSearchesError, safe_line

if TYPE_CHECKING:
    from pathlib import Path

CHIPS = SavedSearch("Chips", '芯片 OR "gpu farm" last:7d')
NOISE = SavedSearch("Noise", "giveaway -heron", mute="dim")


@pytest.fixture
def saved(tmp_path: Path) -> SavedSearches:
    return SavedSearches(tmp_path / "settings" / "searches.toml")


def test_without_a_file_nothing_is_saved(saved: SavedSearches) -> None:
    assert saved.all() == ()


def test_searches_come_back_in_the_order_in_which_they_were_saved(saved: SavedSearches) -> None:
    saved.save(NOISE)
    saved.save(CHIPS)
    assert SavedSearches(saved.path).all() == (NOISE, CHIPS)


def test_the_file_can_be_written_by_hand(saved: SavedSearches) -> None:
    saved.path.parent.mkdir()
    saved.path.write_text("[[search]]\nname = 'Chips'\nquery = '''芯片'''\n", encoding="utf-8")
    assert saved.all() == (SavedSearch("Chips", "芯片"),)


def test_the_first_line_of_the_file_says_who_writes_it(saved: SavedSearches) -> None:
    saved.save(CHIPS)
    text = saved.path.read_text(encoding="utf-8")
    assert text.startswith("# ainews writes this file")
    assert '\n[[search]]\nname = "Chips"\nquery = "芯片 OR \\"gpu farm\\" last:7d"\n' in text


def test_comments_stay_beside_what_does_not_change(saved: SavedSearches) -> None:
    saved.path.parent.mkdir()
    chips = "# mine\n\n# work\n[[search]]\nname = 'Chips' # short\nquery = '芯片'\n"
    saved.path.write_text(f"{chips}\n# quiet\n[[search]]\nname = 'Old'\nquery = 'x'\n", "utf-8")
    saved.remove("Old")
    assert saved.path.read_text(encoding="utf-8") == chips
    saved.save(NOISE)
    assert saved.path.read_text(encoding="utf-8").startswith(chips)
    assert saved.all() == (SavedSearch("Chips", "芯片"), NOISE)


def test_a_search_with_a_known_name_takes_its_place(saved: SavedSearches) -> None:
    saved.save(CHIPS)
    saved.save(NOISE)
    saved.save(SavedSearch("Chips", "wafer"))
    assert saved.all() == (SavedSearch("Chips", "wafer"), NOISE)


def test_a_search_can_be_removed_and_need_not_be_there(saved: SavedSearches) -> None:
    saved.save(CHIPS)
    saved.remove("Noise")
    assert saved.all() == (CHIPS,)
    saved.remove("Chips")
    assert saved.all() == ()


def test_a_search_can_have_another_name(saved: SavedSearches) -> None:
    saved.save(CHIPS)
    saved.save(NOISE)
    saved.rename("Chips", "Silicon")
    assert [search.name for search in saved.all()] == ["Silicon", "Noise"]


@pytest.mark.parametrize("name", ["Noise", "", " \n"])
def test_a_name_that_is_taken_or_empty_is_refused(saved: SavedSearches, name: str) -> None:
    saved.save(CHIPS)
    saved.save(NOISE)
    with pytest.raises(SavedSearchesError, match="name"):
        saved.rename("Chips", name)
    assert saved.all() == (CHIPS, NOISE)


def test_a_search_needs_a_name_and_a_query(saved: SavedSearches) -> None:
    for search in (SavedSearch("", "heron"), SavedSearch("Heron", " ")):
        with pytest.raises(SavedSearchesError, match="write both"):
            saved.save(search)
    assert not saved.path.exists()


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("[[search]]\nname = \n", 2, "TOML"),
        ("[[search]]\nname = 'a'\nquery = 'b", 3, "TOML"),
        ("[[search]]\nname = 'a'\nquery = 'b'\n\n[[search]]\nname = 'c'\n", 5, "name and a query"),
        ("[[search]]\nname = 3\nquery = 'b'\n", 1, "quotation marks"),
        ("[[search]]\nname = 'a'\nquery = 'b'\nmute = 'loud'\n", 1, "dim"),
        ("\n[[search]]\nname = 'a'\nquery = 'b'\ncolour = 'red'\n", 2, "nothing else"),
        ("[[search]]\nname='a'\nquery='b'\n[[search]]\nname='a'\nquery='c'\n", 4, "twice"),
        ("searches = []\n", 0, "[[search]]"),
        ("search = 3\n", 0, "[[search]]"),
        ("search = [3]\n", 0, "nothing else"),
    ],
)
def test_a_mistake_in_the_file_is_named_and_never_written_over(
    saved: SavedSearches, text: str, line: int, reason: str
) -> None:
    saved.path.parent.mkdir()
    saved.path.write_text(text, encoding="utf-8")
    for use in (saved.all, lambda: saved.save(CHIPS), lambda: saved.remove("a")):
        with pytest.raises(SavedSearchesError) as caught:
            use()
        assert caught.value.line == line
        assert reason in str(caught.value)
    assert saved.path.read_text(encoding="utf-8") == text


def test_a_file_that_is_not_utf_8_is_named_with_the_line(saved: SavedSearches) -> None:
    saved.path.parent.mkdir()
    saved.path.write_bytes(b"[[search]]\nname = '\xff'\n")
    with pytest.raises(SavedSearchesError, match="line 2: this is not UTF-8"):
        saved.all()


def test_a_folder_in_the_place_of_the_file_is_an_error_of_ours(saved: SavedSearches) -> None:
    saved.path.mkdir(parents=True)
    with pytest.raises(SavedSearchesError, match="cannot be read"):
        saved.all()


def test_when_the_file_cannot_be_replaced_it_stays_and_nothing_is_left_behind(
    saved: SavedSearches, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved.save(CHIPS)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SavedSearchesError, match="no space left"):
        saved.save(NOISE)
    assert saved.all() == (CHIPS,)
    assert list(saved.path.parent.iterdir()) == [saved.path]


def test_a_link_to_the_file_stays_a_link(saved: SavedSearches, tmp_path: Path) -> None:
    saved.path.parent.mkdir()
    saved.path.symlink_to(tmp_path / "elsewhere.toml")
    saved.save(CHIPS)
    assert saved.path.is_symlink()
    assert (tmp_path / "elsewhere.toml").exists()


@given(name=st.text(), query=st.text())
def test_whatever_was_written_comes_back_on_one_safe_line(
    tmp_path_factory: pytest.TempPathFactory, name: str, query: str
) -> None:
    saved = SavedSearches(tmp_path_factory.mktemp("any") / "searches.toml")
    if safe_line(name) and safe_line(query):
        saved.save(SavedSearch(name, query))
        assert saved.all() == (SavedSearch(safe_line(name), safe_line(query)),)
