from __future__ import annotations

import os
from dataclasses import replace
from functools import partial

import pytest

from digests import Source, SourceKind
from digests.sources.errors import (
    LoginNeededError,
    PrivateAddressError,
    RepositoryError,
    TooLargeError,
    UnreachableError,
)
from digests.sources.git.command import GitLimits
from digests.sources.git.sync import check_repository, sync_repository
from digests.sources.source import FileCounts
from digests.sources.state import SyncState
from digests.sources.web.client import Web
from tests.git_repository import Repository, answer_with_git, needs_git
from tests.loopback_server import redirect, refuse

pytestmark = needs_git


@pytest.fixture
def repository(tmp_path):
    made = Repository.make(tmp_path)
    made.write("2026-08-01.md")
    made.write("weekly/2026-08-02.md")
    made.write("code.py", "x = 1\n")
    made.commit()
    return made


@pytest.fixture
def copy(folder, web):
    return Copy(folder, web)


class Copy:
    """A folder that is synced again and again."""

    def __init__(self, folder, web):
        self.folder, self.web, self.state = folder, web, SyncState()

    def sync(self, address, limits=None, **values):
        allowed = {"allow_private": True, **values}
        source = Source("kiln", SourceKind.GIT, address, **allowed)
        counts, self.state = sync_repository(source, self.folder, self.state, self.web, limits)
        return counts

    def files(self):
        shown = (path for path in self.folder.glob("[!.]*/**/*") if path.is_file())
        return sorted(str(path.relative_to(self.folder)) for path in shown)


def test_only_markdown_arrives_and_no_history(repository, copy):
    repository.write("2026-08-03.md")
    repository.commit()
    assert copy.sync(repository.url) == FileCounts(new=3)
    assert copy.files() == [
        "kiln/2026-08-01.md",
        "kiln/2026-08-03.md",
        "kiln/weekly/2026-08-02.md",
    ]
    assert len((copy.folder / ".repository" / "shallow").read_text().split()) == 1


def test_what_changed_upstream_changes_here_and_nothing_else(repository, copy):
    copy.sync(repository.url)
    kept = copy.folder / "kiln" / "weekly" / "2026-08-02.md"
    before = kept.stat().st_mtime_ns
    repository.write("2026-08-01.md", "# Another\n")
    repository.write("2026-08-04.md")
    repository.commit()
    assert copy.sync(repository.url) == FileCounts(new=1, changed=1, unchanged=1)
    repository.remove("2026-08-01.md")
    repository.commit()
    assert copy.sync(repository.url) == FileCounts(removed=1, unchanged=2)
    assert kept.stat().st_mtime_ns == before
    assert copy.sync(repository.url) == FileCounts(unchanged=2)


def test_a_history_that_was_rewritten_is_no_matter(repository, copy):
    copy.sync(repository.url)
    repository.write("2026-08-01.md", "# Rewritten\n")
    repository.commit("--amend")
    assert copy.sync(repository.url).changed == 1


def test_a_file_may_become_a_folder_and_a_folder_a_file(repository, copy):
    repository.write("a.md/2026-08-05.md")
    repository.commit()
    copy.sync(repository.url)
    repository.remove("a.md/2026-08-05.md")
    (repository.tree / "a.md").rmdir()
    repository.write("a.md")
    repository.commit()
    assert copy.sync(repository.url) == FileCounts(new=1, removed=1, unchanged=2)
    repository.remove("a.md")
    repository.write("a.md/2026-08-05.md")
    repository.commit()
    assert copy.sync(repository.url) == FileCounts(new=1, removed=1, unchanged=2)


def test_only_the_wanted_folders_arrive(repository, copy):
    repository.write("weekly [x]/2026-08-05.md")
    repository.write("publication.toml", 'name = "Kiln"\n')
    repository.commit()
    copy.sync(repository.url, folders=("weekly",))
    assert copy.files() == ["kiln/publication.toml", "kiln/weekly/2026-08-02.md"]
    copy.sync(repository.url, folders=("weekly [x]",))
    assert copy.files() == ["kiln/publication.toml", "kiln/weekly [x]/2026-08-05.md"]


def test_the_users_name_for_the_publication_stands_above_the_copy(repository, copy):
    copy.sync(repository.url, title='The "Kiln"', home="https://kiln.example/")
    declared = (copy.folder / "publication.toml").read_text()
    assert declared == 'name = "The \\"Kiln\\""\nhome = "https://kiln.example/"\n'


def test_links_and_submodules_do_not_arrive(repository, copy, tmp_path):
    (repository.tree / "latest.md").symlink_to("2026-08-01.md")
    (repository.tree / "evil.md").symlink_to("/etc/passwd")
    (repository.tree / "out").symlink_to(tmp_path)
    repository.write(".gitmodules", f'[submodule "s"]\npath = s\nurl = {repository.url}\n')
    repository.commit()
    copy.sync(repository.url)
    assert copy.files() == ["kiln/2026-08-01.md", "kiln/weekly/2026-08-02.md"]


