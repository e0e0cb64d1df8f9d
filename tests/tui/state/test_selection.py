from __future__ import annotations

from dataclasses import replace

from tests.factories import issue, item
from tui.state.marks import Selection

FIRST, SECOND, THIRD = (replace(item(name), line=line) for line, name in enumerate("abc", 1))
NEW = issue(FIRST, SECOND, issue_id="1111111111")
OLD = issue(THIRD, issue_id="2222222222")


def test_items_of_several_issues_are_in_reading_order():
    selection = Selection().toggled(OLD, [THIRD]).toggled(NEW, [SECOND]).toggled(NEW, [FIRST])
    places = {NEW.id: 0, OLD.id: 1}
    assert selection.in_order(places.__getitem__) == ((NEW, FIRST), (NEW, SECOND), (OLD, THIRD))


def test_what_is_selected_twice_is_not_selected():
    assert not Selection().toggled(NEW, [FIRST]).toggled(NEW, [FIRST])


def test_a_section_is_selected_whole_before_it_is_unselected():
    partly = Selection().toggled(NEW, [FIRST])
    whole = partly.toggled(NEW, [FIRST, SECOND])
    assert whole.ids == {FIRST.id, SECOND.id}
    assert not whole.toggled(NEW, [FIRST, SECOND]).ids
