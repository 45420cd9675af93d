"""What people ask of the public site, in words."""

from concordat.reporting.forms.finding import FindLocalityForm
from concordat.reporting.forms.mapping import MapForm
from concordat.reporting.forms.rollups import ActionsForm

__all__ = ["ActionsForm", "FindLocalityForm", "MapForm"]
