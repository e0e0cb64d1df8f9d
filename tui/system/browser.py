"""Opening a link in the user's browser, without a shell and without waiting for it.

Addresses come from files that anybody may have written, so each goes through `checked_url`.
Python's own `webbrowser` would pass on options and `file:` addresses, wait for some browsers, and
let their output garble the screen.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import threading
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from tui.errors import LinkNotOpenedError
from tui.system.urls import checked_url, shown_host, spelled_host

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

_TEXT_BROWSERS = frozenset(("w3m", "lynx", "links", "links2", "elinks", "www-browser"))

_SYSTEM_OPENERS = ("wslview", "termux-open-url")
"""Each exists only on the system that it is for: Windows Subsystem for Linux, Android."""


@dataclass(frozen=True, slots=True)
class Opener:
    """A command that opens a link."""

    arguments: tuple[str, ...]
    """The program first; `{url}` stands for the address."""

    @property
    def name(self) -> str:
        """The program without its folder."""
        return PurePath(self.arguments[0]).name

    @property
    def needs_terminal(self) -> bool:
        """Whether it draws on the terminal, so that the reader has to be suspended."""
        return self.name in _TEXT_BROWSERS

    def command(self, url: str) -> list[str]:
        """Return the arguments that open `url`."""
        return [argument.replace("{url}", url) for argument in self.arguments]


@dataclass(frozen=True, slots=True)
class Opening:
    """A link and the browser that opens it; as a `str`, a message for the user."""

    how: str
    """The browser's name, without its folder."""

    host: str
    """The link's host, in the form that `spelled_host` returns."""

    def __str__(self) -> str:
        return f"{self.host} · opening with {self.how}"


def open_link(
    url: str,
    environ: Mapping[str, str] = os.environ,
    *,
    configured: Sequence[str] = (),
    suspend: Callable[[], AbstractContextManager[None]] = nullcontext,
    on_start: Callable[[Opening], object] = bool,
) -> Opening:
    """Open a link with the first browser that starts, and return which one that was.

    Returns as soon as the browser has started; only for a text browser does it wait until the end.

    Args:
        url: As written in the digest.
        environ: Read for `BROWSER`, `DISPLAY` and `WAYLAND_DISPLAY`.
        configured: The command in the settings, with `{url}` in it; it is tried first.
        suspend: Frees the terminal for a text browser: `App.suspend`.
        on_start: Called before a browser is started, so that the user sees where the link leads
            whatever the browser does.

    Raises LinkRefusedError, and LinkNotOpenedError when no browser can be started.
    """
    address, host = checked_url(url), link_host(url)
    tried: list[str] = []
    for opener in find_openers(environ, shutil.which, sys.platform, configured):
        opening = Opening(opener.name, host)
        on_start(opening)
        try:
            _start(opener, address, suspend)
        except OSError:
            tried.append(opener.name)
        else:
            return opening
    names = ", ".join(tried)
    raise LinkNotOpenedError(
        f"no browser could be started, tried {names}" if tried else "no browser was found"
    )


def link_host(url: str) -> str:
    """Return the host of a link in the form of `spelled_host`; raises LinkRefusedError."""
    return spelled_host(shown_host(checked_url(url)))


def find_openers(
    environ: Mapping[str, str],
    which: Callable[[str], str | None],
    platform: str,
    configured: Sequence[str] = (),
) -> tuple[Opener, ...]:
    """Return the installed commands that open a link, the best first.

    A text browser is among them only if the user named it.

    Args:
        environ: As for `open_link`.
        which: Finds a program, as `shutil.which` does.
        platform: A value of `sys.platform`.
        configured: As for `open_link`.
    """
    chosen = [Opener(tuple(configured))] if configured else []
    chosen += _browsers_named_in(environ.get("BROWSER", ""))
    defaults = [Opener((name, "{url}")) for name in _system_openers(environ, platform)]
    return tuple(opener for opener in (*chosen, *defaults) if which(opener.arguments[0]))


def _browsers_named_in(variable: str) -> Iterator[Opener]:
    """`BROWSER` is a list; `%s` stands for the address and a final `&` asks not to wait."""
    for command in variable.split(os.pathsep):
        try:
            arguments = shlex.split(command.strip().removesuffix("&"))
        except ValueError:
            continue
        if not arguments:
            continue
        with_url = tuple(argument.replace("%s", "{url}") for argument in arguments)
        names_url = any("{url}" in argument for argument in with_url)
        yield Opener(with_url if names_url else (*with_url, "{url}"))


def _system_openers(environ: Mapping[str, str], platform: str) -> Iterator[str]:
    yield from _SYSTEM_OPENERS
    if platform == "darwin":
        yield "open"
    if environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"):
        yield "xdg-open"


def _start(opener: Opener, url: str, suspend: Callable[[], AbstractContextManager[None]]) -> None:
    if opener.needs_terminal:
        with suspend():
            # The program is the user's choice and the address was checked.
            subprocess.run(opener.command(url), check=False)  # noqa: S603  # no shell
        return
    child = subprocess.Popen(  # noqa: S603  # no shell, as above
        opener.command(url),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    # Without a wait for its exit code, a zombie process stays for as long as the reader runs.
    threading.Thread(target=child.wait, name=f"wait for {opener.name}", daemon=True).start()
