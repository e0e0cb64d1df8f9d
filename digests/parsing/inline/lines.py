"""Classifying a single line of a digest: bold, numbered, labelled, tagged, or an end mark."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digests.model.blocks import Look, Paragraph
from digests.parsing.inline.line_breaks import (
    HARD_BREAK,
    SOFT_BREAK,
    split_first_line,
    text_of,
    trimmed,
)

if TYPE_CHECKING:
    from digests.model.blocks import Block, Run, Runs

_LETTER = re.compile(r"[^\W_]")
_HAS_LETTER = re.compile(r"[^\W\d_]")
_ORDINAL = re.compile(
    r"\s*(?:\d{1,3}(?:\s*[、．]\s*|[.)]\s+)|[（(]\d{1,2}[)）]\s*|第\d+[条期][:：、]?\s*"
    r"|\[[ xX]\]\s+)"
)
_WIDE_ORDINAL = re.compile(r"\s*\d{1,3}\s*、")
_ALLOWED_OUTSIDE_BOLD = re.compile(r"[\W\d_]*")
_SHORTCODE = re.compile(r":[a-z0-9_+-]+:")
_LABEL = re.compile(r"\W*([^\W_][^:：\n]{0,23})\s*[:：]")
_TAG = re.compile(r"\s*(?:\[[^\[\]]{1,12}\]|【[^【】]{1,8}】)\s*")
_END_MARK = re.compile(
    r"\s*[（(]?\s*(?:完|全文完|end|the end|fin)\s*[)）]?\s*[.。]?\s*", re.IGNORECASE
)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def has_cjk(text: str) -> bool:
    """Return whether `text` has a Chinese, Japanese or Korean letter."""
    return _CJK.search(text) is not None


def first_line(block: Block) -> tuple[Runs, Runs]:
    """Return the first line of a paragraph and the rest of it; both are empty for other blocks."""
    return split_first_line(block.runs) if isinstance(block, Paragraph) else ((), ())


def is_bold_line(runs: Runs) -> bool:
    """Return whether all words of a line are bold, apart from emoji, ordinals and punctuation."""
    bold = [run for run in runs if Look.BOLD in run.look and not run.image]
    if not any(_LETTER.search(run.text) for run in bold):
        return False
    return all(
        _ALLOWED_OUTSIDE_BOLD.fullmatch(run.text) and not run.image and not run.url
        for run in runs
        if Look.BOLD not in run.look
    )


def is_numbered(runs: Runs) -> bool:
    """Return whether a line begins with an ordinal such as `1、`, which is not a Markdown list."""
    return _WIDE_ORDINAL.match(text_of(runs)) is not None


def without_ordinal(runs: Runs) -> Runs:
    """Cut `1、`, `2. `, `（3）` or a task's checkbox, `[x] `, off the beginning of a line."""
    match = _ORDINAL.match(text_of(runs))
    return trimmed(skip_characters(runs, match.end())) if match else runs


def skip_characters(runs: Runs, count: int) -> Runs:
    """Cut the first `count` characters off `runs`; images stay, and their text does not count."""
    left: list[Run] = []
    for run in runs:
        if run.image or count <= 0:
            left.append(run)
            continue
        if count < len(run.text):
            left.append(replace(run, text=run.text[count:]))
        count -= len(run.text)
    return tuple(left)


def label_of(runs: Runs) -> str:
    """Return the label of a `label: value` line in lower case, or an empty string.

    A label has a letter and is not linked: the colon in a linked title sets off no value.
    """
    text = text_of(runs)
    match = _LABEL.match(text)
    if match is None or text[match.end() :].startswith("//") or not _HAS_LETTER.search(match[1]):
        return ""
    is_linked = runs[0].url and len(runs[0].text) >= match.end()
    return "" if is_linked else match[1].strip().casefold()


def tag_length(runs: Runs) -> int:
    """Return the length of a bold tag such as `[open source]` at the beginning, or 0.

    A tag is one whole run with text after it; a bracketed line by itself is a title.
    """
    if len(runs) < 2 or Look.BOLD not in runs[0].look or runs[0].url:
        return 0
    stands_alone = runs[1].text.lstrip(" ")[:1] in {SOFT_BREAK, HARD_BREAK}
    return len(runs[0].text) if _TAG.fullmatch(runs[0].text) and not stands_alone else 0


def begins_with_link(runs: Runs) -> bool:
    """Return whether a line begins with a link, or with a tag, ordinal or emoji before a link."""
    rest = without_ordinal(skip_characters(runs, tag_length(runs)))
    for run in rest:
        if run.url and not run.image:
            return True
        if run.image or _LETTER.search(_SHORTCODE.sub("", run.text)):
            return False
    return False


def is_end_mark(runs: Runs) -> bool:
    """Return whether a paragraph only marks the end of the text, such as `(The end)`."""
    return _END_MARK.fullmatch(text_of(runs)) is not None
