"""A library of digests that nobody wrote, the same each time, in a folder of its own."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from benchmarks.sentences import Sentences

if TYPE_CHECKING:
    from pathlib import Path

PUBLICATIONS = ("morning-ferry", "渡口日报", "kiln-weekly")
_LAST_DAY = datetime.date(2026, 6, 30)
_SECTIONS = ("Models", "工具", "Research", "产业")
_SENTENCES_OF_AN_ITEM = 3


def write_library(
    folder: Path, issues: int, items_each: int, sentences_each: int = _SENTENCES_OF_AN_ITEM
) -> None:
    """Write `issues` files with about `items_each` items into folders of publications."""
    sentences = Sentences(seed=issues * 1000 + items_each)
    for name in PUBLICATIONS:
        (folder / name).mkdir(parents=True)
    for number in range(issues):
        days_ago, which = divmod(number, len(PUBLICATIONS))
        day = _LAST_DAY - datetime.timedelta(days=days_ago % 3000)
        name = f"{day.isoformat()}-{days_ago // 3000}.md"
        text = issue_text(sentences, day, items_each, sentences_each)
        (folder / PUBLICATIONS[which] / name).write_text(text, encoding="utf-8")


def issue_text(
    sentences: Sentences,
    day: datetime.date,
    items: int,
    sentences_each: int = _SENTENCES_OF_AN_ITEM,
) -> str:
    """Return the text of an issue: header, sections, list entries with links."""
    lines = [
        "---",
        f"title: News of {day.isoformat()}",
        f"date: {day.isoformat()}",
        f"companies: [{sentences.maker()}, {sentences.maker()}]",
        f"models: [{sentences.model()}, {sentences.model()}]",
        f"topics: [{sentences.topic()}]",
        "---",
    ]
    for number in range(items):
        if number % 5 == 0:
            lines += ["", f"## {_SECTIONS[number // 5 % len(_SECTIONS)]}", ""]
        lines.append(_entry(sentences, sentences_each))
    return "\n".join(lines) + "\n"


def _entry(sentences: Sentences, length: int) -> str:
    lead = sentences.any().rstrip(".。")
    body = " ".join(sentences.any() for _ in range(length))
    place = sentences.name().lower()
    return f"- **{lead}** {body} [{sentences.name()}](https://{place}.example/{place})"
