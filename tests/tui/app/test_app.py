from __future__ import annotations

import sys

from textual.widgets import OptionList

from tests.tui.running_reader import running
from tui.errors import LinkNotOpenedError
from tui.jobs.indexer import IndexFailed, IndexFinished, IndexProgress
from tui.jobs.messages import CopyText, GoToItem, OpenLink


def notices(reader):
    return [notice.message for notice in reader.app._notifications]


async def test_a_link_that_may_not_be_opened_is_refused_with_the_reason(two_days):
    async with running(two_days) as reader:
        reader.app.post_message(OpenLink("file:///etc/passwd"))
        await reader.until(lambda: notices(reader))
        assert "only http and https" in notices(reader)[0]


async def test_without_a_browser_the_address_is_copied_and_shown(two_days, monkeypatch):
    def no_browser(*_, **__):
        raise LinkNotOpenedError("no browser was found")

    monkeypatch.setattr("tui.system.browser.open_link", no_browser)
    async with running(two_days) as reader:
        await reader.press("J", "o")
        await reader.until(lambda: len(notices(reader)) == 2)
        first, address = notices(reader)[1].splitlines()
        assert first.startswith("no browser was found; the address was copied by ")
        assert address == "https://example.org/qingniao"


async def test_the_host_of_an_opened_link_is_shown(two_days, monkeypatch, tmp_path):
    monkeypatch.setenv("BROWSER", f"{sys.executable} -c pass %s")
    async with running(two_days) as reader:
        await reader.press("J", "o")
        await reader.until(lambda: notices(reader))
        assert "example.org" in notices(reader)[0]


async def test_copying_says_what_was_copied(two_days, monkeypatch):
    copied = []

    def note(text, *_):
        copied.append(text)
        return "the terminal"

    monkeypatch.setattr("tui.system.clipboard.copy", note)
    async with running(two_days) as reader:
        await reader.press("J", "y")
        await reader.until(lambda: notices(reader))
        assert copied == ["https://example.org/qingniao"]
        assert "address was copied by the terminal" in notices(reader)[0]


async def test_notices_do_not_read_markup(two_days):
    async with running(two_days) as reader:
        reader.app.post_message(OpenLink('[/nope][v2=3, "q]'))
        reader.app.post_message(IndexFailed("[/nope] broke"))
        reader.app.post_message(CopyText("[/nope]", "[red]title"))
        await reader.until(lambda: len(notices(reader)) == 3)
        await reader.pilot.pause()
        assert reader.app.is_running


async def test_anything_may_ask_to_go_to_an_item(two_days):
    issue_id = two_days.issues()[1].id
    item_id = two_days.issue(issue_id).items[1].id
    async with running(two_days) as reader:
        reader.app.post_message(GoToItem(issue_id, item_id))
        await reader.until_place("Tarn")
        assert reader.focused == "item"


async def test_indexing_is_told_in_the_status_line(two_days):
    async with running(two_days) as reader:
        reader.app.post_message(IndexProgress(issues=1200, total=12000, items=5))
        await reader.until(lambda: "reading 1,200 of 12,000 issues" in reader.status)
        reader.app.post_message(IndexFinished(3, 0, 1, 0, 40, 2))
        await reader.until(lambda: "3 new, 1 gone, 2 with problems" in reader.status)


async def test_a_changed_file_is_shown_anew_at_the_same_item(two_days):
    path = two_days.folders[0] / "2026-08-03.md"
    async with running(two_days) as reader:
        await reader.press("J", "J")
        path.write_text(path.read_text().replace("It writes down", "It records"))
        reader.app.post_message(IndexFinished(0, 1, 0, 1, 5, 0))
        await reader.until_text("It records")
        assert "Heron" in reader.place


async def test_the_palette_offers_what_can_be_done(two_days):
    async with running(two_days) as reader:
        await reader.press("ctrl+p")
        await reader.press(*"search all")
        await reader.until(lambda: reader.app.screen.query("OptionList"))
        palette = reader.app.screen.query_one(OptionList)
        await reader.until(lambda: palette.option_count)
        await reader.press("enter")
        await reader.until(lambda: reader.app.screen.query("#search-line"))
