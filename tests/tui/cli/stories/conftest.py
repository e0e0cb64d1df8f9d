"""Digests of three publications that tell of the same things, on one day."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories import write
from tests.told_stories import FERRY, FUND, FUND_ZH, HERON, HERON_AGAIN, HERON_PRICE, HERON_ZH

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.cli.conftest import Run

Told = tuple[str, str, tuple[str, ...]]

TODAY = datetime.date(2026, 8, 20)

ORCHARD: Told = (
    "The orchard of the hill was measured",
    f"It has {'many rows of old trees and ' * 80}a gate.",
    ("https://orchard.example/1",),
)

DIGESTS: dict[str, tuple[Told, ...]] = {
    "lantern/2026-08-03": (FERRY, HERON),
    "kiln/2026-08-05": (HERON_AGAIN, FUND),
    "灯笼/2026-08-05": (FUND_ZH, HERON_ZH),
    "lantern/2026-08-12": (HERON_PRICE, ORCHARD),
}


@pytest.fixture(autouse=True)
def _english_and_on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("tui.cli.verbs.catchup.today", lambda: TODAY)
    monkeypatch.setattr("tui.cli.story_options.today", lambda: TODAY)


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """Digests of three publications that tell of the same things."""
    for name, stories in DIGESTS.items():
        path = tmp_path / "told" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        items = (f"## {title}\n\n{words} [source]({links[0]})\n" for title, words, links in stories)
        write(path, "\n".join(("# News\n", *items)))
    return tmp_path / "told"


def read_json(run: Run, *arguments: object) -> dict[str, Any]:
    printed: dict[str, Any] = json.loads(run(*arguments, "--json")[1])
    return printed


def item_id(run: Run, told: Path, title: str) -> str:
    hits = read_json(run, "search", f'title:"{title}"', "-f", told)["hits"]
    return str(next(hit["id"] for hit in hits if hit["title"] == title))


@pytest.fixture
def _much_later(monkeypatch: pytest.MonkeyPatch) -> None:
    later = datetime.date(2027, 3, 1)
    monkeypatch.setattr("tui.cli.verbs.catchup.today", lambda: later)
    monkeypatch.setattr("tui.cli.story_options.today", lambda: later)
