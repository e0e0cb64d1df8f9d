from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from digests import IssueUnreadableError, issue_file, read_issue_text
from digests.files.content import MAX_BYTES
from digests.files.decoding import read_decoded_text

if TYPE_CHECKING:
    from pathlib import Path

CHINESE = "# 灯笼日报\n\n- 青鸟学会了查字典\n"


def read(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return read_issue_text(issue_file(path))


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / "x.md"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_usual_encodings_are_understood(path: Path, encoding: str) -> None:
    assert read(path, CHINESE.encode(encoding)) == CHINESE


def test_big_endian_text_with_its_mark_is_understood(path: Path) -> None:
    assert read(path, b"\xfe\xff" + CHINESE.encode("utf-16-be")) == CHINESE


def test_every_line_end_becomes_a_newline(path: Path) -> None:
    assert read(path, b"a\r\nb\rc\n") == "a\nb\nc\n"


def test_a_nul_is_shown_as_a_replacement(path: Path) -> None:
    assert read(path, b"a" * 200 + b"\0b") == "a" * 200 + "\ufffdb"


def test_a_few_broken_bytes_do_not_cost_the_text(path: Path) -> None:
    broken = CHINESE.encode() * 3 + b"\xe9 and \xff\n"
    assert read(path, broken) == CHINESE * 3 + "\ufffd and \ufffd\n"


def test_letters_of_western_europe_are_guessed_and_said_to_be(path: Path) -> None:
    path.write_bytes("naïve café, and more text around it".encode("cp1252"))
    text, doubt = read_decoded_text(issue_file(path))
    assert text == "naïve café, and more text around it"
    assert doubt == "is not UTF-8, read as Windows-1252, which is a guess"


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n"])
def test_a_file_without_text_is_empty(path: Path, content: bytes) -> None:
    with pytest.raises(IssueUnreadableError, match=r"^lantern-daily/x\.md: is empty$"):
        read(path, content)


@pytest.mark.parametrize(
    "content",
    [bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n" + b"\0\x01\x02" * 99, b"\xff\x80\x90" * 99],
    ids=["every byte", "a picture", "no UTF-8 at all"],
)
def test_a_binary_file_is_no_text(path: Path, content: bytes) -> None:
    with pytest.raises(IssueUnreadableError, match="is not text"):
        read(path, content)


def test_a_file_beyond_the_limit_is_refused(path: Path) -> None:
    with pytest.raises(IssueUnreadableError, match="is larger than 8 MB"):
        read(path, b"a" * (MAX_BYTES + 1))


def test_a_file_that_vanished_says_so(path: Path) -> None:
    path.write_text("text")
    file = issue_file(path)
    path.unlink()
    with pytest.raises(IssueUnreadableError, match="is no longer there"):
        read_issue_text(file)


def test_a_file_that_became_a_pipe_is_not_waited_for(path: Path) -> None:
    path.write_text("text")
    file = issue_file(path)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(IssueUnreadableError, match="not a regular file"):
        read_issue_text(file)


def test_a_file_that_may_not_be_read_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text("text")

    def refuse(*_args: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("digests.files.opening.os.open", refuse)
    with pytest.raises(IssueUnreadableError, match="cannot be read: permission denied"):
        read_issue_text(issue_file(path))
