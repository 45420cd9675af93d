"""The nation and its regions: the map, the table and the list that say the same."""

from collections.abc import Callable
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.reporting import forms, presenters, queries
from concordat.reporting.domain.deadlines import answered
from concordat.reporting.domain.nation import Nation


@access.open_to_the_public
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    nation = queries.get_nation(request.user, on=today)
    page = presenters.present_home(
        nation,
        queries.own_localities(request.user),
        may_create=request.user.has_perm(access.Permission.CREATE_LOCALITY),
    )
    told = shown(request, nation, on=today, here=reverse("home"))
    may = {
        "may_appoint": request.user.has_perm(access.Permission.APPOINT),
        "may_check": request.user.has_perm(access.Permission.CHECK_PLAN),
    }
    return render(request, "reporting/home.jinja", {"page": page, "nation": told, **may})


@access.open_to_the_public
def nation_table(request: HttpRequest) -> HttpResponse:
    today, here = timezone.localdate(), reverse("nation-table")
    nation = queries.get_nation(request.user, on=today)
    view = view_of(request, nation)
    told = shown(request, nation, on=today, here=here)
    heads = presenters.column_heads(view, here)
    lines = presenters.place_lines(nation, view, at=addresses(here))
    return render(request, "reporting/nation_table.jinja", {"page": told, "heads": heads, "lines": lines})


@access.open_to_the_public
def nation_words(request: HttpRequest) -> HttpResponse:
    today, here = timezone.localdate(), reverse("nation-words")
    nation = queries.get_nation(request.user, on=today)
    told = shown(request, nation, on=today, here=here)
    groups = presenters.list_groups(nation, view_of(request, nation), at=addresses(here))
    return render(request, "reporting/nation_words.jinja", {"page": told, "groups": groups})


@access.open_to_the_public
def area(request: HttpRequest, area: str) -> HttpResponse:
    try:
        found = queries.get_area(request.user, area, on=timezone.localdate())
    except queries.NoSuchArea as reason:
        raise Http404 from reason
    if area != found.slug:  # its GSS code
        return redirect("area", area=found.slug, permanent=True)
    page = presenters.present_area(found, at=addresses(request.path))
    return render(request, "reporting/nation_area.jinja", {"page": page})


def view_of(request: HttpRequest, nation: Nation) -> presenters.View:
    asked = forms.MapForm(request.GET)
    return presenters.View(asked.sought(nation), asked.order(), asked.is_downward(), asked.is_historic())


def shown(request: HttpRequest, nation: Nation, *, on: date, here: str) -> presenters.NationPage:
    deadlines = answered(queries.deadlines(), nation.places, on=on)
    notes = queries.deadline_notes()
    return presenters.present_nation(nation, view_of(request, nation), deadlines, notes, at=addresses(here), on=on)


def addresses(here: str) -> presenters.Addresses:
    return presenters.Addresses(
        locality=_address_of("locality"),
        area=_address_of("area"),
        region=_address_of("region"),
        here=here,
        map=reverse("home"),
        table=reverse("nation-table"),
        words=reverse("nation-words"),
        actions=reverse("nation-actions"),
    )


def _address_of(name: str) -> Callable[[str], str]:
    """Addresses that differ in one slug: resolving each of some hundred anew costs 3 ms a page."""
    before, after = reverse(name, kwargs={name: "SLUG"}).split("SLUG")
    return lambda slug: f"{before}{slug}{after}"
