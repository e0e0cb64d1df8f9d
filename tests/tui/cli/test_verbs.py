from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from tui.cli.library import HOW_TO_ADD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.cli.conftest import Run, RunProcess


def test_search_prints_hits_for_scripts(run: Run, news: Path) -> None:
    code, out, _ = run("search", "开源", "--json", "--folder", news)
    page = json.loads(out)
    assert code == 0
    assert page["total"] == 1
    (hit,) = page["hits"]
    assert hit["title"] == "青鸟-3 开源"
    assert hit["section"] == ["模型"]
    assert hit["links"] == ["https://one.example/a"]
    assert hit["date"] == "2026-03-02"
    assert hit["publication"] == "kiln"
    assert hit["id"].startswith(hit["issue"])
    assert set(hit) >= {"snippet", "issue_title"}
    assert "青鸟" in out, "letters beyond ASCII stand for themselves"


def test_search_prints_hits_for_people(run: Run, news: Path) -> None:
    code, out, err = run("search", "heron", "-f", news)
    assert code == 0
    assert "2026-03-02  kiln › 模型" in out
    assert "  Heron 4 writes a log\n" in out
    assert "https://two.example/b" in out
    assert err == ""


def test_search_says_that_there_are_more_hits(run: Run, news: Path) -> None:
    code, out, err = run("search", "日志 OR heron OR 慢读", "--limit", 1, "-f", news)
    assert code == 0
    assert out.count("https://") == 1
    assert "1 of 3 hits" in err


def test_words_and_options_may_be_mixed(run: Run, news: Path) -> None:
    assert run("search", "-f", news, "heron", "--json", "log")[0] == 0


def test_nothing_found_is_exit_code_1(run: Run, news: Path) -> None:
    code, out, err = run("search", "鲸鱼", "-f", news)
    assert (code, out, err) == (1, "", "ainews: nothing found\n")
    code, out, _ = run("search", "鲸鱼", "--json", "-f", news)
    assert code == 1
    facts = {"total": 0, "total_is_exact": True, "total_most": 0, "suggestion": "", "remarks": []}
    assert json.loads(out) == {"schema": "ainews/1"} | facts | {"hits": []}


def test_list_prints_each_issue(run: Run, news: Path) -> None:
    code, out, _ = run("list", "-f", news)
    assert code == 0
    assert "  2026-03-02      3/3  kiln · 窑火周报" in out


