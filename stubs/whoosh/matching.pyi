from whoosh.formats import Format
from whoosh.reading import TermInfo
from whoosh.scoring import BaseScorer

class Matcher: ...

class ListMatcher(Matcher):
    def __init__(
        self,
        ids: list[int],
        weights: list[float],
        format: Format | None = ...,  # noqa: A002 - its name
        scorer: BaseScorer | None = ...,
        term: tuple[str, bytes] | None = ...,
        terminfo: TermInfo | None = ...,
    ) -> None: ...
