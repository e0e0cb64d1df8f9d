"""Entries that are only lines with bullets or numbers, as lists.

Mail and chats write lists as lines that `<br>` breaks: `• One`, `2. Two`, `3️⃣ Three`, `【Four】`.
What is between two entries belongs to the one above it, and so does what is between the last one
and the next heading; at the end of the page, as much belongs to it as to the others. `一、` above
entries of another kind is the heading of a chapter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from digests.html.boilerplate import is_boilerplate
from digests.html.flow import Divider, Lines, Listing, is_bold, text_of
from digests.html.markers import marker_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digests.html.flow import Block, Line
    from digests.html.markers import Marker

_CHAPTERS = frozenset({"han", "innerhan", "bracket"})
_LONGEST_CHAPTER = 40
"""Characters."""
_CHAPTER_LEVEL = 2

_FEWEST = {"digits ": 3, "bracket": 3}
"""Lines that make a list, where a single marker may be part of the text; else two."""

_MOST_BELOW = 8
"""Blocks that belong to an entry; more of them are something else."""

_LOOK_AHEAD = 40
"""Blocks in which the heading below the last entry is looked for."""


def with_entries(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return `blocks` with lines that are entries turned into lists, and chapters into headings."""
    pieces = [piece for number, block in enumerate(blocks) for piece in _cut(block, number)]
    used = _kinds_in_use(pieces)
    if not used:
        return blocks
    pieces = [piece if piece.kind in used else replace(piece, kind="") for piece in pieces]
    pieces = _with_chapters(pieces)
    return tuple(_listed(_joined(pieces)))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block, or an entry with the lines that follow it in its paragraph."""

    block: Block
    origin: int
    """Which block of the page it is, or is a part of."""
    kind: str = ""
    """Of its marker; empty for what is no entry."""
    number: int | None = None
    marked: Line = ()
    """The first line with its marker."""

    @property
    def ends_lists(self) -> bool:
        if not isinstance(self.block, Lines) or self.kind:
            return False
        is_label = len(self.block.lines) == 1 and is_bold(self.block.lines[0])
        return bool(self.block.level) or is_label or is_boilerplate(self.block)


def _cut(block: Block, origin: int) -> Iterator[_Piece]:
    """Cut a paragraph before each line with a marker, and before labels between entries."""
    if not isinstance(block, Lines) or block.level or block.is_control:
        yield _Piece(block, origin)
        return
    lines: list[Line] = []
    marker: Marker | None = None
    for number, line in enumerate(block.lines):
        found = marker_of(line)
        below = block.lines[number + 1] if number + 1 < len(block.lines) else None
        is_label = bool(lines) and is_bold(line) and below is not None and marker_of(below).kind
        if (found.kind or is_label) and lines:
            yield _piece(block, lines, marker, origin)
            lines, marker = [], None
        if found.kind and not lines:
            marker = found
        lines.append(line)
    yield _piece(block, lines, marker, origin)


def _piece(block: Lines, lines: list[Line], marker: Marker | None, origin: int) -> _Piece:
    if marker is None:
        return _Piece(replace(block, lines=tuple(lines)), origin)
    entry = Lines((marker.rest, *lines[1:]))
    return _Piece(entry, origin, marker.kind, marker.number, marked=lines[0])


def _kinds_in_use(pieces: list[_Piece]) -> set[str]:
    """Return the kinds of markers that are those of lists and not of single lines."""
    numbers: dict[str, list[int | None]] = defaultdict(list)
    origins: dict[str, list[int]] = defaultdict(list)
    for piece in pieces:
        if piece.kind:
            numbers[piece.kind].append(piece.number)
            origins[piece.kind].append(piece.origin)
    return {
        kind
        for kind, found in numbers.items()
        if len(found) >= _FEWEST.get(kind, 2)
        and (found[0] is None or _go_on(found, strictly=kind == "digits "))
        # dashes also introduce who said something
        and (kind not in "-–—*" or len(set(origins[kind])) < len(origins[kind]))
    }


def _go_on(numbers: list[int | None], *, strictly: bool) -> bool:
    """Return whether numbers count on: most of them, or else all of them from 1."""
    steps = sum(1 for a, b in pairwise(numbers) if a is not None and b == a + 1)
    if strictly:
        return numbers[0] == 1 and steps + numbers[1:].count(1) == len(numbers) - 1
    return 2 * steps >= len(numbers) - 1


def _with_chapters(pieces: list[_Piece]) -> list[_Piece]:
    """Turn short marked lines above something of another kind into headings."""
    all_of = Counter(piece.kind for piece in pieces if _may_be_chapter(piece))
    heads = {
        number: piece.kind
        for number, (piece, below) in enumerate(pairwise(pieces))
        if _may_be_chapter(piece) and _is_alone(piece) and _is_content(below, piece.kind)
    }
    heads_of = Counter(heads.values())
    return [
        _as_chapter(piece)
        if number in heads and 2 * heads_of[piece.kind] >= all_of[piece.kind]
        else piece
        for number, piece in enumerate(pieces)
    ]


def _may_be_chapter(piece: _Piece) -> bool:
    if piece.kind in _CHAPTERS:
        return True
    return bool(piece.kind) and isinstance(piece.block, Lines) and is_bold(piece.block.lines[0])


def _is_alone(piece: _Piece) -> bool:
    text = text_of(piece.marked).strip()
    if piece.kind == "bracket" and not text.endswith("】"):
        return False
    is_line = isinstance(piece.block, Lines) and len(piece.block.lines) == 1
    return is_line and len(text) <= _LONGEST_CHAPTER and not text.endswith(("。", ".", "；", ";"))


def _is_content(below: _Piece, kind: str) -> bool:
    if below.kind:
        return below.kind != kind
    return isinstance(below.block, Listing) or (isinstance(below.block, Lines) and below.ends_lists)


def _as_chapter(piece: _Piece) -> _Piece:
    return _Piece(Lines((piece.marked,), _CHAPTER_LEVEL), piece.origin)


@dataclass(slots=True)
class _List:
    """A list that is being collected."""

    kind: str
    start: int | None
    entries: list[list[_Piece]]

    def goes_on(self, piece: _Piece) -> bool:
        if piece.kind != self.kind:
            return False
        return self.start is None or piece.number == self.start + len(self.entries)

    def give_back(self, kept: int) -> int:
        """Keep so many blocks below the last entry, and return how many others there were."""
        last = self.entries[-1]
        count = max(0, len(last) - 1 - kept)
        del last[len(last) - count :]
        return count

    def most_below(self) -> int:
        """How many blocks are below the marked one in any entry but the last."""
        return max((len(entry) - 1 for entry in self.entries[:-1]), default=0)


def _joined(pieces: list[_Piece]) -> list[_Piece | _List]:
    """Collect the entries of each list, with what is between them."""
    joined: list[_Piece | _List] = []
    kept = 0
    """Blocks below the entries of the lists so far."""
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if not piece.kind:
            joined.append(piece)
            at += 1
            continue
        found, at = _collect(pieces, at)
        kept = max(kept, found.most_below())
        if not (found.start is not None and at < len(pieces) and pieces[at].ends_lists):
            at -= found.give_back(kept if found.start is not None else found.most_below())
        joined.append(found)
    return joined


def _collect(pieces: list[_Piece], first: int) -> tuple[_List, int]:
    """Return the list that begins at a piece, and where it ends; the last entry is greedy."""
    found = _List(pieces[first].kind, pieces[first].number, [[pieces[first]]])
    at = first + 1
    while at < len(pieces):
        piece = pieces[at]
        if found.goes_on(piece):
            found.entries.append([piece])
        elif _ends_list(pieces, at, found):
            break
        else:
            found.entries[-1].append(piece)
        at += 1
    return found, at


def _ends_list(pieces: list[_Piece], at: int, found: _List) -> bool:
    piece = pieces[at]
    if piece.ends_lists or piece.kind == found.kind or _is_beside(pieces, at, found):
        return True
    return len(found.entries[-1]) > _MOST_BELOW and not _next_ends(pieces, at)


def _is_beside(pieces: list[_Piece], at: int, found: _List) -> bool:
    """Return whether a piece ends a list: text between bullets, or a list of another kind."""
    following = _next_in(pieces, at, found)
    piece = pieces[at]
    if found.start is None and len(found.entries) > 1 and len(found.entries[-2]) == 1:
        return piece.origin != pieces[at - 1].origin
    if piece.kind and piece.origin != pieces[at - 1].origin:
        return not following
    return False


def _next_in(pieces: list[_Piece], at: int, found: _List) -> bool:
    """Return whether the list goes on before anything ends it."""
    for piece in pieces[at : at + _MOST_BELOW]:
        if found.goes_on(piece):
            return True
        if piece.ends_lists:
            return False
    return False


def _next_ends(pieces: list[_Piece], at: int) -> bool:
    """Return whether a heading follows before a marker does."""
    ahead = pieces[at : at + _LOOK_AHEAD]
    following = (piece for piece in ahead if piece.kind or piece.ends_lists)
    return next((piece.ends_lists for piece in following), False)


def _listed(joined: Iterable[_Piece | _List]) -> Iterator[Block]:
    for part in joined:
        if isinstance(part, _Piece):
            yield _restored(part)
        elif len(part.entries) == 1 and part.start is None:
            yield from map(_restored, part.entries[0])
        else:
            entries = tuple(tuple(_entry_blocks(entry)) for entry in part.entries)
            yield Listing(entries, part.start)


def _entry_blocks(entry: list[_Piece]) -> Iterator[Block]:
    first, *below = entry
    yield first.block
    inner = with_entries(tuple(map(_restored, below)))
    yield from (block for block in inner if not isinstance(block, Divider))


def _restored(piece: _Piece) -> Block:
    """Return the block of a piece with its marker, outside of lists."""
    if piece.marked and isinstance(piece.block, Lines):
        return replace(piece.block, lines=(piece.marked, *piece.block.lines[1:]))
    return piece.block
