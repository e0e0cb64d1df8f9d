"""Every command of the reader, once.

The table yields the key bindings, the command palette, the help screen, the hints in the status
line and the README's table of keys. A command's scope says who carries it out:

    app      tui/app.py                     everywhere
    reader   tui/screens/reader.py          in all three panes
    list     tui/widgets/virtual_list.py    in the list that has the focus
    tree     tui/widgets/section_tree.py    in the section tree, which is a list too
    item     tui/widgets/item_view.py       in the text of an item
    search   tui/screens/search.py          on the search screen
    help     tui/screens/help.py            on the help screen

A key of an inner scope goes before the same key of an outer one; when the inner action cannot act
(its `check_action` is false) the outer one gets the key. So `h` folds a section, and goes to the
pane on the left when there is nothing to fold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import Binding

PANES = "Panes"
STORIES = "Issues, sections, items"
LISTS = "In a list"
TEXT = "In a text"
LINKS = "Links"
SEARCH = "Search"
HITS = "While searching"
PROGRAM = "Program"

GROUPS = (PANES, STORIES, LISTS, TEXT, LINKS, SEARCH, HITS, PROGRAM)
"""In the order in which the help screen and the README show them."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that the user can ask the reader to do."""

    id: str
    """`SCOPE.NAME`. It never changes: documents and settings refer to it."""

    keys: tuple[str, ...]
    """As Textual names keys, single characters as themselves; the first is the one to show."""

    action: str
    """A Textual action of the class that the scope names, or `app.…` or `screen.…`.
    `{key}` in it stands for the key that was pressed."""

    help: str
    """What it does, as an order, without a full stop."""

    group: str
    """One of `GROUPS`."""

    footer: str = ""
    """A word or two for the hints in the status line; empty when it has no place there."""

    scope: str = "app"


_Row: TypeAlias = tuple[str, str, str, str, str, str]
"""Name, keys with spaces between, action, help, group, footer."""

_APP: tuple[_Row, ...] = (
    ("help", "? f1", "app.show_help", "Show the keys", PROGRAM, "help"),
    ("palette", "ctrl+p", "app.command_palette", "Find a command by its name", PROGRAM, ""),
    ("refresh", "r", "app.refresh_library", "Look for new and changed files", PROGRAM, ""),
    ("quit", "q Q ctrl+q", "app.quit", "Quit", PROGRAM, "quit"),
)

_READER: tuple[_Row, ...] = (
    ("next-pane", "tab", "next_pane", "Go to the next pane", PANES, "panes"),
    ("previous-pane", "shift+tab", "previous_pane", "Go to the previous pane", PANES, ""),
    ("pane-left", "h left", "pane_left", "Go to the pane on the left", PANES, ""),
    ("pane-right", "l right", "pane_right", "Go to the pane on the right", PANES, ""),
    ("zen", "z", "toggle_zen", "Show the item alone, or all panes again", PANES, ""),
    ("back", "escape", "back", "Go back one step", PANES, ""),
    ("next-item", "J", "next_item", "Read the next item, from any pane", STORIES, "next item"),
    ("previous-item", "K", "previous_item", "Read the previous item", STORIES, ""),
    ("next-section", "}", "next_section", "Go to the next section", STORIES, ""),
    ("previous-section", "{", "previous_section", "Go to the previous section", STORIES, ""),
    ("next-issue", "]", "next_issue", "Open the next issue of the list", STORIES, ""),
    ("previous-issue", "[", "previous_issue", "Open the previous issue", STORIES, ""),
    ("open-link", "o", "open_link(1)", "Open the item's first link", LINKS, "open link"),
    ("open-numbered-link", "1 2 3 4 5 6 7 8 9", "open_link({key})",
     "Open the link with this number", LINKS, ""),
    ("copy-link", "y", "copy_link", "Copy the address of the first link", LINKS, ""),
    ("search", "/", "search", "Search all issues", SEARCH, "search"),
)  # fmt: skip

