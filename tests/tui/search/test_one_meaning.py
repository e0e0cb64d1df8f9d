"""What is seen is what is saved: one text finds the same wherever it is asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from digests import HitKind, Library, Match, SavedSearch, SavedSearches
from tests.factories import digest, write
from tests.tui.running_reader import running
from tests.tui.searching_user import hit_list, remark, search_screen
from tui.cli import main
from tui.jobs.library import counted_searches
from tui.jobs.search import counted_hits
from tui.search.hit_pages import hit_count

if TYPE_CHECKING:
    from pathlib import Path

QUERIES = ("heron", "her", "heron o", "青鸟", "owl OR 青鸟", "heron -log", '"heron keeps"', "hern")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    titles = (
        "Heron keeps a log",
        "Heron and owl",
        "An owl in the herbs",
        "青鸟开源了",
        "Hermit crab",
    )
    return write(tmp_path / "birds" / "2026-08-01.md", digest(*titles)).parent


def saved_totals(library: Library, saved: SavedSearches) -> list[int | None]:
    return [total for _, total in counted_hits(library, saved)]


def printed(folder: Path, query: str, capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    capsys.readouterr()
    main(["search", query, "--json", "--folder", str(folder)])
    page = json.loads(capsys.readouterr().out)
    return {"all": page["total"], "most": page["total_most"]}


@pytest.mark.parametrize("query", QUERIES)
async def test_the_screen_the_command_line_and_a_saved_search_find_the_same(
    folder: Path,
    tmp_path: Path,
    query: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    saved = SavedSearches(tmp_path / "searches.toml")
    saved.save(SavedSearch("birds", query))
    with Library.open([folder], tmp_path / "cache") as library:
        library.refresh()
        (counted,) = counted_searches(library, saved)
        async with running(library) as reader:
            await reader.press("/")
            await reader.write(query)
            await reader.until_idle()
            await reader.until(lambda: remark(reader))
            page = search_screen(reader)._pages.page
            assert page is not None
            assert page.query == query
            hits = hit_list(reader).hits
        (listed,) = saved_totals(library, saved)
    assert len(hits) == hit_count(page)
    assert {"all": page.total, "most": page.total_most} == printed(folder, query, capsys)
    assert listed == page.total
    in_all = [hit for hit in hits if hit.match is Match.ALL and hit.kind is HitKind.ITEM]
    assert counted.unread == len(in_all)
