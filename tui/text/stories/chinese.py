"""The sentences about stories in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from digests import Timeline

_MANY_MINUTES = 150

_HEADINGS = {
    "here": "本刊",
    "editions": "本刊的其他版本",
    "elsewhere": "其他日报，同一链接",
    "probably": "其他日报，可能是同一件事",
    "maybe": "可能相关",
    "rejected": "你说过不是同一件事",
}

_EVENTS = {
    "release": "发布",
    "evaluation": "评测",
    "price": "价格",
    "money": "融资",
    "court": "诉讼",
    "withdrawal": "停用",
    "people": "人事",
    "use": "使用",
    "debate": "争议",
    "incident": "故障",
}
"""What `Evidence.shared` calls them."""


class ChineseStoryWords:
    """See `StoryWords`."""

    language: ClassVar[str] = "zh"
    same_link: ClassVar[str] = "同一链接"
    why: ClassVar[str] = "全部列出并说明理由"
    go: ClassVar[str] = "阅读"
    translation: ClassVar[str] = "另一语言版本"
    alone: ClassVar[str] = "没有发现别处也报道了这件事"
    no_translation: ClassVar[str] = "链接没有指出这一条的另一版本"
    looking: ClassVar[str] = "正在查找…"
    rejected: ClassVar[str] = "不是同一件事"
    takes_back: ClassVar[str] = "撤回"
    looked_at: ClassVar[str] = "只看每一条的标题和前 400 个字符。"

    def day(self, date: datetime.date, near: datetime.date) -> str:
        """Return a date such as `4/24`."""
        year = f"{date.year}/" if date.year != near.year else ""
        return f"{year}{date.month}/{date.day}"

    def days(self, dates: Sequence[datetime.date], near: datetime.date) -> str:
        """Return dates such as `4/24、4/25`."""
        return "、".join(self.day(date, near) for date in dates)

    def span(self, first: datetime.date, last: datetime.date, near: datetime.date) -> str:
        """Return days such as `4/24–4/26`."""
        ends = dict.fromkeys((first, last))
        return "–".join(self.day(day, near) for day in ends)

    def ran_here(self, days: str, *, is_later: bool, is_probable: bool) -> str:
        """Say when it ran here."""
        return f"本刊 {days} {'可能' if is_probable else ''}{'又登' if is_later else '已登'}"

    def ran_the_same_day(self, *, is_probable: bool) -> str:
        """Say that it ran twice."""
        return f"本刊同日另一期{'可能' if is_probable else ''}已登"

    def also_in(self, digests: int, places: str, *, is_probable: bool) -> str:
        """Say which digests have it, too."""
        return f"{'可能' if is_probable else ''}也见于 {digests} 份：{places}"

    def editions(self, places: str) -> str:
        """Say which editions have it, too."""
        return f"其他版本：{places}"

    def maybe(self, count: int) -> str:
        """Say how many may be related."""
        return f"可能相关 {count} 条"

    def linked(self, addresses: str) -> str:
        """Say to which pages."""
        return f"{self.same_link}：{addresses}"

    def shares(self, shared: str) -> str:
        """Say what is shared."""
        return f"共同点：{shared}"

    def event(self, kind: str) -> str:
        """Name an event."""
        return _EVENTS.get(kind, kind)

    def heading(self, group: str) -> str:
        """Name a group."""
        return _HEADINGS[group]

    def known(self, count: int) -> str:
        """Say how many are known."""
        return f"已知 {count} 条"

    def told_by(self, families: int) -> str:
        """Say in how many digests."""
        return f"{families} 家" if families > 1 else ""

    def tally(self, items: int, stories: int) -> str:
        """Say how many stories."""
        return f"{items:,} 条，合并为 {stories:,} 件事"

    def minutes(self, minutes: int) -> str:
        """Return minutes, hours of many; what takes less than one is one."""
        hours = round(minutes / 60)
        return f"{max(minutes, 1)} 分钟" if minutes < _MANY_MINUTES else f"{hours:,} 小时"

    def fits(self, stories: int, minutes: int) -> str:
        """Say how many fit."""
        return f"前 {stories:,} 件要 {self.minutes(minutes)}"

    def beyond(self, stories: int, minutes: int) -> str:
        """Say how many do not."""
        return f"超出 {self.minutes(minutes)}：还有 {stories:,} 件"

    def since(self, day: str, *, is_visit: bool) -> str:
        """Say since when."""
        return f"{'上次阅读' if is_visit else ''} {day} 以来".strip()

    def nothing_new(self, since: str, keys: str) -> str:
        """Say that there is nothing."""
        hint = f"\n\n按 {keys} 往前多看几天。" if keys else ""
        return f"{since}没有未读的内容。{hint}"

    def comparing(self, issues: int) -> str:
        """Say what goes on."""
        return f"还有 {issues:,} 期待比较"

    def first_mention(self, timeline: Timeline) -> str:
        """Say where it began."""
        first = timeline.first
        if first is None:
            return self.never_mentioned(timeline.term)
        telling = min(first.tellings, key=lambda one: (one.date, one.item_id))
        date = telling.date
        began = f"最早见于 {date.year}/{date.month}/{date.day} {telling.publication}"
        return f"{began} · {len(timeline.weeks):,} 周里提到 {timeline.mentions:,} 次"

    def column(self, weeks: int, most: int) -> str:
        """Say what a column is."""
        span = "" if weeks == 1 else f"，每柱 {weeks} 周"
        return f"每周提到的次数，最多 {most:,}{span}"

    def never_mentioned(self, term: str) -> str:
        """Say that it was not found."""
        return f"没有一条提到 {term}。短一些的名字能找到更多。"
