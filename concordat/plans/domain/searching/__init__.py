"""What search means: words and their stems, what somebody asks for, passages, choices and their counts."""

from concordat.plans.domain.searching.asking import LONGEST, Asked, read_question
from concordat.plans.domain.searching.facets import Counts, Filters, Kind, Place, count
from concordat.plans.domain.searching.marking import has_any, passage
from concordat.plans.domain.searching.ranking import Indexed, ranked
from concordat.plans.domain.searching.spelling import likeliest
from concordat.plans.domain.searching.stemming import porter_stem, stem_of
from concordat.plans.domain.searching.themes import theme_key, theme_of
from concordat.plans.domain.searching.words import Token, joined_stems, tokens_of

__all__ = [
    "LONGEST",
    "Asked",
    "Counts",
    "Filters",
    "Indexed",
    "Kind",
    "Place",
    "Token",
    "count",
    "has_any",
    "joined_stems",
    "likeliest",
    "passage",
    "porter_stem",
    "ranked",
    "read_question",
    "stem_of",
    "theme_key",
    "theme_of",
    "tokens_of",
]
