"""Names as they stand in addresses."""

import re


def slug_of(name: str) -> str:
    """ "South West" → "south-west"; "Yorkshire and The Humber" → "yorkshire-and-the-humber"."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
