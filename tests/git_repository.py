"""A real git repository, and a web server that serves it as a forge does."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

_WHO = ("-c", "user.name=A", "-c", "user.email=a@kiln.example")


@dataclass
class Repository:
    """A work tree that is pushed to a bare repository with each commit."""

    tree: Path
    bare: Path

    @classmethod
    def make(cls, folder: Path, name: str = "kiln") -> Repository:
        made = cls(folder / "work" / name, folder / "forge" / f"{name}.git")
        made.tree.mkdir(parents=True)
        git("init", "--quiet", "--bare", "--initial-branch=main", str(made.bare), cwd=folder)
        git("config", "uploadpack.allowFilter", "true", cwd=made.bare)
        git("config", "uploadpack.allowAnySHA1InWant", "true", cwd=made.bare)
        git("init", "--quiet", "--initial-branch=main", cwd=made.tree)
        return made

    @property
    def url(self) -> str:
        return self.bare.as_uri()

    def write(self, name: str, text: str = "# A story\n") -> None:
        path = self.tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def remove(self, name: str) -> None:
        (self.tree / name).unlink()

    def commit(self, *options: str) -> None:
        git("add", "--all", cwd=self.tree)
        git(*_WHO, "commit", "--quiet", "--message=m", *options, cwd=self.tree)
        git("push", "--quiet", "--force", str(self.bare), "HEAD:main", cwd=self.tree)


def git(*arguments: str, cwd: Path, sent: bytes = b"") -> bytes:
    """Run git without the user's settings."""
    return subprocess.run(
        ["git", *arguments],
        cwd=cwd,
        env=_environment(),
        input=sent,
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout


def answer_with_git(repository: Repository, request: BaseHTTPRequestHandler) -> None:
    """Answer by git's own CGI program, as web servers do."""
    path, _, query = request.path.partition("?")
    length = int(request.headers.get("Content-Length", 0))
    environment = _environment() | {
        "GIT_PROJECT_ROOT": str(repository.bare.parent),
        "GIT_HTTP_EXPORT_ALL": "1",
        "GIT_PROTOCOL": request.headers.get("Git-Protocol", ""),
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "REQUEST_METHOD": request.command,
        "CONTENT_TYPE": request.headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(length),
        "HTTP_CONTENT_ENCODING": request.headers.get("Content-Encoding", ""),
    }
    done = subprocess.run(
        ["git", "http-backend"],
        env=environment,
        input=request.rfile.read(length),
        capture_output=True,
        check=True,
        timeout=60,
    )
    head, _, body = done.stdout.partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
    request.send_response(int(headers.pop("Status", "200").split()[0]))
    for name, value in headers.items():
        request.send_header(name, value)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
