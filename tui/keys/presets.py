"""Keys to begin with, for hands that know another program. `vim` is the table itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NEWSBOAT = """
app.refresh              r  R
catch-up.fold            left
catch-up.read-rest       A
catch-up.unfold          right
export.export            s  e
going.next-unread        n
going.previous-unread    p
help.page-up             b  pageup
item.find-previous       p
item.page-up             b  pageup
links.copy-hints         g f
list.page-up             b  pageup
marks.read-part          A
marks.star               ctrl+b
marks.tag                t  ctrl+e
marks.toggle-read        N
panes.left               left
panes.right              right
reader.narrow            F  \\
search.export            E
tree.fold                left
tree.unfold              right
view.publication         c
view.unread              l  U
"""
"""What its users have in their fingers; what newsboat does not have keeps the key of the table."""

_ARROWS = """
app.help                 f1  ?
app.leave                f10
quitting.again           f10
app.palette              f2  :
app.quit                 f12
app.refresh              f5
app.sync                 shift+f5
app.theme                f7 7
catch-up.close           escape
catch-up.fold            left
catch-up.read-rest       f8 4
catch-up.unfold          right
choice.close             escape
export.copy-item         f9 7
export.copy-quote        f9 6
export.export            f9 0
export.pipe              |
going.back               alt+left
going.forward            alt+right
going.next-issue         ctrl+right  ]
going.next-item          alt+down
going.next-section       ctrl+down  }
going.next-unread        +
going.previous-issue     ctrl+left  [
going.previous-item      alt+up
going.previous-section   ctrl+up  {
going.previous-unread    -
help.close               escape  f1  ?
help.down                down
help.end                 end
help.find                /  f3
help.half-page-down      shift+down
help.half-page-up        shift+up
help.page-down           space  pagedown
help.page-up             pageup
help.top                 home
help.up                  up
item.down                down
item.end                 end
item.find                /
item.find-next           +
item.find-previous       -
item.half-page-down      shift+down
item.half-page-up        shift+up
item.page-down           space  pagedown
item.page-up             pageup
item.top                 home
item.up                  up
links.copy-hints         f9 8
links.copy-link          f9 5
links.hints              f9 3
link-list.copy           f9 5
link-list.open-selected  f9 4
link-list.select         space  insert
links.list               f9 2
links.open-all           f9 4
links.open-link          f9 1
links.show-image         f9 9
list.down                down
list.first               home
list.half-page-down      shift+down
list.half-page-up        shift+up
list.last                end
list.page-down           space  pagedown
list.page-up             pageup
list.up                  up
marks.read-above         f8 5
marks.read-below         f8 6
marks.read-part          f8 4
marks.redo               f8 0
marks.select             insert  f8 7
marks.select-none        f8 8
marks.star               f8 2
marks.tag                f8 3
marks.toggle-read        delete  f8 1
marks.undo               f8 9
panes.issues             f6 1
panes.item               f6 3
panes.left               left
panes.narrower           <  f7 9
panes.right              right
panes.sections           f6 2
panes.wider              >  f7 8
panes.zen                f7 6
reader.narrow            f4  \\
reader.saved-searches    f6 4
reader.search            f3  /
reader.star-publication  f6 0
saved.forget             delete
saved.mute               f6 2
saved.rename             f6 1
search.close             escape
search.export            f6 0
search.facets            f6 1
search.go-to-hit         enter
search.history           f6 3
search.query             f3  /
search.save              f6 4
search.saved             f6 5
search.saved             f6 5
search.sort              f6 2
search.timeline          f6 6
stories.catch-up         f6 5
stories.elsewhere        f6 8
stories.tellings         f6 7  =
stories.timeline         f6 6
stories.translation      f6 9
tellings.close           escape
tellings.reject          delete
tellings.take-back       f8 9
timeline.ask-term        /  f3
timeline.close           escape
tree.fold                left
tree.unfold              right
view.all                 f7 1
view.group               f7 5
view.publication         f7 4
view.show-muted          f7 0
view.starred             f7 3  *
view.unread              f7 2
"""
"""No letters. F6 to F9 are menus: the status line shows what their digits do."""


def _preset(lines: str) -> dict[str, tuple[str, ...]]:
    rows = (line.split(maxsplit=1) for line in lines.split("\n") if line)
    return {command_id: tuple(keys.split("  ")) for command_id, keys in rows}


PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "vim": {},
    "newsboat": _preset(_NEWSBOAT),
    "arrows": _preset(_ARROWS),
}
"""The keys of commands that differ from those of the table, by the name of the preset."""
