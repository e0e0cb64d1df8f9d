"""Invented digests that tell the same stories, in English and Chinese."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from digests.stories import prepare_stories, update_stories
from tests.factories import issue, item

if TYPE_CHECKING:
    import datetime

    from digests import Issue, Stories, Story

PLAIN = tuple(
    f"The {noun} of the {place} was {done} again this week by its users."
    for noun in ("report", "project", "market", "team", "company", "paper")
    for place in ("system", "platform", "service", "device", "world")
    for done in ("improved", "used", "tested", "updated", "built")
)
"""Sentences that have nothing to do with each other but plain words."""


def told(publication: str, date: str, *items: tuple[str, str, tuple[str, ...]]) -> Issue:
    """An issue of items that are given as title, text and links."""
    issue_id = hashlib.blake2b(f"{publication}{date}".encode(), digest_size=5).hexdigest()
    return issue(
        *(item(title, text, links=links, issue_id=issue_id) for title, text, links in items),
        issue_id=issue_id,
        publication=publication,
        date=date,
        language="zh" if any("\u4e00" <= c <= "\u9fff" for c in items[0][0]) else "en",
    )


def plain(publication: str = "plain-talk", date: str = "2026-01-01") -> Issue:
    """Items of plain words, which are nobody's story."""
    return told(publication, date, *((text.partition(" again")[0], text, ()) for text in PLAIN))


def caught_up(stories: Stories, since: datetime.date, **options: Any) -> list[Story]:
    """The stories of all rows of catching up, in their order."""
    return [story for row in stories.catch_up(since, **options) for story in row.stories]


def fill(stories: Stories, *issues: Issue) -> None:
    """Put issues into the tables and compare them."""
    update_stories(stories.tables, map(prepare_stories, issues))


HERON = (
    "Tessel releases Heron 4.2 with open weights",
    (
        "Tessel has released Heron 4.2, a model of 36B parameters with a context of 512K tokens. "
        "It scores 71% on the Marlow suite, and the Quayside laboratory trained it."
    ),
    ("https://tessel.example/heron-4-2",),
)
HERON_ZH = (
    "Tessel 发布开放权重的 Heron-4.2",
    (
        "Tessel 发布了 Heron 4.2，拥有 360 亿参数，上下文 51.2 万 token。由 Quayside 实验室训练，"
        "在 Marlow 测试中得到 71%。"
    ),
    ("https://lantern.example/2026/heron",),
)
HERON_AGAIN = (
    "Heron 4.2 is here",
    "The new model can be downloaded.",
    ("https://www.tessel.example/heron-4-2/?utm_source=feed",),
)
HERON_PRICE = (
    "Heron 4.2 pricing angers its users",
    "The price of Heron 4.2 went up, and subscribers complain about the bill at the end of it.",
    ("https://forum.example/heron-pricing",),
)
FUND = (
    "Ostara raises $500M at a valuation of $4B",
    "The chip maker Ostara raised 500 million dollars; Velden Capital leads the round.",
    ("https://news.example/ostara",),
)
FUND_ZH = (
    "Ostara 完成 5 亿美元融资",
    "芯片公司 Ostara 融资 5 亿美元，Velden Capital 领投，估值 40 亿美元。",
    ("https://xinwen.example/ostara",),
)
FERRY = ("The ferry of the harbour was painted", "It is green now.", ("https://ferry.example/1",))
