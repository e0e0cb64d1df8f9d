"""What searches do in the reader: those that are saved, and the one that led to an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.jobs.library import HitsFound, SearchesCounted
from tui.jobs.messages import OpenSearch
from tui.jobs.search import NewsMuted
from tui.reader.mute_rules import MuteRules

if TYPE_CHECKING:
    from textual.message import Message

    from digests import SavedSearches
    from tui.reader.screen import ReaderScreen


class ReaderSearches:
    """Gives the answers about searches to those who wait for them."""

    def __init__(self, reader: ReaderScreen, saved: SavedSearches | None) -> None:
        """`saved` are the searches that the user keeps."""
        self._reader = reader
        self._mute_rules = MuteRules(reader, reader.library, saved)

    def look_again(self) -> None:
        """Count what the saved searches find, and let them mute what is new."""
        self._reader.jobs.count_searches()
        self._mute_rules.run()

    def answered(self, answer: Message) -> None:
        """Show what an answer of the library says."""
        match answer:
            case HitsFound():
                self._reader.search_places.found(answer.page)
            case OpenSearch():
                self._reader.search_places.search_for(answer.query)
            case SearchesCounted():
                self._reader.issue_list.show_searches(answer.rows)
            case NewsMuted():
                self._mute_rules.say(answer)
