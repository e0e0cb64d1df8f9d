from __future__ import annotations

import json

from tui.state.memory import SavedState, SearchHistory


def test_the_newest_query_comes_first_and_each_is_there_once():
    history = SearchHistory()
    for query in ("heron", "crane", "heron"):
        history.add(query)
    assert history.queries == ("heron", "crane")


def test_an_empty_query_is_not_remembered():
    history = SearchHistory()
    history.add("  ")
    assert history.queries == ()


def test_queries_are_there_after_the_next_start(tmp_path):
    SearchHistory(SavedState(tmp_path / "remembered.json")).add("开源")
    assert SearchHistory(SavedState(tmp_path / "remembered.json")).queries == ("开源",)


def test_only_the_last_ones_are_kept():
    history = SearchHistory()
    for number in range(250):
        history.add(f"heron {number}")
    assert len(history.queries) == 200
    assert history.queries[0] == "heron 249"


def test_what_somebody_else_wrote_into_the_file_is_made_safe(tmp_path):
    path = tmp_path / "remembered.json"
    path.write_text(json.dumps({"searches": ["a\x1b[2Jb", 3, "\n", "crane"]}), encoding="utf-8")
    assert SearchHistory(SavedState(path)).queries == ("a^[[2Jb", "crane")
