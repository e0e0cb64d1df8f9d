"""Running `git` on files and addresses from strangers, and turning its messages into errors.

git must not prompt, run programs that a repository names, follow redirects, or use another protocol
than that of the address. Time and the size of what it writes are limited.

git has no exit codes for most failures, so its messages are matched; the environment makes them
English.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digests.sources.errors import (
    LoginNeededError,
    RepositoryError,
    SourceError,
    SourceStorageError,
    SyncStoppedError,
    TooLargeError,
    UnreachableError,
    without_logins,
)

if TYPE_CHECKING:
    import threading
    from collections.abc import Sequence
    from pathlib import Path


_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.symlinks=false",
    "core.askPass=",
    "submodule.recurse=false",
    "fetch.recurseSubmodules=false",
    "filter.lfs.smudge=",
    "filter.lfs.process=",
    "filter.lfs.required=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "advice.detachedHead=false",
    "http.followRedirects=false",
    "http.lowSpeedLimit=500",
    "http.lowSpeedTime=30",
    "protocol.version=2",
)
_KEPT_VARIABLES = (
    "HOME", "PATH", "USER", "LOGNAME", "TMPDIR", "SSH_AUTH_SOCK", "XDG_CONFIG_HOME",
    "http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
    "SSL_CERT_FILE", "SSL_CERT_DIR", "GIT_SSL_CAINFO",
)  # fmt: skip
_POLL_INTERVAL = 0.5
"""Seconds between two checks of time and size."""


@dataclass(frozen=True, slots=True)
class GitLimits:
    """Limits on time and disk space for a repository."""

    seconds: float = 900.0
    """Of wall-clock time, for one command."""

    content: int = 1_000_000_000
    """Bytes on disk below the watched folder."""


@dataclass(frozen=True, slots=True)
class Git:
    """The `git` command for one repository, which is fetched from `address`."""

    directory: Path
    """The repository itself, without a work tree."""

    address: str
    settings: tuple[str, ...] = ()
    """Further git settings, `name=value`."""

    limits: GitLimits = GitLimits()
    watched: Path | None = None
    """The folder whose size is limited; the repository when None."""

    stop: threading.Event | None = None
    """Once it is set, git is killed and SyncStoppedError raised."""

    def run(self, *arguments: str, work_tree: Path | None = None) -> str:
        """Run one command and return its output.

        Args:
            arguments: of `git`; anything that the user wrote must follow `--`.
            work_tree: where files are written.

        Raises what `error_from` returns for git's messages, TooLargeError, and RepositoryError when
        git is missing or takes too long.
        """
        tree = () if work_tree is None else (f"--work-tree={work_tree}",)
        options = [part for setting in (*_SETTINGS, *self.settings) for part in ("-c", setting)]
        command = ("git", *options, f"--git-dir={self.directory}", *tree, *arguments)
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as complaints:
            code = self._run(command, out.fileno(), complaints.fileno())
            if code != 0:
                complaints.seek(0)
                raise error_from(complaints.read(20_000).decode(errors="replace"), self.address)
            out.seek(0)
            return os.fsdecode(out.read())

    def _run(self, command: Sequence[str], out: int, complaints: int) -> int:
        try:
            child = subprocess.Popen(  # noqa: S603 - no shell, and the command is git
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=complaints,
                env=git_environment(self.address),
                cwd="/",
                start_new_session=True,
            )
        except FileNotFoundError:
            reason = "the command git is not installed; it is needed for repositories"
            raise RepositoryError(self.address, reason) from None
        except OSError as error:
            raise RepositoryError(
                self.address, f"git cannot be started: {error.strerror}"
            ) from error
        try:
            return self._wait_for(child)
        finally:
            _end(child)

    def _wait_for(self, child: subprocess.Popen[bytes]) -> int:
        deadline = time.monotonic() + self.limits.seconds
        while True:
            try:
                return child.wait(_POLL_INTERVAL)
            except subprocess.TimeoutExpired:
                if time.monotonic() > deadline:
                    reason = f"git did not come to an end within {self.limits.seconds:,.0f} seconds"
                    raise RepositoryError(self.address, reason) from None
                if self.stop is not None and self.stop.is_set():
                    raise SyncStoppedError from None
                self.check_size()

    def check_size(self) -> None:
        """Raise TooLargeError when the watched folder exceeds the limit."""
        if _size_of(self.watched or self.directory) > self.limits.content:
            raise TooLargeError(self.address, self.limits.content)


def git_environment(address: str) -> dict[str, str]:
    """Return git's environment: the needed part of the user's, and variables that restrict it."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    return kept | {
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "",
        "SSH_ASKPASS": "",
        "SSH_ASKPASS_REQUIRE": "never",
        "GIT_SSH_COMMAND": "ssh -o BatchMode=yes -o ConnectTimeout=15",
        "GIT_LFS_SKIP_SMUDGE": "1",
        "GCM_INTERACTIVE": "never",
        "GIT_ALLOW_PROTOCOL": _protocol(address),
        "GIT_OPTIONAL_LOCKS": "0",
    }


