"""Links that lead around a page or to its neighbours, and are no stories (rules R3, R4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digests.model.blocks import Quote, Rule, runs_in
from digests.parsing.inline.line_breaks import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digests.model.blocks import Run
    from digests.parsing.outline.outline import Node
    from digests.parsing.parts import BodyBlock

_PAGER = re.compile(
    r"[\W_]*(?:(?:上|下|前|后|後)一?[期篇页頁章]|返回.{0,4}|回到.{0,4}|目录|目錄|首页|首頁|主页"
    r"|归档|歸檔|往期|反馈|回馈|订阅|前の(?:号|記事|ページ)|次の(?:号|記事|ページ)|前へ|次へ|目次|一覧|이전.{0,3}|다음.{0,3}|목차|목록"
    r"|(?:[«‹<←]\s*)?(?:prev(?:ious)?|next|older|newer)"
    r"(?:\s+(?:issue|week|day|post|edition|page|list))?"
    r"|(?:back(?: to)?\s*)?(?:the\s+)?(?:top|home|index|contents|archives?)"
    r"|all issues|feedback|subscribe|rss|précédente?|suivante?|anterior|siguiente|próxima"
    r"|zurück|weiter|назад|вперёд|далее"
    r"|[«»‹›<>←→↑⬆︎🔝\s/|-]+)[\W_]*",
    re.IGNORECASE,
)


def take_navigation(root: Node) -> list[BodyBlock]:
    """Remove headings that have only links within the page; return them and what is under them.

    Headings below them move up to their parent.
    """
    taken: list[BodyBlock] = []
    for parent in [root, *root.walk()]:
        for node in [child for child in parent.children if is_navigation(child)]:
            replace_by_children(parent, node)
            taken.extend(node.as_parts())
    return taken


def is_navigation(node: Node) -> bool:
    """Whether it has links, and all of them lead within the page; quotes are ignored."""
    blocks = [part.block for part in node.own if not isinstance(part.block, Quote)]
    runs = list(runs_in(blocks))
    linked = [run for run in runs if run.url]
    is_internal = all(run.url.startswith("#") for run in linked)
    return bool(linked) and is_internal and _is_mostly_links(runs)


def _is_mostly_links(runs: Iterable[Run]) -> bool:
    """Whether most of the text is linked: prose with one anchor is not a table of contents."""
    texts = [(len(run.text.strip()), bool(run.url)) for run in runs]
    linked = sum(length for length, is_linked in texts if is_linked)
    return linked * 2 >= sum(length for length, _ in texts)


def replace_by_children(parent: Node, node: Node) -> None:
    """Put the headings below `node` in its place."""
    index = parent.children.index(node)
    parent.children[index : index + 1] = node.children


def take_pager(root: Node) -> list[BodyBlock]:
    """Remove the links to the neighbouring issues that end the text; return them in order."""
    last = root
    while last.children:
        last = last.children[-1]
    taken: list[BodyBlock] = []
    while last.own and (_is_pager(last.own[-1]) or isinstance(last.own[-1].block, Rule)):
        taken.insert(0, last.own.pop())
    return taken


def _is_pager(part: BodyBlock) -> bool:
    """Whether all words of a block are linked, and name neighbours of the page or its top."""
    runs = [run for run in runs_in([part.block]) if run.image or run.text.strip()]
    texts = [run.text for run in runs if run.url]
    unlinked = text_of([run for run in runs if not run.url])
    is_named = all(_PAGER.fullmatch(text) for text in texts)
    return bool(texts) and is_named and not re.search(r"[^\W\d_]{2}", unlinked)
