"""Digests in which every text that can be hostile is; each word `shown-…` has to be seen."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.hostile.sequences import ALL, CONTROLS, in_yaml

if TYPE_CHECKING:
    from pathlib import Path


def write_library(folder: Path) -> None:
    """Write a publication with an issue for each family, and a few for other places."""
    for number, (_, text) in enumerate(sorted(ALL.items())):
        (folder / f"2026-03-{number % 28 + 1:02}-{number:02}.md").write_text(
            issue_text(number, text), encoding="utf-8"
        )
    everything = "".join(CONTROLS.values())
    (folder / "publication.toml").write_text(
        'name = "shown-publication \\u001b]0;title31337\\u0007 [/nosuch]"\n'
        'home = "https://home.example/"\n'
    )
    (folder / "2026-04-01-header.md").write_text(header_issue(everything), encoding="utf-8")
    for name in (
        b"2026-04-02 shown-name \x1b]0;title31337\x07 [red].md",
        b"2026-04-03 \xff\xfe \x9b31337J \xc2\x9b31337J.md",
        b"-2026-04-04 --flag=31337.md",
    ):
        path = os.path.join(os.fsencode(folder), name)  # noqa: PTH118 - names that are no text
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(b"# A name to fear\n\n- [Story of a name](https://name.example/)\n")
    (folder / "broken \x1b[31337J.md").write_bytes(b"\x00\x01\x02" * 50)
    (folder / "deep.md").write_text("> " * 150 + "deep\n", encoding="utf-8")


def issue_text(number: int, text: str) -> str:
    """Return an issue with `text` in each place that has words."""
    line = text.replace("\n", " ")
    # A file of which a hundredth is controls is taken for none of text.
    filler = "x" * (3000 * sum(letter < " " for letter in text))
    return f"""\
# shown-issue{number} {line}

shown-summary{number} {line}

## shown-section{number} {line}

- **shown-title{number} {line}** shown-body{number} {line} \
[shown-link{number} {line}](https://a{number}.example/{line.replace(" ", "%20")})
- [Bare](<https://b{number}.example/{line}>) \
![shown-alt{number} {line}](https://c.example/i.png "{line}")
- <https://d{number}.example/> and https://e{number}.example/{line}

### shown-heading{number} {line}

| shown-cell{number} {line} | b |
|---|---|
| {line} | `{line}` |

> shown-quote{number} {line}

```{line.replace("`", "")}
shown-code{number} {line}
```

A note[^1] and a [reference][r].

[^1]: shown-note{number} {line} https://f.example/
[r]: <https://g.example/{line}> "{line}"

<!-- {filler} -->
"""


def header_issue(text: str) -> str:
    """Return an issue whose header holds `text`, escaped so that YAML takes it."""
    value = in_yaml(f"shown-header {text}")
    return f"""\
---
title: {value}
date: 2026-04-01
description: {value}
publication: {value}
tags: [{value}, {in_yaml("[/nosuch]")}]
companies:
  - {value}
models: [{value}]
topics: {value}
people: [{value}]
source: {in_yaml("javascript:alert(31337)")}
---

## Stories

- [Story of a header](https://header.example/)
"""
