"""Which modules of the program import which: at the top, late, and for types alone."""

from __future__ import annotations

import ast
from functools import cache
from importlib.util import resolve_name
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Graph = Mapping[str, set[str]]

REPOSITORY = Path(__file__).parent.parent


def modules() -> dict[str, Path]:
    """Return the files of all modules and packages by their dotted names."""
    found = (path for name in ("digests", "tui") for path in (REPOSITORY / name).rglob("*.py"))
    names = {".".join(path.relative_to(REPOSITORY).with_suffix("").parts): path for path in found}
    return {name.removesuffix(".__init__"): path for name, path in sorted(names.items())}


@cache
def import_graph() -> Graph:
    """Return what each module imports of the others; a package's own modules are left out."""
    known = modules()
    return {
        name: {
            target
            for wanted in imported(path.read_text(encoding="utf-8"), _package(name, path))
            if (target := _longest_known(wanted, known)) and target != name
            if not (path.name == "__init__.py" and target.startswith(f"{name}."))
        }
        for name, path in known.items()
    }


def imported(source: str, package: str) -> Iterator[str]:
    """Yield the dotted names that a module of `package` imports, wherever the import stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = resolve_name("." * node.level + (node.module or ""), package)
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def _package(name: str, path: Path) -> str:
    return name if path.name == "__init__.py" else name.rpartition(".")[0]


def _longest_known(name: str, known: Mapping[str, Path]) -> str:
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name


def folder_graph(graph: Graph) -> Graph:
    """Return the same between what stands directly below `digests` and below `tui`."""
    folders: dict[str, set[str]] = {}
    for name, targets in graph.items():
        below = folders.setdefault(_folder(name), set())
        below |= {_folder(target) for target in targets} - {_folder(name)}
    return folders


def _folder(name: str) -> str:
    return ".".join(name.split(".")[:2])


def circles(graph: Graph) -> list[list[str]]:
    """Return the groups whose members all lead to one another, as Tarjan finds them."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_nodes: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        order[node] = lowest[node] = len(order)
        open_nodes.append(node)
        for target in graph.get(node, ()):
            if target not in order:
                visit(target)
            if target in open_nodes:
                lowest[node] = min(lowest[node], lowest[target])
        if lowest[node] == order[node]:
            start = open_nodes.index(node)
            found.append(sorted(open_nodes[start:]))
            del open_nodes[start:]

    for node in graph:
        if node not in order:
            visit(node)
    return sorted(group for group in found if len(group) > 1)
