"""The reader where marks can be read and not written."""

from __future__ import annotations

import pytest

from digests import Library, MarkChange
from tests.tui.running_reader import running
from tui.settings import Settings


@pytest.fixture
def closed(three_issues, cache, tmp_path, monkeypatch):
    """The library with one starred item, in a file that cannot be written any more."""
    file = tmp_path / "data" / "marks.sqlite3"
    with Library.open([three_issues], cache, marks=file) as library:
        library.refresh()
        item = library.issue(library.issues()[0].id).items[0].id
        library.marks.change([item], MarkChange(starred=True))
    reason = "it is closed to writing; `chmod u+w` opens it"
    monkeypatch.setattr("digests.marks.store.reason_not_to_write", lambda _: reason)
    with Library.open([three_issues], cache, marks=file) as library:
        yield library


def notices(reader):
    return [notice.message for notice in reader.app._notifications]


async def test_what_cannot_be_kept_is_not_shown_as_marked_and_reading_goes_on(closed):
    async with running(closed, settings=Settings(mark_read="open")) as reader:
        await reader.press("J")
        await reader.until(lambda: "*" in reader.place)
        seen = reader.place
        await reader.press("m", "s")
        await reader.until(lambda: len(notices(reader)) == 2)
        assert len(set(notices(reader))) == 1
        assert notices(reader)[0].startswith("marks cannot be changed: ")
        assert notices(reader)[0].endswith("`chmod u+w` opens it")
        assert reader.place == seen
        await reader.press("J")
        await reader.until(lambda: "青鸟" in reader.text)
        await reader.until_idle()
        assert len(notices(reader)) == 2  # what reading marks by itself is no news
