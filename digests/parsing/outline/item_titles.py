"""Titles of list entries, paragraphs and cells (rule R8).

A title is explicit when it is set off from the text, else it is derived: the beginning of the text
without the links at its end that only say where the source is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from digests.model.blocks import Look, Paragraph, Run
from digests.parsing.inline.line_breaks import HARD_BREAK, split_first_line, text_of, trimmed
from digests.parsing.inline.lines import skip_characters, tag_length, without_ordinal
from digests.parsing.inline.source_words import is_no_title, says_nothing, without_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digests.model.blocks import Block, Runs

DERIVED_LENGTH = 80
"""In characters: a derived title is cut here, or at the sentence or word that ends before."""

LONGEST_CELL = 200
"""In characters: a longer cell is a text, of which a title is derived."""

_SHORTEST_SENTENCE = 30
_PARENTHESIS = re.compile(r"\s*(?:\((?:[^()]|\([^()]*\))*\)|（[^（）]*）)")
_SET_OFF = re.compile(r"\s*(?:[:：。]|\.(?=\s|$)|[-–—|](?=\s))|\s+[-–—|]")
_NO_WORDS = re.compile(r"[\W_]*(?:\d[\d.,]*\s?[kKmM万]?(?!\w))?[\W_]*")
"""Punctuation and symbols, with at most one count among them, such as `⭐1.2k`."""
_JOINT = re.compile(r"[\W_]*(?:or|and|oder|und|et|ou|y|和|及|或|と)?[\W_]*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[。！？!?…]+[”’」』）)]*|\.(?=\s)")
_CLOSING = " \t:：.。,，;；-–—|"
_SIGNS = re.compile(
    r"(?:\s*(?:[^\w\s()\[\]{}（）【】《》「」『』“”‘’\"'#@$:]|:[a-z0-9_+-]+:)+)+\s*"
)
_BULLETS = " •·●▪◦‣–—→>*-\t"
_SIGNS_NO_END = " \t,，、:：;；|｜/(（[【«<–—-"
_WORDS_NO_END = frozenset(
    "by for of on in to with via at from and or the a an into as than über und oder von der die das"
    " mit für im et ou de du des la le les pour avec par y el los con para por e и в на от".split()
)
_NEEDS_A_NOUN = re.compile(
    r"(?:(?:\s|\A)(?:the|an?|this|these|their|its|his|her|our|your|new|in|of|for|with|to|and|le|la|les|der|die"
    r"|das)|[的之该此篇和与及对在见の]|\b[が를을의])\Z",
    re.IGNORECASE,
)
_LONGEST_POINTER = 48
"""In characters: of words such as `(read more on` before a source."""
_NEAR = 16
"""Runs, and characters of them, that show what a link follows."""
_HANDLE = re.compile(r"@[\w.-]+")
_ENDS_BEFORE_HANDLE = tuple(".。!！?？…)）(（-–—:：|”")
_POINTS_TO_SOURCE = re.compile(
    r"[\s.,;:：，。；(（\[【|–—-]*(?:[(（\[【|]|(?<=[\s.。)）])|\A)\s*"
    r"(?:read more|learn more|more|see(?: also)?|source|sources|link|links|via|来源|來源|原文|链接"
    r"|詳細|详情|查看|出典|출처|원문|링크)(?:\s+(?:on|at|in|from|here))?\s*[:：]?\s*[(（\[【)）\]】.。]*\s*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class EntryTitle:
    """The title of an entry, and the rest of its first paragraph."""

    title: str
    """Empty when the title is derived."""

    title_runs: Runs
    """What is left out of the body."""

    rest: Runs
    """What the body begins with."""

    is_derived: bool = False
    """Whether the title repeats the beginning of `rest`."""


def entry_title(runs: Runs) -> EntryTitle:
    """Split the explicit title off an entry's first paragraph; ordinals are dropped.

    Signs before it, such as an emoji, are part of it. Words that only say where something is are
    no title.
    """
    text = without_ordinal(runs)
    tag = text[:1] if tag_length(text) else ()
    line = trimmed(skip_characters(text, tag_length(text)))
    signs = "" if tag else _signs_before_unit(line)
    unit, after = _leading_unit(trimmed(skip_characters(line, len(signs))))
    rest, below = split_first_line(after)
    if not unit or not _is_set_off(unit, rest) or _is_label_of_source(unit, rest):
        return EntryTitle("", (), text)
    title = _one_line(signs.strip(_BULLETS) + " " + text_of(unit)).rstrip(" :：")
    if is_no_title(title):
        return EntryTitle("", (), text)
    above = _join(tag, trimmed(_strip_separator(rest)))
    return EntryTitle(title, unit, _join(above, below))


def _signs_before_unit(line: Runs) -> str:
    """Return the signs, without letters, digits or brackets, before bold or linked words."""
    is_plain = (
        bool(line) and not line[0].url and not line[0].image and Look.BOLD not in line[0].look
    )
    match = _SIGNS.fullmatch(line[0].text) if is_plain and len(line) > 1 else None
    return match[0] if match else ""


def _is_label_of_source(unit: Runs, rest: Runs) -> bool:
    """Return whether a unit such as `Paper` is only the label of what follows it."""
    if not says_nothing(text_of(unit)):
        return False
    return bool(unit[-1].url) or any(run.url and not says_nothing(run.text) for run in rest)


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


def derived_title(body: Sequence[Block], text: str) -> str:
    """Return the beginning of a body as a title, or an empty string when it has no words.

    It ends where a reader would end it: without links that only say where the source is, never in
    a preposition, an article, a conjunction or a comma. `text` is the body as plain text.
    """
    first = body[0] if body else None
    lines = _lines_of(first.runs if isinstance(first, Paragraph) else ())
    texts = chain(map(without_sources, lines), text.split("\n"))
    titles = (_ended(_cut(without_addresses(text))) for text in texts)
    return next((title for title in titles if not is_no_title(title)), "")


def _lines_of(runs: Runs) -> Iterator[Runs]:
    while runs:
        line, runs = split_first_line(runs)
        yield line


def without_sources(line: Runs) -> str:
    """Return a text on one line, without the links at its end that only say where it is from."""
    end = len(line)
    while end and (_is_dropped(line, end) or (end > 1 and _joins_dropped(line, end))):
        end -= 1
    text = _one_line(text_of(line[:end]))
    if end == len(line):
        return text
    start = max(len(text) - _LONGEST_POINTER, 0)
    return _ended(text[:start] + _POINTS_TO_SOURCE.sub("", text[start:]))


def ends_sentence(text: str) -> bool:
    """Return whether a sentence ends inside `text`, and another one begins."""
    return any(match.end() < len(text) for match in _SENTENCE_END.finditer(text))


def _is_dropped(line: Runs, end: int) -> bool:
    """Whether the run before `end` is an image, or a link that the sentence does not need."""
    last = line[end - 1]
    if not last.url:
        return bool(last.image) and says_nothing(last.text)
    if _HANDLE.fullmatch(last.text):
        return _text_before(line, end - 1)[-1:] in _ENDS_BEFORE_HANDLE
    return says_nothing(last.text) and not _NEEDS_A_NOUN.search(_text_before(line, end - 1))


def _text_before(line: Runs, end: int) -> str:
    """Return the last characters of the runs before `end`, as many as a word may have."""
    near = line[max(end - _NEAR, 0) : end]
    return text_of(near).rstrip()[-_NEAR:]


def _joins_dropped(line: Runs, end: int) -> bool:
    """Whether a run such as a bar, a bracket or `or` only follows a dropped link."""
    run = line[end - 1]
    return not run.url and _JOINT.fullmatch(run.text) is not None and _is_dropped(line, end - 1)


def _cut(line: str) -> str:
    """Cut a line to a title's length: after whole sentences if they fit, else with an ellipsis."""
    if len(line) <= DERIVED_LENGTH:
        return line
    ends = [match.end() for match in _SENTENCE_END.finditer(line, 0, DERIVED_LENGTH)]
    if ends and ends[-1] >= _SHORTEST_SENTENCE:
        return line[: ends[-1]].strip()
    cut = line[:DERIVED_LENGTH]
    whole_words = cut.rsplit(" ", 1)[0]
    return _ended(whole_words if len(whole_words) > DERIVED_LENGTH // 2 else cut) + "…"


def _ended(title: str) -> str:
    """Cut off the end of a title what cannot end one, unless nothing would be left."""
    whole = cut = title.strip()
    while True:
        shorter = cut.rstrip(_SIGNS_NO_END)
        above, _, word = shorter.rpartition(" ")
        if word.casefold() in _WORDS_NO_END:
            shorter = above
        if shorter == cut:
            return cut or whole
        cut = shorter


def _one_line(text: str) -> str:
    return " ".join(text.split())
