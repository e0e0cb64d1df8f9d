"""`ainews search`: what has all that is asked for, then what has most of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.tui.more_hits import find_more

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.cli.conftest import Run


def test_a_line_parts_what_has_most_of_the_words_from_what_has_all(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find_more(monkeypatch, most="慢读 OR 青鸟")
    code, out, err = run("search", "heron", "-f", news)
    assert code == 0
    assert "words" not in err
    first, second = out.split("-- 2 with most of the words:\n")
    assert "Heron 4" in first
    assert "慢读三遍" in second
    assert "青鸟-3" in second


def test_how_many_there_are_counts_both(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find_more(monkeypatch, most="慢读 OR 青鸟")
    _, out, err = run("search", "heron", "--limit", 2, "-f", news)
    assert out.count("https://") == 2
    assert err == "ainews: 2 of 3 hits; --limit N prints more\n"


def test_what_has_only_most_of_the_words_is_found_too(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find_more(monkeypatch, most="heron", suggestion="heron")
    code, out, err = run("search", "hernn", "-f", news)
    assert code == 0
    assert out.startswith("-- 1 with most of the words:\n")
    assert err == "ainews: nothing has all of this; did you mean: heron\n"


def test_it_can_be_left_out(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find_more(monkeypatch, most="慢读")
    code, out, _ = run("search", "heron", "--all-words", "-f", news)
    assert code == 0
    assert "慢读" not in out
    assert run("search", "zzyzx", "--all-words", "-f", news)[:2] == (1, "")
    page = json.loads(run("search", "heron", "--all-words", "--json", "-f", news)[1])
    assert [hit["match"] for hit in page["hits"]] == ["all"]
    assert page["total_most"] == 0


def test_programs_are_told_which_is_which(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find_more(monkeypatch, most="慢读", issue="窑火", remarks=("AND was read as a word",))
    code, out, err = run("search", "heron", "--json", "-f", news)
    page = json.loads(out)
    assert (code, err) == (0, "")
    assert [(hit["kind"], hit["match"]) for hit in page["hits"]] == [
        ("issue", "all"),
        ("item", "all"),
        ("item", "most"),
    ]
    assert page["hits"][0]["id"] == page["hits"][0]["issue"]
    assert (page["total"], page["total_most"]) == (2, 1)
    assert page["remarks"] == ["AND was read as a word"]


def test_remarks_are_no_output(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find_more(monkeypatch, remarks=("AND was read as a word",))
    _, out, err = run("search", "heron", "-f", news)
    assert "AND" not in out
    assert err == "ainews: AND was read as a word\n"


def test_an_issue_says_that_it_is_one(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find_more(monkeypatch, issue="窑火")
    _, out, _ = run("search", "heron", "-f", news)
    assert "2026-03-02  kiln › whole issue\n  窑火周报\n" in out


def test_ids_are_those_of_items_with_all_words(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find_more(monkeypatch, most="慢读", issue="窑火")
    code, out, _ = run("search", "heron OR 青鸟", "--ids", "-f", news)
    assert code == 0
    assert len(out.split()) == 2
    assert all("." in item_id for item_id in out.split())
    assert len(run("search", "heron OR 青鸟", "--ids", "--limit", 1, "-f", news)[1].split()) == 1
    assert run("search", "zzyzx", "--ids", "-f", news)[:2] == (1, "")


@pytest.mark.parametrize("words", [("mark", "--star"), ("export",)])
def test_verbs_that_act_on_a_query_act_on_items_with_all_words(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    find_more(monkeypatch, most="慢读", issue="窑火")
    code, out, _ = run(*words, "--query", "heron", "-f", news)
    assert code == 0
    assert "1 of 1 item" in out or "Heron 4" in out
    assert "慢读" not in out


def test_a_watched_query_prints_what_has_all_words(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find_more(monkeypatch, most="慢读")
    code, out, _ = run("watch", "heron", "--all", "--json", "-f", news)
    page = json.loads(out)
    assert code == 0
    assert page["total"] == 1
    assert [hit["match"] for hit in page["hits"]] == ["all"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "last:1d"),
        ("search", "last:1d", "--ids"),
        ("search", "last:1d", "--json"),
        ("export", "--query", "last:1d"),
        ("mark", "--query", "last:1d", "--star"),
        ("watch", "last:1d", "--all"),
    ],
)
def test_every_verb_says_that_days_end_with_the_newest_issue(
    run: Run, news: Path, arguments: tuple[str, ...]
) -> None:
    code, out, said = run(*arguments, "-f", news)
    assert code == 0
    words = 'The newest issue is of 2026-03-02, so "last:1d" ends there'
    found = json.loads(out)["remarks"] if "--json" in arguments else said.split("ainews: ")
    assert words in [line.strip() for line in found]
