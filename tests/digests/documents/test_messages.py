from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests import Issue, IssueUnreadableError, issue_file, read_issue
from digests.documents.reading import read_document
from digests.lint.lost_words import issue_texts
from tests.digests.documents.messages import (
    HTML,
    STORIES,
    encoded,
    head,
    html_part,
    parts,
    plain,
    text_part,
)

if TYPE_CHECKING:
    from pathlib import Path


def read(tmp_path: Path, content: bytes) -> Issue:
    path = tmp_path / "a.eml"
    path.write_bytes(content)
    return read_issue(path)


def text_of(issue: Issue) -> str:
    return "\n".join(issue_texts(issue))


def test_a_message_of_plain_text_is_split_into_stories(tmp_path: Path) -> None:
    issue = read(tmp_path, plain(STORIES, more='List-Id: "Maple List" <maple.list.example>\n'))
    assert issue.title == "Maple Weekly"
    assert issue.date == datetime.date(2026, 3, 2)
    assert issue.publication.name == "Maple List"
    assert [section.title for section in issue.sections] == ["HEADLINES & LAUNCHES", "RESEARCH"]
    first, second = issue.items
    assert first.title.startswith("OAK RELEASES A MODEL")
    assert first.links[0].url == "https://oak.example/model"
    assert "Heron opens & gives *all* away < today." in second.text
    assert "Unsubscribe" not in second.text
    assert "Unsubscribe" in text_of(issue)


def test_html_is_read_before_the_text_beside_it(tmp_path: Path) -> None:
    issue = read(tmp_path, parts("alternative", text_part("Read it online."), html_part()))
    assert [item.title for item in issue.items] == [
        "Oak releases a model",
        "Heron opens its weights",
    ]
    assert [image.alt for image in issue.items[0].images] == ["A chart"]
    assert "Unsubscribe" not in issue.items[1].text


def test_text_that_says_far_more_than_the_html_is_read_instead(tmp_path: Path) -> None:
    issue = read(
        tmp_path,
        parts("alternative", text_part(STORIES * 3), html_part("<p>See the text part</p>")),
    )
    assert "OAK RELEASES" in text_of(issue)


@pytest.mark.parametrize(
    ("charset", "declared"),
    [("gbk", "gb2312"), ("gb18030", "utf-8"), ("big5", "big5"), ("iso2022_jp", "iso-2022-jp")],
)
def test_words_come_out_of_the_declared_or_the_real_charset(
    tmp_path: Path, charset: str, declared: str
) -> None:
    words = (
        "ニュースの要約です。今日のモデル" if "jp" in charset else "人工智能新模型在手机上运行" * 4
    )
    words = (
        words.replace("运", "運").replace("机", "機").replace("这", "這")
        if charset == "big5"
        else words
    )
    if charset == "big5":
        words = "人工智慧新模型在手機上執行" * 4
    assert words in text_of(read(tmp_path, encoded(words, charset, declared)))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("=?gb2312?B?t+PStg==?= Weekly", "枫叶 Weekly"),
        ("=?ISO-2022-JP?B?GyRCJUslZSE8JTkbKEI=?=", "ニュース"),
        ("=?utf-8?Q?Maple_=E2=80=94?= =?utf-8?Q?_Oak?=", "Maple — Oak"),
        ("Fwd: Maple Weekly", "Maple Weekly"),
        ("转发：枫叶周报", "枫叶周报"),
        ("=?utf-8?B?!!!?= x", "x"),
    ],
)
def test_a_subject_is_decoded(tmp_path: Path, written: str, shown: str) -> None:
    assert shown in read(tmp_path, plain("Some words.", subject=written)).title


def test_a_hostile_subject_cannot_leave_its_field(tmp_path: Path) -> None:
    issue = read(tmp_path, plain("Words.", subject='x"\n\tdate: "1999-01-01\n --- \n # y'))
    assert issue.date == datetime.date(2026, 3, 2)
    assert "Words." in text_of(issue)


def test_flowed_lines_are_joined(tmp_path: Path) -> None:
    kind = "Content-Type: text/plain; format=flowed\n\n"
    issue = read(tmp_path, (head() + kind + "One line \nthat goes on\n").encode())
    assert "One line that goes on" in text_of(issue)


