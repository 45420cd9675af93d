"""Turns what is known of localities into finished words, addresses and tags."""

from concordat.reporting.presenters.areas import AreaPage, present_area
from concordat.reporting.presenters.choosing import View
from concordat.reporting.presenters.home import HomePage, present_home
from concordat.reporting.presenters.localities import ListPage, present_list
from concordat.reporting.presenters.locality import LocalityPage, present_locality
from concordat.reporting.presenters.nation import (
    Addresses,
    NationPage,
    column_heads,
    list_groups,
    place_lines,
    present_nation,
)

__all__ = [
    "Addresses",
    "AreaPage",
    "HomePage",
    "ListPage",
    "LocalityPage",
    "NationPage",
    "View",
    "column_heads",
    "list_groups",
    "place_lines",
    "present_area",
    "present_home",
    "present_list",
    "present_locality",
    "present_nation",
]
