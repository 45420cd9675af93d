"""Links that show fewer rows, as `ui/components/filter_links.jinja` draws them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FilterLink:
    """What it shows, and how many; one that is in force leads to the page without it. shape: "" where none helps."""

    words: str
    count: int
    href: str
    is_on: bool
    shape: str = ""
