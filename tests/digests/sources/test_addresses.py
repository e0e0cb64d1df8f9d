from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import AddressKind, read_address, shown_address
from digests.sources.addresses import host_of, repository_name, web_addresses
from digests.sources.errors import SourceAddressError
from tests.git_repository import Repository, needs_git


@pytest.mark.parametrize(
    "address",
    [
        "https://forge.example/team/kiln.git",
        "http://forge.example/kiln.git/",
        "ssh://git@forge.example:2222/kiln",
        "git@forge.example:team/kiln.git",
        "forge:kiln",
        "file:///srv/kiln.git",
    ],
)
def test_a_repository_is_known_by_its_address(address):
    found = read_address(address)
    assert (found.kind, found.text) == (AddressKind.REPOSITORY, address)


@pytest.mark.parametrize("address", ["https://kiln.example", "HTTP://kiln.example/feed?x=1#y"])
def test_a_page_of_the_web_may_be_anything(address):
    assert read_address(address).kind is AddressKind.WEB


@pytest.mark.parametrize(
    "address",
    [
        "news.example.com",
        "kiln.example/feed?x=1",
        "枫叶.example",
        "localhost:8000/feed",
        "127.0.0.1:8000",
        "www.kiln.example/2026/05/post.html",
    ],
)
def test_a_host_without_a_scheme_is_in_the_web(address):
    found = read_address(address)
    assert (found.kind, found.text) == (AddressKind.WEB, address)
    assert web_addresses(address) == (f"https://{address}", f"http://{address}")
    assert web_addresses("http://kiln.example") == ("http://kiln.example",)


@pytest.mark.parametrize("name", ["issue.md", "feeds.opml", "old.mbox", "v1.2", "..", "a.b."])
def test_a_missing_file_is_no_host(name):
    assert read_address(name).kind is AddressKind.FOLDER


@pytest.mark.parametrize(
    ("name", "text", "is_list"),
    [
        ("urls", "", True),
        ("feeds.txt", "# mine\n\nhttps://kiln.example/ a\n", True),
        ("feeds", '"query:Kiln:x = y"\n', True),
        ("letter.txt", "Kiln, number 4\nhttps://kiln.example/\n", False),
        ("issue.md", "https://kiln.example/\n", False),
    ],
)
def test_a_list_of_newsboat_is_known_by_its_name_or_its_beginning(tmp_path, name, text, is_list):
    (tmp_path / name).write_text(text)
    found = read_address(str(tmp_path / name)).kind
    assert found is (AddressKind.OUTLINE if is_list else AddressKind.FOLDER)


@pytest.mark.parametrize("name", ["news", "~/news", "./git@forge.example:x", "a b", "/a:b"])
def test_anything_else_is_a_folder(name):
    assert read_address(name).kind is AddressKind.FOLDER


def test_a_folder_that_is_there_is_a_folder_whatever_it_is_called(tmp_path, monkeypatch):
    (tmp_path / "host:path").mkdir()
    monkeypatch.chdir(tmp_path)
    found = read_address("host:path")
    assert (found.kind, found.text) == (AddressKind.FOLDER, str(tmp_path / "host:path"))


def test_a_list_of_feeds_is_a_file(tmp_path):
    (tmp_path / "feeds.OPML").touch()
    (tmp_path / "issue.md").touch()
    assert read_address(str(tmp_path / "feeds.OPML")).kind is AddressKind.OUTLINE
    assert read_address(str(tmp_path / "issue.md")).kind is AddressKind.FOLDER


@needs_git
def test_a_bare_repository_is_fetched_and_a_work_tree_is_read_in_place(tmp_path):
    made = Repository.make(tmp_path / "a b")
    found = read_address(str(made.bare))
    assert (found.kind, found.text) == (
        AddressKind.REPOSITORY,
        made.url,
    )
    assert read_address(str(made.tree)).kind is AddressKind.FOLDER


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("--upload-pack=touch x", "begins with a minus"),
        ("ext::sh -c touch% x", "folder"),
        ("ext::sh", "ext: is not supported"),
        ("fd::17", "fd: is not supported"),
        ("git://forge.example/kiln", "git: is not supported"),
        ("ftp://kiln.example/", "ftp: is not supported"),
        ("https://", "no host"),
        ("https:///kiln.git", "no host"),
        ("ssh://-oProxyCommand=x/kiln", "no host"),
        ("https://kiln.example:port/", "not an address"),
        ("https://[/", "not an address"),
        ("", "an address is wanted"),
        ("x" * 5000, "an address is wanted"),
    ],
)
def test_what_is_no_address_is_told(typed, words):
    if words == "folder":
        assert read_address(typed).kind is AddressKind.FOLDER
        return
    with pytest.raises(SourceAddressError, match=words):
        read_address(typed)


@given(st.text())
def test_what_is_handed_to_git_is_no_option_and_no_program(typed):
    try:
        found = read_address(typed)
    except SourceAddressError:
        return
    if found.kind is AddressKind.REPOSITORY:
        assert not found.text.startswith("-")
        assert "::" not in found.text.partition("/")[0]
        assert not host_of(found.text).startswith("-")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://forge.example/team/kiln.git/", "kiln"),
        ("git@forge.example:team/kiln", "kiln"),
        ("forge:kiln.git", "kiln"),
        ("file:///srv/a%20b.git", "a b"),
        ("ssh://forge.example", ""),
    ],
)
def test_a_repository_has_the_name_of_its_folder(address, name):
    assert repository_name(address) == name


def test_a_shown_address_has_no_login_and_no_end_of_line():
    assert shown_address("https://me:secret@kiln.example/a@b") == "https://kiln.example/a@b"
    assert shown_address("https://a.example/\x1b]0;x\n") == "https://a.example/^[]0;x"
    assert len(shown_address("https://a.example/" + "x" * 5000)) == 501
