"""Titles of issues (rule R1) and of list entries and paragraphs (rule R8).

An issue's title is that of the front matter, else the title heading, else the file's name. An
entry's is explicit when it is set off from the text, else derived from the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from digests.model.blocks import ListBlock, Look, Run, Subheading
from digests.parsing.date_forms import find_date
from digests.parsing.inline.line_breaks import HARD_BREAK, split_first_line, text_of, trimmed
from digests.parsing.inline.lines import skip_characters, tag_length, without_ordinal

if TYPE_CHECKING:
    from digests.model.blocks import Runs
    from digests.parsing.parts import BodyBlock


_WORDS = re.compile(r"[^\W_]+")
_SUMMARY_HEADING = re.compile(
    r"摘要|要[点點]|[总總][览覽]|概[览覽]|[导導][读讀]"
    r"|\b(?:highlights|overview|summary|tl;?dr|today['’]?s digest)\b",
    re.IGNORECASE,
)
_ISSUE_NUMBER = re.compile(r"第\s*\d+\s*[期号卷]|(?:issue|vol\.?|no\.|#)\s*\d+", re.IGNORECASE)


def title_heading(parts: list[BodyBlock], header_title: str) -> BodyBlock | None:
    """Return the heading that is the issue's title and so is not a section.

    It is the first heading, before any list, and names the issue's date or number, repeats
    `header_title`, or is the only heading of the highest level.
    """
    headings = [part for part in parts if part.level]
    if not headings or _list_before(parts, headings[0]):
        return None
    first = headings[0]
    text = heading_text(first)
    levels = [part.level for part in headings]
    is_alone = min(levels) == first.level and levels.count(first.level) == 1
    names_issue = find_date(text) is not None or _ISSUE_NUMBER.search(text) is not None
    is_section = len(headings) == 1 and bool(header_title)  # the header has the title already
    is_only = is_alone and not is_section and not _SUMMARY_HEADING.search(text)
    is_title = names_issue or is_only or repeats_title(text, header_title)
    return first if is_title else None


def _list_before(parts: list[BodyBlock], heading: BodyBlock) -> bool:
    before = parts[: parts.index(heading)]
    return any(isinstance(part.block, ListBlock) for part in before)


def heading_text(part: BodyBlock) -> str:
    """Return the text of a heading on one line; empty for other blocks."""
    runs = part.block.runs if isinstance(part.block, Subheading) else ()
    return " ".join(text_of(runs).split())


def repeats_title(heading: str, title: str) -> bool:
    """Return whether a heading has the words of a title, ignoring punctuation and case."""
    words, title_words = (_WORDS.findall(text.casefold()) for text in (heading, title))
    return bool(words) and words == title_words


def file_title(source: str) -> str:
    """Return the file's name without its suffix."""
    return PurePosixPath(source).stem or source


DERIVED_LENGTH = 80
"""In characters: a derived title is cut here, or at the sentence or word that ends before."""

_SHORTEST_SENTENCE = 30
_PARENTHESIS = re.compile(r"\s*(?:\((?:[^()]|\([^()]*\))*\)|（[^（）]*）)")
_SET_OFF = re.compile(r"\s*(?:[:：。]|\.(?=\s|$)|[-–—|](?=\s))|\s+[-–—|]")
_NO_WORDS = re.compile(r"[\W_]*(?:\d[\d.,]*\s?[kKmM万]?(?!\w))?[\W_]*")
"""Punctuation and symbols, with at most one count among them, such as `⭐1.2k`."""
_SENTENCE_END = re.compile(r"[。！？!?…]+[”’」』）)]*|\.(?=\s)")
_CLOSING = " \t:：.。,，;；-–—|"


@dataclass(frozen=True, slots=True)
class EntryTitle:
    """The title of an entry, and the rest of its first paragraph."""

    title: str
    """Empty when the title is derived."""

    title_runs: Runs
    rest: Runs


def entry_title(runs: Runs) -> EntryTitle:
    """Split the explicit title off an entry's first paragraph; ordinals are dropped."""
    text = without_ordinal(runs)
    tag = text[:1] if tag_length(text) else ()
    unit, after = _leading_unit(trimmed(skip_characters(text, tag_length(text))))
    rest, below = split_first_line(after)
    title = _one_line(text_of(unit))
    if not title or not _is_set_off(unit, rest):
        return EntryTitle("", (), text)
    above = _join(tag, trimmed(_strip_separator(rest)))
    return EntryTitle(title.rstrip(" :："), unit, _join(above, below))


def _leading_unit(line: Runs) -> tuple[Runs, Runs]:
    """Split off the bold text, or the text of one link, that a line begins with."""
    end = 0
    for index, run in enumerate(line):
        continues = end > 0 and (
            (Look.BOLD in line[0].look and Look.BOLD in run.look)
            or (run.url and run.url == line[index - 1].url)
        )
        begins = index == 0 and not run.image and (Look.BOLD in run.look or run.url) and run.text
        if not (begins or continues):
            break
        end = index + 1
    return line[:end], line[end:]


def _is_set_off(unit: Runs, rest: Runs) -> bool:
    """Return whether `unit` is a title: followed by nothing, a colon, a full stop or a dash."""
    text = text_of(rest)
    if Look.BOLD in unit[-1].look and text_of(unit).rstrip().endswith((":", "：")):
        return True
    parenthesis = _PARENTHESIS.match(text)
    if _SET_OFF.match(text, parenthesis.end() if parenthesis else 0):
        return True
    unlinked = "".join(run.text for run in rest if not run.url and not run.image)
    return _NO_WORDS.fullmatch(_PARENTHESIS.sub("", unlinked)) is not None


def _strip_separator(rest: Runs) -> Runs:
    """Cut the colon, full stop or dash that sets the title off."""
    text = text_of(rest)
    return skip_characters(rest, len(text) - len(text.lstrip(_CLOSING)))


def _join(above: Runs, below: Runs) -> Runs:
    return (*above, Run(HARD_BREAK), *below) if above and below else above or below


def derived_title(text: str) -> str:
    """Return the beginning of `text`: whole sentences if they fit, else cut with an ellipsis."""
    line = _one_line(text.partition("\n")[0]) or _one_line(text)
    if len(line) <= DERIVED_LENGTH:
        return line
    ends = [match.end() for match in _SENTENCE_END.finditer(line, 0, DERIVED_LENGTH)]
    if ends and ends[-1] >= _SHORTEST_SENTENCE:
        return line[: ends[-1]].strip()
    cut = line[:DERIVED_LENGTH]
    whole_words = cut.rsplit(" ", 1)[0]
    return (whole_words if len(whole_words) > DERIVED_LENGTH // 2 else cut).rstrip(" ,，、") + "…"


def _one_line(text: str) -> str:
    return " ".join(text.split())