_LIST: tuple[_Row, ...] = (
    ("down", "j down", "cursor_down", "Go down one line", LISTS, ""),
    ("up", "k up", "cursor_up", "Go up one line", LISTS, ""),
    ("choose", "enter", "choose", "Open what is under the cursor", LISTS, "open"),
    ("first", "g home", "cursor_first", "Go to the top", LISTS, ""),
    ("last", "G end", "cursor_last", "Go to the end", LISTS, ""),
    ("half-page-down", "ctrl+d", "cursor_half_page_down", "Go down half a page", LISTS, ""),
    ("half-page-up", "ctrl+u", "cursor_half_page_up", "Go up half a page", LISTS, ""),
    ("page-down", "space pagedown", "cursor_page_down", "Go down a page", LISTS, ""),
    ("page-up", "b pageup", "cursor_page_up", "Go up a page", LISTS, ""),
)

_TREE: tuple[_Row, ...] = (
    ("fold", "h left", "fold", "Fold the section of the tree", LISTS, ""),
    ("unfold", "l right", "unfold", "Unfold the section of the tree", LISTS, ""),
)

_SCROLLING: tuple[_Row, ...] = (
    ("down", "j down", "scroll_down", "Scroll down one line", TEXT, ""),
    ("up", "k up", "scroll_up", "Scroll up one line", TEXT, ""),
    ("top", "g home", "scroll_home", "Go to the top", TEXT, ""),
    ("end", "G end", "scroll_end", "Go to the end", TEXT, ""),
    ("half-page-down", "ctrl+d", "half_page_down", "Scroll down half a page", TEXT, ""),
    ("half-page-up", "ctrl+u", "half_page_up", "Scroll up half a page", TEXT, ""),
    ("page-down", "space pagedown", "page_down", "Scroll down a page", TEXT, ""),
    ("page-up", "b pageup", "page_up", "Scroll up a page", TEXT, ""),
)
"""All but the half pages are actions that every Textual widget has."""

_ITEM: tuple[_Row, ...] = (
    *_SCROLLING,
    ("open-link", "enter", "screen.open_link(1)", "Open the item's first link", TEXT, ""),
)

_SEARCH: tuple[_Row, ...] = (
    ("next-hit", "down", "next_hit", "Go to the next hit", HITS, ""),
    ("previous-hit", "up", "previous_hit", "Go to the previous hit", HITS, ""),
    ("page-down", "pagedown", "hits_page_down", "Go down a page of hits", HITS, ""),
    ("page-up", "pageup", "hits_page_up", "Go up a page of hits", HITS, ""),
    ("go-to-hit", "enter", "go_to_hit", "Read the hit in its issue", HITS, "read"),
    ("query", "/", "edit_query", "Go to the query line", HITS, ""),
    ("close", "escape q", "close", "Close the search", HITS, "back"),
)

_HELP: tuple[_Row, ...] = (
    *_SCROLLING,
    ("close", "escape ? f1 q", "screen.close", "Close the help", PROGRAM, "back"),
)


def _commands(scope: str, rows: tuple[_Row, ...]) -> Iterator[Command]:
    for name, keys, action, help_text, group, footer in rows:
        keys_in_order = tuple(keys.split())
        yield Command(f"{scope}.{name}", keys_in_order, action, help_text, group, footer, scope)


COMMANDS: tuple[Command, ...] = (
    *_commands("app", _APP),
    *_commands("reader", _READER),
    *_commands("list", _LIST),
    *_commands("tree", _TREE),
    *_commands("item", _ITEM),
    *_commands("search", _SEARCH),
    *_commands("help", _HELP),
)

_BY_ID = {command.id: command for command in COMMANDS}


def find(command_id: str) -> Command | None:
    """Return the command with this id, or None: Textual has bindings that are not ours."""
    return _BY_ID.get(command_id)


def commands_in(scope: str) -> tuple[Command, ...]:
    """Return the commands that `scope` carries out, in the table's order."""
    return tuple(command for command in COMMANDS if command.scope == scope)


def bindings_for(scope: str) -> list[Binding]:
    """Return the key bindings of `scope`, for the `BINDINGS` of the class that carries them out.

    A binding's id is the id of its command.
    """
    return [binding for command in commands_in(scope) for binding in _bindings(command)]


def _bindings(command: Command) -> Iterator[Binding]:
    """One binding for all keys, or one a key when the action has to know the key."""
    from textual.binding import Binding

    per_key = "{key}" in command.action
    for keys in command.keys if per_key else (",".join(command.keys),):
        action = command.action.format(key=keys) if per_key else command.action
        shown = bool(command.footer)
        yield Binding(keys, action, command.footer or command.help, show=shown, id=command.id)
