"""Labels on links, typed to open or copy them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import Paragraph, Run
from tests.factories import issue, item, link
from tests.tui.text_screen import showing
from tui.jobs.messages import CopyText
from tui.text.item import item_content
from tui.text.link_hints import LinkHints, hint_labels


def many(count):
    """An item of `count` links, all of them in its text."""
    links = tuple(link(f"https://example.org/{n}", "source") for n in range(1, count + 1))
    runs = tuple(Run(f"word{n} ", url=one.url) for n, one in enumerate(links))
    return replace(item(), links=links, body=(Paragraph(runs),))


def test_the_first_nine_links_have_the_home_row():
    assert "".join(hint_labels(9)) == "asdfghjkl"


@given(st.integers(0, 3000))
def test_labels_are_as_long_as_the_numbers_and_none_begins_with_another(count):
    labels = hint_labels(count)
    assert [len(label) for label in labels] == [len(str(n)) for n in range(1, count + 1)]
    known = set(labels)
    assert len(known) == count
    assert not any(label[:end] in known for label in labels for end in range(1, len(label)))


@pytest.mark.parametrize("width", [20, 60])
def test_labels_take_the_place_of_the_numbers_everywhere(width):
    text = item_content(issue(), many(12), width)
    hints = LinkHints(hint_labels(12))
    shown = [hints.shown(line).plain for line in text.lines]
    assert [len(line) for line in shown] == [len(line.plain) for line in text.lines]
    whole = "\n".join(shown)
    assert all(whole.count(f"[{label}]") == 1 for label in hints.labels)
    assert all(f"{label:>2} example.org" in whole for label in hints.labels)


def test_what_is_typed_leaves_the_labels_that_begin_so():
    hints = LinkHints(hint_labels(12)).after("Q")
    assert hints is not None
    shown = "\n".join(hints.shown(line).plain for line in item_content(issue(), many(12), 60).lines)
    assert "[1]" in shown
    assert "[qs]" in shown
    assert hints.after("!") is None


async def test_a_typed_label_opens_its_link_once():
    async with showing(many(12)) as (app, view, pilot):
        await pilot.press("f", "q")
        assert "q…" in str(view.border_subtitle)
        await pilot.press("s")
        await pilot.pause()
        assert app.opened == ["https://example.org/11"]
        assert view.border_subtitle == ""


async def test_the_other_key_copies():
    async with showing(many(12)) as (app, _, pilot):
        await pilot.press("F", "s")
        await pilot.pause()
        assert (app.opened, app.copied) == ([], [CopyText("https://example.org/2", "address")])


@pytest.mark.parametrize("leaving", ["escape", "!", "down"])
async def test_what_is_no_label_leaves_and_does_nothing_else(leaving):
    async with showing(many(3)) as (app, view, pilot):
        await pilot.press("f", leaving)
        await pilot.pause()
        assert (app.opened, view.border_subtitle, view.scroll_offset.y) == ([], "", 0)
        await pilot.press("o")
        await pilot.pause()
        assert app.opened == ["https://example.org/1"]


async def test_another_text_has_no_labels():
    async with showing(many(3)) as (app, view, pilot):
        await pilot.press("f")
        view.show(lambda width: item_content(issue(), many(2), width), "another")
        await pilot.press("s")
        await pilot.pause()
        assert (app.opened, view.border_subtitle) == ([], "")


async def test_a_text_that_is_not_seen_shows_its_list_of_links_instead():
    async with showing(many(3)) as (app, view, pilot):
        view.display = False
        await pilot.pause()
        await pilot.press("f")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.opened == ["https://example.org/1"]
