"""Making entries of their raw parts, for every format. What cannot be read costs itself only."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from digests.errors import bug_description
from digests.html.markdown import markdown_from_html, markdown_from_plain_text
from digests.html.web_address import web_address
from digests.parsing.preprocess import part_closing
from digests.safe_text import safe_line
from digests.sources.feeds.dates import date_from
from digests.sources.feeds.feed import Feed, FeedEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that an entry comes with."""

    address: str
    type: str = ""
    """As in MIME, or empty."""


@dataclass(frozen=True, slots=True)
class RawEntry:
    """The parts of an entry as they are in the feed. Nothing in it is safe."""

    id: str = ""
    title: str = ""
    """Plain text."""

    link: str = ""
    dates: tuple[str, ...] = ()
    """As written, in order of preference."""

    content: str = ""
    """The full text, if the feed has it."""

    summary: str = ""
    is_html: bool = True
    is_summary_html: bool = True
    base: str = ""
    """Base URL of relative links in the text."""

    tags: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    unreadable: tuple[str, ...] = ()
    """Names of the parts that are there and cannot be read."""


class UnreadableEntryError(Exception):
    """Something in the place of an entry is none; the message is a phrase that says why."""


_SHORT = 600
"""Characters; a longer summary may be the full text."""

_LONGEST_TEXT = 4_000_000
"""Characters; the file of a longer text would be refused."""

_MOST_BYTES = 7_000_000
_LONGEST_LINE = 900_000
"""Of a text; the reader refuses files with a little more."""

_MOST_TAGS = 20
_MOST_ENCLOSURES = 20
_LONGEST_TITLE = 300
_LONGEST_NAME = 60

_GOES_ON = re.compile(
    r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.|&hellip;)\s*\]"
    r"|\b(?:read|continue|learn) (?:more|reading)\b|\bread (?:the )?(?:full|whole|rest)\b.{0,40}"
    r"|(?:阅读|查看|点击)(?:全文|原文|更多)|继续阅读)[\s»→>.\])]*$",
    re.IGNORECASE,
)
_MARKDOWN_LINK = re.compile(r"\]\([^)\s]*\)")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_VISIBLE_TAG = re.compile(r"<(?:img|svg|video|audio|iframe)\b", re.IGNORECASE)


def read_entries(
    raw_entries: Iterable[Callable[[], RawEntry]], *, title: str, home: str, address: str
) -> Feed:
    """Return a feed with those of the entries that can be read.

    Args:
        raw_entries: each returns an entry, or raises.
        title: plain text, not safe.
        home: a link, not safe.
        address: of the feed.
    """
    entries: list[FeedEntry] = []
    lost: list[str] = []
    values: list[str] = []
    for number, raw_entry in enumerate(raw_entries, start=1):
        try:
            raw = raw_entry()
            entries.append(entry := entry_from(raw, address))
            values += (f"{part} of {_label(entry, number)}" for part in _unreadable(raw, entry))
        except MemoryError:
            raise
        except UnreadableEntryError as error:
            lost.append(f"number {number:,} ({error})")
        except RecursionError:
            lost.append(f"number {number:,} (it is nested too deep)")
        except Exception as error:  # noqa: BLE001 - what is wrong with an entry costs only itself
            lost.append(f"number {number:,} ({bug_description(error)})")
    whole = web_address(home, address) if home.strip() else ""
    return Feed(safe_line(title), whole, tuple(entries), tuple(lost), tuple(values))


def entry_from(raw: RawEntry, address: str) -> FeedEntry:
    """Return a safe entry; `address` is that of the feed."""
    link = web_address(raw.link, address) if raw.link.strip() else ""
    base = web_address(raw.base, address) if raw.base else link or address
    text, is_html = _text(raw)
    convert = markdown_from_html if is_html else markdown_from_plain_text
    markdown = convert(text, base)
    _refuse_unfit(markdown)
    title = safe_line(raw.title)[:_LONGEST_TITLE]
    own_id = safe_line(raw.id)
    return FeedEntry(
        id=own_id or link or f"{title}\n{markdown}",
        title=title,
        link=link,
        date=next(filter(None, map(date_from, raw.dates)), ""),
        markdown=_with_enclosures(markdown, _enclosures(raw, markdown, address)),
        is_teaser=_is_teaser(markdown, is_whole=_says_something(raw.content)),
        tags=tuple(_tags(raw.tags)),
        full_id="\n".join((own_id, link if own_id and link else f"{link}\n{title}")),
    )


