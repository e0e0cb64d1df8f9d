"""`publication.toml` overrides what a folder's name says."""

from __future__ import annotations

import os

import pytest

from digests import Library, Publication, parse_issue

LETTER = "# Letter 2026-11-20\n\n## News\n\n- [One](https://example.com/1)\n"


@pytest.fixture
def issue_path(tmp_path):
    path = tmp_path / "letters" / "2026" / "a.md"
    path.parent.mkdir(parents=True)
    path.write_text(LETTER)
    return path


def names(folder, cache):
    with Library.open([folder], cache) as library:
        report = library.refresh()
        return [issue.publication for issue in library.issues()], report


def test_the_name_in_the_file_is_shown(tmp_path, issue_path):
    (tmp_path / "letters" / "publication.toml").write_text('name = "The Morning Letter"\n')
    assert names(tmp_path / "letters", tmp_path / "cache")[0] == ["The Morning Letter"]


def test_a_declaration_that_comes_later_reads_its_issues_again(tmp_path, issue_path):
    assert names(tmp_path / "letters", tmp_path / "cache")[0] == ["letters"]
    declaration = tmp_path / "letters" / "publication.toml"
    declaration.write_text('name = "The Morning Letter"\n')
    found, report = names(tmp_path / "letters", tmp_path / "cache")
    assert (found, report.changed) == (["The Morning Letter"], 1)
    declaration.unlink()
    assert names(tmp_path / "letters", tmp_path / "cache")[0] == ["letters"]


def test_a_declaration_does_not_change_the_ids(tmp_path, issue_path):
    with Library.open([tmp_path / "letters"], tmp_path / "cache") as library:
        library.refresh()
        before = library.issues()[0].id
        (tmp_path / "letters" / "publication.toml").write_text('name = "Else"\n')
        library.refresh()
        assert (library.issues()[0].id, library.issues()[0].publication) == (before, "Else")


@pytest.mark.parametrize("content", [b"name = ", b"\xff\xfe", b"", b"name = [1]\nhome = 3"])
def test_a_broken_declaration_stops_nothing(tmp_path, issue_path, content):
    (tmp_path / "letters" / "publication.toml").write_bytes(content)
    assert len(names(tmp_path / "letters", tmp_path / "cache")[0]) == 1


def test_a_declaration_that_is_a_pipe_is_not_waited_for(tmp_path, issue_path):
    os.mkfifo(tmp_path / "letters" / "publication.toml")
    assert names(tmp_path / "letters", tmp_path / "cache")[0] == ["letters"]


def test_a_header_names_the_publication_unless_the_user_has():
    text = "---\ntitle: A\npublication: The Header\n---\n"
    derived = parse_issue(text, source="a.md", publication=Publication("folder"), issue_id="0")
    declared = Publication("Mine", is_declared=True)
    kept = parse_issue(text, source="a.md", publication=declared, issue_id="0")
    assert (derived.publication.name, kept.publication.name) == ("The Header", "Mine")


@pytest.mark.parametrize(
    ("home", "url", "whole"),
    [
        ("https://example.com/news/", "/a", "https://example.com/a"),
        ("https://example.com/news/", "b", "https://example.com/news/b"),
        ("https://example.com", "https://example.org/c", "https://example.org/c"),
        ("", "/a", "/a"),
        ("http://[", "/a", "/a"),
    ],
)
def test_relative_links_lead_to_the_home_page(home, url, whole):
    assert Publication("p", home).resolve(url) == whole
