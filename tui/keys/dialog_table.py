"""The commands of what is shown over other screens: lists, questions, catching up, timelines.

They are part of the table in `tui/keys/table.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.keys.command import LINKS, QUESTIONS, RETOLD, SEARCH, TEXT, CommandRow, commands_of

if TYPE_CHECKING:
    from tui.keys.command import Command

_CHOICE: tuple[CommandRow, ...] = (
    ("close", "escape  q", "close", "Leave without a search", SEARCH, "back"),
)

_SAVED: tuple[CommandRow, ...] = (
    ("rename", "r", "rename", "Give the saved search another name", SEARCH, "rename"),
    ("mute", "m", "mute", "Dim, hide or mark as read what it finds, or none of these", SEARCH,
     "mute"),
    ("forget", "d  delete", "forget", "Forget the saved search", SEARCH, "forget"),
)  # fmt: skip

_LINK_LIST: tuple[CommandRow, ...] = (
    ("copy", "y", "copy", "Copy the address", LINKS, "copy"),
    ("select", "space  v", "select", "Select, or not", LINKS, "select"),
    ("open-selected", "O", "open_selected", "Open the selected links", LINKS, ""),
    ("narrow", "/  \\", "narrow", "List only links with some words", LINKS, "narrow"),
    ("close", "escape  q  u", "close", "Close the list of links", LINKS, "back"),
)

_PICTURE: tuple[CommandRow, ...] = (
    ("open", "o  enter", "open", "Open the image in the browser", LINKS, "open"),
    ("close", "escape  q  i", "close", "Close the image", LINKS, "back"),
)

_FIND: tuple[CommandRow, ...] = (("end", "escape", "end_find", "Stop finding", TEXT, "back"),)

_ASK: tuple[CommandRow, ...] = (
    ("accept", "enter", "accept", "Take what is written", QUESTIONS, ""),
    ("cancel", "escape", "cancel", "Leave without an answer", QUESTIONS, ""),
    ("older", "up", "older", "Go to what was written before", QUESTIONS, ""),
    ("newer", "down", "newer", "Go to what was written after that", QUESTIONS, ""),
)

_CONFIRM: tuple[CommandRow, ...] = (
    ("yes", "y  enter", "yes", "Do what was asked", QUESTIONS, ""),
    ("no", "n  escape  q", "no", "Leave everything as it is", QUESTIONS, ""),
)

_QUITTING: tuple[CommandRow, ...] = (
    ("again", "q", "yes", "Quit: the key that asked also says yes", QUESTIONS, ""),
)

_THEMES: tuple[CommandRow, ...] = (
    ("close", "escape  q", "close", "Show again the colours from before", QUESTIONS, "back"),
)

_CATCH_UP: tuple[CommandRow, ...] = (
    ("unfold", "l  right", "unfold", "Show the other stories of the row beneath it", RETOLD,
     "unfold"),
    ("fold", "h  left", "fold", "Hide the stories beneath the row again", RETOLD, "fold"),
    ("look-further", ">", "look_further", "Catch up from an earlier day on", RETOLD, "further"),
    ("look-less-far", "<", "look_less_far", "Catch up from a later day on", RETOLD, ""),
    ("more-time", "+", "take_more_time", "Have more minutes, at last no limit", RETOLD, "minutes"),
    ("less-time", "-", "take_less_time", "Have fewer minutes", RETOLD, ""),
    ("read-rest", "R", "read_rest", "Mark all that is listed as read", RETOLD, "read all"),
    ("close", "escape  q", "close", "Leave catching up", RETOLD, "back"),
)  # fmt: skip

_TIMELINE: tuple[CommandRow, ...] = (
    ("ask-term", "/  T", "ask_term", "Ask for another name or word", RETOLD, "another"),
    ("close", "escape  q", "close", "Leave the timeline", RETOLD, "back"),
)

_TELLINGS: tuple[CommandRow, ...] = (
    ("reject", "x", "reject", "Say that it is not the same story, or that it is", RETOLD, ""),
    ("take-back", "ctrl+z", "take_back", "Take back what you said last", RETOLD, ""),
    ("close", "escape  q  =", "close", "Leave the list of tellings", RETOLD, ""),
)


DIALOG_COMMANDS: tuple[Command, ...] = (
    *commands_of("choice", _CHOICE),
    *commands_of("saved", _SAVED),
    *commands_of("link-list", _LINK_LIST),
    *commands_of("picture", _PICTURE),
    *commands_of("catch-up", _CATCH_UP),
    *commands_of("timeline", _TIMELINE),
    *commands_of("tellings", _TELLINGS),
    *commands_of("find", _FIND),
    *commands_of("ask", _ASK),
    *commands_of("confirm", _CONFIRM),
    *commands_of("quitting", _QUITTING),
    *commands_of("themes", _THEMES),
)
