"""The index on disk: a few segments, each with two files of arrays.

    manifest-<generation>    the segments, which of their items were removed, and the checksums of
                             their files (manifest.py)
    _MAIN_<generation>.toc   the engine's table of contents, with the same segments; its name makes
                             a generation the latest (table_of_contents.py)
    MAIN_<id>.pst            the terms of a segment, each with the list of its items
    MAIN_<id>.itm            its issues and items: columns, and what hits show

Both files of a segment have the format of array_file.py. Items are numbered from 0 in the order
they were added, and so are issues; the items of an issue are neighbours. A list has numbers of
items, or of issues in fields that are the same for all items of an issue (fields.py). All integers
are little-endian and, but for `days`, unsigned.

`.pst`, facts `fields` {name: [its first term, the term after its last]}, `items`, `issues`:

    terms      u8    all terms in UTF-8, field by field, sorted within each field
    term_ends  u32   where each term ends in `terms`, after a 0
    kinds      u8    how the list of each term is encoded (posting_lists.py)
    firsts     u32   the first number of each list
    places     u32   the offset of each list in the array of its kind
    ends       u32   where each list ends when all are concatenated, after a 0
    gaps1 gaps2 gaps4 bits   the lists themselves (posting_lists.py)
    words_packed, words_firsts, words_others, words_highs   u8
    words_often   u16
                     for each number in the lists of the field `words`, in order: the impact of the
                     term in that item, and where it stands (occurrences.py)
    words_others_starts, words_highs_starts, words_often_starts   u32
                     where in these arrays every 64th term of `words` begins

The terms of the field `starts` are prefixes of words (prefix_lists.py).

`.itm`:

    issue_starts  u32   the first item of each issue, then the number of items
    passages      u32   how many of the last items of each issue are passages of the issue itself
    days          i32   the date of each issue in days since 0001-01-01, which is 1; 0 for none
    publication, language   u32   indexes in the lists of names
    subject       u32   indexes in the list of names, issue by issue
    subject_ends  u32   where those of each issue end, after a 0
    issues, issue_ends   u8, u64   stored values of issues in JSON (stored.py), and where they end
    keys          u64   the key of each item, by which marks refer to items (stored.py)
    site          u32   the host of each item's first link: an index in the list of names
    section       u32   the titles of the sections around each item, one per line: likewise
    parts         u16   of each item, the positions where its titles end and its sections after them
    items, item_ends     u8, u64   stored values of items in JSON, and where they end
    addresses, address_ends   u8, u32   the links of items, one per line, and where they end
    names of ...  u8    lists of names in JSON

`BulkWriter`, a `SegmentWriter` of the engine, collects pairs of term and item from prepared issues,
sorts them as integers and splits them into lists (inversion.py, term_lists.py). The engine commits
by renaming a new table of contents into place, after everything that it names has reached the disk.
Removed items stay in their segment until it is merged (merging.py).
"""
