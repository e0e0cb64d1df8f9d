"""The tree that a browser builds of HTML.

selectolax does it with Lexbor, by the standard's own algorithm. Nesting costs that algorithm time
with its square, and no browser goes deeper than some hundred elements, so what is nested deeper
than `MAX_DEPTH` loses its tags, never its words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_DEPTH = 2000
"""Elements around one another."""

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^<>]*?(/?)>")
_NEVER_CLOSED = frozenset(
    # void elements, and those that the next one of their kind may close
    "area base br col embed hr img input link meta param source track wbr "
    "p li dt dd td th tr thead tbody tfoot colgroup option optgroup html body head".split()
)


def parse_tree(html: str) -> LexborHTMLParser:
    """Return the document of `html`; any text is one, and nothing is raised."""
    from selectolax.lexbor import LexborHTMLParser

    readable = html.encode(errors="replace").decode()  # a lone surrogate would end the text
    return LexborHTMLParser(_without_deep_tags(readable))


def _without_deep_tags(html: str) -> str:
    """Drop tags that are nested deeper than MAX_DEPTH, by a count that is never too low."""
    if html.count("<") <= MAX_DEPTH:
        return html
    depth = 0

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() in _NEVER_CLOSED:
            return tag[0]
        depth = max(0, depth - 1) if tag[1] else depth + 1
        return tag[0] if depth <= MAX_DEPTH else " "

    return _TAG.sub(keep, html)


def steps(root: LexborNode) -> Generator[tuple[LexborNode, bool], bool | None, None]:
    """Yield each element and text below `root` in reading order: (node, False) when it begins.

    An element comes once more as (node, True) at its end. Send True after its beginning to pass
    over what is inside it; then it has no end.
    """
    node = root.child
    while node is not None:
        skips = yield node, False
        inner = None if skips else node.child
        if inner is not None:
            node = inner
            continue
        if not skips and node.is_element_node:
            yield node, True
        while node.next is None:
            outer = node.parent
            if outer is None or outer.mem_id == root.mem_id:
                return
            node = outer
            yield node, True
        node = node.next
