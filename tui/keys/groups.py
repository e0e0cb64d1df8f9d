"""The headings under which the help screen and the README show the commands."""

from __future__ import annotations

PANES = "Panes"
STORIES = "Issues, sections, items"
RETOLD = "One story in many digests"
MARKS = "Marks"
LINKS = "Links"
SHARE = "Copy and export"
SEARCH = "Search"
HITS = "While searching"
LISTS = "In a list"
TEXT = "In a text"
QUESTIONS = "Answering"
PROGRAM = "Program"
USERS_OWN = "Macros"

GROUPS = (
    PANES,
    STORIES,
    RETOLD,
    MARKS,
    LINKS,
    SHARE,
    SEARCH,
    HITS,
    LISTS,
    TEXT,
    QUESTIONS,
    PROGRAM,
    USERS_OWN,
)
"""In the order in which they are shown."""