def _protocol(address: str) -> str:
    scheme = address.partition("://")[0].lower() if "://" in address else "ssh"
    return scheme if scheme in {"https", "http", "ssh", "file"} else "none"


def _size_of(folder: Path) -> int:
    size = 0
    for directory, _, names in os.walk(folder):
        for name in names:
            try:
                size += os.lstat(f"{directory}/{name}").st_size
            except OSError:  # git has removed it meanwhile
                continue
    return size


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill git and its child processes, if they are still running."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


_LOGIN = re.compile(
    r"could not read (?:Username|Password)|terminal prompts disabled|Authentication failed"
    r"|Permission denied|Host key verification failed|returned error: 40[13]",
    re.IGNORECASE,
)
_FULL = re.compile(r"No space left on device|Disk quota exceeded|File too large", re.IGNORECASE)
_MOVED = re.compile(r"returned error: 30\d|unable to update url base", re.IGNORECASE)
_NO_REPOSITORY = re.compile(
    r"does not appear to be a git repository|repository .* not found|not a git repository"
    r"|does not exist|No such file or directory|returned error: 404|not valid: is this a git",
    re.IGNORECASE,
)
_UNREACHABLE = re.compile(
    r"Could not resolve host|Failed to connect|Connection (?:refused|timed out|reset|closed)"
    r"|Couldn't connect|timed out|Network is unreachable|No route to host|Operation too slow"
    r"|Could not read from remote repository|early EOF|hung up|curl \d+|RPC failed"
    r"|returned error: 5\d\d",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"couldn't find remote ref HEAD|no matching remote head", re.IGNORECASE)
_LOGIN_HINT = "set up an ssh key, or a credential helper of git, that needs no question"


def error_from(complaints: str, address: str) -> SourceError:
    """Return the error for git's messages on standard error."""
    message = _last_message(complaints)
    if _FULL.search(complaints):
        return SourceStorageError("the folder of sources", "no space left on device")
    if _LOGIN.search(complaints):
        return LoginNeededError(address, _LOGIN_HINT)
    if _MOVED.search(complaints):
        return RepositoryError(address, "the repository has moved; add its new address")
    if _EMPTY.search(complaints):
        return RepositoryError(address, "the repository is empty")
    if _NO_REPOSITORY.search(complaints):
        return RepositoryError(address, f"there is no git repository here, git says: {message}")
    if _UNREACHABLE.search(complaints):
        return UnreachableError(address, f"git gets no answer: {message}")
    return RepositoryError(address, f"git says: {message}")


def _last_message(complaints: str) -> str:
    """Return the last line that is marked as an error, else the last line."""
    lines = [line.strip() for line in complaints.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith(("fatal:", "error:", "remote:"))]
    last = (errors or lines or ["nothing"])[-1]
    return without_logins(last.removeprefix("fatal: ").removeprefix("error: "))[:300]
