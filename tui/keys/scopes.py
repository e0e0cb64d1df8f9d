"""Which scopes work at the same time, and which of their commands may share a key.

    app      tui/app/app.py                     everywhere
    reader   tui/reader/commands.py in all three panes
    panes    tui/reader/pane_screen.py     in all three panes
    going    tui/reader/navigation.py           from item to item, issue to issue, back and forward
    view     tui/reader/listing.py   which issues are listed, and how
    stories  tui/stories/commands.py  one story in many digests
    marks    tui/item_commands/marks.py   read, starred, tags, undo
    links    tui/item_commands/links.py   the links of an item
    export   tui/item_commands/export.py items to other programs
    list     tui/widgets/virtual_list.py    in the list that has the focus
    tree     tui/reader/section_tree.py    in the section tree, which is a list too
    item     tui/widgets/item_view.py       in the text of an item
    search   tui/search/screen.py          on the search screen
    facets   tui/search/facets.py      in the facets of a search
    choice   tui/dialogs/query_choice.py    where a query is chosen
    saved    tui/dialogs/saved_searches.py  in the saved searches
    catch-up tui/stories/catch_up.py        while catching up
    timeline tui/stories/timeline.py        on a timeline
    tellings tui/stories/telling_list.py    in the list of all tellings of a story
    help     tui/dialogs/help.py            on the help screen
    themes   tui/dialogs/theme_picker.py    while choosing colours
    link-list tui/dialogs/links.py      in the list of links
    picture  tui/dialogs/picture.py         while an image is shown
    find     tui/widgets/find_line.py       in the line that finds words in a text or a list
    ask      tui/dialogs/ask_line.py        where a line is asked for
    confirm  tui/dialogs/confirm.py         where something is asked
    quitting tui/dialogs/confirm.py        where it is asked whether to quit
    macros   tui/keys/macros.py             what the user has put together

An inner scope takes a key from an outer one. That is meant where both do the same for different
things, or where the inner one only acts when it can; everywhere else it hides a command.
"""

from __future__ import annotations

MACROS = "macros"
"""The scope of what the user has put together; it works wherever the app's commands do."""

_ACTING = ("marks", "links", "export")
_READER = ("reader", "going", "stories", "view", *_ACTING, "panes", MACROS, "app")
_SEARCH = ("search", *_ACTING, "stories", MACROS, "app")

CHAINS: tuple[tuple[str, ...], ...] = (
    ("list", *_READER),
    ("tree", "list", *_READER),
    ("item", *_READER),
    _SEARCH,
    ("item", *_SEARCH),
    ("list", *_SEARCH),
    ("facets", "list", *_SEARCH),
    ("list", "choice"),
    ("list", "saved", "choice"),
    ("find", *_READER),
    ("list", "catch-up", "stories", "marks", "links", MACROS, "app"),
    ("list", "timeline", MACROS, "app"),
    ("tellings", "list"),
    ("help",),
    ("ask",),
    ("confirm",),
    ("quitting", "confirm"),
    ("list", "themes"),
    ("link-list", "list"),
    ("picture",),
)
"""Scopes that work together, innermost first."""

MEANT_TO_SHARE = frozenset(
    frozenset(pair)
    for pair in (
        # What folds in the tree moves between panes when there is nothing to fold.
        ("tree.fold", "panes.left"),
        ("tree.unfold", "panes.right"),
        # In a text one finds words in it; while that lasts, its places go before other ones.
        ("item.find", "reader.search"),
        ("item.find-next", "going.next-unread"),
        ("item.find-previous", "going.previous-unread"),
        ("item.find-end", "reader.back"),
        ("find.end", "reader.back"),
        # On the search screen a key does the same for the hits, from wherever one is.
        ("list.down", "search.next-hit"),
        ("list.up", "search.previous-hit"),
        ("list.page-down", "search.page-down"),
        ("list.page-up", "search.page-up"),
        ("list.choose", "search.go-to-hit"),
        ("search.close", "app.leave"),
        ("search.timeline", "stories.timeline"),
        # Catching up begins in the reader.
        ("search.saved", "stories.catch-up"),
        # In the item beside the hits a key does with the text what it does elsewhere with hits.
        ("item.down", "search.next-hit"),
        ("item.up", "search.previous-hit"),
        ("item.page-down", "search.page-down"),
        ("item.page-up", "search.page-up"),
        ("item.open-link", "search.go-to-hit"),
        ("item.find", "search.query"),
        ("item.find-end", "search.close"),
        # In the facets Escape, and the key that led there, lead back to the hits.
        ("facets.leave", "search.close"),
        ("facets.leave", "search.facets"),
        # While catching up a key does with all that is listed what it does elsewhere with a part.
        ("catch-up.read-rest", "marks.read-part"),
        ("catch-up.close", "app.leave"),
        ("timeline.close", "app.leave"),
        # A list of links is short, and there space selects.
        ("link-list.select", "list.page-down"),
        # The key that asked whether to quit says yes.
        ("quitting.again", "confirm.no"),
    )
)


def are_active_together(scope: str, other: str) -> bool:
    """Say whether there is a screen on which both scopes work."""
    return scope == other or any(scope in chain and other in chain for chain in CHAINS)


def may_share(command_id: str, other: str) -> bool:
    """Say whether two commands of different scopes are meant to have the same key."""
    return frozenset((command_id, other)) in MEANT_TO_SHARE
