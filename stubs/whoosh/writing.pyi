from types import TracebackType
from typing import Self

from whoosh.query import Query

class SegmentWriter:
    def add_document(self, **fields: object) -> None: ...
    def delete_by_query(self, q: Query) -> int: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None: ...
