"""A library that is read while its reader is open."""

from __future__ import annotations

from digests import Library
from tests.factories import digest, write
from tests.tui.running_reader import running
from tui.jobs.indexer import IndexFailed, IndexFinished


async def test_an_empty_folder_is_called_empty_as_soon_as_it_was_read(folder, cache):
    with Library.open([folder], cache) as library:
        async with running(library) as reader:
            reader.app._reader.is_refreshing = True
            await reader.until_text("Reading the digests for the first time")
            reader.app.post_message(IndexFinished(0, 0, 0, 0, 0, 1))
            await reader.until_text("There are no digests in")


async def test_a_library_that_cannot_be_read_is_no_longer_waited_for(folder, cache):
    with Library.open([folder], cache) as library:
        async with running(library) as reader:
            reader.app._reader.is_refreshing = True
            reader.app.post_message(IndexFailed("the disk is full"))
            await reader.until_text("ainews add FOLDER")


async def test_until_the_user_moves_the_newest_issue_is_open(two_days):
    async with running(two_days) as reader:
        write(two_days.folders[0] / "2026-08-04.md", digest("A story", title="Late news"))
        two_days.refresh()
        await reader.until_text("Late news")
        assert reader.rows("#issues")[0].startswith("▌o Late news")


async def test_who_reads_the_newest_issue_stays_there(two_days):
    async with running(two_days) as reader:
        await reader.press("J")
        write(two_days.folders[0] / "2026-08-04.md", digest("A story", title="Late news"))
        two_days.refresh()
        await reader.until(lambda: any("Late news" in row for row in reader.rows("#issues")))
        assert "青鸟-3" in reader.place
