"""Turns what is known of localities into finished words, addresses and tags."""

from concordat.reporting.presenters.home import HomePage, present_home
from concordat.reporting.presenters.localities import ListPage, present_list
from concordat.reporting.presenters.locality import LocalityPage, present_locality

__all__ = ["HomePage", "ListPage", "LocalityPage", "present_home", "present_list", "present_locality"]
