"""Under which heading of the concordat a plan's section stands: plans number and word these in their own way."""

import re
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
    """The heading that shares most words with a section's title, and at least half of the shorter one; or `OTHER`."""
    words = _words(title)
    scores = {heading: _share(words, _words(heading.title)) for heading in headings}
    best = max(scores, key=lambda heading: scores[heading], default=OTHER)
    return best if scores.get(best, 0.0) >= _FEWEST else OTHER


def _share(words: frozenset[str], others: frozenset[str]) -> float:
    both = len(words & others)
    # One word in common says something only where it is all there is ("Recovery").
    return both / min(len(words), len(others)) if both > 1 or (words <= others and both) else 0.0


def _words(title: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in re.findall(r"[^\W\d_]+", title.casefold()) if len(word) > _SHORT)
