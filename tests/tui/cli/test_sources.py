"""`ainews add`, `sources`, `sync` and `remove`, as a newcomer meets them."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.feeds import entry, rss
from tests.git_repository import Repository, needs_git
from tests.loopback_server import Loopback, page, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.tui.cli.conftest import Run


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        running.routes["/feed"] = page(rss(entry(), entry("青鸟开源", number=2)), ETag='"1"')
        yield running


def data(home: Path) -> Path:
    return home / ".local" / "share" / "ainews" / "sources"


def test_a_feed_is_added_synced_read_and_removed(run: Run, server: Loopback, home: Path) -> None:
    code, out, err = run("add", server.url("/feed"))
    assert (code, err) == (0, "")
    assert out.startswith(f"the-kiln-letter: added, feed {server.url('/feed')}; `ainews sync ")
    assert run("sync") == (0, "the-kiln-letter: 2 new, 0 unchanged\n", "")
    assert run("sync") == (0, "the-kiln-letter: 2 unchanged\n", "")
    assert json.loads(run("search", "青鸟", "--json")[1])["total"] == 1
    code, out, err = run("remove", "the-kiln-letter")
    assert code == 2
    assert "--delete-files or --keep-files" in err
    code, out, _ = run("remove", "the-kiln-letter", "--delete-files")
    assert (code, out) == (0, "the-kiln-letter: removed; what was fetched is deleted\n")
    assert list(data(home).iterdir()) == []
    assert run("sources")[0] == 1


@needs_git
def test_a_bare_repository_is_added_by_its_path(run: Run, tmp_path: Path) -> None:
    repository = Repository.make(tmp_path)
    repository.write("2026-08-01.md", "# Day\n\n- [Heron](https://a.example/) waits\n")
    repository.commit()
    assert run("add", repository.bare, "--name", "Kiln")[0] == 0
    assert run("sync", "kiln", "--no-index") == (0, "kiln: 1 new, 0 unchanged\n", "")
    code, out, _ = run("list", "--json")
    assert json.loads(out)["issues"][0]["publication"] == "Kiln"
    assert code == 0


def test_folders_and_sources_make_one_library(run: Run, server: Loopback, news: Path) -> None:
    run("add", news, server.url("/feed"))
    run("sync")
    issues = json.loads(run("list", "--json")[1])["issues"]
    assert {issue["publication"] for issue in issues} == {"kiln", "The Kiln Letter"}
    code, out, _ = run("sources")
    assert code == 0
    folder, feed = out.splitlines()
    assert folder == f"folder  {news}"
    assert feed.startswith(f"feed    the-kiln-letter  {server.url('/feed')}  synced 20")


def test_sources_are_listed_for_programs(run: Run, server: Loopback, news: Path) -> None:
    run("add", news, server.url("/feed"))
    listed = json.loads(run("sources", "--json")[1])
    assert [source["kind"] for source in listed["sources"]] == ["folder", "feed"]
    assert listed["schema"].startswith("ainews/")
    lines = run("sources", "--jsonl")[1].splitlines()
    assert [json.loads(line) for line in lines] == listed["sources"]
    (report,) = json.loads(run("sync", "--json")[1])["synced"]
    assert report == {
        "name": "the-kiln-letter",
        "new": 2,
        "changed": 0,
        "removed": 0,
        "unchanged": 0,
        "failure": "",
        "notes": [],
        "moved_to": "",
    }


def test_a_source_that_fails_is_named_and_the_others_are_read(run: Run, server: Loopback) -> None:
    run("add", server.url("/feed"))
    server.routes["/two"] = page(rss(entry(number=7)))
    run("add", server.url("/two"), "--name", "Two")
    server.routes["/feed"] = refuse(404)
    code, out, err = run("sync")
    assert (code, err) == (1, "")
    assert "two: 1 new, 0 unchanged\n" in out
    assert "the-kiln-letter: failed: http://" in out
    assert len(json.loads(run("list", "--json")[1])["issues"]) == 1
    assert "        failed: http://" in run("sources")[1]


def test_what_a_server_writes_drives_no_terminal(run: Run, server: Loopback) -> None:
    title = "\x9b31337J\u202e evil"
    html = "<p>\x9d0;x\x9c text</p>"
    server.routes["/feed"] = page(rss(entry(title, html=html), title=title))
    printed = [run("add", server.url("/feed")), run("sync"), run("sources"), run("list")]
    printed.append(run("search", "evil"))
    printed.append(run("sources", "--export", "-"))
    for code, out, err in printed:
        assert code == 0
        assert not set(out + err) & set("\x1b\x07\x9b\x9c\x9d\u202e")


def test_issues_are_listed_by_the_tag_of_their_source(
    run: Run, server: Loopback, news: Path
) -> None:
    server.routes["/two"] = page(rss(entry(number=7)))
    run("add", news)
    run("add", server.url("/two"), "--name", "Two")
    run("add", server.url("/feed"), "--tag", "Slow Reading")
    run("sync")
    listed = json.loads(run("list", "--tag", "slow reading", "--json")[1])["issues"]
    assert {issue["publication"] for issue in listed} == {"The Kiln Letter"}
    assert len(listed) == 2
    assert run("list", "--tag", "robots")[0] == 1


def test_an_address_without_a_scheme_says_which_answered(run: Run, server: Loopback) -> None:
    address = server.url("/feed")
    code, out, err = run("add", address.removeprefix("http://"), "--tag", "slow")
    assert (code, err) == (0, "")
    assert out.startswith(f"the-kiln-letter: added, feed {address}; ")


def test_a_folder_is_removed_by_path_or_name_and_stays_as_it_was(
    run: Run, news: Path, home: Path, tmp_path: Path
) -> None:
    settings = home / ".config" / "ainews" / "settings.toml"
    other = tmp_path / "other"
    other.mkdir()
    run("add", news, other)
    settings.write_text(f"# mine\n{settings.read_text()}# end\n")
    assert run("remove", news) == (
        0,
        f"{news}: removed from the library; the folder is as it was\n",
        "",
    )
    assert run("remove", "other")[0] == 0
    text = settings.read_text()
    assert text.startswith("# mine\n")
    assert text.endswith("# end\n")
    assert json.loads(run("sources", "--json")[1])["sources"] == []
    assert len(list(news.iterdir())) == 1


@pytest.mark.parametrize(
    "listed",
    [
        '["{a}", "{b}"]',
        '["{b}", "{a}"]',
        "['{a}','{b}',]",
        '[\n "{b}",\n "{a}"\n]',
        '["{b}"\n,"{a}"]',
    ],
)
def test_a_folder_is_removed_however_the_list_is_written(
    run: Run, home: Path, listed: str, tmp_path: Path
) -> None:
    settings = home / ".config" / "ainews" / "settings.toml"
    settings.parent.mkdir(parents=True)
    places = {"a": tmp_path / "a", "b": tmp_path / "b"}
    settings.write_text(f"x.y = '{tmp_path}/a'\nfolders = {listed.format(**places)}\n")
    assert run("remove", tmp_path / "a")[0] == 0
    sources = json.loads(run("sources", "--json")[1])["sources"]
    assert [source["name"] for source in sources] == [str(tmp_path / "b")]
    assert f"x.y = '{tmp_path}/a'" in settings.read_text()


@pytest.mark.parametrize(
    ("answer", "left"), [("y\n", []), ("n\n", ["the-kiln-letter"]), ("\n", ["the-kiln-letter"])]
)
def test_on_a_terminal_the_user_is_asked_about_the_files(
    run: Run,
    server: Loopback,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    left: list[str],
) -> None:
    run("add", server.url("/feed"))
    run("sync", "--no-index")
    _answer(monkeypatch, answer)
    code, _, err = run("remove", "the-kiln-letter")
    assert code == 0
    assert "Delete the files that were fetched" in err
    assert [path.name for path in data(home).iterdir()] == left
    assert run("sources")[0] == 1


def test_who_thinks_better_of_it_keeps_everything(
    run: Run, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", server.url("/feed"))
    run("sync", "--no-index")
    _answer(monkeypatch, "c\n")
    assert run("remove", "the-kiln-letter")[0] == 1
    assert run("sources")[0] == 0


def _answer(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    typed = io.StringIO(answer)
    typed.isatty = lambda: True  # type: ignore[method-assign]  # a terminal of one line
    monkeypatch.setattr(sys, "stdin", typed)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "ext::sh"), "ext: is not supported"),
        (("add", "https://"), "no host"),
        (("add", "{news}", "--only", "weekly"), "--only is for git repositories"),
        (("add", "{news}", "--home", "letter.example"), "--home wants a web address: https://"),
        (
            ("add", "https://a.example/", "https://b.example/", "--name", "X"),
            "one source at a time",
        ),
        (("add", "{url}/nothing"), "there is no such page (404)"),
        (("add", "{url}/else", "--only", "../x"), "a folder in the repository is wanted"),
        (("remove", "nothing"), "no source is named 'nothing'"),
        (("remove", ""), "no source is named ''"),
        (("sync", "nothing"), "no source is named 'nothing'"),
        (("sources", "--export", "/nowhere/x.opml"), "cannot be written"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_use_gets_a_sentence(
    run: Run, server: Loopback, news: Path, arguments: tuple[str, ...], words: str
) -> None:
    run("add", server.url("/feed"), "--name", "There")
    places = {"news": news, "url": server.url()[:-1]}
    code, out, err = run(*(argument.format(**places) for argument in arguments))
    assert (code, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_without_sources_there_is_nothing_to_sync(run: Run, news: Path) -> None:
    run("add", news)
    code, out, err = run("sync")
    assert (code, out) == (1, "")
    assert "there is nothing to sync" in err


def test_a_broken_list_of_sources_is_named(run: Run, home: Path) -> None:
    path = home / ".config" / "ainews" / "sources.toml"
    path.parent.mkdir(parents=True)
    path.write_text("[[source]]\nname =\n")
    for verb in ("list", "sources", "sync"):
        code, _, err = run(verb)
        assert code == 2
        assert "sources.toml: is not TOML" in err
        assert "line 2" in err
