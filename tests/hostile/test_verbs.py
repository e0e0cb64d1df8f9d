"""Every verb of the command line prints hostile text so that a terminal only shows it."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.hostile.library import write_library
from tests.hostile.sequences import ALL, CONTROLS, OBEYED
from tui.cli import main
from tui.cli.verbs import VERBS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ALL_CONTROLS = "".join(CONTROLS.values())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose settings name a folder with a hostile name."""
    place = tmp_path_factory.mktemp("hostile")
    folder = place / "evil \x1b]0;title31337\x07 [blink]"
    folder.mkdir()
    write_library(folder)
    settings = place / "home" / ".config" / "ainews"
    settings.mkdir(parents=True)
    (settings / "settings.toml").write_text(f"folders = [{json.dumps(str(folder))}]\n")
    (settings / "searches.toml").write_text(
        f'[[search]]\nname = "shown-search \\u001b[31337J"\nquery = {json.dumps(ALL_CONTROLS)}\n'
    )
    return place


@pytest.fixture
def news(place: Path) -> Path:
    return next(place.glob("evil*"))


@pytest.fixture
def run(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """Run a command line and return all that it printed, once that is known to be harmless."""
    monkeypatch.setenv("HOME", str(place / "home"))
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name in ("BROWSER", "EDITOR", "VISUAL"):
        monkeypatch.setenv(name, "true")
    # The indexer of a reader makes way for it; the other tests of this process should not.
    monkeypatch.setattr("os.nice", lambda increment: 0)
    monkeypatch.setattr("signal.signal", lambda number, action: None)

    def run(*arguments: object) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(""))
        code: object = 0
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as ended:  # --help
            code = ended.code or 0
        printed = capsys.readouterr()
        text = printed.out + printed.err
        assert not set(text) & OBEYED, sorted(map(ascii, set(text) & OBEYED))
        assert "Traceback" not in text
        assert code in (0, 1, 2)
        return text

    if not (place / "home" / ".cache").exists():
        run("index")
    return run


def ids(run: Callable[..., str], *query: str) -> list[str]:
    return run("search", *query, "--ids", "--limit", "200").split()


def everything(run: Callable[..., str], news: Path) -> dict[str, list[list[object]]]:
    """Return the command lines that are tried for each verb."""
    item = ids(run, "bare")[0]
    issue = item.partition(".")[0]
    files = sorted(news.glob("*.md"))
    saved = "shown-search \x1b[31337J"
    terms = ["--term", "bare", "--term", "story"]
    export = news.parent / "export \x1b[31337J.md"
    return {
        "add": [["add", news], ["add", "https://evil.example/\x1b[31337J"], ["add", "x\x9b31337J"]],
        "sources": [["sources"], ["sources", "--json"], ["sources", "--export", "-"]],
        "sync": [["sync"], ["sync", "\x1b[31337J"]],
        "remove": [["remove", "\x1b[31337J"], ["remove", news / "\x1b[31337J"]],
        "search": [
            ["search", "shown*"],
            ["search", "shown*", "--json"],
            ["search", "shown*", "--jsonl"],
            ["search", "--saved", saved],
            ["search", "--saved", "\x1b[31337J"],
        ],
        "watch": [["watch", "bare"], ["watch", "bare", "--all"], ["watch", "bare", "--jsonl"]],
        "list": [["list"], ["list", "--jsonl"], ["list", "--publication", "shown"]],
        "unread": [["unread"], ["unread", "--count"], ["unread", "--json"]],
        "show": [["show", issue], ["show", issue, "--plain"], ["show", item, "--json"]],
        "links": [["links", issue], ["links", item, "--json"]],
        "open": [["open", item], ["open", item, "1", "--print"], ["open", item, "2"]],
        "mark": [
            ["mark", item, "--star", "--tag", "shown-tag"],
            ["mark", item, "--tag", "\x1b[31337J"],
            ["mark", "--query", "bare", "--read"],
        ],
        "tags": [["tags"], ["tags", "--json"]],
        "export": [
            ["export", issue],
            ["export", issue, "--format", "json"],
            ["export", "--saved", saved],
            ["export", item, "--output", export],
        ],
        "stats": [["stats"], ["stats", "--json"], ["stats", *terms], ["stats", "--json", *terms]],
        "catchup": [["catchup"], ["catchup", "--since", "2020-01"], ["catchup", "--json"]],
        "timeline": [["timeline", "bare"], ["timeline", "shown", "--json"]],
        "compare": [
            ["compare", "shown", "lantern \x1b[31337J"],
            ["compare", "\x1b[31337J", "\x9b31337J", "--json"],
        ],
        "index": [["index"], ["index", "--rebuild"], ["index", "--progress", "json"]],
        "parse": [["parse", *files], ["parse", "-v", *files], ["parse", "--json", *files]],
        "lint": [["lint", news], ["lint", *files]],
        "doctor": [["doctor"], ["doctor", "--json"]],
        "marks": [
            ["marks", "export", news.parent / "marks \x1b[31337J.jsonl"],
            ["marks", "import", news.parent / "marks \x1b[31337J.jsonl"],
            ["marks", "import", files[0]],
        ],
        "config": [["config", "show"], ["config", "check"], ["config", "show", "--json"]],
        "keys": [["keys"], ["keys", "--json"]],
        "completion": [
            ["completion", "bash"],
            ["completion", "words", "list", "--publication", ""],
            ["completion", "words", "mark", "--tag", ""],
        ],
    }


@pytest.mark.parametrize("verb", [verb.name for verb in VERBS])
def test_a_verb_prints_nothing_that_a_terminal_obeys(
    verb: str, run: Callable[..., str], news: Path
) -> None:
    tried = everything(run, news)
    assert verb in tried, f"write down how {verb} is called with hostile text"
    for arguments in tried[verb]:
        run(*arguments)


@pytest.mark.parametrize("verb", [verb.name for verb in VERBS])
@pytest.mark.parametrize("text", [ALL_CONTROLS, "--\x1b[31337J", "[/nosuch]\u202e31337", "\udcff"])
def test_an_error_message_shows_what_was_typed_and_obeys_nothing(
    verb: str, text: str, run: Callable[..., str]
) -> None:
    run(verb, text)
    run(verb, "--no-such-option", text)


@pytest.mark.parametrize("text", [ALL_CONTROLS, "--\x1b[31337J", "[/nosuch]\u202e31337", "\udcff"])
def test_a_folder_or_verb_that_is_none_is_shown(text: str, run: Callable[..., str]) -> None:
    assert run(text)
    assert run("help", text)


def test_every_text_is_still_shown(run: Callable[..., str]) -> None:
    issues = json.loads(run("list", "--json"))["issues"]
    printed = "".join(run("show", issue["id"]) for issue in issues)
    seen = set(re.findall(r"shown-\w+", printed))
    for number in range(len(ALL)):
        for place in ("issue", "section", "title", "body", "link", "cell", "quote", "code"):
            assert f"shown-{place}{number}" in seen
    assert "shown-header" in printed
    assert "^[]52;c;ZXZpbA==^G" in printed


def test_every_item_is_found(run: Callable[..., str]) -> None:
    for number in range(len(ALL)):
        assert len(ids(run, f"shown-title{number}")) == 1
