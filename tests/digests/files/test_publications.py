"""Whose issues are in a folder, told from the names around it."""

from __future__ import annotations

import pytest

from digests.files.publication import publication_depth, publication_name


@pytest.mark.parametrize(
    ("folders", "name"),
    [
        ("data/the-letter/content/issues/2026", "the-letter"),
        ("data/the-letter/zh/2026-11", "the-letter"),
        ("data/the-letter/daily", "the-letter"),
        ("home/anna/news/weekly", "weekly"),
        ("home/anna/issues", "issues"),
        ("home/anna/AI周刊/docs", "AI周刊"),
        ("", "digests"),
    ],
)
def test_the_nearest_telling_folder_names_the_publication(folders, name):
    names = tuple(folders.split("/")) if folders else ()
    outside = 2 if folders.startswith("home") else 0
    assert publication_name(names, outside) == name


def test_the_users_own_name_is_no_publication():
    assert publication_depth(("home", "anna", "2026"), 2) == 3
