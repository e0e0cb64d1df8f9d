"""Pictures of what is told of stories: catching up, a timeline, the list of all tellings.

As in `test_looks.py` each test says what must be seen, and the picture holds the rest.
"""

from __future__ import annotations

import pytest
from textual.widgets import Input

from digests import Library
from tests.factories import write
from tests.told_stories import FUND, FUND_ZH, HERON, HERON_AGAIN, HERON_PRICE, HERON_ZH
from tests.tui.running_reader import TODAY, RunningReader
from tests.tui.telling_user import (
    BREAD,
    CHINESE,
    ENGLISH,
    FERRY,
    QUILLON,
    TEXTS,
    catch_up,
    entry,
    list_tellings,
    show_timeline,
)
from tui.app.app import ReaderApp

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids="{0[0]}x{0[1]}".format)
LANGUAGES = pytest.mark.parametrize("settings", [ENGLISH, CHINESE], ids=["en", "zh"])

HERON_SOON = entry(
    "What Tessel may release next", "Heron 4.2 is expected in summer.", ("https://soon.example/1",)
)
KILN_LONG = entry(
    "A very long title about the old kiln of the village, which nobody had opened for a hundred "
    "years until its keepers found the key in a drawer",
    "It was warm inside. " * 60,
    ("https://kiln.example/long",),
)
HERON_LATE = entry(
    "Heron-4.2 在两周后：开发者如何评价这款开放权重的模型，以及为什么有人仍在等待更小的版本",
    "Brindle、Thimble、Osprey、Wicket、Lantana、Pumice、Tansy 各有说法，" + "评价不一。" * 80,
    ("https://deng.example/late",),
)
WEEKS = {
    **TEXTS,
    "lantern-daily/2026-06-10.md": f"# Lantern Daily\n\n## Models\n\n{HERON_SOON}",
    "lantern-daily/2026-08-02.md": (
        f"# Lantern Daily\n\n## Chips\n\n{entry(*FUND)}{entry(*HERON_PRICE)}{KILN_LONG}"
    ),
    "qiao-ribao/2026-08-03.md": f"# 桥日报\n\n## 芯片\n\n{entry(*FUND_ZH)}{HERON_LATE}{BREAD}",
    "kiln-notes/2026-08-03.md": (
        f"# Kiln Notes\n\n## News\n\n{entry(*HERON)}{entry(*HERON_ZH)}{FERRY}{QUILLON}"
    ),
    "tide-weekly/2026-07-20.md": f"# Tide Weekly\n\n## News\n\n{entry(*HERON_AGAIN)}",
}


@pytest.fixture
def looks(tmp_path, snap_compare, monkeypatch):
    """Compares a screen above the reader, after the user came there, with its picture."""
    monkeypatch.setattr(Input, "cursor_blink", False)
    for name, text in WEEKS.items():
        write(tmp_path / "digests" / name, text)
    library = Library.open([tmp_path / "digests"], tmp_path / "cache")
    library.refresh()
    library.update_stories()

    def compare(size, settings, come_there):
        async def act(pilot):
            reader = RunningReader(pilot.app, pilot)
            await reader.until(lambda: reader.app.screen.query("#issues"))
            await reader.until(lambda: reader.rows("#issues") and reader.place)
            await come_there(reader)
            await reader.until_idle()
            await pilot.pause()

        app = ReaderApp(lambda: library, settings=settings, today=TODAY)
        return snap_compare(app, terminal_size=size, run_before=act)

    yield compare
    library.close()


@SIZES
@LANGUAGES
def test_catching_up(looks, size, settings):
    """How many stories and minutes there are; one row for each story, those of several digests
    first, with who told it and when; on the wide screen the best telling at the side, in the
    user's language, and below it where else it is told."""

    async def come(reader):
        await catch_up(reader)
        preview = reader.app.screen.query_one("#preview")
        await reader.until(lambda: not preview.display or "= " in reader.text)

    assert looks(size, settings, come)


@SIZES
@LANGUAGES
def test_a_timeline(looks, size, settings):
    """The first mention, the mentions a week as columns with the first and the last week below,
    and the stories by date, English and Chinese ones."""
    assert looks(size, settings, lambda reader: show_timeline(reader, "Heron 4.2"))


@SIZES
@LANGUAGES
def test_the_list_of_all_tellings(looks, size, settings):
    """Above the reader, all tellings in groups, each with why it is held to be one: the same link,
    or what both share."""
    title = "Tessel releases Heron" if settings is ENGLISH else "Tessel 发布"
    assert looks(size, settings, lambda reader: list_tellings(reader, title))
