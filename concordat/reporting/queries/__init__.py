"""Reads what the public site says of localities, of regions and of the nation; nothing here is kept."""

from concordat.reporting.queries.localities import (
    ListedLocality,
    LocalityPicture,
    OwnLocality,
    get_picture,
    listed_localities,
    own_localities,
)
from concordat.reporting.queries.nation import (
    NoSuchArea,
    NoSuchRegion,
    deadlines,
    get_area,
    get_nation,
    region_named_by,
)

__all__ = [
    "ListedLocality",
    "LocalityPicture",
    "NoSuchArea",
    "NoSuchRegion",
    "OwnLocality",
    "deadlines",
    "get_area",
    "get_nation",
    "get_picture",
    "listed_localities",
    "own_localities",
    "region_named_by",
]
