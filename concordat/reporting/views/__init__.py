"""The pages that everybody reads."""

from concordat.reporting.views.public import (
    about,
    accessibility,
    home,
    localities,
    locality,
    open_data,
    privacy,
)

__all__ = ["about", "accessibility", "home", "localities", "locality", "open_data", "privacy"]