def _refuse_unfit(markdown: str) -> None:
    """Raise UnreadableEntryError for a text whose file would be refused."""
    if len(markdown) > _LONGEST_LINE and max(map(len, markdown.split("\n"))) > _LONGEST_LINE:
        raise UnreadableEntryError(f"it has a line of more than {_LONGEST_LINE:,} characters")
    if len(markdown.encode()) > _MOST_BYTES:
        raise UnreadableEntryError(f"it is larger than {_MOST_BYTES // 1_000_000} MB")


def _label(entry: FeedEntry, number: int) -> str:
    return entry.title[:_LONGEST_NAME] or f"entry {number:,}"


def _unreadable(raw: RawEntry, entry: FeedEntry) -> Iterable[str]:
    yield from raw.unreadable
    written = next((date for date in raw.dates if date.strip()), "")
    if written and not entry.date:
        yield f"the date {safe_line(written)[:_LONGEST_NAME]}"
    for name, text in (("content", raw.content), ("summary", raw.summary)):
        if len(text) > _LONGEST_TEXT:
            yield f"the {name} of {len(text):,} characters"


def _text(raw: RawEntry) -> tuple[str, bool]:
    """Return the text, and whether it is HTML. The content goes before the summary."""
    texts = ((raw.content, raw.is_html), (raw.summary, raw.is_summary_html))
    fit = [(text, is_html) for text, is_html in texts if len(text) <= _LONGEST_TEXT]
    return next((one for one in fit if _says_something(one[0])), ("", True))


def _says_something(text: str) -> bool:
    return bool(_TAG.sub("", text).strip() or _VISIBLE_TAG.search(text))


def _with_enclosures(markdown: str, enclosures: str) -> str:
    """Return a text with its enclosures: behind a story, but in the `<footer>` of a digest."""
    if not enclosures:
        return markdown
    text, closing = part_closing(markdown)
    if _HEADING.search(text):
        closing = "\n\n".join(filter(None, (closing.strip(), enclosures)))
    else:
        text = "\n\n".join(filter(None, (text.strip(), enclosures)))
    below = f"<footer>\n\n{closing.strip()}\n\n</footer>" if closing.strip() else ""
    return "\n\n".join(filter(None, (text.strip(), below)))


_KINDS = {"audio": "Audio", "video": "Video", "image": "Image", "text": "Text"}
_EXTENSIONS = {
    **dict.fromkeys("mp3 m4a ogg oga opus wav flac aac".split(), "audio"),
    **dict.fromkeys("mp4 m4v mov webm mkv avi ogv".split(), "video"),
    **dict.fromkeys("jpg jpeg png gif webp avif svg".split(), "image"),
}


def _enclosures(raw: RawEntry, markdown: str, address: str) -> str:
    """Return a line for each enclosure that the text does not link to: `[Audio: NAME](ADDRESS)`."""
    addresses = {
        whole: part.type
        for part in raw.enclosures[:_MOST_ENCLOSURES]
        if (whole := web_address(part.address, address)) and whole not in markdown
    }
    return "\n\n".join(_enclosure(link, kind) for link, kind in addresses.items())


def _enclosure(address: str, mime_type: str) -> str:
    path = urlsplit(address).path
    name = re.sub(r"([\\`*_\[\]<>#~|&])", r"\\\1", safe_line(unquote(posixpath.basename(path))))
    extension = path.rpartition(".")[2].lower()
    kind = mime_type.partition("/")[0].lower()
    kind = kind if kind in _KINDS else _EXTENSIONS.get(extension, "")
    link = address.replace("(", "%28").replace(")", "%29")
    if kind == "image":
        return f"![]({link})"
    shown = name[:_LONGEST_NAME] or urlsplit(address).hostname or ""
    return f"[{_KINDS.get(kind, 'File')}: {shown}]({link})"


def _is_teaser(markdown: str, *, is_whole: bool) -> bool:
    text = _MARKDOWN_LINK.sub("]", part_closing(markdown)[0]).replace("\\", "").strip()
    if _GOES_ON.search(text[-200:]):
        return True
    return not is_whole and len(text) < _SHORT


def _tags(tags: Iterable[str]) -> list[str]:
    words = dict.fromkeys(safe_line(tag)[:80] for tag in tags)
    return [word for word in words if word][:_MOST_TAGS]
