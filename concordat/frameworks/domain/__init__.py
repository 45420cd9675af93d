"""What reviewed reference files may say: what every one of them is held to, and frameworks with their items."""

from concordat.frameworks.domain.frameworks import (
    FrameworkFile,
    FrameworkItem,
    FrameworkTheme,
    check_links,
    parse_framework,
)
from concordat.frameworks.domain.reference_files import Origin, ReferenceFault

__all__ = [
    "FrameworkFile",
    "FrameworkItem",
    "FrameworkTheme",
    "Origin",
    "ReferenceFault",
    "check_links",
    "parse_framework",
]
