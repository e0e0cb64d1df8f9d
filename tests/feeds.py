"""Feeds for tests, in few words."""

from __future__ import annotations

from xml.sax.saxutils import escape


def rss(*entries: str, title: str = "The Kiln Letter", home: str = "https://kiln.example/") -> str:
    channel = f"<title>{escape(title)}</title><link>{escape(home)}</link>{''.join(entries)}"
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel>{channel}</channel></rss>"
    )


def entry(
    title: str = "Heron learns to wait",
    *,
    number: int = 1,
    html: str = "<p>Heron 4.2 waits for an answer. <a href='/log'>The log</a></p>",
    date: str = "Sat, 01 Aug 2026 00:30:00 +0800",
    summary: str = "",
) -> str:
    """An entry of RSS; with `summary` it has only that."""
    text = (
        f"<description>{escape(summary)}</description>"
        if summary
        else f"<content:encoded>{escape(html)}</content:encoded>"
    )
    link = f"https://kiln.example/{number}"
    return (
        f"<item><title>{escape(title)}</title><guid>{link}</guid><link>{link}</link>"
        f"<pubDate>{date}</pubDate>{text}</item>"
    )


def atom(*entries: str, title: str = "灯笼日报") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f'<title>{escape(title)}</title><link rel="alternate" href="/home"/>'
        f"{''.join(entries)}</feed>"
    )


def atom_entry(
    title: str = "青鸟-3 开源", html: str = "<p>权重一并放出</p>", *, inner: str = ""
) -> str:
    return (
        f"<entry><id>tag:{escape(title)}</id><title>{escape(title)}</title><link href='p/1'/>"
        f"<published>2026-08-01T00:30:00+08:00</published>"
        f'<content type="html">{escape(html)}</content>{inner}</entry>'
    )
