"""Plain text of mail as HTML: headings, lists, links and quotes, as people write them by hand.

HTML, because what follows is then the same for all mail: what is boilerplate, and how words become
Markdown. No word is dropped.
"""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digests.documents.mail.parts import Text

_URL = r"https?://[^\s<>\[\]()]+(?:\([^\s<>\[\]()]*\)[^\s<>\[\]()]*)*"
_RULE = re.compile(r"\s*([-=_*~#+—═─])(?:\s?\1){2,}\s*")
_STARS = re.compile(r"\s*\*\*\s+(.+)")
_BULLET = re.compile(r"\s{0,6}(?:[-*+•‣▪◦●]|(\d{1,3})[.)])\s+(.+)")
_REFERENCE = re.compile(rf"\s*\[(\d{{1,3}})\]:?\s+({_URL})\s*")
_LINK = re.compile(rf"\(\s*({_URL})\s*\)|<\s*({_URL})\s*>|\[\s*({_URL})\s*\]|({_URL})")
_LINKED_LINE = re.compile(
    rf"(?P<text>[^\n]*?\w[^\n]*?)\s*(?:\(\s*(?P<a>{_URL})\s*\)|<\s*(?P<b>{_URL})\s*>"
    rf"|\[\s*(?P<c>{_URL})\s*\]|\[(?P<number>\d{{1,3}})\])\s*"
)
_NUMBER = re.compile(r"\[(\d{1,3})\]")
_LABELS = ("links", "references", "link", "sources", "链接", "参考链接")
_QUOTE = re.compile(r"(?:> ?)+")
_LONGEST_HEADING = 120
_WRAPPED = 50
"""Characters of the longest line of a text whose lines are cut to a width."""


def html_from_text(text: Text) -> tuple[str, str]:
    """Return the text as HTML without any markup of its own, and what stands below it.

    Below are a list of addresses that the text refers to by numbers, and the signature.
    """
    lines = _unflowed(text) if text.is_flowed else text.content.split("\n")
    lines = [line.rstrip() if line != "-- " else line for line in lines]
    body, signature = _parted(lines)
    addresses = {m[1]: m[2] for line in lines if (m := _REFERENCE.fullmatch(line))}
    html = "".join(_blocks(_paragraphs(body), addresses))
    below = "".join(_blocks(_paragraphs(signature), addresses))
    return html, below


