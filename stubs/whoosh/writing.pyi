from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

from whoosh.codec.base import Codec
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

class SegmentWriter:
    codec: Any
    storage: FileStorage
    indexname: str
    docnum: int
    generation: int
    newsegment: Any
    perdocwriter: Any
    fieldwriter: Any
    writelock: Any
    _added: bool
    def __init__(self, ix: FileIndex, *, codec: Codec, compound: bool) -> None: ...
    def commit(self) -> None: ...
    def cancel(self) -> None: ...
    def _finalize_segment(self) -> W3Segment: ...
    def _commit_toc(self, segments: Sequence[Any]) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None: ...
