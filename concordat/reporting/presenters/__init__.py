"""Turns what is known of localities into finished words, addresses and tags."""

from concordat.reporting.presenters.actions import ActionsPage, AlikePage, present_actions, present_alike
from concordat.reporting.presenters.areas import AreaPage, present_area
from concordat.reporting.presenters.choosing import View
from concordat.reporting.presenters.home import HomePage, present_home
from concordat.reporting.presenters.localities import ListPage, present_list
from concordat.reporting.presenters.locality import LocalityPage, present_locality
from concordat.reporting.presenters.measures import (
    BoardPage,
    MeasureLine,
    MeasurePage,
    NationalPage,
    marks_of,
    national_document,
    present_board,
    present_line,
    present_measure,
    present_national,
)
from concordat.reporting.presenters.nation import (
    Addresses,
    NationPage,
    column_heads,
    list_groups,
    place_lines,
    present_nation,
)
from concordat.reporting.presenters.organisations import OrganisationPage, present_organisation
from concordat.reporting.presenters.rollups import RollupPage, present_rollup
from concordat.reporting.presenters.searching import SearchPage, present_search

__all__ = [
    "ActionsPage",
    "Addresses",
    "AlikePage",
    "AreaPage",
    "BoardPage",
    "HomePage",
    "ListPage",
    "LocalityPage",
    "MeasureLine",
    "MeasurePage",
    "NationPage",
    "NationalPage",
    "OrganisationPage",
    "RollupPage",
    "SearchPage",
    "View",
    "column_heads",
    "list_groups",
    "marks_of",
    "national_document",
    "place_lines",
    "present_actions",
    "present_alike",
    "present_area",
    "present_board",
    "present_home",
    "present_line",
    "present_list",
    "present_locality",
    "present_measure",
    "present_nation",
    "present_national",
    "present_organisation",
    "present_rollup",
    "present_search",
]
