"""Reads which published actions of other localities share telling words with one, by the index of search."""

from collections.abc import Iterable

from concordat.plans.models import SearchDocument
from concordat.plans.queries.searching.matching import counts_of_stems, rows_of, rows_with_any

MOST_WITH_A_WORD = 2_000  # actions with one word


def actions_with_each(stems: Iterable[str]) -> dict[str, int]:
    """How many published actions have each of these words; one more than `MOST_WITH_A_WORD` where there are more."""
    asked = sorted(stems)
    return dict(rows_of(counts_of_stems(asked, most=MOST_WITH_A_WORD + 1))) if asked else {}


def published_count() -> int:
    """How many actions can be found."""
    return SearchDocument.objects.count()


def actions_with_any(stems: Iterable[str], *, but: int, most: int) -> list[tuple[int, int, frozenset[str]]]:
    """At most so many actions that have one of these words at least: keys of entry and locality, and all words.

    Those of the locality `but` (its key) are left out; of more than `most` those that were published first come.
    """
    asked = sorted(stems)
    rows = rows_of(rows_with_any(asked, but=but, most=most)) if asked else []
    return [(entry, locality, frozenset(words.split())) for entry, locality, words in rows]
