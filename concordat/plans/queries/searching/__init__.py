"""Searches the published actions of all localities."""

from concordat.plans.queries.searching.finding import MOST_COUNTED, Hit, PlaceFound, SearchSeen, search
from concordat.plans.queries.searching.sharing import (
    MOST_WITH_A_WORD,
    actions_with_any,
    actions_with_each,
    published_count,
)
from concordat.plans.queries.searching.spelling import suggestion_for

__all__ = [
    "MOST_COUNTED",
    "MOST_WITH_A_WORD",
    "Hit",
    "PlaceFound",
    "SearchSeen",
    "actions_with_any",
    "actions_with_each",
    "published_count",
    "search",
    "suggestion_for",
]
