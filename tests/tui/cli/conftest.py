"""What the tests of the command line share: a home, a folder of digests, ways to run it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from typing import IO, TypeAlias

from tui.cli import main


class Run(Protocol):
    """Run a command line: its exit code, its output, what it said."""

    def __call__(self, *arguments: object) -> tuple[int, str, str]: ...


class RunProcess(Protocol):
    """Run a command line in a process of its own."""

    def __call__(
        self, *arguments: object, stdout: int | IO[str] = subprocess.PIPE
    ) -> subprocess.CompletedProcess[bytes]: ...


Program: TypeAlias = "tuple[list[str], dict[str, str]]"
"""The arguments and the environment that run `ainews`."""

REPOSITORY = Path(__file__).parents[3]

DIGEST = """\
---
title: 窑火周报
date: 2026-03-02
---

## 模型

### 青鸟-3 开源

权重与训练日志一并放出。[原文](https://one.example/a)

### Heron 4 writes a log

It says why. [source](https://two.example/b)

## 研究

### 慢读三遍

一个关于阅读的实验。[论文](https://three.example/c)
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test, with nothing in it."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "kiln"
    folder.mkdir()
    (folder / "2026-03-02.md").write_text(DIGEST, encoding="utf-8")
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def program() -> Program:
    code = "import sys; from tui.cli import main; sys.exit(main())"
    return [sys.executable, "-c", code], os.environ | {"PYTHONPATH": str(REPOSITORY)}


@pytest.fixture
def run_process(program: Program) -> RunProcess:
    command, environment = program

    def run_process(
        *arguments: object, stdout: int | IO[str] = subprocess.PIPE
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [*command, *map(str, arguments)],
            env=environment,
            stdout=stdout,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )

    return run_process
