"""Searches the published actions of all localities."""

from concordat.plans.queries.searching.finding import MOST_COUNTED, Hit, PlaceFound, SearchSeen, search
from concordat.plans.queries.searching.spelling import suggestion_for

__all__ = ["MOST_COUNTED", "Hit", "PlaceFound", "SearchSeen", "search", "suggestion_for"]
