"""What the reader shows of dates that are no certain days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digests import Library
from tests.factories import digest, write
from tests.tui.running_reader import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def undated(tmp_path: Path) -> Iterator[Library]:
    """A series in which one issue has no date, and an issue of a month."""
    folder = tmp_path / "heron"
    titles = {389: "Heron 389, 2026-02-27", 390: "Heron 390", 391: "Heron 391, 2026-03-13"}
    for number, title in titles.items():
        write(folder / f"issue-{number}.md", digest(f"Maple {number}", title=title))
    write(folder / "2024-11.md", digest("Oak sheds its leaves", title="2024-11"))
    with Library.open([folder], tmp_path / "cache") as library:
        library.refresh()
        yield library


async def test_a_month_and_an_estimate_are_shown_as_such(undated: Library) -> None:
    async with running(undated) as reader:
        rows = "\n".join(reader.rows("#issues"))
        dates = ("2026-03-13", "~2026-03-06", "2026-02-27", "2024-11")
        places = [rows.index(f"{date} ") for date in dates]
        assert places == sorted(places)
        assert "2024-11-01" not in rows
        await reader.press("j")
        await reader.until_text("heron · ~2026-03-06")
        await reader.press("j", "j")
        await reader.until_text("heron · 2024-11")
        assert "2024-11-01" not in reader.text


async def test_hits_show_dates_as_the_list_does(undated: Library) -> None:
    async with running(undated) as reader:
        await reader.press("/")
        await reader.write("has:link ")
        await reader.until(lambda: reader.rows("#hits"))
        hits = "\n".join(reader.rows("#hits"))
        assert "heron · ~2026-03-06" in hits
        assert "heron · 2024-11 " in hits
