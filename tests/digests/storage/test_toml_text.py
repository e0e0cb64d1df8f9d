"""What is written as TOML is read as the same."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digests import toml_value
from digests.storage.toml_text import toml_lines, with_tables

TEXTS = st.text(st.characters(codec="utf-8"))
NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False)
VALUES = st.recursive(
    TEXTS | st.booleans() | NUMBERS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
)
TABLES = st.lists(
    st.tuples(
        st.sampled_from(["source", "folder"]),
        st.dictionaries(st.sampled_from(["name", "home", "a b"]), TEXTS | st.lists(TEXTS)),
    ),
    max_size=4,
)
NEWS = ("source", {"name": "news", "home": ""})
CHIPS = ("source", {"name": "chips", "private": True})


@given(VALUES)
@example("\0\x1b\x7f\x85\u2028\ufeff")
@example("芯片 \"'\\ \r\n\t '''\"\"\" # ]")
@example('"' * 300_000)
def test_any_value_comes_back(value):
    assert tomllib.loads(f"a = {toml_value(value)}") == {"a": value}


def test_a_lone_surrogate_is_left_for_the_file_to_refuse():
    with pytest.raises(UnicodeEncodeError):
        toml_value("\ud800").encode()


@given(st.dictionaries(TEXTS, VALUES))
def test_lines_hold_what_is_not_empty(values):
    assert tomllib.loads(toml_lines(values)) == {k: v for k, v in values.items() if v}


@given(TABLES, TABLES)
def test_tables_come_back_whatever_was_in_the_file(before, after):
    text = with_tables("", "# heading", before)
    assert filled(text) == expected(before)
    changed = with_tables(text, "# another", after)
    assert filled(changed) == expected(after)
    assert changed.startswith("# heading\n")
    assert with_tables(changed, "", after) == changed


def filled(text):
    return [(name, table) for name, listed in tomllib.loads(text).items() for table in listed]


def expected(tables):
    names = dict.fromkeys(name for name, _ in tables)
    return [
        (name, {k: v for k, v in values.items() if v})
        for listed in names
        for name, values in tables
        if name == listed
    ]


def test_comments_stay_and_go_with_their_table():
    text = (
        "# mine\n\n# good\n[[source]]\nname = 'news' # daily\nhome = ''\n# within\n\n\n"
        "# gone\n[[source]]\nname = 'old'\n\n  # last\n  [[source]]\n  private = true\n"
        "  name = 'chips'\n# the end\n"
    )
    assert with_tables(text, "# heading", [NEWS, CHIPS]) == (
        "# mine\n\n# good\n[[source]]\nname = 'news' # daily\nhome = ''\n# within\n\n"
        "  # last\n  [[source]]\n  private = true\n  name = 'chips'\n# the end\n"
    )


def test_a_table_that_changes_is_written_anew():
    text = with_tables("# a\n[[source]]\nname = 'news' # b\nhome = 'x'\n", "# heading", [NEWS])
    assert text == '# heading\n\n[[source]]\nname = "news"\n'


@pytest.mark.parametrize(
    "text",
    [
        "source = [{name = 'news'}]\n",
        "[[source]]\nname = '''\n[[source]]\nname = 'news'\n'''\n",
        "[[source]]\nname = '''\n# [[folder]]\n[[a.b]]\n# '''\n[[source]]\nname = 'news'",
    ],
)
def test_what_only_looks_like_a_table_does_no_harm(text):
    tomllib.loads(text)
    found = tomllib.loads(with_tables(text, "# heading", [NEWS, CHIPS]))
    assert found == {"source": [{"name": "news"}, {"name": "chips", "private": True}]}
