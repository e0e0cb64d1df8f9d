"""Three digests that tell the same stories, and what a reader of them sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input, Static

from digests import Library, MarkChange
from tests.factories import write
from tests.told_stories import HERON, HERON_AGAIN, HERON_ZH, PLAIN
from tui.jobs.messages import GoToItem
from tui.reader.screen import ReaderScreen
from tui.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from digests import Item
    from tests.tui.running_reader import RunningReader

ENGLISH = Settings(language="en", mark_read="manual")
CHINESE = Settings(language="zh", mark_read="manual")


def entry(title: str, text: str, links: tuple[str, ...]) -> str:
    """One item of a digest."""
    return f"1. **{title}**\n   {text} [source]({links[0]})\n"


FERRY = entry("The ferry of the harbour was painted", "It is green.", ("https://ferry.example/1",))
BREAD = entry("面包在冷处慢慢发酵", "要等一整夜。", ("https://mianbao.example/1",))
QUILLON = entry("Quillon learns to ask", "It asks twice.", ("https://quillon.example/1",))
HERON_STAYS = entry("Heron 4.2 stays open", "It can be downloaded still.", HERON[2])

TEXTS = {
    "lantern-daily/2026-08-01.md": f"# Lantern Daily\n\n## Models\n\n{entry(*HERON)}{FERRY}",
    "lantern-daily/2026-08-03.md": f"# Lantern Daily\n\n## Models\n\n{HERON_STAYS}{QUILLON}",
    "tide-weekly/2026-08-02.md": f"# Tide Weekly\n\n## News\n\n{entry(*HERON_AGAIN)}",
    "qiao-ribao/2026-08-02.md": f"# 桥日报\n\n## 模型\n\n{entry(*HERON_ZH)}{BREAD}",
    "plain-talk/2026-01-01.md": "# Plain talk\n\n## Words\n\n"
    + "".join(entry(text, "", ("https://plain.example/",)) for text in PLAIN),
}
"""Plain talk makes plain words plain: without it every word of a small library is rare."""

MORE_OF_HERON = {
    "lantern-daily/2026-08-02.md": (
        "Heron 4.2 pricing angers bakers and choirs",
        (
            "Subscribers complain about bills which doubled overnight: bakers, tailors, gardeners "
            "and a choir paid twelve coins each month, while pupils had paid nothing. Orange "
            "stickers at shop windows ask passers-by to cancel; an ombudsman collects receipts, "
            "and a spokeswoman promised vouchers, refunds plus gentler tariffs before autumn."
        ),
        ("https://forum.example/heron-pricing",),
    ),
    "tide-weekly/2026-08-03.md": (
        "Heron 4.2 tops leaderboard: riddles, birdsong",
        (
            "Nine judges gave it riddles, sonnets, chess endings, crossword clues, knitting "
            "patterns, tax forms, bus timetables, birdsong and Latin grammar. It ranks before "
            "Egret, Stork and Bittern in seven disciplines, yet stumbles over proverbs; a rematch "
            "with blindfolded referees follows at midsummer inside the old granary."
        ),
        ("https://ranks.example/heron",),
    ),
}
"""Stories of other events, whose texts have nothing but the model in common."""


def told_library(folder: Path, cache: Path) -> Library:
    """A library of the three digests, its stories compared."""
    for name, text in TEXTS.items():
        write(folder / name, text)
    library = Library.open([folder / name.partition("/")[0] for name in TEXTS], cache)
    library.refresh()
    library.update_stories()
    return library


def find_item(library: Library, title: str) -> Item:
    """Return the item whose title begins like this."""
    items = (item for issue in library.issues() for item in library.issue(issue.id).items)
    return next(item for item in items if item.title.startswith(title))


def mark_read(library: Library, *titles: str) -> None:
    """Mark the items whose titles begin like these as read."""
    library.marks.change([find_item(library, title).id for title in titles], MarkChange(read=True))


async def read_item(reader: RunningReader, title: str) -> None:
    """Go to an item, and wait until it is shown."""
    screen = reader.app.screen_stack[1]
    assert isinstance(screen, ReaderScreen)
    item = find_item(screen.library, title)
    reader.app.post_message(GoToItem(item.id.partition(".")[0], item.id))
    await reader.until(lambda: screen.item is not None and screen.item.id == item.id)
    await reader.until_text(item.title[:12])


def words(reader: RunningReader) -> str:
    """The text that is read, wherever its lines end."""
    return " ".join(reader.text.split())


async def list_tellings(reader: RunningReader, title: str) -> None:
    """Show the list of all tellings of an item."""
    await read_item(reader, title)
    await reader.press("=")
    await reader.until(lambda: reader.app.screen.query("#tellings"))


async def catch_up(reader: RunningReader) -> None:
    """Show what there is to catch up, and wait for it."""
    await reader.press("C")
    await reader.until(lambda: reader.app.screen.query("#stories") and head(reader))
    await reader.until(lambda: reader.rows("#stories")[0][:2] in ("▌o", "▌="))


def head(reader: RunningReader) -> str:
    """What is said above the stories."""
    return str(reader.app.screen.query_one("#caught-up", Static).content)


async def show_timeline(reader: RunningReader, term: str) -> None:
    """Show the timeline of a term, and wait for it."""
    await reader.press("T")
    await reader.until(lambda: reader.app.screen.query(Input))
    reader.app.screen.query_one(Input).value = term
    await reader.press("enter")
    await reader.until(lambda: reader.app.screen.query("#timeline") and reader.rows("#timeline"))
