"""The title of an issue (rule R1): front matter, else the title heading, else the file's name.

The title of a list entry or paragraph (rule R8): explicit when it is set off, else derived.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from digests.model.blocks import ListBlock, Look, Run, Subheading
from digests.parsing.dates import find_date
from digests.parsing.inline.line_breaks import HARD_BREAK, split_first_line, text_of, trimmed
from digests.parsing.inline.lines import skip_characters, tag_length, without_ordinal

if TYPE_CHECKING:
    from digests.model.blocks import Runs
    from digests.parsing.parts import Part


_WORDS = re.compile(r"[^\W_]+")
_SUMMARY_HEADING = re.compile(
    r"摘要|要[点點]|[总總][览覽]|概[览覽]|[导導][读讀]"
    r"|\b(?:highlights|overview|summary|tl;?dr|today['’]?s digest)\b",
    re.IGNORECASE,
)
_ISSUE_NUMBER = re.compile(r"第\s*\d+\s*[期号卷]|(?:issue|vol\.?|no\.|#)\s*\d+", re.IGNORECASE)


def title_heading(parts: list[Part], header_title: str) -> Part | None:
    """Return the heading that is the issue's title, which is never a section.

    It is the first heading, before any list, and names the issue's date or number, or repeats
    `header_title`, or is the only heading of the shallowest level.
    """
    headings = [part for part in parts if part.level]
    if not headings or _list_before(parts, headings[0]):
        return None
    first = headings[0]
    words = heading_words(first)
    levels = [part.level for part in headings]
    stands_alone = min(levels) == first.level and levels.count(first.level) == 1
    names_issue = find_date(words) is not None or _ISSUE_NUMBER.search(words) is not None
    divides = len(headings) == 1 and bool(header_title)  # the issue has a name, this is a section
    is_only = stands_alone and not divides and not _SUMMARY_HEADING.search(words)
    is_title = names_issue or is_only or says_the_same(words, header_title)
    return first if is_title else None


def _list_before(parts: list[Part], heading: Part) -> bool:
    before = parts[: parts.index(heading)]
    return any(isinstance(part.block, ListBlock) for part in before)


def heading_words(part: Part) -> str:
    """Return the words of a heading on one line."""
    runs = part.block.runs if isinstance(part.block, Subheading) else ()
    return " ".join(text_of(runs).split())


def says_the_same(words: str, title: str) -> bool:
    """Say whether a heading repeats a title, marks and case aside."""
    heading, given = (_WORDS.findall(text.casefold()) for text in (words, title))
    return bool(heading) and heading == given


def file_title(source: str) -> str:
    """Return the name of the file without its ending."""
    return PurePosixPath(source).stem or source


DERIVED_LENGTH = 80
"""In characters: a derived title is cut here, at a sentence or word if there is one."""

_SHORTEST_SENTENCE = 30
_PARENTHESIS = re.compile(r"\s*(?:\((?:[^()]|\([^()]*\))*\)|（[^（）]*）)")
_SET_OFF = re.compile(r"\s*(?:[:：。]|\.(?=\s|$)|[-–—|](?=\s))|\s+[-–—|]")
_NO_WORDS = re.compile(r"[\W_]*(?:\d[\d.,]*\s?[kKmM万]?(?!\w))?[\W_]*")
"""Marks, and a count such as `⭐1.2k` among them."""
_SENTENCE_END = re.compile(r"[。！？!?…]+[”’」』）)]*|\.(?=\s)")
_CLOSING = " \t:：.。,，;；-–—|"


@dataclass(frozen=True, slots=True)
class EntryTitle:
    """The title of an entry, and what of its first paragraph is not title."""

    title: str
    """Empty when the title is derived."""

    title_runs: Runs
    rest: Runs


def entry_title(runs: Runs) -> EntryTitle:
    """Take the explicit title off the first paragraph of an entry, if it has one."""
    words = without_ordinal(runs)
    tag = words[:1] if tag_length(words) else ()
    unit, behind = _leading_unit(trimmed(skip_characters(words, tag_length(words))))
    rest, below = split_first_line(behind)
    title = _one_line(text_of(unit))
    if not title or not _is_set_off(unit, rest):
        return EntryTitle("", (), words)
    above = _join(tag, trimmed(_strip_marks(rest)))
    return EntryTitle(title.rstrip(" :："), unit, _join(above, below))


def _leading_unit(line: Runs) -> tuple[Runs, Runs]:
    """Split off the bold words, or the words of one link, that a line begins with."""
    end = 0
    for place, run in enumerate(line):
        goes_on = end > 0 and (
            (Look.BOLD in line[0].look and Look.BOLD in run.look)
            or (run.url and run.url == line[place - 1].url)
        )
        begins = place == 0 and not run.image and (Look.BOLD in run.look or run.url) and run.text
        if not (begins or goes_on):
            break
        end = place + 1
    return line[:end], line[end:]


def _is_set_off(unit: Runs, rest: Runs) -> bool:
    """Say whether what follows leaves the unit a title: nothing, a colon, a stop, a dash."""
    text = text_of(rest)
    if Look.BOLD in unit[-1].look and text_of(unit).rstrip().endswith((":", "：")):
        return True
    parenthesis = _PARENTHESIS.match(text)
    if _SET_OFF.match(text, parenthesis.end() if parenthesis else 0):
        return True
    unlinked = "".join(run.text for run in rest if not run.url and not run.image)
    return _NO_WORDS.fullmatch(_PARENTHESIS.sub("", unlinked)) is not None


def _strip_marks(rest: Runs) -> Runs:
    """Cut the colon, stop or dash that set the title off."""
    text = text_of(rest)
    return skip_characters(rest, len(text) - len(text.lstrip(_CLOSING)))


def _join(above: Runs, below: Runs) -> Runs:
    return (*above, Run(HARD_BREAK), *below) if above and below else above or below


def derived_title(text: str) -> str:
    """Return the beginning of `text`: a sentence when it is neither short nor long."""
    line = _one_line(text.partition("\n")[0]) or _one_line(text)
    if len(line) <= DERIVED_LENGTH:
        return line
    ends = [match.end() for match in _SENTENCE_END.finditer(line, 0, DERIVED_LENGTH)]
    if ends and ends[-1] >= _SHORTEST_SENTENCE:
        return line[: ends[-1]].strip()
    cut = line[:DERIVED_LENGTH]
    words = cut.rsplit(" ", 1)[0]
    return (words if len(words) > DERIVED_LENGTH // 2 else cut).rstrip(" ,，、") + "…"


def _one_line(text: str) -> str:
    return " ".join(text.split())
