"""One story in three digests, as the reader shows it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digests import CacheError, Library
from tests.factories import write
from tests.tui.running_reader import running
from tests.tui.telling_user import (
    BREAD,
    CHINESE,
    ENGLISH,
    TEXTS,
    entry,
    head,
    list_tellings,
    mark_read,
    read_item,
    words,
)
from tui.widgets.item_view import ItemView

LARCH = {
    "lantern-daily/2026-08-04.md": (
        "Corvane releases Larch 3 with open weights",
        (
            "Corvane has released Larch 3, a model of 27B parameters with a context of 384K "
            "tokens. It scores 64% on the Wharf suite, and the Millrace laboratory trained it."
        ),
        ("https://corvane.example/larch",),
    ),
    "qiao-ribao/2026-08-05.md": (
        "Corvane 开源 Larch-3",
        ("Larch 3 规模 270 亿，窗口 38.4 万，Wharf 成绩 64%，Millrace 供稿。"),
        ("https://qiao.example/larch",),
    ),
}
"""One story, which only its texts join."""


@pytest.fixture
def larch(three_digests):
    """The three digests, two of which tell a further story without a shared link."""
    for name, story in LARCH.items():
        write(three_digests.folders[0].parent / name, f"# News\n\n## Models\n\n{entry(*story)}")
    three_digests.refresh()
    three_digests.update_stories()
    return three_digests


def tree(reader):
    return reader.rows("#tree")


async def test_below_an_item_stands_where_else_it_is_told(three_digests):
    async with running(three_digests, settings=ENGLISH) as reader:
        await read_item(reader, "Heron 4.2 stays")
        await reader.until_text("ran here on Aug 1")
        assert "also in 1 digest: tide-weekly Aug 2 same link" in words(reader)
        assert "= lists them all, and why" in reader.text


async def test_what_no_link_joins_is_told_only_as_probable(larch):
    async with running(larch, settings=ENGLISH) as reader:
        await read_item(reader, "Corvane 开源")
        probably = "probably also in 1 digest: lantern-daily Aug 4 (27B, 384K, 64%, Larch-3)"
        await reader.until(lambda: probably in words(reader))
        assert "same link" not in reader.text


async def test_the_lines_are_chinese_where_the_reader_is(three_digests):
    async with running(three_digests, settings=CHINESE) as reader:
        await read_item(reader, "Heron 4.2 stays")
        await reader.until_text("本刊 8/1 已登")
        assert "也见于 1 份：tide-weekly 8/2 同一链接" in words(reader)


async def test_the_text_stays_where_it_is_when_the_lines_come(three_digests):
    long = "".join(f"\n   Line {number} of many.\n" for number in range(60))
    text = f"1. **Heron 4.2 for long**\n{long}   [source](https://tessel.example/heron-4-2)\n"
    write(three_digests.folders[0] / "2026-08-02.md", f"# Lantern\n\n{text}")
    three_digests.refresh()
    three_digests.update_stories()
    async with running(three_digests, (80, 24), settings=ENGLISH) as reader:
        await read_item(reader, "Heron 4.2 for long")
        view = reader.app.screen.query_one(ItemView)
        view.scroll_to(y=7, animate=False, immediate=True)
        await reader.until_text("ran here")
        assert view.scroll_offset.y == 7


async def test_nothing_is_said_of_an_item_that_is_told_nowhere_else(three_digests):
    async with running(three_digests, settings=ENGLISH) as reader:
        await read_item(reader, "Quillon")
        await reader.press("g", "e")
        alone = "nothing else is known to tell this story"
        await reader.until(lambda: alone in reader.notices)
        assert "also in" not in reader.text
        await reader.press("=")
        await reader.until(lambda: reader.notices.count(alone) == 2)


async def test_while_issues_are_not_compared_it_is_said(three_digests):
    write(three_digests.folders[0] / "2026-07-30.md", f"# Lantern\n\n## News\n\n{BREAD}")
    three_digests.refresh()
    three_digests.update_stories(should_stop=stop_after_reading())
    async with running(three_digests, settings=ENGLISH) as reader:
        await read_item(reader, "Quillon")
        await reader.press("g", "e")
        await reader.until(lambda: any("1 issue still to be compared" in n for n in reader.notices))
        await reader.press("C")
        await reader.until(lambda: reader.app.screen.query("#stories") and head(reader))
        assert "1 issue still to be compared" in head(reader)


def stop_after_reading():
    """Lets one issue be read, and none be compared."""
    asked = iter([False])
    return lambda: next(asked, True)


async def test_history_leads_back_from_another_telling(three_digests):
    async with running(three_digests, settings=ENGLISH) as reader:
        await read_item(reader, "Heron 4.2 is here")
        await list_tellings(reader, "Heron 4.2 is here")
        await reader.press("enter")
        await reader.until_place("Tessel releases")
        await reader.press("ctrl+o")
        await reader.until_place("Heron 4.2 is here")


async def test_a_rejected_telling_is_gone_below_the_item_and_can_be_taken_back(larch):
    async with running(larch, settings=ENGLISH) as reader:
        await list_tellings(reader, "Corvane 开源")
        await reader.press("x")
        await reader.until(lambda: "not the same story" in reader.rows("#tellings")[2])
        await reader.press("escape")
        await reader.until(lambda: "probably" not in reader.text)
        await reader.press("=")
        await reader.until(lambda: reader.app.screen.query("#tellings"))
        assert reader.rows("#tellings")[0] == "Not the same story, you said"
        await reader.press("x", "escape")
        await reader.until_text("probably also in")


async def test_the_same_item_is_read_in_the_other_language(tmp_path):
    links = [f"https://lake.example/{number}" for number in range(8)]
    editions = {"lake-en": ("The lake is number", "It is deep."), "lake-zh": ("湖", "水很深。")}
    for name, (title, text) in editions.items():
        stories = "".join(entry(f"{title} {n}", text, (link,)) for n, link in enumerate(links))
        write(tmp_path / name / "2026-08-02.md", f"# {title}\n\n## {title}\n\n{stories}")
    with Library.open([tmp_path / name for name in editions], tmp_path / "cache") as library:
        library.refresh()
        library.update_stories()
        async with running(library, settings=ENGLISH) as reader:
            await read_item(reader, "The lake is number 5")
            await reader.until(lambda: "gt the other language" in words(reader))
            await reader.press("g", "t")
            await reader.until_place("湖 5")
            await reader.press("g", "t")
            await reader.until_place("The lake is number 5")


async def test_an_item_that_tells_nothing_new_is_dimmed_and_stays_unread(three_digests):
    mark_read(three_digests, "Tessel releases")
    async with running(three_digests, settings=ENGLISH) as reader:
        await read_item(reader, "Heron 4.2 stays")
        await reader.until(lambda: "= Heron 4.2 stays" in reader.place)
        assert any("1 known · 2/2" in row for row in tree(reader))
        assert three_digests.search("is:unread heron").total == 3


async def test_reading_one_telling_makes_the_others_known_at_once(three_digests):
    async with running(three_digests, settings=CHINESE) as reader:
        await read_item(reader, "Heron 4.2 stays")
        assert "o Heron 4.2 stays" in reader.place
        mark_read(three_digests, "Tessel releases")
        await reader.until(lambda: "= Heron 4.2 stays" in reader.place)
        assert any("已知 1 条 · 2/2" in row for row in tree(reader))


async def test_what_was_read_itself_is_not_known_but_read(three_digests):
    mark_read(three_digests, "Tessel releases", "Heron 4.2 stays")
    async with running(three_digests, settings=ENGLISH) as reader:
        await read_item(reader, "Quillon")
        await reader.until_idle()
        await reader.pilot.pause()
        assert not any("known" in row or "= " in row for row in tree(reader))


async def test_nothing_is_dimmed_when_the_setting_says_so(three_digests):
    mark_read(three_digests, "Tessel releases")
    async with running(three_digests, settings=replace(ENGLISH, known="show")) as reader:
        await read_item(reader, "Heron 4.2 stays")
        await reader.until_text("ran here on Aug 1")
        await reader.until_idle()
        assert "o Heron 4.2 stays" in reader.place


async def test_what_cannot_be_looked_up_is_told_only_to_who_asks(three_digests, monkeypatch):
    def fail(*_, **__):
        raise CacheError("stories.sqlite3", "is damaged")

    monkeypatch.setattr("digests.stories.stories.Stories.tellings", fail)
    async with running(three_digests, settings=ENGLISH) as reader:
        await read_item(reader, "Heron 4.2 is here")
        await reader.until_idle()
        assert reader.notices == []
        await reader.press("g", "e")
        await reader.until(lambda: any("is damaged" in words for words in reader.notices))


async def test_what_another_process_has_compared_is_shown(tmp_path):
    for name, text in TEXTS.items():
        write(tmp_path / name, text)
    folders = [tmp_path / name.partition("/")[0] for name in TEXTS]
    with Library.open(folders, tmp_path / "cache") as library:
        library.refresh()
        async with running(library, settings=ENGLISH) as reader:
            await read_item(reader, "Heron 4.2 stays")
            library.update_stories()
            await reader.until_text("ran here on Aug 1")
