"""Reads what the public site says of localities, of regions and of the nation; nothing here is kept."""

from concordat.reporting.queries.actions import (
    ActionsFound,
    Alike,
    NoSuchAction,
    PublishedAction,
    get_alike,
    published_actions,
)
from concordat.reporting.queries.areas import AreaSeen, NoSuchArea, get_area
from concordat.reporting.queries.comparing import Comparison, NoSuchStandard, compare_localities, standards_seen
from concordat.reporting.queries.localities import (
    ListedLocality,
    LocalityPicture,
    OwnLocality,
    get_picture,
    listed_localities,
    own_localities,
)
from concordat.reporting.queries.measures import (
    MeasureSeenWhole,
    MeasuresSeen,
    NoSuchMeasure,
    Revision,
    measure_of,
    measures_of,
)
from concordat.reporting.queries.nation import (
    NoSuchRegion,
    deadline_notes,
    deadlines,
    get_nation,
    region_names,
)
from concordat.reporting.queries.organisations import NoSuchOrganisation, OrganisationSeen, get_organisation
from concordat.reporting.queries.rollups import LocalityNamed, Rollup, changes_since, get_rollup, headings

__all__ = [
    "ActionsFound",
    "Alike",
    "AreaSeen",
    "Comparison",
    "ListedLocality",
    "LocalityNamed",
    "LocalityPicture",
    "MeasureSeenWhole",
    "MeasuresSeen",
    "NoSuchAction",
    "NoSuchArea",
    "NoSuchMeasure",
    "NoSuchOrganisation",
    "NoSuchRegion",
    "NoSuchStandard",
    "OrganisationSeen",
    "OwnLocality",
    "PublishedAction",
    "Revision",
    "Rollup",
    "changes_since",
    "compare_localities",
    "deadline_notes",
    "deadlines",
    "get_alike",
    "get_area",
    "get_nation",
    "get_organisation",
    "get_picture",
    "get_rollup",
    "headings",
    "listed_localities",
    "measure_of",
    "measures_of",
    "own_localities",
    "published_actions",
    "region_names",
    "standards_seen",
]
