"""Which links of an issue lead to a place in the library."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from digests.files.link_targets import link_target
from digests.model.addresses import InsideLink, is_wiki_link
from digests.model.blocks import runs_in
from digests.model.inside_links import has_anchor
from digests.model.issue import Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digests.catalogue.catalogue import Catalogue
    from digests.files.issue_file import IssueFile
    from digests.files.link_targets import LinkTarget
    from digests.model.blocks import Block
    from digests.model.issue import Issue, Item


def with_inside_links(issue: Issue, file: IssueFile, catalogue: Catalogue) -> Issue:
    """Return `issue`, read from `file`, with those of its links that lead to a known place."""
    targets = {
        url: target
        for url in dict.fromkeys(_addresses(issue))
        if (target := link_target(file.path, file.root, url)) is not None
    }
    if not targets:
        return issue
    ids = _known_ids(targets, file, catalogue)
    found = (_inside_link(issue, url, target, ids) for url, target in targets.items())
    return replace(issue, inside_links=tuple(link for link in found if link is not None))


def _inside_link(
    issue: Issue, url: str, target: LinkTarget, ids: Mapping[str, str]
) -> InsideLink | None:
    if not target.paths:
        return (
            InsideLink(url, issue.id, target.anchor) if has_anchor(issue, target.anchor) else None
        )
    issue_id = next((ids[path] for path in target.paths if path in ids), "")
    return InsideLink(url, issue_id, target.anchor) if issue_id else None


def _known_ids(
    targets: Mapping[str, LinkTarget], file: IssueFile, catalogue: Catalogue
) -> dict[str, str]:
    """Return ids of issues by the paths, or ends of paths, that targets name."""
    paths = [path for url, target in targets.items() for path in target.paths]
    ids = {
        os.fsdecode(row.path): row.issue_id
        for row in catalogue.files_at([os.fsencode(path) for path in paths if path])
    }
    if any(map(is_wiki_link, targets)):
        ids |= _ids_by_ends(paths, file, catalogue)
    return ids


def _ids_by_ends(paths: list[str], file: IssueFile, catalogue: Catalogue) -> dict[str, str]:
    """Return ids by the ends of paths. Of several files with such an end the nearest counts."""
    root, here = os.fsencode(file.root), os.fsencode(file.folder.path)
    rows = [row for row in catalogue.files() if row.root == root]
    rows.sort(key=lambda row: (os.path.dirname(row.path) != here, len(row.path)))  # noqa: PTH120
    wanted = set(paths)
    found: dict[str, str] = {}
    for row in rows:
        path = os.fsdecode(row.path)
        for start, character in enumerate(path):
            if character == "/" and path[start:] in wanted:
                found.setdefault(path[start:], row.issue_id)
    return found


def _addresses(issue: Issue) -> Iterator[str]:
    texts = (issue.summary_blocks, issue.lead, issue.footer, *_texts(issue.children))
    yield from (run.url for blocks in texts for run in runs_in(blocks) if run.url)
    yield from (link.url for item in issue.items for link in item.links)


def _texts(children: tuple[Item | Section, ...]) -> Iterator[tuple[Block, ...]]:
    for child in children:
        if isinstance(child, Section):
            yield child.intro
            yield child.outro
            yield from _texts(child.children)
        else:
            yield child.body
