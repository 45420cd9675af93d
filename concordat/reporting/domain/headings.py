"""Under which heading of the concordat a plan's section stands: plans number and word these in their own way."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_STEM = 6
_SHORT = 3  # letters: "and", "the", "for"
_FEWEST = 0.5  # of the words of the shorter title


@dataclass(frozen=True, slots=True)
class Heading:
    key: str
    title: str


OTHER = Heading("other", "Other headings")


def heading_of(title: str, headings: Sequence[Heading]) -> Heading:
    """The heading that shares most words with a section's title, and at least half of the shorter one; or `OTHER`.

    One of the words must tell: "crisis" stands in most headings.
    """
    words = _words(title)
    theirs = {heading: _words(heading.title) for heading in headings}
    counts = Counter(word for others in theirs.values() for word in others)
    best, most = OTHER, 0.0
    for heading, others in theirs.items():
        both = words & others
        share = len(both) / max(1, min(len(words), len(others)))
        if share > most and share >= _FEWEST and any(counts[word] == 1 for word in both):
            best, most = heading, share
    return best


def _words(title: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in re.findall(r"[^\W\d_]+", title.casefold()) if len(word) > _SHORT)
