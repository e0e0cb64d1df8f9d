from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import LinkNotOpenedError, LinkRefusedError
from tui.system.browser import Opener, find_openers, open_link
from tui.system.urls import checked_url, shown_host

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://news.example/a?b=1&c=2#d"


Browser = tuple[str, Callable[[], list[object]]]
"""Its command, and what waits for it and returns what it wrote down."""


def everything(name: str) -> str | None:
    return f"/usr/bin/{name}"


def commands(
    environ: Mapping[str, str],
    *,
    which: Callable[[str], str | None] = everything,
    platform: str = "linux",
    configured: Sequence[str] = (),
) -> list[tuple[str, ...]]:
    return [opener.arguments for opener in find_openers(environ, which, platform, configured)]


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    """A browser that writes down its arguments and whether it is a session of its own."""
    program = tmp_path / "browser with space"
    record = tmp_path / "opened.json"
    program.write_text(
        f"#!{sys.executable}\n"
        "import json, os, sys\n"
        "print('noise'); print('noise', file=sys.stderr)\n"
        f"lines = json.dumps([sys.argv[1:], os.getsid(0) == os.getpid()])\n"
        f"open({str(record)!r} + '.new', 'w').write(lines)\n"
        f"os.replace({str(record)!r} + '.new', {str(record)!r})\n"
    )
    program.chmod(0o700)

    def opened() -> list[object]:
        deadline = time.monotonic() + 20
        while not record.exists():
            assert time.monotonic() < deadline, "the browser was not started"
        written: list[object] = json.loads(record.read_text())
        return written

    return f"'{program}'", opened


def test_a_link_is_the_only_argument_that_the_browser_gets(browser: Browser) -> None:
    command, opened = browser
    assert open_link(URL, {"BROWSER": command}).host == "news.example"
    assert opened() == [[URL], True]


def test_what_a_shell_would_obey_is_nothing_special(browser: Browser) -> None:
    command, opened = browser
    url = "https://news.example/$(id);`id`|&'\"*?~"
    open_link(url, {"BROWSER": command})
    assert opened()[0] == [url]


def test_the_place_of_the_address_and_the_ampersand_are_understood(browser: Browser) -> None:
    command, opened = browser
    open_link(URL, {"BROWSER": f"{command} --new %s --last &"})
    assert opened()[0] == ["--new", URL, "--last"]


def test_the_browser_prints_nothing_on_the_screen(
    browser: Browser, capfd: pytest.CaptureFixture[str]
) -> None:
    command, opened = browser
    open_link(URL, {"BROWSER": command})
    opened()
    assert capfd.readouterr() == ("", "")


def test_a_browser_that_does_not_start_gives_way_to_the_next(
    browser: Browser, tmp_path: Path
) -> None:
    command, opened = browser
    no_program = tmp_path / "broken"
    no_program.write_bytes(b"\x7fELF broken")
    no_program.chmod(0o700)
    open_link(URL, {"BROWSER": f"/nowhere/at-all:{no_program}:{command}"})
    assert opened()[0] == [URL]


def test_without_a_browser_the_user_hears_what_was_tried(tmp_path: Path) -> None:
    no_program = tmp_path / "broken"
    no_program.write_bytes(b"\x7fELF broken")
    no_program.chmod(0o700)
    with pytest.raises(LinkNotOpenedError, match="tried broken"):
        open_link(URL, {}, configured=(str(no_program), "{url}"))


def test_a_text_browser_gets_the_terminal_and_is_waited_for(tmp_path: Path) -> None:
    record = tmp_path / "record"
    program = tmp_path / "w3m"
    program.write_text(f'#!/bin/sh\nprintf %s "$1" > "{record}"\n')
    program.chmod(0o700)
    steps: list[str] = []

    @contextmanager
    def suspend() -> Iterator[None]:
        steps.append("left")
        yield
        steps.append(record.read_text())

    open_link(URL, {"BROWSER": f"'{program}'"}, suspend=suspend)
    assert steps == ["left", URL]


