"""Where issue files come from: folders of the user, git repositories and feeds.

    sources.py           Sources, the one facade: list, add, remove, sync
    source.py            what a source is, and its name
    source_list.py       sources.toml, which the program writes and the user may edit
    addresses.py         what the user typed: a folder, a repository, a page or a list of feeds
    adding.py            asking an address what it is, before it is remembered
    syncing.py           several sources at once; one that fails stops no other
    sync_state.py        what is remembered of a source between two syncs
    report.py            what a sync did
    outlines.py          OPML, the list of feeds that feed readers exchange
    outline_sources.py   from such a list to sources, and back
    publication_file.py  naming the publication of what is fetched
    storage.py lock.py   writing whole files; one process at a time
    shown_address.py     an address without its password
    errors.py            what can go wrong, with a sentence each
    web/                 asking a server politely, and never one that the user did not mean
    git/                 a repository's Markdown files, without its history
    feeds/               one Markdown file for each entry of a feed

What is fetched lies in a folder of the program's own, one for each source, and is read like any
other folder of digests. A folder of the user's is no source in this sense: it is used in place.
"""
