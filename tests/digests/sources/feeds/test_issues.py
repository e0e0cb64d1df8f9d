"""The issue file of an entry says in the parser's eyes what the entry says."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import Publication, parse_issue
from digests.sources.feeds.feed import FeedEntry
from digests.sources.feeds.issue_text import issue_text
from digests.sources.feeds.reading import read_feed
from digests.sources.feeds.sync import write_issues
from tests.feeds import entry, rss

FEED = "https://kiln.example/feed.xml"
TODAY = datetime.date(2026, 8, 20)


def parsed(found, day="2026-08-20"):
    text = issue_text(found, feed_address=FEED, day=day)
    return parse_issue(text, source="a.md", publication=Publication("kiln"), issue_id="0" * 10)


def issue_of(**made):
    return parsed(read_feed(rss(entry(**made)).encode(), "", FEED).entries[0])


def feed_entry(number=1, title="Heron waits", markdown="It waits.", **made):
    link = f"https://kiln.example/{number}"
    return FeedEntry(link, title, link, "2026-08-01T00:30:00+08:00", markdown, False, **made)


def test_prose_is_one_story_with_the_links_of_its_text():
    issue = issue_of()
    assert (issue.title, str(issue.date)) == ("Heron learns to wait", "2026-08-01")
    (item,) = issue.items
    assert item.title == "Heron learns to wait"
    assert [link.url for link in item.links] == ["https://kiln.example/log"]
    assert issue.link == "https://kiln.example/1"
    assert not issue.is_stub
    assert "waits for an answer" in item.text
    assert issue.problems == ()


def test_a_digest_keeps_its_sections():
    issue = issue_of(
        title="Letter 12",
        html="<h2>Models</h2><ul><li><a href='/a'>Heron</a> waits</li><li><a href='/b'>Quillon</a>"
        " asks</li></ul><h2>Tools</h2><ul><li><a href='/c'>Pebble</a> runs</li></ul>",
    )
    assert [section.title for section in issue.sections] == ["Models", "Tools"]
    assert [item.links[0].url[-2:] for item in issue.items] == ["/a", "/b", "/c"]


def test_a_teaser_is_a_stub_whose_text_is_the_publishers_alone():
    issue = issue_of(summary="Heron waits.")
    (item,) = issue.items
    assert (issue.is_stub, issue.link) == (True, "https://kiln.example/1")
    assert (item.text, item.links) == ("Heron waits.", ())


def test_the_page_of_a_digest_is_no_link_of_its_stories():
    html = "<h2>Models</h2><ul><li><a href='/a'>Heron</a> waits</li><li>Quillon asks</li></ul>"
    issue = issue_of(html=html)
    assert issue.link == "https://kiln.example/1"
    assert "https://kiln.example/1" not in str(issue.children) + str(issue.lead + issue.footer)


def test_a_file_of_an_earlier_version_is_the_same_issue_and_is_rewritten(folder):
    write(folder, feed_entry())
    (path,) = folder.iterdir()
    before = path.read_text().replace(
        "## Heron waits", "## [Heron waits](<https://kiln.example/1>)"
    )
    path.write_text(before)
    assert write(folder, feed_entry()).changed == 1
    assert [one.name for one in folder.iterdir()] == [path.name]
    assert "](<" not in path.read_text()


def test_tags_are_subjects():
    assert parsed(feed_entry(tags=("ai", 'a "b"'))).subjects.tags == ("ai", 'a "b"')


def test_an_entry_without_a_date_has_the_day_it_was_seen():
    undated = FeedEntry("1", "Heron", "", "", "It waits.", False)
    assert str(parsed(undated).date) == "2026-08-20"


def test_an_entry_without_a_title_is_called_by_its_first_words():
    untitled = FeedEntry("1", "", "", "", "It **waits** [long](https://a.example).\n\nYes.", False)
    assert parsed(untitled).title == "It waits long."


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_title_breaks_out_of_its_place(title, tag):
    from digests import safe_line

    words = safe_line(title)
    issue = parsed(feed_entry(title=words, tags=(tag,) if tag else ()))
    assert issue.problems == ()
    assert issue.title == (words or "It waits.")
    assert str(issue.date) == "2026-08-01"
    (item,) = issue.items
    assert item.text.endswith("It waits.")
    assert not item.links
    assert issue.link == "https://kiln.example/1"


def write(folder, *entries):
    return write_issues(entries, folder, feed_address=FEED, today=TODAY)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_an_entry_is_a_file_named_by_day_and_words(folder):
    assert write(folder, feed_entry(), feed_entry(2, "青鸟 开源!")).new == 2
    first, second = names(folder)
    assert first.startswith("2026-08-01-heron-waits-")
    assert second.startswith("2026-08-01-青鸟-开源-")


def test_a_file_is_written_only_when_its_content_changed(folder):
    write(folder, feed_entry(), feed_entry(2))
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    counts = write(folder, feed_entry(), feed_entry(2, markdown="It went on."))
    assert (counts.new, counts.changed, counts.unchanged) == (0, 1, 1)
    changed = [path for path, time in before.items() if path.stat().st_mtime_ns != time]
    assert ["It went on." in path.read_text() for path in changed] == [True]


def test_an_edited_title_or_date_keeps_the_files_name(folder):
    write(folder, feed_entry())
    before = names(folder)
    edited = FeedEntry("https://kiln.example/1", "Other", "", "2027-01-01", "It waits.", False)
    assert write(folder, edited).changed == 1
    assert names(folder) == before


def test_an_undated_entry_keeps_the_day_on_which_it_was_first_seen(folder):
    undated = FeedEntry("1", "Heron", "", "", "It waits.", False)
    write(folder, undated)
    later = datetime.date(2027, 1, 1)
    assert write_issues([undated], folder, feed_address=FEED, today=later).unchanged == 1


def test_entries_that_left_the_feed_keep_their_files(folder):
    write(folder, feed_entry(), feed_entry(2))
    assert write(folder, feed_entry(3)).new == 1
    assert len(names(folder)) == 3


def test_an_entry_that_comes_twice_is_one_file(folder):
    assert write(folder, feed_entry(), feed_entry()).new == 1


@pytest.mark.parametrize("title", ["../../etc/passwd", "/", "README", "." * 300, "…", "a\0b" * 99])
def test_no_title_leads_out_of_the_folder(folder, title):
    assert write(folder, feed_entry(title=title)).new == 1
    (name,) = names(folder)
    assert name.startswith("2026-08-01-")
    assert name.endswith(".md")


def test_what_a_killed_process_left_is_removed(folder):
    (folder / "2026-08-01-heron-0123456789ab.md.k2j3h4").write_text("half")
    write(folder, feed_entry())
    assert [name[-3:] for name in names(folder)] == [".md"]
