"""One story, all its tellings: which items of which digests tell of the same thing, and why.

What is compared
    canonical_urls.py   one page, one address; site_identities.py knows the sites with many
    quantities.py       numbers with units, the same in every language
    features.py         the terms of an item
    events.py           what kind of thing happened, and to whom
    frequencies.py      how common a term is, with plain_words.py; freezing.py keeps the counts
How it is judged
    weighted.py         an item made ready to be compared
    shared_terms.py     what two items share, with evidence.py and chinese_runs.py
    likeness.py         strong, maybe or nothing
    neighbours.py       which items are worth comparing
    joining.py          `update_stories`: new issues are compared with those near them in time
    twins.py            issues with the same links, and the families of publications they make
What is kept
    tables.py           a cache; prepared.py and filling.py put issues into it
    rejections.py       what the user said is not the same story, which is no cache
What is told
    stories.py          Stories, the door to all of it, and values.py
    graph.py, stars.py  items and edges become stories, gathering.py
    retelling.py        the other tellings of one item, spelling.py; editions.py its translation
    new_to_you.py, timing.py, comparing.py
"""

from digests.stories.comparison.joining import update_stories
from digests.stories.prepared import PreparedIssue, prepare_stories
from digests.stories.stories import Stories

__all__ = ["PreparedIssue", "Stories", "prepare_stories", "update_stories"]
