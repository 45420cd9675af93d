"""A region: its part of the map, its localities and how far their plans have got."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from concordat.accounts import access
from concordat.reporting import presenters, queries
from concordat.reporting.views.nation import addresses, shown, view_of


@access.open_to_the_public
def region(request: HttpRequest, region: str) -> HttpResponse:
    today, here = timezone.localdate(), request.path
    try:
        nation = queries.get_nation(request.user, on=today, region=region)
    except queries.NoSuchRegion as reason:
        raise Http404 from reason
    view = view_of(request, nation)
    context = {
        "name": nation.areas[0].region,
        "region_slug": region,
        "page": shown(request, nation, on=today, here=here),
        "heads": presenters.column_heads(view, here),
        "lines": presenters.place_lines(nation, view, at=addresses(here)),
    }
    return render(request, "reporting/region.jinja", context)
