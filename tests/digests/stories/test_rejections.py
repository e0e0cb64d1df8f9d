from __future__ import annotations

import pytest

from digests import RejectionsError
from digests.stories.rejections import Rejections


def test_a_pair_is_one_whichever_comes_first(tmp_path):
    rejections = Rejections(tmp_path / "apart.jsonl")
    rejections.add("b.2", "a.1")
    rejections.add("a.1", "b.2")
    assert rejections.pairs() == {("a.1", "b.2")}
    rejections.take_back("b.2", "a.1")
    assert rejections.pairs() == frozenset()


@pytest.mark.parametrize("is_in_memory", [False, True])
def test_nothing_is_rejected_at_first(tmp_path, is_in_memory):
    rejections = Rejections(None if is_in_memory else tmp_path / "apart.jsonl")
    assert rejections.pairs() == frozenset()
    rejections.add("a.1", "b.2")
    assert len(rejections.pairs()) == 1


def test_rejections_of_other_processes_are_seen(tmp_path):
    one, other = (Rejections(tmp_path / "new" / "apart.jsonl") for _ in range(2))
    one.add("a.1", "b.2")
    assert other.pairs() == {("a.1", "b.2")}
    other.add("c.3", "d.4")
    other.take_back("a.1", "b.2")
    assert one.pairs() == other.pairs() == {("c.3", "d.4")}


def test_a_line_that_was_cut_off_costs_no_other(tmp_path):
    path = tmp_path / "apart.jsonl"
    Rejections(path).add("a.1", "b.2")
    with path.open("ab") as file:
        file.write(b'{"items": ["c.3"')
    rejections = Rejections(path)
    rejections.add("e.5", "f.6")
    assert rejections.pairs() == Rejections(path).pairs() == {("a.1", "b.2"), ("e.5", "f.6")}


def test_lines_of_any_kind_do_no_harm(tmp_path):
    path = tmp_path / "apart.jsonl"
    path.write_bytes(b'\xff\xfe\n[]\n{"items": 3}\n{"items": ["a", "b", "c"]}\n"x"\nnull\n')
    rejections = Rejections(path)
    assert rejections.pairs() == frozenset()
    rejections.add("a.1", "b.2")
    assert Rejections(path).pairs() == {("a.1", "b.2")}


def test_a_file_put_in_its_place_is_read_anew(tmp_path):
    path = tmp_path / "apart.jsonl"
    rejections = Rejections(path)
    rejections.add("a.1", "b.2")
    rejections.add("c.3", "d.4")
    path.write_text('{"items": ["e.5", "f.6"], "same": false}\n', encoding="utf-8")
    assert rejections.pairs() == {("e.5", "f.6")}


def test_a_file_that_cannot_be_used_is_told(tmp_path):
    (tmp_path / "apart.jsonl").mkdir()
    rejections = Rejections(tmp_path / "apart.jsonl")
    with pytest.raises(RejectionsError, match=r"apart\.jsonl"):
        rejections.add("a.1", "b.2")
    with pytest.raises(RejectionsError):
        rejections.pairs()
