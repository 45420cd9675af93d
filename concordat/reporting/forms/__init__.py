"""What people ask of the public site, in words."""

from concordat.reporting.forms.comparing import YearForm
from concordat.reporting.forms.finding import FindLocalityForm
from concordat.reporting.forms.mapping import MapForm
from concordat.reporting.forms.rollups import ActionsForm
from concordat.reporting.forms.searching import SearchForm

__all__ = ["ActionsForm", "FindLocalityForm", "MapForm", "SearchForm", "YearForm"]
