"""Reads what the public site says of localities, of regions and of the nation; nothing here is kept."""

from concordat.reporting.queries.localities import (
    ListedLocality,
    LocalityPicture,
    OwnLocality,
    get_picture,
    listed_localities,
    own_localities,
)

__all__ = [
    "ListedLocality",
    "LocalityPicture",
    "OwnLocality",
    "get_picture",
    "listed_localities",
    "own_localities",
]
