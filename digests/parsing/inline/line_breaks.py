"""Line breaks inside a paragraph.

While a digest is parsed, a soft break (a line end in the file) and a hard one (two spaces and a
line end, or `<br>`) differ; `reflow` resolves both when a block leaves the parser.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests.model.blocks import Run, Runs

SOFT_BREAK = "\n"
HARD_BREAK = "\v"
"""Cannot occur in a text: `safe_text` replaces it."""

_BREAK = re.compile("[\n\v]")
_WIDE = re.compile(
    "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u201d\u2019\u2026]"
)


def text_of(runs: Sequence[Run]) -> str:
    """Return the text of `runs`, that of images left out."""
    return "".join([run.text for run in runs if not run.image])


def split_first_line(runs: Runs) -> tuple[Runs, Runs]:
    """Split `runs` at their first line break; without one, the second result is empty."""
    for index, run in enumerate(runs):
        if match := _BREAK.search(run.text):
            before, after = run.text[: match.start()], run.text[match.end() :]
            head = (*runs[:index], replace(run, text=before)) if before else runs[:index]
            tail = (replace(run, text=after), *runs[index + 1 :]) if after else runs[index + 1 :]
            return trimmed(head), trimmed(tail)
    return runs, ()


def trimmed(runs: Sequence[Run]) -> Runs:
    """Return `runs` without white space at either end."""
    if runs and not _has_space_at_ends(runs[0].text[:1] or "x", runs[-1].text[-1:] or "x"):
        return tuple(runs)
    left = list(runs)
    while left and _is_blank(left[0]):
        del left[0]
    while left and _is_blank(left[-1]):
        del left[-1]
    if left and not left[0].image:
        left[0] = replace(left[0], text=left[0].text.lstrip())
    if left and not left[-1].image:
        left[-1] = replace(left[-1], text=left[-1].text.rstrip())
    return tuple(left)


def _has_space_at_ends(first: str, last: str) -> bool:
    return first.isspace() or last.isspace()


def _is_blank(run: Run) -> bool:
    """Whether a run is only white space; an image or a footnote reference is not."""
    return not run.image and bool(run.text or not run.url) and not run.text.strip()


def reflow(runs: Runs) -> Runs:
    """Turn soft breaks into spaces, and hard breaks into newline characters.

    A soft break next to a CJK character becomes a newline too: authors who write without spaces
    do not wrap lines by hand, so a line end there is intended.
    """
    text = "".join([run.text for run in runs])
    if SOFT_BREAK not in text and HARD_BREAK not in text:
        return runs
    reflowed: list[Run] = []
    before = ""
    for index, run in enumerate(runs):
        after = next((r.text[:1] for r in runs[index + 1 :] if r.text), "")
        reflowed.append(replace(run, text=_reflow_text(before, run.text, after)))
        before = run.text[-1:] or before
    return tuple(reflowed)


def _reflow_text(before: str, text: str, after: str) -> str:
    around = before + text + after

    def choose(match: re.Match[str]) -> str:
        if match[0] == HARD_BREAK:
            return "\n"
        position = match.start() + len(before)
        neighbours = around[max(position - 1, 0) : position] + around[position + 1 : position + 2]
        return "\n" if _WIDE.search(neighbours) else " "

    return _BREAK.sub(choose, text)
