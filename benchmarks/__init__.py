"""What `make bench` runs: how fast everything is, as ratios to something known.

    python -m benchmarks                        all subjects, over a library made for it
    python -m benchmarks FOLDER                 over the digests in a folder of yours
    python -m benchmarks parse search           some subjects; see __main__.py for their names
    python -m benchmarks search --items 475000  copies with changed words until there are as many
    python -m benchmarks keys --against ../old  beside another checkout, such as an older commit
    python -m benchmarks search --against ../old  the index and its queries, here and there
    python -m benchmarks --quick                a look in a minute or two; figures are rough

How to read the tables. Seconds differ from machine to machine and from hour to hour, so the figure
to look at is the ratio of two things measured in one run, and the bound is for the ratio; where a
bound is in milliseconds, it is meant for a quiet machine. Figures are medians of several rounds,
and a p95 is the second slowest of the queries, about, not of the rounds. What one process does by
itself is measured in processor time, so that other programs do not count and rivals with more
threads win nothing; what starts programs or waits for the disk, in time on the wall.

Rivals get the same terms, from the library's own analysis, and are asked in these terms, which
`questions.py` lists, for their best fifty row numbers; tantivy for the fifty texts too. The
library gives more for its time: snippets with marks, the number of all hits, and where few items
have all words, those with most of them.

With 475,000 items the search subject takes half an hour, and 6 GB below TMPDIR for a while.
"""
