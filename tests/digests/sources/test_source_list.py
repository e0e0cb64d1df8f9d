from __future__ import annotations

import os
import stat
import threading
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import Source, SourceKind
from digests.sources.errors import SourceBusyError, SourceListError
from digests.sources.source import is_name, name_from
from digests.sources.source_list import edited_sources, load_sources
from digests.sources.storage import declare_publication, source_lock

FEED = Source("kiln", SourceKind.FEED, "https://kiln.example/feed")
GIT = Source(
    "灯笼", SourceKind.GIT, "git@a.example:b", 'The "x" 😀\x7f', "https://h/", ("a b", "c"), True
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / "sources.toml"


def put(path, *sources):
    with edited_sources(path) as listed:
        listed[:] = sources


def test_a_list_that_is_not_there_is_empty(path):
    assert load_sources(path) == ()
    assert not path.parent.exists()


def test_what_is_written_is_read_again(path):
    put(path, FEED, GIT)
    assert load_sources(path) == (FEED, GIT)


@given(st.text(), st.text(alphabet=st.characters(codec="utf-8")))
def test_no_word_breaks_out_of_its_place(tmp_path_factory, title, home):
    path = tmp_path_factory.mktemp("list") / "sources.toml"
    source = Source("kiln", SourceKind.FEED, "https://a.example/", title, home)
    try:
        title.encode()
    except UnicodeEncodeError:
        return
    put(path, source)
    assert load_sources(path) == (source,)


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_what_is_declared_of_a_publication_is_read_again(tmp_path_factory, title, home):
    folder = tmp_path_factory.mktemp("publication")
    declare_publication(folder, title, home)
    wanted = {key: value for key, value in (("name", title), ("home", home)) if value}
    assert tomllib.loads((folder / "publication.toml").read_bytes().decode()) == wanted


def test_nobody_else_may_read_the_list(path):
    put(path, FEED)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_edit_that_changes_nothing_leaves_the_users_comments(path):
    path.parent.mkdir()
    path.write_text('# mine\n[[source]]\nname="kiln"\nkind="feed"\naddress="https://a.example/"\n')
    with edited_sources(path) as listed:
        assert len(listed) == 1
    assert path.read_text().startswith("# mine")


def test_comments_stay_when_sources_come_and_go(path):
    path.parent.mkdir()
    text = "# mine\n\n# daily\n[[source]]\nname='news' # short\nkind='feed'\naddress='https://a/'\n"
    path.write_text(text)
    with edited_sources(path) as listed:
        listed.append(FEED)
    assert path.read_text().startswith(text)
    with edited_sources(path) as listed:
        listed.remove(FEED)
    assert path.read_text() == text


def test_an_edit_that_breaks_off_changes_nothing(path):
    put(path, FEED)

    def clear_and_fail():
        with edited_sources(path) as listed:
            listed.clear()
            raise KeyError

    with pytest.raises(KeyError):
        clear_and_fail()
    assert load_sources(path) == (FEED,)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[source]]\nname = \n", "not TOML.*line 2"),
        ("source = 1", r"begins with \[\[source\]\]"),
        ("color = 1", "color means nothing here"),
        ('[[source]]\nkind="feed"\naddress="https://a"', "source 1: its name must be"),
        ('[[source]]\nname="../x"\nkind="feed"\naddress="https://a"', "its name must be"),
        ('[[source]]\nname="a"\nkind="feed"', "source 1: it has no address"),
        ('[[source]]\nname="a"\nkind="feed"\naddress="-x"', "it has no address"),
        ('[[source]]\nname="a"\nkind="ftp"\naddress="https://a"', "kind must be git or feed"),
        ('[[source]]\nname="a"\nkind="git"\naddress=1', "address must be a text"),
        ('[[source]]\nname="a"\nkind="git"\naddress="x"\nfolders=["../b"]', "folders must be"),
        ('[[source]]\nname="a"\nkind="git"\naddress="x"\nprivate=1', "private must be true"),
        ('[[source]]\nname="a"\nkind="git"\naddress="x"\nnom="b"', "nom means nothing here"),
        ('[[source]]\nname="a"\nkind="git"\naddress="x"\n' * 2, "source 2: there is another"),
        ("\udcff", "not UTF-8"),
    ],
)
def test_a_broken_list_is_named_with_the_place(path, text, words):
    path.parent.mkdir()
    path.write_bytes(os.fsencode(text))
    with pytest.raises(SourceListError, match=words):
        load_sources(path)


def test_two_edits_at_once_both_arrive(path):
    inside, may_leave = threading.Event(), threading.Event()

    def add_slowly():
        with edited_sources(path) as listed:
            inside.set()
            may_leave.wait(5)
            listed.append(FEED)

    slow = threading.Thread(target=add_slowly)
    slow.start()
    inside.wait(5)
    quick = threading.Thread(target=put_behind, args=(path, GIT))
    quick.start()
    may_leave.set()
    slow.join()
    quick.join()
    assert load_sources(path) == (FEED, GIT)


def put_behind(path, source):
    with edited_sources(path) as listed:
        listed.append(source)


def test_an_edit_of_another_process_is_waited_for_and_then_named(path, monkeypatch):
    path.parent.mkdir()
    monkeypatch.setattr("digests.sources.source_list._LOCK_TIMEOUT", 0.0)
    with (
        source_lock(path.with_name(".sources.lock"), "x"),
        pytest.raises(SourceBusyError, match="another ainews"),
        edited_sources(path),
    ):
        raise AssertionError


def test_a_list_that_cannot_be_written_is_named(path):
    path.parent.write_text("a file")
    with pytest.raises(SourceListError, match="cannot be written"):
        put(path, FEED)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The Kiln Letter", "the-kiln-letter"),
        ("灯笼日报", "灯笼日报"),
        ("../../etc", "etc"),
        (" .hidden_x ", "hidden-x"),
        ("…", ""),
        ("Ｋｉｌｎ", "kiln"),
    ],
)
def test_a_name_is_made_of_words(words, name):
    assert name_from(words) == name


@given(st.text())
def test_a_name_made_of_any_words_is_fit_for_a_folder(words):
    name = name_from(words)
    assert name == name_from(name)
    assert not name or is_name(name)
    assert len(name.encode()) <= 80
    assert not set(name) & set("/\\.\0 ")