def test_the_settings_go_before_the_environment_and_that_before_the_system() -> None:
    environ = {"BROWSER": "mine", "DISPLAY": ":0"}
    assert commands(environ, configured=("set", "{url}"), which=lambda n: n if n != "open" else "")[
        :2
    ] == [("set", "{url}"), ("mine", "{url}")]
    assert commands(environ)[-1] == ("xdg-open", "{url}")


def test_only_programs_that_exist_are_tried() -> None:
    assert commands({"BROWSER": "a:b", "DISPLAY": ":0"}, which={"b": "/bin/b"}.get) == [
        ("b", "{url}")
    ]


def test_xdg_open_needs_a_display() -> None:
    only_xdg = {"xdg-open": "/usr/bin/xdg-open"}.get
    assert commands({}, which=only_xdg) == []
    assert commands({"WAYLAND_DISPLAY": "wayland-0"}, which=only_xdg) == [("xdg-open", "{url}")]


def test_open_is_the_browser_of_macos_only() -> None:
    only_open = {"open": "/usr/bin/open"}.get
    assert commands({}, which=only_open) == []
    assert commands({}, which=only_open, platform="darwin") == [("open", "{url}")]


def test_text_browsers_are_never_chosen_for_the_user() -> None:
    assert not any(Opener(arguments).needs_terminal for arguments in commands({"DISPLAY": ":0"}))
    assert Opener(("/usr/bin/lynx", "{url}")).needs_terminal


def test_a_browser_variable_with_an_open_quotation_is_passed_over() -> None:
    assert commands({"BROWSER": "'mine:yours"}, which={"yours": "y"}.get) == [("yours", "{url}")]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "relative"),
        ("/issues/3", "relative"),
        ("//news.example/a", "relative"),
        ("-flag", "relative"),
        ("file:///etc/passwd", "not file:"),
        ("javascript:alert(1)", "not javascript:"),
        ("vscode://x", "not vscode:"),
        ("ssh://-oProxyCommand=x/", "not ssh:"),
        ("https://", "no host"),
        ("https:///path", "no host"),
        ("https://good.example@evil.example/", "its host is evil.example"),
        ("https://user:word@evil.example/", "its host is evil.example"),
        ("https://a.example/\x1b]52;c;x\x07", "characters"),
        ("https://a.example/\u202egpj", "characters"),
        ("https://a.example/b c", "characters"),
        ("https://a.example\\@evil.example", "characters"),
        ("https://a.example/\n--flag", "characters"),
        ("https://a.example:port/", "not an address"),
        ("https://[::1/", "not an address"),
        ("https://a.example/" + "a" * 9000, "longer than"),
    ],
)
def test_what_is_no_plain_web_address_is_refused_with_a_reason(url: str, reason: str) -> None:
    with pytest.raises(LinkRefusedError, match=reason):
        checked_url(url)


@pytest.mark.parametrize(
    "url",
    [URL, "HTTP://news.example", "https://新闻.example/大模型?q=开源", "http://127.0.0.1:8000/"],
)
def test_web_addresses_pass_unchanged(url: str) -> None:
    assert checked_url(url) == url


@given(st.one_of(st.text(), st.from_regex(r"\A(https?|[a-z]+):/{0,3}.{0,40}\Z")))
def test_whatever_passes_begins_with_http_and_holds_nothing_that_a_terminal_obeys(url: str) -> None:
    try:
        checked = checked_url(url)
    except LinkRefusedError:
        return
    assert checked.lower().startswith(("http://", "https://"))
    assert checked.isprintable() or not checked.isascii()
    assert shown_host(checked).isascii()


def test_a_host_that_looks_like_another_is_shown_as_it_is_looked_up() -> None:
    assert shown_host("https://аpple.example/") == "xn--pple-43d.example"
