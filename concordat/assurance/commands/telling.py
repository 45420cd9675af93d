"""Tells those who answer for a locality's plan what became of its check."""

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from concordat.accounts.commands import write_message
from concordat.accounts.models import User
from concordat.assurance.domain.letters import decided_letter
from concordat.assurance.models import PlanSubmission
from concordat.assurance.queries import reference
from concordat.directory.domain import Role
from concordat.directory.models import Locality, RoleHeld

LINK_PATH = "/localities/{locality}/plan/checks/{number}/"
ANSWER_PATH = "/localities/{locality}/plan/checks/"


def tell_decided(submission: PlanSubmission, *, at: datetime) -> None:
    """Write to the coordinators and chairs of that day, once to each, whoever calls it how often."""
    locality, on = submission.locality, timezone.localdate(at)
    titles = {each.key: each.title for each in reference.criteria()}
    points = [(titles.get(point.criterion, point.criterion), point.words) for point in submission.points.all()]
    is_approved = submission.outcome == PlanSubmission.Outcome.APPROVED
    path = (LINK_PATH if is_approved else ANSWER_PATH).format(locality=locality.slug, number=submission.number)
    for user in _answering_for(locality, on):
        letter = decided_letter(
            locality=locality.name,
            edition=submission.edition.number,
            is_approved=is_approved,
            points=points,
            note=submission.note,
            to_name=user.name or user.email,
            decided_on=on,
        )
        write_message(
            key=f"plan-check-{submission.pk}-{user.pk}",
            to_address=user.email,
            to_name=user.name,
            subject=letter.subject,
            text=letter.text,
            link_path=path,
            at=at,
        )


def _answering_for(locality: Locality, on: date) -> list[User]:
    held = RoleHeld.objects.filter(
        Q(until_on=None) | Q(until_on__gt=on),
        locality=locality,
        role__in=[Role.COORDINATOR, Role.CHAIR],
        since_on__lte=on,
        user__is_active=True,
    )
    return list(User.objects.filter(pk__in=held.values("user")).order_by("pk"))
