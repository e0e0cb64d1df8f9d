"""sources.toml also keeps what the user calls folders of theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from digests import FolderName, Source, SourceKind, Sources
from digests.sources.errors import SourceListError
from digests.sources.source_list import edited_sources

LETTER = Path("/home/anna/letters")
FEED = Source("lantern", SourceKind.FEED, "https://lantern.example/feed", title="Lantern")


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(tmp_path / "sources.toml", tmp_path / "sources")


def test_a_name_is_kept_beside_the_sources_and_forgotten_alone(sources: Sources) -> None:
    with edited_sources(sources.list_file) as listed:
        listed.append(FEED)
    name = FolderName('Morning "Letter" 晨\x7f', "https://letter.example")
    sources.name_folder(LETTER, name)
    fetched = {sources.data / "lantern": FolderName("Lantern", is_fetched=True)}
    assert sources.folder_names() == {LETTER: name, **fetched}
    with edited_sources(sources.list_file) as listed:
        listed.clear()
    assert sources.folder_names() == {LETTER: name}
    sources.name_folder(LETTER, FolderName())
    assert sources.folder_names() == {}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("folder = 3", r"a folder begins with [[folder]]"),
        ('[[folder]]\npath = "letters"', "folder 1: its path must begin with /"),
        ('[[folder]]\npath = "/a"\nname = 3', "folder 1: name must be a text"),
        ('[[folder]]\npath = "/a"\nauthor = "b"', "folder 1: author means nothing here"),
    ],
)
def test_a_name_that_makes_no_sense_is_told_of(sources: Sources, text: str, reason: str) -> None:
    sources.list_file.write_text(text)
    with pytest.raises(SourceListError) as caught:
        sources.all()
    assert str(caught.value).endswith(reason)
