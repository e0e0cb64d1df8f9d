"""Raw HTML tags inside Markdown: which of them break lines, set a look, or have no content."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html.entities import html5

from digests.model.blocks import Look

_TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]*)((?:\s+[^<>]*?)?)\s*(/?)>\Z", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"""([A-Za-z_:@][\w:.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|\{["'`]([^"'`{}]*)["'`]\}|([^\s"'=<>`]+)))?"""
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

_TAGS_KEPT = 256
"""Most tags of a text are `<li>`, `</a>` and the like."""

_LOOKS = {
    "b": Look.BOLD, "strong": Look.BOLD, "i": Look.ITALIC, "em": Look.ITALIC, "cite": Look.ITALIC,
    "del": Look.STRUCK, "s": Look.STRUCK, "strike": Look.STRUCK,
    "code": Look.CODE, "kbd": Look.CODE,
}  # fmt: skip
_BREAKS_LINE = frozenset(
    "br p div li ul ol tr table section article details summary blockquote h1 h2 h3 h4 h5 h6 hr"
    " figure figcaption center header footer dl dt dd pre".split()
)
_EMPTY = frozenset("img input source track wbr area col embed link meta param".split())
_KNOWN = (
    _BREAKS_LINE | _EMPTY | frozenset(_LOOKS) | frozenset(
        "a abbr audio bdi bdo big body button canvas caption colgroup data dfn font form html"
        " iframe ins label main mark nav noscript object picture q ruby rb rt rp samp script"
        " select small span style sub sup svg tbody td template textarea tfoot th thead time"
        " title tt u var video".split()
    )
)  # fmt: skip


@dataclass(frozen=True)
class Tag:
    """One tag."""

    name: str
    """In lower case."""

    is_component: bool
    """Whether it is capitalised, as MDX components are: `<Link>` is not `<link>`."""

    closes: bool
    closes_itself: bool
    attributes: dict[str, str] = field(default_factory=dict)
    """Names in lower case. Entities are decoded only if they end with a semicolon, so that
    `&timestamp=` in an address stays as it is."""

    @property
    def is_known(self) -> bool:
        """Whether it is an HTML element."""
        return self.name in _KNOWN

    @property
    def breaks_line(self) -> bool:
        """Whether text before and after it is on different lines."""
        return self.name in _BREAKS_LINE

    @property
    def is_empty(self) -> bool:
        """Whether it has no closing tag."""
        return self.closes_itself or (self.name in _EMPTY and not self.is_component)

    @property
    def look(self) -> Look:
        """The look of text inside it, often `PLAIN`."""
        return _LOOKS.get(self.name, Look.PLAIN)

    @cached_property
    def source(self) -> str:
        """The address of the image, or an empty string."""
        return self.attributes.get("src") or self.attributes.get("data-src", "")


@lru_cache(_TAGS_KEPT)
def read_tag(source: str) -> Tag | None:
    """Parse one tag; None for a comment, a declaration or a processing instruction."""
    match = _TAG.match(source.strip())
    if match is None:
        return None
    attributes = {
        attribute[1].lower(): decode_entities(
            next(filter(None, attribute.groups()[1:]), "")
        ).strip()
        for attribute in _ATTRIBUTE.finditer(match[3])
    }
    name = match[2]
    return Tag(name.lower(), name[0].isupper(), bool(match[1]), bool(match[4]), attributes)


def decode_entities(text: str) -> str:
    """Decode character entities that are known and end with a semicolon.

    `&timestamp=` and `&timestamp;` stay as they are, where `html.unescape` sees a multiplication
    sign.
    """
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    name = entity[0][1:]
    return html.unescape(entity[0]) if name[0] == "#" else html5.get(name, entity[0])