def test_a_forwarded_message_is_the_issue(tmp_path: Path) -> None:
    inner = (
        f"From: Oak <o@oak.example>\nSubject: Oak 7\nDate: 1 Mar 2026 10:00:00 +0100\n{html_part()}"
    )
    forward = parts("mixed", text_part("Look at this"), f"Content-Type: message/rfc822\n\n{inner}")
    issue = read(tmp_path, forward)
    assert (issue.title, issue.publication.name) == ("Oak 7", "Oak")
    assert issue.date == datetime.date(2026, 3, 1)
    assert "Look at this" in text_of(issue)


def test_what_is_attached_is_named_at_the_end(tmp_path: Path) -> None:
    attached = (
        "Content-Type: application/pdf\n"
        "Content-Disposition: attachment; filename*=utf-8''report%20%E2%82%AC.pdf\n\n" + "x" * 3000
    )
    issue = read(tmp_path, parts("mixed", html_part(), attached))
    assert "Attachments: report €.pdf (3 KB)" in text_of(issue)
    assert "Attachments" not in issue.items[-1].text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b" \n", "is empty"),
        (head().encode() + b"\n", "no text: “Maple Weekly”"),
    ],
)
def test_a_message_without_text_says_so(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(IssueUnreadableError, match=reason):
        read(tmp_path, content)


def test_an_encrypted_message_says_what_it_is(tmp_path: Path) -> None:
    kinds = "Content-Type: application/pgp-encrypted\n\nVersion: 1"
    issue = read(tmp_path, parts("encrypted", kinds))
    assert "This message is encrypted." in text_of(issue)
    assert "is encrypted (OpenPGP)" in str(issue.problems[0])


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\x00" * 300,
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 3000,
        head().encode() + b"Subject: " + b"=?a?q?" * 100_000 + b"\n\nwords",
        head(more="X: y\n" * 50_000).encode() + b"\nwords",
        b'Content-Type: text/html; charset="\xff"\n\n' + b"<div>" * 50_000 + b"words",
        b"Date: Mon, 99 Foo 99999 99:99:99 +9999\nContent-Type: text/plain; charset=rot13\n\nwords",
        b"Content-Type: text/plain; charset*=a'b'%%%\nContent-Transfer-Encoding: base64\n\n!!!",
    ],
)
def test_a_hostile_message_is_an_issue_or_a_reason(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(content)
    try:
        text = read_document(issue_file(path)).text
    except IssueUnreadableError as error:
        text = f"---\n{error.reason}"
    assert text.startswith("---\n")


def test_a_page_is_an_issue(tmp_path: Path) -> None:
    path = tmp_path / "saved.html"
    path.write_text(f"<title>Maple 7</title>{HTML}")
    issue = read_issue(path)
    assert issue.title == "Maple 7"
    assert len(issue.items) == 2


def test_json_is_refused_in_a_clear_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("{}")
    with pytest.raises(IssueUnreadableError, match="is JSON"):
        read_issue(path)


WORDS = st.lists(
    st.sampled_from("maple oak heron kiln Lantern QUARTZ 枫叶 été a1".split()), min_size=1
)
LINES = st.one_of(
    WORDS.map(" ".join),
    WORDS.map(lambda words: " ".join(words).upper()),
    WORDS.map(lambda words: "* " + " ".join(words)),
    WORDS.map(lambda words: "3. " + " ".join(words)),
    WORDS.map(lambda words: "> " + " ".join(words)),
    WORDS.map(lambda words: "** " + " ".join(words)),
    WORDS.map(lambda words: " ".join(words) + " [1]"),
    WORDS.map(lambda words: " ".join(words) + " ( https://oak.example/x )"),
    st.sampled_from(["", "", "-----", "=====", "-- ", "Links:", "[1] https://oak.example/y"]),
)


@settings(max_examples=60, deadline=None)
@given(lines=st.lists(LINES, min_size=1, max_size=14))
def test_every_word_of_a_text_is_in_the_issue(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    content = plain("\n".join([*lines, "kiln."]))
    shown = text_of(read(tmp_path_factory.mktemp("mail"), content))
    words = [word for line in lines for word in line.split() if any(map(str.isalpha, word))]
    for word in words:
        if "://" not in word:
            assert shown.count(word) >= words.count(word), (word, shown)