def test_on_a_terminal_an_issue_takes_one_line(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setenv("NO_COLOR", "1")
    _, out, _ = run("list", "-f", news)
    assert out.endswith("窑火周报 …\n")


def test_list_prints_a_json_object_a_line(run: Run, news: Path) -> None:
    text = (news / "2026-03-02.md").read_text(encoding="utf-8")
    (news / "2026-03-09.md").write_text(text.replace("03-02", "03-09"), encoding="utf-8")
    code, out, _ = run("list", "--jsonl", "-f", news)
    issues = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [issue["date"] for issue in issues] == ["2026-03-09", "2026-03-02"]
    assert issues[0]["items"] == 3
    assert issues[0]["stub"] is False


def test_an_issue_and_an_item_are_shown_by_the_ids_that_list_and_search_print(
    run: Run, news: Path
) -> None:
    issue_id = json.loads(run("list", "--jsonl", "-f", news)[1])["id"]
    _, out, _ = run("show", issue_id, "-f", news)
    assert "窑火周报" in out
    assert "\n# 模型\n\n青鸟-3 开源\n" in out
    assert "[1] https://three.example/c" in out
    item_id = json.loads(run("search", "慢读", "--json", "-f", news)[1])["hits"][0]["id"]
    _, out, _ = run("show", item_id[:-1], "--plain", "-f", news)
    assert out.startswith("kiln · 2026-03-02 › 研究\n慢读三遍\n")


def test_show_prints_json(run: Run, news: Path) -> None:
    issue_id = json.loads(run("list", "--jsonl", "-f", news)[1])["id"]
    issue = json.loads(run("show", issue_id, "--json", "-f", news)[1])
    assert issue["sections"] == [["模型"], ["研究"]]
    item = json.loads(run("show", issue["items"][2]["id"], "--json", "-f", news)[1])
    assert (item["issue"], item["title"]) == (issue_id, "慢读三遍")


def test_index_says_what_was_done(run: Run, news: Path) -> None:
    code, out, _ = run("index", "-f", news)
    assert (code, out) == (
        0,
        "1 issue: 1 new, 0 changed, 0 unchanged; 0 removed; 3 items\n",
    )
    assert "0 new, 0 changed, 1 unchanged" in run("index", "-f", news)[1]
    assert "1 changed" in run("index", "--rebuild", "-f", news)[1]


def test_index_names_the_files_that_it_could_not_read(run: Run, news: Path) -> None:
    (news / "empty.md").touch()
    (news / "binary.md").write_bytes(bytes(range(256)) * 8)
    code, _, err = run("index", "-f", news)
    assert code == 0
    assert "empty.md: " in err
    assert "binary.md: " in err
    assert len(err.splitlines()) == 2


def test_index_reports_its_progress_as_json_lines(news: Path, run_process: RunProcess) -> None:
    done = run_process("index", "--progress", "json", "-f", news)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    progress = lines[0]["progress"]
    assert progress.pop("seconds") >= 0
    assert progress == {"issues": 1, "total": 1, "items": 3}
    # Comparing says how far it has come when it takes long, and reading likewise.
    (report,) = (line["report"] for line in lines if "report" in line)
    assert report["added"] == 1
    assert report["problems"] == 0
    assert lines[-1] == {"compared": ""}


def test_index_reports_its_failure_as_a_json_line(run_process: RunProcess) -> None:
    done = run_process("index", "--progress", "json", "-f", "/nowhere")
    assert done.returncode == 2
    assert "/nowhere" in json.loads(done.stdout)["error"]


def test_index_reports_a_bug_as_a_json_line_and_lets_it_go_up(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble(*_arguments: object, **_options: object) -> None:
        raise AttributeError("a bug")

    monkeypatch.setattr("digests.refresh.refresh.find_work", stumble)
    monkeypatch.setattr("os.nice", lambda _niceness: 0)
    with pytest.raises(AttributeError, match="a bug"):
        run("index", "--progress", "json", "-f", news)
    (line,) = capsys.readouterr().out.splitlines()
    assert "because of a bug in ainews (AttributeError in digests." in json.loads(line)["error"]


def test_parse_prints_a_json_object_a_file(run: Run, news: Path) -> None:
    path = news / "2026-03-02.md"
    code, out, _ = run("parse", "--json", path, path)
    first, second = (json.loads(line) for line in out.splitlines())
    assert code == 0
    assert first == second
    assert first["file"] == str(path)
    assert (first["title"], first["date"]) == ("窑火周报", "2026-03-02")
    assert first["sections"] == [["模型"], ["研究"]]
    item = first["items"][0]
    assert item["section"] == ["模型"]
    assert item["links"] == ["https://one.example/a"]
    assert (item["n_images"], item["kind"]) == (0, "story")
    assert "权重与训练日志" in item["text"]


def test_parse_prints_an_outline(run: Run, news: Path) -> None:
    code, out, _ = run("parse", news / "2026-03-02.md")
    assert code == 0
    assert out.startswith("窑火周报  2026-03-02 · kiln · zh · 3 items\n  模型\n    - 青鸟-3 开源")


def test_a_file_that_cannot_be_read_does_not_keep_the_others_back(run: Run, news: Path) -> None:
    code, out, err = run("parse", "--json", news / "missing.md", news / "2026-03-02.md")
    assert code == 2
    assert len(out.splitlines()) == 1
    assert "missing.md" in err


def test_folders_that_were_added_make_the_library(run: Run, news: Path, home: Path) -> None:
    code, out, _ = run("add", news)
    assert code == 0
    assert str(home / ".config" / "ainews" / "settings.toml") in out
    code, out, err = run("search", "heron", "--json")
    assert json.loads(out)["total"] == 1
    assert err == ""
    assert "was added before" in run("add", news)[1]


def test_without_folders_the_samples_are_read(run: Run) -> None:
    code, out, err = run("list")
    assert code == 0
    assert len(out.splitlines()) >= 5
    assert HOW_TO_ADD in err


def test_a_misspelt_query_is_answered_with_what_may_be_meant(run: Run, news: Path) -> None:
    code, out, err = run("search", "heronn", "-f", news)
    assert (code, out.partition(" ")[0]) == (0, "--")
    assert "did you mean: heron" in err
    assert json.loads(run("search", "heronn", "--json", "-f", news)[1])["suggestion"] == "heron"
