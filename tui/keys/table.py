"""Every command of the reader, once.

The table yields the keys, the command palette, the help screen, the hints in the status line,
`ainews keys` and the table in docs/keys.md. `tui/keys` says how a key finds its command, and
`tui/keys/scopes.py` which class carries out the commands of a scope.

A key of an inner scope wins over the same key of an outer one; when the inner group cannot act
(its `check_action` is false) the outer one gets the key. So `h` folds a section, and goes to the
pane on the left when there is nothing to fold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.keys.command import (
    HITS,
    LINKS,
    LISTS,
    MARKS,
    PANES,
    PROGRAM,
    RETOLD,
    SEARCH,
    SHARE,
    STORIES,
    TEXT,
    CommandRow,
    commands_of,
)
from tui.keys.dialog_table import DIALOG_COMMANDS

if TYPE_CHECKING:
    from tui.keys.command import Command

_APP: tuple[CommandRow, ...] = (
    ("help", "?  f1", "show_help", "Show the keys", PROGRAM, "help"),
    ("palette", "ctrl+p  :", "command_palette", "Find a command by its name", PROGRAM, ""),
    ("refresh", "r", "refresh_library", "Look for new and changed files", PROGRAM, ""),
    ("sync", "g r", "sync_sources", "Fetch sources", PROGRAM, ""),
    ("theme", "ctrl+t", "choose_theme", "Choose other colours", PROGRAM, ""),
    ("leave", "q", "leave", "Leave what is open; at last ask whether to quit", PROGRAM, "quit"),
    ("quit", "Q  ctrl+q", "quit", "Quit", PROGRAM, ""),
)

_PANES: tuple[CommandRow, ...] = (
    ("next", "tab", "next_pane", "Go to the next pane", PANES, "panes"),
    ("previous", "shift+tab", "previous_pane", "Go to the previous pane", PANES, ""),
    ("left", "h  left", "pane_left", "Go to the pane on the left", PANES, ""),
    ("right", "l  right", "pane_right", "Go to the pane on the right", PANES, ""),
    ("issues", "g 1", "go_to_issues", "Go to the issues", PANES, ""),
    ("sections", "g 2", "go_to_sections", "Go to the sections of the issue", PANES, ""),
    ("item", "g 3", "go_to_text", "Go to the text of the item", PANES, ""),
    ("zen", "z", "toggle_zen", "Show the item alone, or all panes again", PANES, ""),
    ("wider", ">", "widen * count", "Make the pane wider", PANES, ""),
    ("narrower", "<", "make_narrower * count", "Make the pane narrower", PANES, ""),
)

_READER: tuple[CommandRow, ...] = (
    ("back", "escape", "back", "Go back one step", PANES, ""),
    ("search", "/  g /", "search", "Search all issues", SEARCH, "search"),
    ("narrow", "\\", "narrow", "Narrow the list to what a query finds", SEARCH, ""),
    ("saved-searches", "g s", "manage_searches", "Manage the saved searches", SEARCH, ""),
    ("star-publication", "S", "star_publication",
     "Star the publication, or no longer: catching up puts it first", SEARCH, ""),
)  # fmt: skip

_GOING: tuple[CommandRow, ...] = (
    ("next-item", "J", "next_item * count", "Read the next item, from any pane", STORIES,
     "next item"),
    ("previous-item", "K", "previous_item * count", "Read the previous item", STORIES, ""),
    ("next-section", "}", "next_section * count", "Go to the next section", STORIES, ""),
    ("previous-section", "{", "previous_section * count", "Go to the previous section", STORIES,
     ""),
    ("next-issue", "]", "next_issue * count", "Open the next issue of the list", STORIES, ""),
    ("previous-issue", "[", "previous_issue * count", "Open the previous issue", STORIES, ""),
    ("next-unread", "n", "next_unread * count",
     "Go to the next hit of the search that led here, else to the next unread item", STORIES, ""),
    ("previous-unread", "N", "previous_unread * count", "Go to the previous one", STORIES, ""),
    ("back", "ctrl+o  alt+left  g [", "go_back * count", "Go back to where you were", STORIES, ""),
    ("forward", "alt+right  g ]", "go_forward * count", "Go forward again", STORIES, ""),
)  # fmt: skip

_VIEW: tuple[CommandRow, ...] = (
    ("all", "a", "show_all", "List all issues", STORIES, ""),
    ("unread", "U", "show_unread", "List the issues with unread items, or all again", STORIES, ""),
    ("starred", "*", "show_starred", "List the issues with starred items, or all", STORIES, ""),
    ("publication", "p", "show_publication", "List this publication only, or all", STORIES, ""),
    ("show-muted", "M", "show_muted", "Show the muted items of the issue, or hide them", STORIES,
     ""),
    ("group", "P", "group", "Group the issues by date, by publication, or not at all", STORIES, ""),
)  # fmt: skip

_MARKS: tuple[CommandRow, ...] = (
    ("toggle-read", "m", "toggle_read", "Mark as read or unread", MARKS, "read"),
    ("read-part", "R", "read_part", "Mark the section or the issue as read", MARKS, ""),
    ("read-above", "0 m", "read_above", "Mark all above as read", MARKS, ""),
    ("read-below", "$ m", "read_below", "Mark all below as read", MARKS, ""),
    ("star", "s", "star", "Star, or take the star away", MARKS, ""),
    ("tag", "t", "tag", "Write the tags", MARKS, ""),
    ("select", "v", "select", "Select for what comes next, or not", MARKS, ""),
    ("select-none", "V", "select_none", "Select nothing", MARKS, ""),
    ("undo", "ctrl+z", "undo * count", "Take back the last change of marks", MARKS, ""),
    ("redo", "ctrl+y", "redo * count", "Make it again", MARKS, ""),
)

_STORIES: tuple[CommandRow, ...] = (
    ("catch-up", "C", "catch_up", "Catch up: one row for each story since your last visit", RETOLD,
     "catch up"),
    ("elsewhere", "g e", "go_elsewhere", "Go to the best other telling of the story, then the next",
     RETOLD, ""),
    ("translation", "g t", "go_to_translation", "Go to the same item in the other language", RETOLD,
     ""),
    ("tellings", "=", "list_tellings", "List all tellings of the story, and why each is one",
     RETOLD, ""),
    ("timeline", "T", "show_timeline", "Show when a name or a word was mentioned", RETOLD, ""),
)  # fmt: skip

_LINKS: tuple[CommandRow, ...] = (
    ("open-link", "o", "open_link(count)", "Open the source, or the link of a number", LINKS,
     "open link"),
    ("open-numbered-link", "1…9", "open_numbered_link(count)", "Open the link with this number",
     LINKS, ""),
    ("open-all", "O", "open_all_links", "Open all links", LINKS, ""),
    ("hints", "f", "hint_links", "Label the links, and open the one whose label is typed", LINKS,
     ""),
    ("copy-hints", "F", "hint_links_to_copy", "Label the links, and copy an address", LINKS, ""),
    ("list", "u", "list_links", "List the links, primary sources first", LINKS, ""),
    ("show-image", "i", "show_image(count)", "Show the first image, or the one of a number", LINKS,
     ""),
    ("copy-link", "y", "copy_link(count)", "Copy the address of the source, or of a numbered link",
     SHARE, ""),
)  # fmt: skip

_EXPORT: tuple[CommandRow, ...] = (
    ("copy-quote", "Y", "copy_quote", "Copy as a Markdown quote with its source", SHARE, ""),
    ("copy-item", "g y", "copy_item", "Copy the whole text as Markdown", SHARE, ""),
    ("pipe", "|", "pipe", "Send to a command as Markdown", SHARE, ""),
    ("export", "e", "export", "Write the item or the selection into a file", SHARE, ""),
)

_LIST: tuple[CommandRow, ...] = (
    ("down", "j  down", "cursor_down * count", "Go down one line", LISTS, ""),
    ("up", "k  up", "cursor_up * count", "Go up one line", LISTS, ""),
    ("choose", "enter", "choose", "Open what is under the cursor", LISTS, "open"),
    ("first", "g g  home", "cursor_first", "Go to the top", LISTS, ""),
    ("last", "G  end", "cursor_last(count)", "Go to the end, or to a numbered line", LISTS, ""),
    ("half-page-down", "ctrl+d", "cursor_half_page_down * count", "Go down half a page", LISTS, ""),
    ("half-page-up", "ctrl+u", "cursor_half_page_up * count", "Go up half a page", LISTS, ""),
    ("page-down", "space  ctrl+f  pagedown", "cursor_page_down * count", "Go down a page", LISTS,
     ""),
    ("page-up", "b  ctrl+b  pageup", "cursor_page_up * count", "Go up a page", LISTS, ""),
)  # fmt: skip

_TREE: tuple[CommandRow, ...] = (
    ("fold", "h  left", "fold", "Fold the section of the tree", LISTS, ""),
    ("unfold", "l  right", "unfold", "Unfold the section of the tree", LISTS, ""),
)

_SCROLLING: tuple[CommandRow, ...] = (
    ("down", "j  down", "scroll_down * count", "Scroll down one line", TEXT, ""),
    ("up", "k  up", "scroll_up * count", "Scroll up one line", TEXT, ""),
    ("top", "g g  home", "scroll_home", "Go to the top", TEXT, ""),
    ("end", "G  end", "scroll_end", "Go to the end", TEXT, ""),
    ("half-page-down", "ctrl+d", "half_page_down * count", "Scroll down half a page", TEXT, ""),
    ("half-page-up", "ctrl+u", "half_page_up * count", "Scroll up half a page", TEXT, ""),
    ("page-down", "space  ctrl+f  pagedown", "page_down * count", "Scroll down a page", TEXT, ""),
    ("page-up", "b  ctrl+b  pageup", "page_up * count", "Scroll up a page", TEXT, ""),
)
"""All but the half pages are actions that every Textual widget has."""

_ITEM: tuple[CommandRow, ...] = (
    *_SCROLLING,
    ("open-link", "enter", "open_primary_link", "Open the item's first link", TEXT, ""),
    ("find", "/", "find", "Find words in this text", TEXT, ""),
    ("find-next", "n", "find_next * count", "Go to the next place found", TEXT, ""),
    ("find-previous", "N", "find_previous * count", "Go to the previous place found", TEXT, ""),
    ("find-end", "escape", "end_find", "Stop finding", TEXT, ""),
)

_SEARCH: tuple[CommandRow, ...] = (
    ("next-hit", "down", "next_hit", "Go to the next hit", HITS, ""),
    ("previous-hit", "up", "previous_hit", "Go to the previous hit", HITS, ""),
    ("page-down", "pagedown", "hits_page_down", "Go down a page of hits", HITS, ""),
    ("page-up", "pageup", "hits_page_up", "Go up a page of hits", HITS, ""),
    ("go-to-hit", "enter  g i", "go_to_hit", "Read the hit in its issue", HITS, "read"),
    (
        "complete",
        "tab",
        "complete",
        "Complete the word, or take another candidate",
        HITS,
        "complete",
    ),
    ("complete-back", "shift+tab", "complete_back", "Take the candidate before", HITS, ""),
    ("facets", "ctrl+g", "go_to_facets", "Go to the facets, which narrow the hits", HITS, "facets"),
    ("sort", "ctrl+s", "toggle_sort", "Sort by date, or best first again", HITS, "sort"),
    ("history", "ctrl+r", "show_history", "Choose from earlier searches", HITS, ""),
    ("save", "S  ctrl+k", "save_search", "Save the search; it stands above the issues", HITS, ""),
    ("saved", "g s", "manage_searches", "Manage the saved searches", HITS, ""),
    ("export", "E  ctrl+e", "export_all", "Write the hits with all words into a file", HITS, ""),
    ("timeline", "T", "show_timeline", "Show when the words of the query were mentioned", HITS, ""),
    ("query", "/", "edit_query", "Go to the query line", HITS, ""),
    ("close", "escape  q", "close", "Close the search", HITS, "back"),
)

_FACETS: tuple[CommandRow, ...] = (
    ("exclude", "-  backspace", "exclude", "Leave out the hits with the value, or no longer", HITS,
     "exclude"),
    ("leave", "escape  ctrl+g", "leave_facets", "Go back to the hits", HITS, "back"),
)  # fmt: skip

_HELP: tuple[CommandRow, ...] = (
    *_SCROLLING,
    ("find", "/", "find", "Find a key or a word in the help", PROGRAM, "find"),
    ("close", "escape  ?  f1  q", "close", "Close the help", PROGRAM, "back"),
)

COMMANDS: tuple[Command, ...] = (
    *commands_of("app", _APP),
    *commands_of("panes", _PANES),
    *commands_of("reader", _READER),
    *commands_of("going", _GOING),
    *commands_of("view", _VIEW),
    *commands_of("marks", _MARKS),
    *commands_of("stories", _STORIES),
    *commands_of("links", _LINKS),
    *commands_of("export", _EXPORT),
    *commands_of("list", _LIST),
    *commands_of("tree", _TREE),
    *commands_of("item", _ITEM),
    *commands_of("search", _SEARCH),
    *commands_of("facets", _FACETS),
    *commands_of("help", _HELP),
    *DIALOG_COMMANDS,
)

_BY_ID = {command.id: command for command in COMMANDS}


def find(command_id: str) -> Command | None:
    """Return the command with this id, or None."""
    return _BY_ID.get(command_id)
