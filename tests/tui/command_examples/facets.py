"""In the facets of a search."""

from __future__ import annotations

from tests.tui.command_example import example
from tests.tui.searching_user import query, search, show_facets, titles


@example("facets.exclude")
async def a_value_is_left_out(reader):
    await search(reader, "heron OR tarn")
    await show_facets(reader)
    while "example.org" not in next(r for r in reader.rows("#facets") if r.startswith("▌")):
        await reader.press("j")
    await reader.press("-")
    assert query(reader) == "-site:example.org (heron OR tarn)"
    await reader.until(lambda: titles(reader) == ["Heron 4.2 keeps a log"])


@example("facets.leave")
async def escape_goes_back_to_the_hits(reader):
    await search(reader, "heron OR tarn")
    await show_facets(reader)
    await reader.press("escape")
    assert reader.focused == "hits"
