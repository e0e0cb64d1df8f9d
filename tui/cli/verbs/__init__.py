"""The verbs of `ainews`: one module each, and the table that the help is made of.

A module has the functions of `tui.cli.parser.VerbModule` and imports only what it needs, never
Textual. The table is separate so that `ainews --help` loads none of the modules.
"""

from __future__ import annotations

from typing import NamedTuple


class Verb(NamedTuple):
    """What the help says about a verb."""

    name: str
    """Also the name of its module."""

    usage: str
    """The main arguments, as shown after the name."""

    summary: str
    """What it does, in the imperative, without a full stop."""

    examples: tuple[str, ...]
    """Complete command lines."""

    details: str = ""
    """A few sentences of further help."""


VERBS: tuple[Verb, ...] = (
    Verb(
        "add",
        "SOURCE... [--name NAME] [--home URL] [--tag NAME]",
        "Add folders, feeds and git repositories to the library",
        (
            "ainews add ~/news",
            "ainews add https://letter.example.com/",
            "ainews add git@git.example.com:team/digests.git --only content/issues",
            "ainews add letter.example.com kiln.example.org --tag robots",
            "ainews add feeds.opml ~/.newsboat/urls",
        ),
        "Digests in a folder are read where they are and never changed; the name and the home "
        "given here override its `publication.toml`, and adding the folder again changes them. "
        "A feed is found from its page; `ainews sync` fetches feeds and repositories. An OPML file "
        "or newsboat's `urls` adds all feeds in it, without asking their servers; folders and tags "
        "in it become tags. What cannot be added is named, and the exit code is 2.",
    ),
    Verb(
        "sources",
        "[--tag NAME] [--json | --jsonl | --export FILE]",
        "List where issues come from",
        ("ainews sources", "ainews sources --tag robots", "ainews sources --export feeds.opml"),
        "With --export the feeds are written as OPML, which other feed readers import; - is "
        "standard output.",
    ),
    Verb(
        "sync",
        "[NAME...] [--no-index] [--quiet | --json | --jsonl]",
        "Fetch what is new from feeds and git repositories",
        ("ainews sync", "ainews sync lantern-daily", "ainews sync --quiet"),
        "One line for each source says what was fetched, or why nothing was; then the new files "
        "are read. A source that fails keeps what it had. One that has moved for good is asked at "
        "its new address from then on. With --quiet only failures are printed, to standard error. "
        "The exit code is 1 when one failed.",
    ),
    Verb(
        "remove",
        "NAME [--delete-files | --keep-files]",
        "Forget a folder, a feed or a git repository",
        ("ainews remove lantern-daily", "ainews remove ~/news"),
        "A folder of yours is never deleted. Of a feed or repository the program has a copy, and "
        "asks what to do with it. Marks stay in any case.",
    ),
    Verb(
        "search",
        "QUERY... [--limit N] [--all-words] [--ids | --json | --jsonl]",
        "Search all issues",
        ("ainews search 开源 模型", 'ainews search "gpt-5.6 in:weekly after:2026-01" --json'),
        "What has all words comes first. When that is little, what has most of them follows below "
        "a line; --all-words leaves it out, and so do --ids, `watch`, and `mark` and `export` with "
        'a query. OR, NOT or -word, "a phrase", word*, addresses, and fields such as in:, title:, '
        "link: and after: work as in the reader. Operators are written in capitals. "
        "Put -- before a query that begins with a minus. --saved NAME "
        "searches for what was saved in the reader.",
    ),
    Verb(
        "watch",
        "QUERY... [--all] [--json | --jsonl]",
        "Print what a query finds that it did not find the last time",
        ("ainews watch heron --jsonl", "ainews watch --saved chips && notify-send news"),
        "New files are read first. The first time nothing is printed: from then on the exit code "
        "is 0 when there is something new and 1 when there is not.",
    ),
    Verb(
        "list",
        "[--publication NAME] [--tag NAME] [--limit N] [--json | --jsonl]",
        "List the issues, newest first",
        ("ainews list", "ainews list --tag robots", "ainews list --jsonl | head"),
        "--tag asks for the sources that `ainews add --tag` or a list of feeds put together. "
        "Behind the date stand the unread items and all items of an issue.",
    ),
    Verb(
        "unread",
        "[--count | --json | --jsonl]",
        "List the issues with unread items",
        ("ainews unread", "ainews unread --count"),
    ),
    Verb(
        "show",
        "ID... [--plain | --json]",
        "Print issues or items",
        ("ainews show 5f0c2a9b1e", "ainews search heron --ids | ainews show - --plain | less"),
        "`ainews list` and `ainews search` print ids; the beginning of one is enough.",
    ),
    Verb(
        "links",
        "ID... [--json | --jsonl]",
        "Print the links of issues or items",
        ("ainews links 5f0c2a9b1e", "ainews search heron --ids | ainews links -"),
    ),
    Verb(
        "open",
        "ID [NUMBER] [--print]",
        "Open a link of an item in the browser",
        ("ainews open 5f0c2a9b1e.8d21", "ainews open 5f0c2a9b1e.8d21 2"),
        "Without NUMBER it is the primary source: papers and code before pages, and these before "
        "posts. With - a link of each item on standard input is opened.",
    ),
    Verb(
        "mark",
        "ID... [--query QUERY] [--read | --unread] [--star | --unstar] [--tag NAME]",
        "Mark items: read, starred, tags",
        (
            "ainews mark 5f0c2a9b1e --read",
            "ainews search heron --ids | ainews mark - --tag robots",
            'ainews mark --query "before:2026" --read',
        ),
        "An issue's id stands for all its items. --untag NAME takes a tag away.",
    ),
    Verb("tags", "[--json | --jsonl]", "List the tags in use", ("ainews tags",)),
    Verb(
        "export",
        "[ID...] [--query QUERY] [--format FORMAT] [--output FILE]",
        "Write items into one Markdown or JSON file",
        (
            "ainews export 5f0c2a9b1e > issue.md",
            'ainews export --query "is:starred last:7d" --output week.md',
        ),
        "FORMAT is md or json. --saved NAME exports what was saved in the reader.",
    ),
    Verb(
        "stats",
        "[--term QUERY]... [--json]",
        "Count what the library holds, or how often something is mentioned",
        ("ainews stats", "ainews stats --term heron --term 青鸟"),
        "Publications with their gaps, months, subjects and sites; with --term the mentions of "
        "each week.",
    ),
    Verb(
        "catchup",
        "[--since TIME] [--minutes N] [--mark-read] [--json | --jsonl]",
        "Print what you have missed, one row for each story",
        (
            "ainews catchup",
            "ainews catchup --since 9d --minutes 20 --mark-read",
            "ainews catchup --since 2026-08 --json",
        ),
        "From the last visit on, here or in the reader. What several independent publications "
        "tell comes first, then what your saved searches find. Read items are left out. In an "
        "archive that ended, --since 9d means the 9 days before its newest issue.",
    ),
    Verb(
        "timeline",
        "TERM... [--limit N] [--json | --jsonl]",
        "Show when something was mentioned, and the stories by date",
        ("ainews timeline heron", "ainews timeline 青鸟 --json"),
        "Titles and the first 400 characters of items are looked at, in all languages. Weeks that "
        "stand out are named with what made them. The 20 newest stories come below, or as many as "
        "`--limit` says.",
    ),
    Verb(
        "compare",
        "PUBLICATION PUBLICATION [--since TIME] [--json | --jsonl]",
        "Compare two publications: what both had, and who had it first",
        ("ainews compare kiln-daily two-rivers", "ainews compare kiln two-rivers --since 3m"),
        "Days on which both have issues are compared. The figures say on how many stories they "
        "rest. What is not found in the other may be there in other words.",
    ),
    Verb(
        "index",
        "[--rebuild]",
        "Read new and changed files now",
        ("ainews index", "ainews index --rebuild"),
        "The reader does this by itself. Files that could not be read are named. Then items are "
        "compared, to know which tell the same story.",
    ),
    Verb(
        "parse",
        "FILE... [--outline | --json] [-v]",
        "Print what is understood of digest files",
        ("ainews parse 2026-08-21.md", "ainews parse -v 2026-08-21.md", "ainews parse --json *.md"),
        "Nothing is stored. With --json there is one JSON object a line and file. With -v each "
        "section and item is followed by the line it begins on and the rule that read it so; add "
        "that to a report of a misread digest.",
    ),
    Verb(
        "lint",
        "FOLDER...",
        "Name what looks wrong in digests",
        ("ainews lint ~/news", "ainews lint 2026-08-21.md"),
        "One line for each finding, with file and line: an issue without items, a claimed count "
        "that differs, links that lead nowhere, dates in the future. The exit code is 1 when "
        "something was found.",
    ),
    Verb(
        "doctor",
        "[--fix] [--json]",
        "Check terminal, settings, folders, index and marks",
        ("ainews doctor", "ainews doctor --fix"),
        "Each line says ok, or what to do. --fix makes anew what is a cache and broken.",
    ),
    Verb(
        "marks",
        "export|import|merge FILE",
        "Carry marks between machines",
        ("ainews marks merge ~/sync/marks.jsonl", "ainews marks export backup.jsonl"),
        "The file has one mark a line and can be kept in git or in a folder that is synchronised. "
        "The newer of two marks wins; merge takes the file in and then writes it.",
    ),
    Verb(
        "config",
        "show|path|check|edit [--json | --jsonl]",
        "Show, check or edit the settings",
        ("ainews config edit", "ainews config check", "ainews config show --json"),
        "show prints what is in force and where it comes from, path prints where the file is, "
        "check names mistakes with their lines and ends with 1 when there are any, edit opens the "
        "file in $VISUAL or $EDITOR; a new one explains every setting.",
    ),
    Verb(
        "keys",
        "[--json | --jsonl]",
        "List the keys of the reader, as the settings make them",
        ("ainews keys", "ainews keys --json | jq -r '.keys[] | select(.changed).command'"),
        "Behind the keys stands the name of the command that [keys] in the settings uses; keys "
        "that are not those of the program have a star.",
    ),
    Verb(
        "completion",
        "bash|zsh|fish",
        "Print what makes a shell complete commands",
        ('eval "$(ainews completion bash)"', "ainews completion fish | source"),
        "Publications, tags, saved searches and sources are completed too.",
    ),
)


def find_verb(name: str) -> Verb | None:
    """Return the verb of this exact name, or None."""
    return next((verb for verb in VERBS if verb.name == name), None)
