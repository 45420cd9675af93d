"""From where a plan is looked at: who the viewer is to the locality, and which editions are open to them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from concordat.accounts.access import Permission
from concordat.directory.models import Locality, Person
from concordat.directory.queries import Viewer
from concordat.plans.domain.withholding import Withheld
from concordat.plans.models import Edition, Priority


class NotSeen(LookupError):
    """There is no such thing, or this viewer may not know of it."""


@dataclass(frozen=True, slots=True)
class EditionSeen:
    number: int
    dated_on: date
    title: str
    published_on: date | None  # None: only members see it


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where a plan is looked at: the locality, the viewer's rights there, and the editions open to them."""

    locality_pk: int
    locality_slug: str
    locality_name: str
    plan_pk: int | None
    plan_title: str
    plan_front_matter: dict[str, Any]
    may_see_draft: bool
    withheld: Callable[[str], str]  # takes staff out of words for the public; members read them as they are
    editions: tuple[tuple[int, EditionSeen], ...]  # primary key and edition, newest first
    has_priorities: bool = False  # it is written down what the plan is for

    def edition(self, number: int) -> tuple[int, EditionSeen]:
        for pk, edition in self.editions:
            if edition.number == number:
                return pk, edition
        raise NotSeen(f"edition {number} of {self.locality_slug}")

    def latest_published(self) -> tuple[int, EditionSeen] | None:
        return next(((pk, e) for pk, e in self.editions if e.published_on is not None), None)


def standpoint_of(viewer: Viewer, locality_slug: str) -> Standpoint:
    """What a viewer stands before in a locality, in three queries; raises `NotSeen` for an unknown locality."""
    found = (
        Locality.objects.filter(slug=locality_slug)
        .annotate(has_priorities=Exists(Priority.objects.filter(locality=OuterRef("pk"), ended_at=None)))
        .values_list("pk", "name", "plan__pk", "plan__title", "plan__front_matter", "has_priorities")
        .first()
    )
    if found is None:
        raise NotSeen(f"locality {locality_slug}")
    locality_pk, name, plan_pk, title, front_matter, has_priorities = found
    may_see_draft = viewer.has_perm(Permission.SEE_DRAFT, locality_slug)
    editions = Edition.objects.filter(plan=plan_pk).order_by("-number")
    if not may_see_draft:
        editions = editions.filter(published_at__isnull=False)
    return Standpoint(
        locality_pk=locality_pk,
        locality_slug=locality_slug,
        locality_name=name,
        plan_pk=plan_pk,
        plan_title=title or "",
        plan_front_matter=front_matter or {},
        may_see_draft=may_see_draft,
        withheld=str if may_see_draft else withheld_in(locality_slug),
        editions=tuple(
            (pk, EditionSeen(number, dated_on, title, published_at and timezone.localdate(published_at)))
            for pk, number, dated_on, title, published_at in editions.values_list(
                "pk", "number", "dated_on", "title", "published_at"
            )
        ),
        has_priorities=has_priorities,
    )


def withheld_in(locality_slug: str) -> Withheld:
    """Takes the staff of a locality out of words for the public."""
    return Withheld(Person.objects.filter(locality__slug=locality_slug).values_list("name", flat=True))
