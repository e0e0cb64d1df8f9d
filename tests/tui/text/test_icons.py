"""Signs stand in columns and say the same in every set."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from rich.cells import cell_len

from tui.settings.settings import declared_settings
from tui.text.icons import ASCII, NERD, UNICODE, Icons, icons_of


@pytest.mark.parametrize("icons", [ASCII, UNICODE, NERD], ids=["ascii", "unicode", "nerd"])
def test_every_sign_is_one_cell_wide_and_different_from_the_others(icons: Icons) -> None:
    found = asdict(icons)
    assert {name: cell_len(sign) for name, sign in found.items()} == dict.fromkeys(found, 1)
    assert len(set(found.values())) == len(found)


def test_the_first_set_is_for_every_font() -> None:
    assert all(sign.isascii() for sign in asdict(ASCII).values())


def test_each_choice_of_the_setting_has_its_set() -> None:
    icons = next(setting for setting in declared_settings() if setting.name == "icons")
    assert icons_of(icons.default) is ASCII
    assert [icons_of(choice) for choice in ("ascii", "unicode", "nerd")] == [ASCII, UNICODE, NERD]
