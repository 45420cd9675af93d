"""The pages that everybody reads."""

from concordat.reporting.views.comparing import nation_measure, nation_measure_chart, nation_measures
from concordat.reporting.views.measure_data import measures_open_data
from concordat.reporting.views.measures import measure, measure_chart, measures
from concordat.reporting.views.nation import area, home, nation_table, nation_words
from concordat.reporting.views.national import national_series, national_series_chart
from concordat.reporting.views.organisations import organisation
from concordat.reporting.views.public import about, accessibility, localities, locality, open_data, privacy
from concordat.reporting.views.regions import region
from concordat.reporting.views.rollups import nation, nation_actions, nation_alike
from concordat.reporting.views.searching import search

__all__ = [
    "about",
    "accessibility",
    "area",
    "home",
    "localities",
    "locality",
    "measure",
    "measure_chart",
    "measures",
    "measures_open_data",
    "nation",
    "nation_actions",
    "nation_alike",
    "nation_measure",
    "nation_measure_chart",
    "nation_measures",
    "nation_table",
    "nation_words",
    "national_series",
    "national_series_chart",
    "open_data",
    "organisation",
    "privacy",
    "region",
    "search",
]
