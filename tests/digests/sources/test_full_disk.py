"""Whatever call fails, what is on the disk is whole, and the next sync goes on from there."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from itertools import count

import pytest

from digests import NewSource
from digests.sources.errors import SourceListError, SourceStorageError
from digests.sources.git.command import error_from
from digests.sources.git.sync import publish
from tests.factories import write
from tests.feeds import entry, rss
from tests.loopback_server import page

CALLS = ((os, "fsync"), (os, "replace"), (os, "mkdir"), (tempfile, "mkstemp"))


class FullDisk:
    """Makes the n-th call that writes fail, and all after it."""

    def __init__(self, monkeypatch):
        self._patch = monkeypatch
        self._left = -1
        self.has_failed = False
        for module, name in CALLS:
            monkeypatch.setattr(module, name, self._failing(getattr(module, name)))

    def fail_at(self, number):
        self._left, self.has_failed = number, False

    def free(self):
        self._left = -1

    def _failing(self, call):
        def maybe(*arguments, **options):
            if self._left == 0:
                self.has_failed = True
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            self._left -= self._left > 0
            return call(*arguments, **options)

        return maybe


@pytest.fixture
def disk(monkeypatch):
    return FullDisk(monkeypatch)


def contents(folder):
    return {path.name: path.read_text() for path in folder.glob("[!.]*.md")}


OLD = rss(entry("One", number=1), entry("Two", number=2))
NEW = rss(entry("One", number=1, html="<p>Changed</p>"), entry("Three", number=3))


def test_a_feed_is_whole_whatever_write_fails(sources, server, disk, monkeypatch):
    from digests.sources.feeds import sync
    from digests.sources.feeds.reading import read_feed

    monkeypatch.setattr(sync, "read_feed_in_child", read_feed)  # a child writes elsewhere
    server.routes["/"] = page(OLD, ETag='"old"')
    source = sources.add(NewSource(server.url()))
    sources.sync()
    folder = sources.folder(source)
    old = contents(folder)
    server.routes["/"] = page(NEW, ETag='"new"')
    for number in count():
        disk.fail_at(number)
        (report,) = sources.sync()
        disk.free()
        now = contents(folder)
        assert now.keys() >= old.keys()
        assert all(text.endswith("\n") and text.startswith("---\n") for text in now.values())
        if not disk.has_failed:
            break
        assert "no space left on device" in report.failure
    assert number > 6, "all the calls were tried"
    assert report.failure == ""
    assert len(now) == 3
    assert sum(now[name] != old[name] for name in old) == 1
    assert str(sources.sync()[0]) == "3 unchanged"
    assert not [path for path in folder.iterdir() if ".md." in path.name]


def test_a_first_sync_on_a_full_disk_goes_well_when_there_is_room(sources, server, disk):
    server.routes["/"] = page(OLD, ETag='"old"')
    sources.add(NewSource(server.url()))
    disk.fail_at(0)
    assert "no space left on device" in sources.sync()[0].failure
    disk.free()
    assert sources.sync()[0].files.new == 2


def test_a_source_is_not_remembered_on_a_full_disk(sources, server, disk):
    server.routes["/"] = page(OLD)
    sources.list_file.parent.mkdir()
    disk.fail_at(0)
    with pytest.raises(SourceListError, match="cannot be written: no space left on device"):
        sources.add(NewSource(server.url()))
    disk.free()
    assert sources.all() == ()


def test_files_of_a_repository_are_whole_whatever_move_fails(tmp_path, disk):
    target, incoming = tmp_path / "target", tmp_path / "incoming"
    old = {f"{number}.md": f"old {number}\n" for number in range(4)}
    new = {"0.md": "old 0\n", "1.md": "new 1\n", "a/4.md": "new 4\n", "2.md/5.md": "new 5\n"}
    for name, text in old.items():
        write(target / name, text)
    for number in count():
        for name, text in new.items():
            write(incoming / name, text)
        disk.fail_at(number)
        try:
            publish(incoming, target)
        except SourceStorageError:
            disk.free()
            for path in target.rglob("*.md"):
                name = str(path.relative_to(target))
                assert path.is_dir() or path.read_text() in {old.get(name), new.get(name)}
        else:
            break
    disk.free()
    there = [path for path in target.rglob("*") if path.is_file()]
    assert {str(path.relative_to(target)): path.read_text() for path in there} == new
    assert number > 5


@pytest.mark.parametrize(
    ("complaint", "words"),
    [
        ("fatal: write error: No space left on device", "no space left"),
        ("fatal: Authentication failed for 'https://me:secret@a.example/'", "asks for a login"),
        ("git@a.example: Permission denied (publickey).\nfatal: Could not read", "for a login"),
        ("Host key verification failed.", "asks for a login"),
        ("ssh: Could not resolve hostname a.example: x", "gets no answer"),
        ("fatal: '/x' does not appear to be a git repository", "no git repository"),
        ("fatal: detected dubious ownership in repository at '/x'", "dubious ownership"),
        ("", "git says: nothing"),
        ("fatal: \x1b[31mred https://me:secret@a.example/", r"\^\[\[31mred https://a.example/"),
    ],
)
def test_what_git_complains_of_becomes_a_sentence(complaint, words):
    error = error_from(complaint, "https://me:secret@a.example/kiln.git")
    assert re.search(words, str(error))
    assert "secret" not in str(error)
    assert "\x1b" not in str(error)
