from whoosh.query import Query

class WrappingQuery(Query):
    child: Query
    def __init__(self, child: Query) -> None: ...
