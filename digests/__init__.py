"""Read, list and search a library of news digests.

    from digests import Library

    with Library.open([Path("digests")], cache=Path("cache")) as library:
        library.refresh()
        for hit in library.search("gpt-5.6 开源").hits:
            print(hit.issue_title, hit.title.text)

Everything public is here, and `__init__.pyi` says what that is. A name is loaded when it is first
used, so `import digests` costs nothing and listing issues loads neither the search engine nor the
Markdown parser.
"""

from __future__ import annotations

import os
from importlib import import_module

# Not when first used: the module of this name would take the function's place.
from digests.safe_text import safe_line, safe_text  # noqa: F401 - public, too


def _read_homes() -> dict[str, str]:
    """Return the module of each public name, from lines such as `from HOME import NAME as NAME`."""
    stub = os.path.join(os.path.dirname(__file__), "__init__.pyi")  # noqa: PTH118, PTH120 - pathlib costs more than all of this
    with open(stub, encoding="utf-8") as lines:  # noqa: PTH123 - as above
        words = (line.split() for line in lines if line.startswith("from "))
        return {name: home for _, home, _, name, *_ in words}


_HOMES = _read_homes()

__all__ = list(_HOMES)


def __getattr__(name: str) -> object:
    """Load a public name from its module and keep it here."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'digests' has no attribute {name!r}")
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names, loaded or not."""
    return sorted(__all__)
