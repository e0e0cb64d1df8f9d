"""Where in a TOML text something stands."""

from __future__ import annotations

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.settings.toml import lines_of


@pytest.mark.parametrize(
    ("text", "place", "line"),
    [
        ("a = 1", ("a",), 1),
        ("\n\n# a = 1\na = 2", ("a",), 4),
        ("a = [\n 1, # ]\n 2,\n]\nb = 3", ("b",), 5),
        ("a = [\n 1, # ]\n 2,\n]\nb = 3", ("a", 1), 3),
        ("a = [[1],\n[2, 3]]", ("a", 1, 1), 2),
        ('a = """\nb = 1\n"""\nb = 2', ("b",), 4),
        ("a = '''\nb = 1'''\nb = 2", ("b",), 3),
        ('a = "\\" # ["\nb = 2', ("b",), 2),
        ("a = '\\'\nb = 2", ("b",), 2),
        ('[t]\n"x.y" = 1', ("t", "x.y"), 2),
        ("[t]\nx.y = 1", ("t", "x", "y"), 2),
        ("['a b'.\"c\"]\nd = 1", ("a b", "c", "d"), 2),
        ("[t] # [x]\n\n[u]\na = 1", ("u", "a"), 4),
        ("[[t]]\na = 1\n[[t]]\nb = 2", ("t", "b"), 4),
        ("t = { a = 1, b = [1, 2], c = { d = 2 } }", ("t", "c", "d"), 1),
        ("a = 2026-08-03 07:00:00\nb = 1", ("b",), 2),
        ('"]" = 1\nb = 1', ("b",), 2),
        ('"="=1\nb=1', ("=",), 1),
        ("a = 1\r\nb = 2\r\n", ("b",), 2),
        ("t = {}\na = []\nb = 1", ("b",), 3),
        ('a = ["x]", \'y]\',\n"""]\n]""", 3]\nb = 1', ("b",), 4),
        ('a = """x"""""\nb = 1', ("b",), 2),
    ],
)
def test_a_key_is_found_on_its_line(text, place, line):
    tomllib.loads(text)
    assert lines_of(text)[place] == line


KEYS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1)
VALUES = st.recursive(
    st.integers() | st.booleans() | KEYS, lambda inner: st.lists(inner, max_size=3), max_leaves=6
)


@given(st.dictionaries(KEYS, st.tuples(VALUES, st.integers(0, 2)), max_size=8))
def test_every_key_of_any_table_is_found(values):
    lines, text = {}, '# a comment with = [ and "\n'
    for key, (value, blank) in values.items():
        text += "\n" * blank
        lines[(key,)] = text.count("\n") + 1
        written = json.dumps(value, ensure_ascii=False, indent=1).replace("\x7f", "\\u007f")
        text += f"{json.dumps(key, ensure_ascii=False)} = {written} # ]\n".replace(
            "\x7f", "\\u007f"
        )
    tomllib.loads(text)
    found = lines_of(text)
    assert {place: line for place, line in found.items() if len(place) == 1} == lines


@given(st.text(alphabet="a=[]{}\"'#\n.,1 \\", max_size=40))
def test_any_text_is_gone_through_to_an_end(text):
    assert all(line >= 1 for line in lines_of(text).values())
