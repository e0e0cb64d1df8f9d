"""Draw the pictures of the README: `python -m docs.screenshot` in a clone, with ainews installed.

The samples are read into a cache that is thrown away, and the day is fixed, so two runs draw the
same pictures.
"""

from __future__ import annotations

import asyncio
import datetime
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from digests import Library
from docs.svg_in_cells import in_cells
from tui.app.app import ReaderApp
from tui.jobs.messages import GoToItem
from tui.system.paths import samples_folder

if TYPE_CHECKING:
    from textual.pilot import Pilot

TODAY = datetime.date(2026, 11, 22)
SIZE = (144, 28)
PUBLICATION = "far-hills-weekly"
STORY = "云岫智能推出“松果”办公智能体"
QUERY = "开源 模型"

_PICTURES = Path(__file__).parent


async def draw(library: Library) -> None:
    """Draw the reader on one story, and a search."""
    app = ReaderApp(lambda: library, today=TODAY)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        app.post_message(GoToItem(*place(library)))
        await settled(pilot)
        save(app, "reader.svg")
        await pilot.press("g", "slash", *QUERY)
        await settled(pilot)
        save(app, "search.svg")


def save(app: ReaderApp, name: str) -> None:
    """Write what the screen shows as a picture of this name."""
    (_PICTURES / name).write_text(in_cells(app.export_screenshot()), encoding="utf-8")


async def settled(pilot: Pilot[None]) -> None:
    """Wait until nothing is being read or drawn."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def place(library: Library) -> tuple[str, str]:
    """Return the ids of the issue and of the story that are shown."""
    issues = (issue for issue in library.issues() if issue.publication == PUBLICATION)
    issue = library.issue(next(issues).id)
    return issue.id, next(item.id for item in issue.items if item.title == STORY)


def main() -> int:
    """Draw all pictures and return the exit code."""
    with (
        TemporaryDirectory() as cache,
        Library.open([samples_folder()], Path(cache) / "samples") as library,
    ):
        library.refresh()
        asyncio.run(draw(library))
    return 0


if __name__ == "__main__":
    sys.exit(main())
