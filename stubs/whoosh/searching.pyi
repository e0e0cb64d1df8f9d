from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

from whoosh.query import Query
from whoosh.reading import IndexReader

class Searcher:
    def reader(self) -> IndexReader: ...
    def docs_for_query(self, q: Query) -> Iterator[int]: ...
    def stored_fields(self, docnum: int) -> dict[str, Any]: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...
