"""`ainews add` and `sources --export` with the lists of feeds that other readers write."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.cli.conftest import Run


def test_a_list_of_feeds_goes_in_and_out(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.opml"
    path.write_text('<opml><outline title="灯笼" xmlUrl="https://kiln.example/f"/></opml>')
    code, out, _ = run("add", path)
    assert code == 0
    assert "灯笼: added, feed https://kiln.example/f\n" in out
    assert "1 feeds added; `ainews sync` fetches them" in out
    assert run("sources", "--export", tmp_path / "out.opml")[0] == 0
    assert 'xmlUrl="https://kiln.example/f"' in (tmp_path / "out.opml").read_text("utf-8")
    assert "0 feeds added; 1 were added before" in run("add", tmp_path / "out.opml")[1]


def test_folders_of_a_list_are_tags_that_are_shown_asked_for_and_written(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "in.opml"
    path.write_text(
        '<opml><outline text="R & D"><outline title="Kiln" xmlUrl="https://kiln.example/f"/>'
        '</outline><outline title="Oak" xmlUrl="https://oak.example/f"/><outline text="x"/></opml>'
    )
    code, out, err = run("add", path, "--tag", "slow")
    assert (code, err) == (0, f"ainews: {path}, line 1: an outline without a feed: x\n")
    assert "2 feeds added; 1 not taken; `ainews sync` fetches them\n" in out
    assert "kiln  https://kiln.example/f  not synced yet  #R & D  #slow\n" in run("sources")[1]
    (record,) = json.loads(run("sources", "--tag", "r & d", "--json")[1])["sources"]
    assert (record["name"], record["tags"]) == ("kiln", ["R & D", "slow"])
    assert run("sources", "--tag", "x") == (1, "", "ainews: no source has the tag x\n")
    assert "1 feeds written" in run("sources", "--tag", "R & D", "--export", tmp_path / "o.opml")[1]
    assert '<outline text="R &amp; D">' in (tmp_path / "o.opml").read_text("utf-8")


def test_a_list_of_newsboat_is_added_without_its_queries(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "urls"
    path.write_text('https://kiln.example/f robots "~Kiln"\n"query:All:age < 3"\n')
    code, out, err = run("add", path)
    assert (code, err.startswith(f"ainews: {path}, line 2: a query of newsboat")) == (0, True)
    assert f"{path}: 1 feeds added; 1 not taken; " in out
    assert "kiln  https://kiln.example/f  not synced yet  #robots\n" in run("sources")[1]
