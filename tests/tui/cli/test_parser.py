"""How every verb's command line is taken apart, and how its help is set."""

from __future__ import annotations

import io
import json
import re
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from tui.cli.parser import SentenceParser, options_of
from tui.cli.verbs import VERBS, Verb
from tui.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.cli.conftest import Run

WITH_WORDS = {
    "add": "sources",
    "sync": "names",
    "search": "words",
    "watch": "words",
    "show": "ids",
    "links": "ids",
    "mark": "ids",
    "export": "ids",
    "timeline": "term",
    "parse": "files",
    "lint": "paths",
}
FIRST = {"open": "ids", "remove": "name", "compare": "one"}


def parser_of(verb: Verb) -> SentenceParser:
    parser = SentenceParser(f"ainews {verb.name}", "", "", "")
    import_module(f"tui.cli.verbs.{verb.name}").add_arguments(parser)
    return parser


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_two_hyphens_end_the_options_of_every_verb(verb: Verb) -> None:
    parser = parser_of(verb)
    if verb.name in WITH_WORDS:
        given = parser.parse(["--", "-x", "--folder", "-"])
        assert list(map(str, getattr(given, WITH_WORDS[verb.name]))) == ["-x", "--folder", "-"]
        return
    words = ["-x", "-y"] if verb.name == "compare" else ["-x"]
    if verb.name in FIRST:
        given = parser.parse(["--", *words])
        assert getattr(given, FIRST[verb.name]) in ("-x", ["-x"])
        return
    with pytest.raises(UsageError, match=r"-x|invalid choice|required: FILE"):
        parser.parse(["--", "-x"])


@pytest.mark.parametrize(
    ("arguments", "words", "limit"),
    [
        (["heron", "--limit", "3", "kite"], ["heron", "kite"], 3),
        (["--limit=3", "heron", "--", "--limit", "4"], ["heron", "--limit", "4"], 3),
        (["-5", "--limit", "3"], ["-5"], 3),
        (["-kite heron"], ["-kite heron"], 20),
        (["-f", "/maple", "heron", "-f/oak"], ["heron"], 20),
        (["--", "--limit"], ["--limit"], 20),
        (["heron", "--"], ["heron"], 20),
        (["-"], ["-"], 20),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_options_stand_anywhere_before_two_hyphens(
    arguments: list[str], words: list[str], limit: int
) -> None:
    (search,) = (verb for verb in VERBS if verb.name == "search")
    given = parser_of(search).parse(arguments)
    assert (given.words, given.limit) == (words, limit)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["heron", "--limit"], "--limit: expected one argument"),
        (["heron", "--limit", "--", "3"], "--limit: expected one argument"),
        (["heron", "--limit", "--json"], "--limit: expected one argument"),
        (["heron", "-x", "--y"], "unrecognized arguments: -x --y;"),
    ],
)
def test_an_option_that_cannot_be_is_told(arguments: list[str], words: str) -> None:
    (search,) = (verb for verb in VERBS if verb.name == "search")
    with pytest.raises(UsageError, match=words):
        parser_of(search).parse(arguments)


def test_short_options_may_be_joined() -> None:
    parser = SentenceParser("ainews maple", "", "", "")
    parser.add_argument("-v", action="store_true")
    parser.add_argument("-f")
    parser.add_argument("words", nargs="*")
    for arguments in (["-vf", "oak", "heron"], ["heron", "-vfoak"], ["-v", "heron", "-f=oak"]):
        given = parser.parse(arguments)
        assert (given.v, given.f, given.words) == (True, "oak", ["heron"])


def test_a_second_pair_of_hyphens_never_ends_in_a_fault(run: Run) -> None:
    for arguments in ("marks -- export --", "compare -- -- --", "search heron -- --"):
        code, out, err = run(*arguments.split())
        assert (code, out) == (2, "")
        assert "a second -- cannot be an argument" in err


def test_a_query_that_begins_with_a_minus_is_searched(run: Run, news: Path) -> None:
    code, out, _ = run("search", "--json", "-f", news, "--", "-heron")
    assert (code, json.loads(out)["total"]) == (0, 2)


_ENTRY = re.compile(r"(?P<name>  \S.*?)  +\S|(?P<alone>  \S+( \S+)*)")


@pytest.mark.parametrize("width", [40, 57, 80, 120, 200])
@pytest.mark.parametrize("verb", ["", *(verb.name for verb in VERBS)])
def test_no_column_of_the_help_runs_into_the_next(
    run: Run,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    verb: str,
    width: int,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    with pytest.raises(SystemExit):
        run(*filter(None, (verb, "--help")))
    lines = capsys.readouterr().out.splitlines()
    names = (
        options_of(next(one for one in VERBS if one.name == verb))
        if verb
        else dict.fromkeys(one.name for one in VERBS)
    )
    for name in names:
        entry = re.compile(rf"  (-\w( [A-Z]+)?, )?{name}(?P<rest>.*)")
        found = [match for match in map(entry.fullmatch, lines) if match]
        assert found, name
        assert re.fullmatch(r"( ([A-Z.]+|\{\S+\}))?(  +\S.*)?", found[0]["rest"]), found[0][0]
    prose = lines[: next(n for n, line in enumerate(lines) if line.startswith("examples"))]
    assert max(
        map(len, (line for line in prose if not line.startswith(("usage", " " * 6 + " "))))
    ) <= max(width, 75)


@pytest.mark.parametrize("verb", ["show", "open", "links", "mark", "export"])
def test_a_minus_reads_ids_from_standard_input_in_every_verb_that_takes_ids(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    found = run("search", "heron", "--jsonl", "-f", news)[1]
    options = {"open": ["--print"], "mark": ["--read"]}.get(verb, [])
    monkeypatch.setattr("sys.stdin", io.StringIO(found))
    by_input = run(verb, "-", *options, "-f", news)
    if verb == "mark":
        assert by_input == (0, "1 of 1 item marked read\n", "")
        return
    assert by_input == run(verb, json.loads(found)["id"], *options, "-f", news)
    assert by_input[0] == 0
    assert "two.example" in by_input[1]


@pytest.mark.parametrize("verb", ["show", "open"])
def test_every_id_on_standard_input_is_taken(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    ids = run("search", "--ids", "-f", news, "has:link")[1]
    monkeypatch.setattr("sys.stdin", io.StringIO(ids))
    code, out, _ = run(verb, "-", *(["--print"] if verb == "open" else []), "-f", news)
    assert code == 0
    assert all(site in out for site in ("one.example", "two.example", "three.example"))


def test_without_an_id_on_standard_input_it_is_said(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for verb in ("show", "open"):
        monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
        code, out, err = run(verb, "-", "-f", news)
        assert (code, out) == (2, "")
        assert "standard input holds no id" in err
