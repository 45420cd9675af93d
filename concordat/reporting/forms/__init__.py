"""What people ask of the public site, in words."""

from concordat.reporting.forms.finding import FindLocalityForm

__all__ = ["FindLocalityForm"]
