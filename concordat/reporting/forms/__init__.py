"""What people ask of the public site, in words."""

from concordat.reporting.forms.finding import FindLocalityForm
from concordat.reporting.forms.mapping import MapForm

__all__ = ["FindLocalityForm", "MapForm"]