def test_nothing_that_a_repository_names_is_run(repository, copy, tmp_path, monkeypatch):
    mark = tmp_path / "was-run"
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(
        f'[filter "f"]\nsmudge = touch {mark}\nclean = cat\n[init]\ntemplateDir = {home}/t\n'
        f"[core]\nhooksPath = {home}/t/hooks\n"
    )
    hooks = home / "t" / "hooks"
    hooks.mkdir(parents=True)
    for name in ("post-checkout", "post-index-change", "reference-transaction"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {mark}\n")
        (hooks / name).chmod(0o700)
    repository.write(".gitattributes", "*.md filter=f ident text eol=crlf\n")
    repository.write("2026-08-01.md", "$Id$ one\n")
    repository.commit()
    monkeypatch.setenv("HOME", str(home))
    copy.sync(repository.url)
    assert not mark.exists()
    assert (copy.folder / "kiln" / "2026-08-01.md").read_bytes() == b"$Id$ one\n"


def test_what_a_killed_git_left_is_no_matter(repository, copy):
    copy.sync(repository.url)
    for name in ("shallow.lock", "index.lock", "config.lock", "refs/ainews/head.lock"):
        (copy.folder / ".repository" / name).touch()
    (copy.folder / ".incoming").mkdir(exist_ok=True)
    (copy.folder / ".incoming" / "half.md").write_text("half")
    repository.write("2026-08-04.md")
    repository.commit()
    assert copy.sync(repository.url).new == 1
    assert "kiln/half.md" not in copy.files()


def test_a_copy_that_was_damaged_is_made_whole(repository, copy):
    copy.sync(repository.url)
    (copy.folder / "kiln" / "2026-08-01.md").write_text("damaged")
    copy.state = replace(copy.state, commit="")
    assert copy.sync(repository.url).changed == 1


def test_a_repository_without_commits_is_told(tmp_path, copy):
    with pytest.raises(RepositoryError, match="is empty"):
        copy.sync(Repository.make(tmp_path, "empty").url)


def test_what_is_no_repository_is_told_and_the_old_files_stay(repository, copy, tmp_path):
    copy.sync(repository.url)
    before = copy.files()
    with pytest.raises(RepositoryError, match="no git repository"):
        copy.sync(f"file://{tmp_path}/nowhere.git")
    assert copy.files() == before


def test_more_than_anybody_would_want_is_not_taken(repository, copy):
    repository.write("2026-08-09.md", os.urandom(150_000).hex())
    repository.commit()
    with pytest.raises(TooLargeError):
        copy.sync(repository.url, limits=GitLimits(content=200_000))
    assert copy.files() == []


def test_git_that_does_not_end_is_ended(repository, copy, tmp_path, monkeypatch):
    (tmp_path / "bin").mkdir()
    fake = tmp_path / "bin" / "git"
    fake.write_text("#!/bin/sh\nexec sleep 600\n")
    fake.chmod(0o700)
    monkeypatch.setenv("PATH", f"{fake.parent}:{os.environ['PATH']}")
    monkeypatch.setattr("digests.sources.git.command._POLL_INTERVAL", 0.01)
    with pytest.raises(RepositoryError, match="did not come to an end within"):
        copy.sync(repository.url, limits=GitLimits(seconds=0.05))


def test_a_machine_without_git_gets_a_sentence(copy, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(RepositoryError, match="git is not installed"):
        copy.sync("file:///nowhere.git")


def test_a_repository_is_fetched_over_http_without_unwanted_files(repository, copy, server):
    repository.write("large.bin", os.urandom(200_000).hex())
    repository.commit()
    server.routes["*"] = partial(answer_with_git, repository)
    address = server.url("/kiln.git")
    check_repository(
        Source("kiln", SourceKind.GIT, address, allow_private=True), copy.folder, copy.web
    )
    assert copy.sync(address) == FileCounts(new=2)
    repository.write("2026-08-01.md", "# Rewritten\n")
    repository.commit("--amend")
    assert copy.sync(address) == FileCounts(changed=1, unchanged=1)
    packs = (copy.folder / ".repository" / "objects").rglob("*.pack")
    assert sum(path.stat().st_size for path in packs) < 50_000


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (refuse(401, WWW_Authenticate="Basic"), LoginNeededError, "asks for a login"),
        (refuse(403), LoginNeededError, "asks for a login"),
        (refuse(404), RepositoryError, "no git repository"),
        (refuse(500), UnreachableError, "gets no answer"),
        (redirect("http://127.0.0.1:9/x.git/info/refs", 301), RepositoryError, "has moved"),
    ],
)
def test_a_server_that_refuses_is_told(copy, server, answer, error, words):
    server.routes["*"] = answer
    with pytest.raises(error, match=words):
        copy.sync(server.url("/kiln.git"))


def test_nobody_listening_is_told(copy, server):
    with pytest.raises(UnreachableError, match="gets no answer"):
        copy.sync(f"http://127.0.0.9:{server.port}/kiln.git")


def test_a_name_that_leads_to_a_private_address_is_refused(copy, server):
    copy.web = Web(look_up=lambda _host: ("127.0.0.1",))
    with pytest.raises(PrivateAddressError):
        copy.sync(server.url("/kiln.git", host="kiln.example"), allow_private=False)
    assert server.asked == []


def test_git_connects_to_the_number_that_was_checked(repository, copy, server, monkeypatch):
    monkeypatch.setattr("digests.sources.web.network.is_public", lambda _number: True)
    copy.web = Web(look_up=lambda _host: ("127.0.0.1",))
    server.routes["*"] = partial(answer_with_git, repository)
    address = server.url("/kiln.git", host="kiln.example")
    assert copy.sync(address, allow_private=False).new == 2
