"""Whatever a digest calls a link: a browser gets one web address, as one argument, or nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.sequences import ALL, OBEYED
from tui.errors import LinkRefusedError
from tui.system.browser import find_openers, open_link
from tui.system.urls import checked_url, shown_host, spelled_host

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://news.example/a?b=1&c=%20#d"

SETTINGS_AND_SYSTEMS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "the settings": ({"configured": ("recorder", "--new-tab", "{url}")}, ["--new-tab", URL]),
    "one argument with more in it": (
        {"configured": ("recorder", "--url={url}")},
        [f"--url={URL}"],
    ),
    "BROWSER": ({"environ": {"BROWSER": "recorder"}}, [URL]),
    "BROWSER with a place": ({"environ": {"BROWSER": "recorder -n %s -x"}}, ["-n", URL, "-x"]),
    "BROWSER that waits": ({"environ": {"BROWSER": "recorder %s &"}}, [URL]),
    "xdg-open": ({"environ": {"DISPLAY": ":0"}}, [URL]),
    "wslview": ({}, [URL]),
    "termux-open-url": ({}, [URL]),
    "w3m": ({"environ": {"BROWSER": "w3m"}}, [URL]),
    "lynx": ({"environ": {"BROWSER": "lynx"}}, [URL]),
}

HOSTILE = (
    "-flag",
    "--renderer-cmd-prefix=sh",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,x",
    "vscode://open",
    "smb://host/share",
    "ssh://-oProxyCommand=x/",
    "https:-flag",
    "https:\n//a.example",
    "http://",
    "http:///x",
    "https://user@a.example/",
    "https://user:word@a.example/",
    "https://a.example\\@b.example/",
    "https://a.example/ --flag",
    "\u00a0https://a.example/",
    "https://a.example/\x00",
    "https://a.example/" + "x" * 9000,
    *(f"https://a.example/{text}" for text in ALL.values() if set(text) & (OBEYED | {" "})),
)


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What programs are started with, instead of starting them."""
    commands: list[list[str]] = []

    def record(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        assert not options.get("shell")
        commands.append(command)
        return subprocess.CompletedProcess(command, 0)

    class Child:
        def __init__(self, command: list[str], **options: object) -> None:
            assert options["start_new_session"]
            assert options["stdin"] is options["stdout"] is options["stderr"] is subprocess.DEVNULL
            record(command, **options)

        def wait(self) -> int:
            return 0

    monkeypatch.setattr("tui.system.browser.subprocess.run", record)
    monkeypatch.setattr("tui.system.browser.subprocess.Popen", Child)
    return commands


@pytest.mark.parametrize("how", SETTINGS_AND_SYSTEMS)
def test_each_way_to_open_a_link_passes_it_as_one_argument(
    how: str, asked: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    options, arguments = SETTINGS_AND_SYSTEMS[how]
    known = {"recorder", how}
    monkeypatch.setattr(
        "tui.system.browser.shutil.which", lambda name: name if name in known else None
    )
    open_link(URL, **{"environ": {}, **options})
    assert [command[1:] for command in asked] == [arguments]


def test_the_opener_of_macos_gets_one_argument() -> None:
    (opener,) = find_openers({}, {"open": "/usr/bin/open"}.get, "darwin")
    assert opener.command(URL) == ["open", URL]


@pytest.mark.parametrize("url", HOSTILE)
def test_what_is_no_web_address_reaches_no_program(
    url: str, asked: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.system.browser.shutil.which", lambda name: name)
    with pytest.raises(LinkRefusedError) as caught:
        open_link(url, {"BROWSER": "recorder"}, configured=("recorder", "{url}"))
    assert not set(str(caught.value)) & OBEYED
    assert "word" not in str(caught.value)
    assert asked == []


WORDS = "http https : // / @ a.example -x \\ ? # %0a file [::1] {url} %s $(id) `id` ; & |".split()
_parts = st.sampled_from([*WORDS, "\n", "\t", " ", "'", '"', "\x1b"])


@given(st.lists(_parts, max_size=12).map("".join))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_by_whatever_parts_it_is_made_up(
    asked: list[list[str]], monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    asked.clear()
    monkeypatch.setattr("tui.system.browser.shutil.which", lambda name: name)
    with suppress(LinkRefusedError):
        open_link(url, {"BROWSER": "recorder --new %s"})
    for program, option, given_url in asked:
        assert (program, option, given_url) == ("recorder", "--new", url)
        assert url.startswith(("http://", "https://"))
        assert not set(url) & (OBEYED | set(" \n\t\\"))


@pytest.mark.parametrize(
    ("host", "spelled"),
    [
        ("news.example", "news.example"),
        ("新闻.example", "新闻.example"),
        ("ニュース.example", "ニュース.example"),
        ("аpple.example", "xn--pple-43d.example (аpple.example)"),
        ("аррӏе.example", "xn--80ak6aa92e.example (аррӏе.example)"),
        ("xn--pple-43d.example", "xn--pple-43d.example (аpple.example)"),
        ("xn--fiqs8s.example", "中国.example"),
        ("bücher.example", "xn--bcher-kva.example (bücher.example)"),
        ("xn--\u202e.example", "'xn--\\u202e.example (xn--\ufffd.example)"),
        ("", ""),
    ],
)
def test_a_host_is_spelled_so_that_no_letter_deceives(host: str, spelled: str) -> None:
    assert spelled_host(host).lstrip("'") == spelled.lstrip("'")


@given(st.text())
def test_any_host_can_be_spelled(host: str) -> None:
    assert not set(spelled_host(host)) & (OBEYED | {"\n"})


def test_the_address_that_opens_is_the_one_that_was_checked() -> None:
    assert checked_url(URL) == URL
    assert shown_host("https://a.example:8080/x") == "a.example"


def test_a_link_of_an_item_that_is_opened_by_the_program_itself(tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    program = tmp_path / "browser"
    program.write_text(
        f"#!{sys.executable}\nimport json, sys\n"
        f"open({str(record)!r}, 'w').write(json.dumps(sys.argv[1:]))\n"
    )
    program.chmod(0o700)
    opener = find_openers({"BROWSER": f"'{program}'"}, lambda name: name, "linux")[0]
    url = "https://a.example/$(touch${IFS}x);`id`|&'*?~{}<>"
    subprocess.run(opener.command(checked_url(url)), check=True, cwd=tmp_path)
    assert json.loads(record.read_text()) == [url]
    assert not (tmp_path / "x").exists()
