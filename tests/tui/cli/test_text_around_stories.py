"""`ainews show` prints every word of an issue, also those that belong to no story."""

from __future__ import annotations

import pytest

from tests.factories import write
from tests.tui.maple_letter import AROUND, LETTER


@pytest.mark.parametrize("form", [(), ("--plain",)])
def test_an_issue_is_shown_with_the_text_around_its_stories(run, tmp_path, form):
    folder = tmp_path / "maple-letter"
    write(folder / "2026-08-03.md", LETTER)
    _, listed, _ = run("list", "-f", folder)
    code, out, _ = run("show", listed.split()[0], "-f", folder, *form)
    assert code == 0
    assert [words for row in AROUND.values() for words in row if words not in out] == []
