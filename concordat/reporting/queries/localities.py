"""Reads what the public site says of localities; nothing here is kept."""

from dataclasses import dataclass, field
from datetime import date

from concordat.accounts.access import Permission
from concordat.assurance import queries as assurance
from concordat.assurance.domain.histories import Agreed, agreed_on, status_on
from concordat.assurance.domain.ladder import Status
from concordat.directory import queries as places
from concordat.directory.domain import AreaBefore
from concordat.directory.models import Locality
from concordat.indicators import queries as indicators
from concordat.indicators.domain.showing import SeenMeasure
from concordat.plans import queries as plans


@dataclass(frozen=True, slots=True)
class LocalityPicture:
    """A locality with its latest published plan, and what the viewer may do there."""

    place: places.LocalityFacts
    partners: tuple[places.NamedPartner, ...]
    plan: plans.PlanSeen
    status: Status
    changes: plans.EditionChanges | None
    may_see_draft: bool
    may_import: bool
    may_see_reviews: bool
    may_propose: bool
    may_keep_people: bool
    agreed: Agreed = field(default_factory=Agreed)
    areas_before: tuple[AreaBefore, ...] = ()
    measures: tuple[SeenMeasure, ...] = ()
    may_keep_measures: bool = False
    may_load_figures: bool = False
    may_change_areas: bool = False


@dataclass(frozen=True, slots=True)
class ListedLocality:
    """A locality, where it stands, and how far its published plan has got; None where it has published none."""

    place: places.LocalityFacts
    progress: plans.PlanProgress | None
    status: Status


@dataclass(frozen=True, slots=True)
class OwnLocality:
    """A locality where the viewer works."""

    slug: str
    name: str
    may_import: bool
    may_see_reviews: bool
    may_propose: bool


def get_picture(viewer: places.Viewer, slug: str, *, on: date) -> LocalityPicture:
    """A locality as its page shows it on a day; raises `directory.queries.NoSuchLocality`."""
    place = places.get_locality(viewer, slug)
    standpoint = plans.standpoint_of(viewer, slug)
    plan = plans.published_plan_from(standpoint)
    history = assurance.histories([slug], on=on)[slug]
    return LocalityPicture(
        place=place,
        areas_before=places.area_time().before([area.code for area in place.areas]),
        partners=places.partners_of(viewer, slug),
        plan=plan,
        status=status_on(history, on=on),
        agreed=agreed_on(history, on=on),
        changes=plans.changes_since_edition_before(standpoint, plan),
        # The public sees what was released; nothing here reads a figure by itself.
        measures=indicators.measures_seen_by(viewer, Locality.objects.get(pk=place.id), with_breakdowns=False),
        may_see_draft=standpoint.may_see_draft,
        may_import=viewer.has_perm(Permission.IMPORT_PLAN, slug),
        may_see_reviews=viewer.has_perm(Permission.SEE_REVIEW, slug),
        may_propose=viewer.has_perm(Permission.PROPOSE_UPDATE, slug),
        may_keep_people=viewer.has_perm(Permission.KEEP_PEOPLE, slug),
        may_keep_measures=viewer.has_perm(Permission.KEEP_MEASURES, slug),
        may_load_figures=viewer.has_perm(Permission.LOAD_FIGURES, slug),
        may_change_areas=viewer.has_perm(Permission.CREATE_LOCALITY, slug),
    )


def listed_localities(viewer: places.Viewer, words: str, *, on: date) -> tuple[ListedLocality, ...]:
    """Every locality, or those that the words fit, with its progress on a day."""
    found = places.localities_visible_to(viewer, words)
    wanted = [place.slug for place in found] if words else None
    progress = plans.published_progress(on=on, localities=wanted)
    statuses = assurance.standings(wanted, on=on)
    return tuple(ListedLocality(place, progress.get(place.slug), statuses[place.slug]) for place in found)


def own_localities(viewer: places.Viewer) -> tuple[OwnLocality, ...]:
    """Where the viewer holds a role of the locality's own."""
    if not viewer.is_authenticated:
        return ()
    return tuple(
        OwnLocality(
            place.slug,
            place.name,
            may_import=viewer.has_perm(Permission.IMPORT_PLAN, place.slug),
            may_see_reviews=viewer.has_perm(Permission.SEE_REVIEW, place.slug),
            may_propose=viewer.has_perm(Permission.PROPOSE_UPDATE, place.slug),
        )
        for place in places.localities_worked_in_by(viewer)
    )
