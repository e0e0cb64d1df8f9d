"""Whose daemon is asked, who may ask it, and when it begins and ends."""

from __future__ import annotations

import os
import socket
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cli.daemon import server
from tui.cli.daemon.child import is_for_us, parsed
from tui.cli.daemon.client import answer, request
from tui.cli.daemon.place import is_own_socket, socket_path
from tui.cli.daemon.start import start_if_wanted

ON = "search_daemon = true\n"


@pytest.fixture
def runtime(tmp_path_factory, monkeypatch):
    """A runtime folder with a short name, as paths of sockets have to be short."""
    folder = tmp_path_factory.mktemp("run")
    folder.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@pytest.fixture
def path(runtime):
    return socket_path()


@pytest.fixture
def settings(tmp_path):
    return tmp_path / "settings.toml"


def test_a_socket_is_made_for_its_user_alone_and_removed(path):
    with server.listening(path):
        assert os.lstat(path).st_mode & 0o777 == 0o600
        assert is_own_socket(path)
    assert not os.path.lexists(path)


def test_a_socket_that_a_dead_daemon_left_is_refused_and_then_replaced(path):
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(path)
    Path(path).chmod(0o600)
    assert answer(["search", "heron"]) is None
    with server.listening(path), socket.socket(socket.AF_UNIX) as client:
        client.connect(path)


def test_the_socket_of_a_later_daemon_stays(path):
    with server.listening(path):
        Path(path).unlink()
        with socket.socket(socket.AF_UNIX) as later:
            later.bind(path)
    assert os.path.lexists(path)


def test_a_second_daemon_does_not_work(path):
    with server.only_daemon(path) as first, server.only_daemon(path) as second:
        assert (first, second) == (True, False)
    with server.only_daemon(path) as later:
        assert later


def test_there_is_no_daemon_in_a_folder_that_others_may_write_to(path, runtime):
    runtime.chmod(0o770)
    with server.only_daemon(path) as is_only:
        assert not is_only


@pytest.mark.parametrize("mode", [0o660, 0o606, 0o640])
def test_a_socket_that_others_may_use_is_not_asked(path, mode):
    with server.listening(path):
        Path(path).chmod(mode)
        assert not is_own_socket(path)


def test_a_socket_of_somebody_else_is_not_asked(path, monkeypatch):
    with server.listening(path):
        monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
        assert not is_own_socket(path)


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.symlink_to("/dev/null")])
def test_what_is_no_socket_is_not_asked(path, make):
    make(Path(path))
    assert not is_own_socket(path)


@pytest.mark.parametrize("folder", ["", "relative"])
def test_without_a_runtime_folder_there_is_no_daemon(monkeypatch, folder):
    monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
    assert socket_path() == ""
    assert answer(["search", "heron"]) is None


@contextmanager
def asking(path):
    with server.listening(path) as listener, socket.socket(socket.AF_UNIX) as client:
        client.connect(path)
        yield listener


def served(listener, *, is_current=True, patience=()):
    """Serve as often as something is said to come; how often was answered, and how long waited."""
    comes, waited, answered = iter(patience), [], []

    def is_asked_within(_, seconds):
        waited.append(seconds)
        return next(comes, False)

    server.serve(listener, lambda *_: answered.append(1), lambda: is_current, is_asked_within)
    return len(answered), waited


def test_a_daemon_ends_after_ten_minutes_without_a_search(path):
    with asking(path) as listener:
        assert served(listener, patience=[True]) == (1, [600, 600])


def test_a_daemon_ends_without_an_answer_when_something_has_changed(path):
    with asking(path) as listener:
        assert served(listener, patience=[True, True], is_current=False) == (0, [600])


def test_a_daemon_answers_nobody_else(path, monkeypatch):
    with asking(path) as listener:
        monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
        assert served(listener, patience=[True])[0] == 0


def test_a_client_that_is_gone_ends_nothing(path):
    with server.listening(path) as listener:
        assert served(listener, patience=[True, True])[0] == 0


def test_a_change_of_a_file_is_seen(tmp_path):
    file = tmp_path / "settings.toml"
    paths = [str(file)]
    nothing = server.stamps(paths)
    file.write_text("")
    empty = server.stamps(paths)
    file.write_text(ON)
    assert len({str(stamps) for stamps in (nothing, empty, server.stamps(paths))}) == 3


@given(st.lists(st.text(st.characters(exclude_characters="\0", codec="utf-8"))))
def test_a_request_says_all_that_the_process_was_given(arguments):
    asked = parsed(request(arguments))
    assert asked.arguments == arguments
    assert asked.folder == os.fsencode(Path.cwd())
    assert asked.environment == dict(os.environb)
    assert is_for_us(asked, os.environb)


@pytest.mark.parametrize(
    ("name", "is_same"),
    [(b"PYTHONPATH", False), (b"LC_ALL", False), (b"HOME", False), (b"COLUMNS", True)],
)
def test_what_python_reads_at_its_start_must_be_the_same(name, is_same):
    assert is_for_us(parsed(request([])), {**os.environb, name: b"another"}) == is_same


def test_another_program_must_do_its_work_itself():
    asked = parsed(request([]))._replace(program=b"another")
    assert not is_for_us(asked, os.environb)


def started(settings):
    calls: list[object] = []
    start_if_wanted(["search", "heron"], settings, calls.append)
    return calls


@pytest.mark.parametrize("text", [None, "", "search_daemon = false\n", "# search_daemon = true\n"])
def test_without_the_users_word_no_daemon_is_started(runtime, settings, text):
    if text is not None:
        settings.write_text(text)
    assert started(settings) == []


def test_with_the_users_word_a_daemon_is_started_with_the_search(runtime, settings):
    settings.write_text(ON)
    assert started(settings) == [["search", "heron"]]


def test_no_daemon_is_started_beside_one_that_listens(path, settings):
    settings.write_text(ON)
    with server.listening(path):
        assert started(settings) == []


def test_no_daemon_is_started_in_a_folder_that_others_may_write_to(runtime, settings):
    settings.write_text(ON)
    runtime.chmod(0o777)
    assert started(settings) == []
