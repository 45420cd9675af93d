"""The Jinja environment of every page."""

from typing import Any

from jinja2 import ChainableUndefined, Environment


def environment(**options: Any) -> Environment:
    return Environment(**{**options, "undefined": ChainableUndefined})
