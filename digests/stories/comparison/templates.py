"""What the items of an issue say, without the form that their publication fills in.

A form has labels with scores, dates and sources, and lines such as "read more":

    Source: Lantern
    Score: 5.4/10
    Summary: Tessel releases Heron 4.2
    Read more

leaves `Tessel releases Heron 4.2`. The form is found in each issue by itself, so the first issue of
a publication is compared as well as the last.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from digests.stories.comparison.features import folded, quantities

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digests.model.issue import Item

_OFTEN: Final = 4
"""Items of an issue: what so many of them have in the same form is part of the form."""

_SHARE: Final = 0.05
"""Of the items of an issue: labels of fewer are not part of the form."""

_MOST_LABELS: Final = 4
"""One behind the other: `Score: 664, Comments: 12, Title: `."""

_ALIKE: Final = 0.5
"""Different values for each use: a label with no more has values that say nothing, such as the
names of sources. Numbers are all the same value."""

_CHARACTERS: Final = 1_200
"""Of a text: more than is compared, so that enough is left."""

_PARTS = re.compile(r"\n|\s+[|｜]\s+|(?<=[。！？!?])")
_LABEL = re.compile(
    r"\W*(?!https?:)([^\W\d][^:：]{0,19}?)\s*[:：]\s*"
    r"(?:\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)? +|\d[\d.,]*[),]:? *)?"
)
"""A label with what it says, if that is a date or a number apart: `Time: 2026-08-01 09:30 `,
`(Score: 664, `, `Comments: 12): `."""

_NUMBERED = re.compile(r"\W*([^\W\d]\D{0,19}?(?:\s|[^\W\da-zA-Z]))(?=\d[\d.,/]*$)")
"""A label and a number without a colon, as in `Comments 12`; but no product, as in `o3`."""

_DIGITS = re.compile(r"\d+")


def without_template(items: Sequence[Item]) -> list[Item]:
    """Return the items of an issue with the beginnings of their texts, without the form they share.

    What stands in the title of an item is not taken for a part of the form.
    """
    texts = [
        (folded(f"{item.title}\n{item.alternative_title}"), _parts(item.text[:_CHARACTERS]))
        for item in items
    ]
    form = _form(texts)
    return [
        replace(item, text="\n".join(filter(None, map(form.filled_in, parts))))
        for item, (_, parts) in zip(items, texts, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Form:
    """All folded."""

    lines: frozenset[str]
    labels: frozenset[str]
    idle: frozenset[str]
    """Labels whose values say nothing either."""

    def filled_in(self, part: str) -> str:
        """Return what a part of a text says beside the form."""
        if folded(part) in self.lines:
            return ""
        for label, value in _labelled(part):
            if label not in self.labels:
                break
            part = value
            if label in self.idle and not quantities(folded(value)):
                return ""
        return "" if folded(part) in self.lines else part


def _form(texts: Sequence[tuple[str, list[str]]]) -> _Form:
    """Return what many of the texts, given as folded titles and parts, have in the same form."""
    lines: Counter[str] = Counter()
    values: defaultdict[str, list[str]] = defaultdict(list)
    for title, parts in texts:
        lines.update({line for line in map(folded, parts) if line not in title})
        labelled = {pair for part in parts for pair in _labelled(part)}
        for label, value in dict(sorted(labelled)).items():
            if label not in title:
                values[label].append(_DIGITS.sub("0", folded(value)))
    often = max(_OFTEN, _SHARE * len(texts))
    used = {label: len(each) for label, each in values.items() if len(each) >= often}
    return _Form(
        frozenset(line for line, times in lines.items() if times >= _OFTEN),
        frozenset(used),
        frozenset(n for n, times in used.items() if len({*values[n]}) <= _ALIKE * times),
    )


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(text) if part.strip()]


def _labelled(part: str) -> Iterator[tuple[str, str]]:
    """Yield the folded labels at the beginning of a part, each with all that follows it."""
    for _ in range(_MOST_LABELS):
        match = _LABEL.match(part) or _NUMBERED.match(part)
        if match is None:
            break
        part = part[match.end() :]
        yield folded(match[1].strip()), part
