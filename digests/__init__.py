"""Read, list and search a library of news digests.

    from digests import Library

    with Library.open([Path("digests")], cache=Path("cache")) as library:
        library.refresh()
        for hit in library.search("gpt-5.6 开源").hits:
            print(hit.issue_title, hit.title.text)

Everything public is here; `__init__.pyi` lists it. A name is loaded when it is first used, so
`import digests` costs nothing, and listing issues loads neither the search engine nor the Markdown
parser.
"""

from __future__ import annotations

import os
from importlib import import_module

# Not loaded lazily: the submodule of the same name would shadow the function.
from digests.safe_text import safe_line, safe_text  # noqa: F401 - public, too


def _read_modules() -> dict[str, str]:
    """Return each public name's module, from lines such as `from MODULE import NAME as NAME`."""
    stub = os.path.join(os.path.dirname(__file__), "__init__.pyi")  # noqa: PTH118, PTH120 - pathlib costs more than all of this
    with open(stub, encoding="utf-8") as lines:  # noqa: PTH123 - as above
        words = (line.split() for line in lines if line.startswith("from "))
        return {name: module for _, module, _, name, *_ in words}


_MODULES = _read_modules()

__all__ = list(_MODULES)


def __getattr__(name: str) -> object:
    """Load a public name from its module and cache it here."""
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module 'digests' has no attribute {name!r}")
    value: object = getattr(import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names, loaded or not."""
    return sorted(__all__)
