"""A daemon answers as the command itself would: streams, exit code, folder and environment."""

from __future__ import annotations

import os
import pty
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tui.cli.daemon import start
from tui.cli.daemon.place import socket_path

REPOSITORY = Path(__file__).parents[4]

DIRECT = "import sys; from tui.cli import main; sys.exit(main())"
DECLINED = 99
ASKED = f"""\
import sys
from tui.cli.daemon.client import answer
code = answer(sys.argv[1:])
sys.exit({DECLINED} if code is None else code)
"""
SERVING = """\
import signal, sys
from tui.cli.daemon import server
from tui.cli.daemon.place import socket_path
{before}
with server.listening(socket_path()) as listener:
    print("listening", flush=True)
    server.signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    server.serve(listener, server.answer_in_child, lambda: True)
"""
BUSY = """\
import tui.cli
def main(arguments):
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    print("busy", flush=True)
    signal.sigwait([signal.SIGINT])
    print("interrupted")
    return 130
tui.cli.main = main
"""
DYING = "import os, tui.cli; tui.cli.main = lambda _: os.kill(os.getpid(), signal.SIGKILL)"

DIGEST = (
    "# 枫叶周报\n\n## 模型\n\n- **Heron 4 writes a log** It says why. [a](https://a.example/)\n"
)


@pytest.fixture
def news(tmp_path):
    folder = tmp_path / "maple"
    folder.mkdir()
    (folder / "2026-03-02.md").write_text(DIGEST, encoding="utf-8")
    return folder


@pytest.fixture
def environment(tmp_path, tmp_path_factory):
    runtime = tmp_path_factory.mktemp("run")
    runtime.chmod(0o700)
    home = str(tmp_path / "home")
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    given = {"PYTHONPATH": str(REPOSITORY), "XDG_RUNTIME_DIR": str(runtime), "LANG": "C.UTF-8"}
    return {"PATH": os.environ["PATH"], **dict.fromkeys(names, home), **given}


@pytest.fixture
def serving(environment):
    daemons = []

    def serve(before=""):
        command = [sys.executable, "-c", SERVING.format(before=before)]
        daemon = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
        daemons.append(daemon)
        assert daemon.stdout is not None
        assert daemon.stdout.readline() == b"listening\n"
        return daemon

    yield serve
    for daemon in daemons:
        daemon.kill()
        daemon.communicate()


def run(code, environment, *arguments, **more):
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(
        command, env=environment, capture_output=True, check=False, timeout=60, **more
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("heron",),
        ("heron", "--json"),
        ("heron", "--ids", "--limit", "1"),
        ("枫叶",),
        ("nothing",),
        ("(",),
        ("--wrong",),
        ("--help",),
        ("heron", "-f", "missing"),
    ],
)
def test_a_daemon_answers_to_the_byte_as_the_command(environment, serving, news, arguments):
    words = ("search", *arguments, "-f", news.name)
    run(DIRECT, environment, "index", "-f", news)
    direct = run(DIRECT, environment, *words, cwd=news.parent)
    serving()
    asked = run(ASKED, environment, *words, cwd=news.parent)
    for fact in ("returncode", "stdout", "stderr"):
        assert getattr(asked, fact) == getattr(direct, fact)


def test_a_new_digest_is_found_by_the_next_search(environment, serving, news):
    serving()
    words = ("search", "crane", "--ids", "-f", news)
    assert run(ASKED, environment, *words).stdout == b""
    (news / "2026-03-03.md").write_text(DIGEST.replace("Heron", "Crane"), encoding="utf-8")
    run(DIRECT, environment, "index", "-f", news)
    assert run(ASKED, environment, *words).stdout.count(b"\n") == 1


def on_a_terminal(code, environment, *arguments):
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as shown, os.fdopen(theirs, "wb"):
        run_on = [sys.executable, "-c", code, *map(str, arguments)]
        done = subprocess.run(run_on, env=environment, stdout=theirs, check=False, timeout=60)
        os.write(theirs, b"END\n")
        content = b""
        while not content.endswith(b"END\r\n"):
            content += shown.read(4096)
    return done.returncode, content


def test_on_a_terminal_matches_are_bold_for_both(environment, serving, news):
    words = ("search", "heron", "-f", news)
    given = environment | {"TERM": "xterm"}
    direct = on_a_terminal(DIRECT, given, *words)
    serving()
    assert on_a_terminal(ASKED, given, *words) == direct
    assert b"\x1b[1mHeron" in direct[1]
    plain = on_a_terminal(ASKED, given | {"NO_COLOR": "1"}, *words)
    assert b"\x1b[" not in plain[1]


def test_another_interpreter_is_not_answered_for(environment, serving):
    serving()
    asked = run(ASKED, environment | {"PYTHONUTF8": "1"}, "search", "heron")
    assert (asked.returncode, asked.stdout, asked.stderr) == (DECLINED, b"", b"")


def test_without_a_standard_stream_the_command_works_itself(environment, serving):
    serving()
    closed = f"import sys; sys.stdout = None\n{ASKED}"
    assert run(closed, environment, "search", "heron").returncode == DECLINED


def test_ctrl_c_reaches_the_search(environment, serving):
    serving(BUSY)
    command = [sys.executable, "-c", ASKED, "search", "heron"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as client:
        assert client.stdout is not None
        assert client.stdout.readline() == b"busy\n"
        client.send_signal(signal.SIGINT)
        assert client.communicate(timeout=60)[0] == b"interrupted\n"
        assert client.returncode == 130


def test_a_search_that_is_killed_is_an_error(environment, serving):
    serving(DYING)
    asked = run(ASKED, environment, "search", "heron")
    assert (asked.returncode, asked.stdout) == (2, b"")
    assert b"daemon ended before" in asked.stderr


def test_a_daemon_survives_what_is_no_request(environment, serving, news):
    serving()
    path = socket_path(environment["XDG_RUNTIME_DIR"])
    for content in (b"", b"\0\0", b"\xff" * 9, b"\0\0\0\4abcd"):
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(path)
            client.sendall(content)
            client.shutdown(socket.SHUT_WR)
            with suppress(ConnectionResetError):
                assert client.recv(9) == b""
    assert run(ASKED, environment, "search", "heron", "--ids", "-f", news).returncode == 0


def test_a_started_daemon_runs_the_search_and_ends_where_it_may_not_listen(environment, news):
    command = [sys.executable, "-P", "-c", start._CODE, str(REPOSITORY), "search", "heron"]
    Path(environment["XDG_RUNTIME_DIR"]).chmod(0o770)
    done = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=60)
    assert (done.stdout, done.stderr) == (b"", b"")


ATTEMPTS = 200


def test_a_started_daemon_answers_until_the_settings_change(environment, news):
    command = [sys.executable, "-P", "-c", start._CODE, str(REPOSITORY)]
    words = ("search", "heron", "--ids", "-f", news)
    run(DIRECT, environment, "index", "-f", news)
    with subprocess.Popen(
        [*command, *map(str, words)], env=environment, stdout=subprocess.DEVNULL
    ) as daemon:
        attempts = (run(ASKED, environment, *words).returncode for _ in range(ATTEMPTS))
        assert next(code for code in attempts if code != DECLINED) == 0
        settings = Path(environment["XDG_CONFIG_HOME"]) / "ainews" / "settings.toml"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text("search_daemon = false\n")
        assert run(ASKED, environment, *words).returncode == DECLINED
        assert daemon.wait(20) == 0
    assert not os.path.lexists(socket_path(environment["XDG_RUNTIME_DIR"]))
