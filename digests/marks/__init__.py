"""What the user marked: read, starred, tags. Nothing here is a cache.

One SQLite file in the user's data folder holds the marks of all libraries, because the id of an
item is the same in each. A mark that was taken back stays as a row that says so, with its time and
machine, for without it the files of two machines could not be merged.

    marks.py          Marks: what the reader and the command line use
    late_marks.py     Marks that are opened when they are first asked for
    values.py         ItemMarks, IssueMarks, MarkChange, MarksChanged
    tag_names.py      what can be a tag
    store.py          the file: transactions, readers, what can go wrong
    tables.py         its tables, and their version
    machine_names.py  what a machine is called in marks that travel
    verifying.py      whether the file is right, and when that is asked
    damage.py         a damaged file is set aside, and what can be read of it is kept
    changing.py       one action of the user, its undo and redo
    marked.py         which items of which issues are marked
    counting.py       unread and starred items of each issue
    item_traces.py    what is known of an item when its file has changed
    successors.py     which item of the new file is which of the old one
    carrying.py       marks follow items that were edited, and issues that were moved
    exchange.py       export and merge as a file of lines
    mark_lines.py     one mark as a line
    merging.py        the last writer wins
"""
