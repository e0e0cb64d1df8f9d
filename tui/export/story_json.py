"""Stories and their tellings as JSON; `tui.export.json_schema` says what the fields hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.export.json import date_json
from tui.text.reading_time import minutes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests import Evidence, Retelling, SharedStory, Story, Telling, Tellings


def story_json(story: Story) -> dict[str, Any]:
    """Return the record of a story."""
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


def telling_json(telling: Telling) -> dict[str, Any]:
    """Return an item as one telling of a story."""
    return {
        "id": telling.item_id,
        "publication": telling.publication,
        "date": date_json(telling.date),
        "title": telling.title,
        "language": telling.language,
        "characters": telling.characters,
    }


def tellings_json(tellings: Tellings) -> list[dict[str, Any]]:
    """Return the other tellings of an item, the surest first, each with its reasons."""
    return [
        telling_json(one.telling) | {"relation": relation, "why": evidence_json(one.evidence)}
        for relation, found in _related(tellings)
        for one in found
    ]


def shared_json(shared: SharedStory) -> dict[str, Any]:
    """Return a story that two publications had."""
    return {
        "days": shared.days,
        "one": telling_json(shared.one),
        "other": telling_json(shared.other),
    }


def evidence_json(evidence: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    """Return what two items have in common."""
    return [{"kind": one.kind.value, "shared": list(one.shared)} for one in evidence]


def _related(tellings: Tellings) -> Iterator[tuple[str, tuple[Retelling, ...]]]:
    yield "repeat", tellings.repeats
    yield "edition", tellings.editions
    for family in tellings.elsewhere:
        yield "elsewhere", family
    yield "maybe", tellings.maybe
    yield "rejected", tellings.rejected
