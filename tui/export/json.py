"""Issues, items and stories as JSON values.

Names and types are a promise to scripts; `tui.export.json_schema` describes the fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.text.counts import minutes_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from digests import (
        Block,
        Evidence,
        Headline,
        Hit,
        Issue,
        IssueSummary,
        Item,
        Retelling,
        SharedStory,
        Story,
        Telling,
        Tellings,
    )


def issue_json(issue: Issue) -> dict[str, Any]:
    """Return an issue with its section paths, its items and its problems."""
    return {
        "id": issue.id,
        "publication": issue.publication.name,
        "title": issue.title,
        "date": date_json(issue.date),
        "date_precision": precision_json(issue),
        "summary": issue.summary,
        "language": issue.language,
        "stub": issue.is_stub,
        "link": issue.link,
        "source": issue.source,
        "subjects": list(issue.subjects.all()),
        "sections": [list(section.path) for section in issue.sections],
        "items": [item_json(item) for item in issue.items],
        "texts": list(_texts_json(issue)),
        "problems": [str(problem) for problem in issue.problems],
    }


def _texts_json(issue: Issue) -> Iterator[dict[str, Any]]:
    """Yield the texts that belong to no item, with the path of their section, in reading order."""
    if issue.summary_heading:
        yield {"section": [], "text": issue.summary_heading}
    yield from _text_json((), issue.lead)
    for section in issue.sections:
        yield from _text_json(section.path, section.intro)
        yield from _text_json(section.path, section.outro)
    yield from _text_json((), issue.footer)


def _text_json(path: tuple[str, ...], blocks: tuple[Block, ...]) -> Iterator[dict[str, Any]]:
    from digests import plain_text

    if blocks and (text := plain_text(blocks)):
        yield {"section": list(path), "text": text}


def item_json(item: Item) -> dict[str, Any]:
    """Return an item without its issue; `text` is plain text, `n_images` a count."""
    return {
        "id": item.id,
        "section": list(item.section),
        "title": item.title,
        "kind": item.kind.value,
        "language": item.language,
        "links": [link.url for link in item.links],
        "n_images": len(item.images),
        "text": item.text,
    }


def item_in_issue_json(issue: Issue, item: Item) -> dict[str, Any]:
    """Return an item together with facts about its issue."""
    origin = {
        "issue": issue.id,
        "publication": issue.publication.name,
        "issue_title": issue.title,
        "date": date_json(issue.date),
        "date_precision": precision_json(issue),
    }
    return item_json(item) | origin


def date_json(date: dt.date | None) -> str | None:
    """Return `YYYY-MM-DD`, or None for no date."""
    return date.isoformat() if date else None


def precision_json(dated: Issue | IssueSummary | Hit) -> str | None:
    """Return `day`, `week`, `month` or `estimated`, or None without a date."""
    return dated.date_precision.value if dated.date else None


def story_json(story: Story) -> dict[str, Any]:
    """Return a story; its id, title and publication are those of its best telling."""
    best = story.best
    return {
        "id": best.item_id,
        "title": best.title,
        "publication": best.publication,
        "date": date_json(best.date),
        "families": story.families,
        "first": date_json(story.first),
        "minutes": round(minutes_of(best.characters, best.language), 1),
        "tellings": [telling_json(telling) for telling in story.tellings],
    }


def headline_json(headline: Headline) -> dict[str, Any]:
    """Return the story to read of a row of catching up, with what folds under it and why."""
    return story_json(headline.story) | {
        "subject": headline.subject,
        "facets": list(headline.facets),
        "reasons": [
            {"kind": one.kind.value, "names": list(one.names), "count": one.count, "of": one.of}
            for one in headline.reasons
        ],
        "partly_read": headline.is_partly_read,
        "others": [story_json(story) for story in headline.others],
    }


def telling_json(telling: Telling) -> dict[str, Any]:
    """Return a telling, without the text of its item."""
    return {
        "id": telling.item_id,
        "publication": telling.publication,
        "date": date_json(telling.date),
        "title": telling.title,
        "language": telling.language,
        "characters": telling.characters,
    }


def tellings_json(tellings: Tellings) -> list[dict[str, Any]]:
    """Return the other tellings of an item's story, the surest first, each with its evidence."""
    return [
        telling_json(one.telling) | {"relation": relation, "why": evidence_json(one.evidence)}
        for relation, retellings in _by_relation(tellings)
        for one in retellings
    ]


def shared_json(shared: SharedStory) -> dict[str, Any]:
    """Return a story of two publications; `days` is how much earlier the first one had it."""
    return {
        "days": shared.days,
        "one": telling_json(shared.one),
        "other": telling_json(shared.other),
    }


def evidence_json(evidence: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    """Return what two items have in common, such as links and names."""
    return [{"kind": one.kind.value, "shared": list(one.shared)} for one in evidence]


def _by_relation(tellings: Tellings) -> Iterator[tuple[str, tuple[Retelling, ...]]]:
    yield "repeat", tellings.repeats
    yield "edition", tellings.editions
    for family in tellings.elsewhere:
        yield "elsewhere", family
    yield "maybe", tellings.maybe
    yield "rejected", tellings.rejected
