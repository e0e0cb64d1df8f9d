"""No module needs, by any way around, what needs it: not even for a type, not even late."""

from __future__ import annotations

from tests.import_graph import circles, folder_graph, import_graph, imported


def test_modules_import_one_another_in_no_circle() -> None:
    assert circles(import_graph()) == []


def test_folders_import_one_another_in_no_circle() -> None:
    assert circles(folder_graph(import_graph())) == []


def test_a_circle_is_found_wherever_one_enters_it() -> None:
    graph = {"in": {"b"}, "a": {"b", "out"}, "b": {"c"}, "c": {"a"}, "out": set(), "self": {"in"}}
    assert circles(graph) == [["a", "b", "c"]]


def test_imports_for_types_and_late_ones_count() -> None:
    source = """
import one.two
from . import near
if TYPE_CHECKING:
    from three import kind
def late():
    from ..four import act
"""
    names = {"one.two", "home.room.near", "three.kind", "home.four.act"}
    assert set(imported(source, "home.room")) == names
