"""What is fuzzed: everything that reads what somebody else has written."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from digests import DigestError, Publication, parse_issue
from digests.files.issue_file import issue_file
from digests.marks.lines import BadLineError, parse_mark
from digests.model.text import language_of
from digests.refresh.reading import read_for_index
from digests.safe_text import safe_text
from digests.search.analysis import terms
from digests.search.query.parser import parse_query
from digests.sources.feeds.reading import read_feed
from digests.sources.opml import read_outline
from tests.hostile.sequences import ALL, OBEYED
from tui.errors import ReaderError
from tui.keys.notation import read_keys
from tui.settings import read_settings
from tui.system.urls import checked_url, spelled_host
from tui.text.wrapping import cut, fit

if TYPE_CHECKING:
    from collections.abc import Callable

_ANY = frozenset(OBEYED)

TRAPS = (
    *ALL.values(),
    *"--- ... # ## ### - * 1. > >> | || ``` ~~~ ** __ [ ]( ) ![ <a <!-- --> &#27; \\".split(),
    *"title: date: tags: ? : ,, {} [] & * << !!int ' % @ ` 2026-13-45 1:59:59 .nan ~ yes".split(),
    *"[^1]: [^1] [r]: http://a.example/( https:// www. @ mailto: javascript: data:".split(),
    *"in: title: after: before: on: last: is: has: sort: tag: OR “ ” （ ） 大模型 gpt-5.6".split(),
    *"<rss> <channel> <item> <title> </title> <entry xmlns='x'> <![CDATA[ ]]> &a;".split(),
    *'[[search]] [keys] = """ # \\u001b \udcff 𝒳 ﷽ ي <!ENTITY'.split(),
    *"\r \t \n\n \x0c \ufeff".split(" "),
)

texts = st.lists(
    st.one_of(st.sampled_from(TRAPS), st.text(max_size=20), st.sampled_from(["\n", "\n\n", " "])),
    max_size=40,
).map("".join)
contents = st.one_of(
    texts.map(lambda text: text.encode("utf-8", "surrogatepass")),
    texts.map(lambda text: text.encode("utf-16", "replace")),
    st.builds(
        lambda text, codec: text.encode(codec, "replace"),
        texts,
        st.sampled_from(["gb18030", "big5", "cp932", "euc_jp", "cp949", "iso2022_jp", "koi8_r"]),
    ),
    st.binary(max_size=400),
)
headers = st.builds("---\n{}\n---\n{}".format, texts, texts)

_OBEYED_AS_WRITTEN = re.compile(
    r"\\x(?:0[0-8b-f]|1|7f|8|9)|\\u061c|\\u200[ef]|\\u202[89a-e]|\\u206[6-9]|\\ufeff|\\ud[89a-f]"
)
"""What no text may hold, as `repr` writes it."""

_folder = TemporaryDirectory(prefix="ainews-fuzzing-")  # goes when Python ends
_scratch = Path(_folder.name)


def issue(text: str) -> None:
    """Any text is an issue, and nothing in it can drive a terminal."""
    parsed = parse_issue(
        text, source="a/2026-01-01.md", publication=Publication("a"), issue_id="0" * 10
    )
    assert not _OBEYED_AS_WRITTEN.search(repr(parsed).replace(r"\\", ""))
    assert len({item.id for item in parsed.items}) == len(parsed.items)


def issue_of_bytes(content: bytes) -> None:
    """Any file becomes an issue or a problem."""
    path = _scratch / "2026-01-01.md"
    path.write_bytes(content)
    read = read_for_index(issue_file(path))
    assert "a bug in ainews" not in " ".join(problem.reason for problem in read.problems)


def query(text: str) -> None:
    """A query is understood, or an error says where it is not."""
    with suppress(DigestError):
        parse_query(text)
    with suppress(DigestError):
        parse_query(text)


def words(text: str) -> None:
    """Texts are cut into words and languages, lines into cells."""
    terms(safe_text(text))
    language_of(text)
    for width in (0, 1, 7):
        cut(text, width)
        fit(text, width)


def settings(text: str) -> None:
    """Settings are understood, or an error names the line."""
    path = _scratch / "settings.toml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    with suppress(ReaderError):
        read_settings(path)


def keys(text: str) -> None:
    """Keys as they are written in the settings."""
    with suppress(ValueError):
        read_keys(text)


def feed(content: bytes) -> None:
    """A feed is understood, or an error says why not."""
    with suppress(DigestError):
        for entry in read_feed(content, "application/xml", "https://a.example/").entries:
            assert not set(f"{entry.title}{entry.markdown}{entry.link}") & (_ANY - {"\n"})


def outline(content: bytes) -> None:
    """The same of an OPML file."""
    path = _scratch / "feeds.opml"
    path.write_bytes(content)
    with suppress(DigestError):
        read_outline(path)


def address(text: str) -> None:
    """An address is refused with a reason, or is one."""
    with suppress(ReaderError):
        assert checked_url(text).lower().startswith(("http://", "https://"))
    assert not set(spelled_host(text)) & OBEYED


def mark(content: bytes) -> None:
    """A line of marks from another machine."""
    with suppress(BadLineError):
        parse_mark(content)


TARGETS: dict[str, tuple[Callable[..., None], st.SearchStrategy[object]]] = {
    "issue": (issue, st.one_of(texts, headers)),
    "bytes": (issue_of_bytes, contents),
    "query": (query, texts),
    "words": (words, texts),
    "settings": (settings, texts),
    "keys": (keys, texts),
    "feed": (feed, contents),
    "outline": (outline, contents),
    "address": (address, texts),
    "mark": (mark, contents),
}
