"""The index on disk: a few segments, each two files of arrays, listed by the engine.

    manifest-<generation>    which segments there are, which of their items were removed, and the
                             checksums of their files (manifest.py)
    _MAIN_<generation>.toc   the engine's table of contents, which says the same of the segments;
                             its name makes a generation the latest (table_of_contents.py)
    MAIN_<id>.pst            the terms of a segment, each with the list of its items
    MAIN_<id>.itm            its issues and items: columns, and what hits show

Both files of a segment are containers as array_file.py describes them, byte by byte. Items are
numbered from 0 in the order they were added, and so are issues; the items of an issue are
neighbours. A list holds numbers of items, or of issues in fields that say the same of all items of
an issue (`digests.search.index.fields`). All integers are little-endian and unsigned.

`.pst`, facts `fields` {name: [its first term, the term after its last]}, `items`, `issues`:

    terms      u8    all terms in UTF-8, field by field, sorted within each field
    term_ends  u32   where each term ends in `terms`; one 0 comes first
    kinds      u8    how the list of each term is written (posting_lists.py)
    firsts     u32   the first number of each list
    places     u32   where each list begins in the array of its kind
    ends       u32   where each list ends when all are laid end to end; one 0 comes first
    gaps1 gaps2 gaps4 bits   the lists themselves (posting_lists.py)
    weights    u8    for each number in the lists of the field `words`, in order: how much the term
                     counts in that item, in steps of 1/255 (bm25f.py)

The field `starts` holds beginnings of words instead of words (prefix_lists.py).

`.itm`:

    issue_starts  u32   the first item of each issue; the number of items comes last
    days          i32   the date of each issue in days since 0001-01-01, which is 1; 0 for none
    publication, language   u32   places in the lists of names
    subject       u32   places in the list of names, issue after issue
    subject_ends  u32   where those of each issue end; one 0 comes first
    issues, issue_ends   u8, u64   stored values of issues in JSON (stored.py), and where they end
    keys          u64   BLAKE2b of each item's id, eight bytes: how marks name items
    site          u32   the host of each item's first link: a place in the list of names
    section       u32   the titles of the sections around each item, one a line: as well
    items, item_ends     u8, u64   stored values of items in JSON, and where they end
    names of ...  u8    lists of names in JSON

Writing: `BulkWriter` (a `SegmentWriter` of the engine) collects pairs of term and item from
prepared issues, sorts them as integers and cuts them into lists (inversion.py, term_lists.py). The
engine commits by renaming a new table of contents into place, after everything that it names has
reached the disk. Removed items stay in their segment
until it is merged (merging.py).
"""