def _unflowed(text: Text) -> list[str]:
    """Join lines that end in a space with the next one (RFC 3676)."""
    joined: list[str] = []
    is_open = False
    for line in text.content.split("\n"):
        own = line.removeprefix(" ")
        if is_open and not own.startswith(">"):
            joined[-1] += own
        else:
            joined.append(own)
        is_open = own.endswith(" ") and own != "-- "
        if is_open and text.drops_spaces:
            joined[-1] = joined[-1][:-1]
    return joined


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part the list of addresses and the signature at the end from the text."""
    at = max((n for n, line in enumerate(lines) if line == "-- "), default=len(lines))
    start = at
    while start and _ends_a_text(lines[start - 1]):
        start -= 1
    has_addresses = any(map(_REFERENCE.fullmatch, lines[start:at]))
    return lines[: start if has_addresses else at], [
        *(lines[start:at] if has_addresses else ()),
        "",
        *lines[at + 1 :],
    ]


def _ends_a_text(line: str) -> bool:
    """Return whether a line may belong to a list of addresses below a text."""
    is_label = line.strip().rstrip(":").casefold() in _LABELS
    return not line.strip() or is_label or bool(_REFERENCE.fullmatch(line) or _RULE.fullmatch(line))


def _paragraphs(lines: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [lines for lines in found if lines]


def _blocks(paragraphs: list[list[str]], addresses: Mapping[str, str]) -> Iterator[str]:
    headings = [_is_capital(lines) for lines in paragraphs]
    above = [one and after for one, after in pairwise((*headings, False))]
    for number, lines in enumerate(paragraphs):
        if headings[number]:
            level = 3 if any(above) and not above[number] else 2
            yield _heading(" ".join(map(str.strip, lines)), level, addresses)
        else:
            yield from _block(lines, addresses)


def _is_capital(lines: list[str]) -> bool:
    """Return whether a paragraph is one heading in capitals, perhaps wrapped."""
    text = " ".join(line.strip() for line in lines)
    words = _LINK.sub(" ", text)
    return (
        len(lines) <= 3
        and len(words) <= _LONGEST_HEADING
        and words.isupper()
        and len(re.findall(r"[A-ZА-Я]", words)) >= 4
        and not words.rstrip().endswith((".", ",", ";"))
        and not _BULLET.match(text)
    )


def _block(lines: list[str], addresses: Mapping[str, str]) -> Iterator[str]:
    """Yield one paragraph, with the headings, rules and lists that have no empty lines around."""
    rest: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        below = lines[at + 1] if at + 1 < len(lines) else ""
        if _RULE.fullmatch(line):
            yield from _running(rest, addresses)
            rest = []
            yield "<hr>"
        elif (stars := _STARS.fullmatch(line)) or (_RULE.fullmatch(below) and _may_head(line)):
            yield from _running(rest, addresses)
            rest = []
            yield _heading(stars[1] if stars else line, 2, addresses)
            at += bool(_RULE.fullmatch(below))
        else:
            rest.append(line)
        at += 1
    yield from _running(rest, addresses)


def _may_head(line: str) -> bool:
    return len(line) <= _LONGEST_HEADING and not line.startswith(">") and not _BULLET.match(line)


def _heading(text: str, level: int, addresses: Mapping[str, str]) -> str:
    return f"<h{level}>{_line(text.strip(), addresses)}</h{level}>"


def _running(lines: list[str], addresses: Mapping[str, str]) -> Iterator[str]:
    """Yield a paragraph, a quote or a list, whichever the lines are."""
    if not lines:
        return
    if all(line.startswith(">") for line in lines):
        inner = _paragraphs([_QUOTE.sub("", line, count=1) for line in lines])
        yield f"<blockquote>{''.join(_blocks(inner, addresses))}</blockquote>"
        return
    first = next((n for n, line in enumerate(lines) if _BULLET.match(line)), len(lines))
    if first:
        yield f"<p>{_joined(lines[:first], addresses)}</p>"
    entries: list[list[str]] = []
    for line in lines[first:]:
        bullet = _BULLET.match(line)
        if bullet:
            entries.append([line[bullet.start(2) :]])
        else:
            entries[-1].append(line)
    if entries:
        number = _BULLET.match(lines[first])
        tag = f'ol start="{number[1]}"' if number and number[1] else "ul"
        listed = "".join(f"<li>{_joined(entry, addresses)}</li>" for entry in entries)
        yield f"<{tag}>{listed}</{tag[:2]}>"


def _joined(lines: list[str], addresses: Mapping[str, str]) -> str:
    """Return lines as HTML; those that were only cut to a width run on."""
    width = max(map(len, lines))
    pieces = [_line(lines[0].strip(), addresses)]
    for before, line in pairwise(lines):
        first = line.strip().split(" ", 1)[0]
        is_cut = width >= _WRAPPED and len(before) + 1 + len(first) > width
        is_cut = is_cut or line.startswith(" ")
        pieces.append(("\n" if is_cut else "<br>") + _line(line.strip(), addresses))
    return "".join(pieces)


def _line(text: str, addresses: Mapping[str, str]) -> str:
    """Return a line as HTML; a single link at its end is that of the whole line."""
    whole = _LINKED_LINE.fullmatch(text)
    if whole and not _LINK.search(whole["text"]) and not _NUMBER.search(whole["text"]):
        address = whole["a"] or whole["b"] or whole["c"] or addresses.get(whole["number"] or "")
        if address:
            mark = f" [{whole['number']}]" if whole["number"] else ""
            return f'<a href="{escape(address)}">{escape(whole["text"])}</a>{mark}'
    return "".join(_linked(text, addresses))


def _linked(text: str, addresses: Mapping[str, str]) -> Iterator[str]:
    end = 0
    for match in re.finditer(f"{_LINK.pattern}|{_NUMBER.pattern}", text):
        yield escape(text[end : match.start()])
        end = match.end()
        address = next(filter(None, match.groups()[:4]), "") or addresses.get(match[5] or "", "")
        stripped = address.rstrip(".,;:!?'\"") if not match[5] else address
        shown = match[0] if match[5] else stripped
        around = match[0].partition(address) if not match[5] and address else ("", "", "")
        after = address[len(stripped) :] + around[2]
        is_link = f'<a href="{escape(stripped)}">{escape(shown)}</a>' if address else ""
        yield escape(around[0]) + (is_link or escape(match[0])) + escape(after)
    yield escape(text[end:])
