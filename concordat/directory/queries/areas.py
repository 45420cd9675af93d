"""Reads areas through time."""

from concordat.directory.domain import AreaChange, AreaTime, Extent, FormerArea
from concordat.directory.models import AreaSuccession
from concordat.directory.models import FormerArea as FormerAreaRow


def area_time() -> AreaTime:
    """Which areas there were and what became of each, in two queries."""
    former = FormerAreaRow.objects.values_list("code", "name", "slug", "council", "kind", "ends_on")
    changes = AreaSuccession.objects.order_by("pk").values_list("before", "after", "extent", "what", "happened_on")
    return AreaTime(
        (FormerArea(*row) for row in former),
        (AreaChange(before, after, Extent(extent), *rest) for before, after, extent, *rest in changes),
    )
