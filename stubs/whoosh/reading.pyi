from collections.abc import Iterable

class TermNotFound(Exception): ...  # noqa: N818 - its name

class IndexReader:
    def column_reader(self, fieldname: str) -> Iterable[int]: ...
    def is_deleted(self, docnum: int) -> bool: ...
    def doc_count_all(self) -> int: ...

class TermInfo:
    def __init__(
        self,
        weight: float,
        df: int,
        minlength: int,
        maxlength: int,
        maxweight: float,
        minid: int,
        maxid: int,
    ) -> None: ...
    def weight(self) -> float: ...
    def doc_frequency(self) -> int: ...
