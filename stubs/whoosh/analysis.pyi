from collections.abc import Iterator

class Token:
    text: str
    boost: float
    stopped: bool

class Analyzer:
    def __call__(self, value: str, **options: object) -> Iterator[Token]: ...
