"""Reads what shows that actions are done: what was said of it, and files that were sent."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from concordat.accounts.access import Permission
from concordat.directory.queries import Viewer
from concordat.plans.models import ActionUpdate, EditionEntry, EvidenceFile
from concordat.plans.queries.plans import PlanSeen
from concordat.plans.queries.proposing import place_of_proposing
from concordat.plans.queries.standpoints import NotSeen, withheld_in


@dataclass(frozen=True, slots=True)
class StoredEvidence:
    name: str
    content: bytes


def evidence_seen_by(viewer: Viewer, locality: str, file: int) -> StoredEvidence:
    """A file of evidence, for members; one that waits, for those who see what waits. Raises `NotSeen`."""
    if not viewer.has_perm(Permission.SEE_DRAFT, locality):
        raise NotSeen(locality)
    place = place_of_proposing(viewer, locality)
    files = EvidenceFile.objects.filter(pk=file, proposal__action__plan__locality=place.id)
    if place.sees is not None:
        files = files.filter(Q(proposal__partner__in=place.sees) | Q(proposal__update__isnull=False))
    found = files.first()
    if found is None:
        raise NotSeen(file)
    return StoredEvidence(found.name, bytes(found.content))


@dataclass(frozen=True, slots=True)
class EvidenceTold:
    """What an update named as evidence: words, and for members the files by key and name."""

    said_on: date
    words: str
    files: tuple[tuple[int, str], ...]


def evidence_told_in(plan: PlanSeen, *, before: datetime) -> dict[int, tuple[EvidenceTold, ...]]:
    """The evidence of every action of a plan that was read already, by primary key, oldest first.

    Of an edition what its editions up to that one tell, of the live plan what was recorded before a moment. The
    public reads the words without what is withheld, and knows of no file. A query for the public and two for members,
    and one more where words were said.
    """
    updates = ActionUpdate.objects.filter(action__in=[action.pk for action in plan.actions])
    if plan.edition is None:
        updates = updates.filter(recorded_at__lt=before)
    else:
        numbers = [edition.number for edition in plan.editions if edition.number <= plan.edition.number]
        entries = EditionEntry.objects.filter(
            edition__plan__locality__slug=plan.locality_slug, edition__number__in=numbers
        )
        updates = updates.filter(pk__in=entries.values("update"))
    files = _files_of(plan) if plan.may_see_draft else {}
    found: defaultdict[int, list[EvidenceTold]] = defaultdict(list)
    rows = updates.filter(~Q(evidence="") | Q(pk__in=list(files))).order_by("recorded_at", "pk")
    said = list(rows.values_list("pk", "action_id", "said_on", "evidence"))
    withheld = withheld_in(plan.locality_slug) if said and not plan.may_see_draft else str
    for pk, action, said_on, words in said:
        found[action].append(EvidenceTold(said_on, withheld(words), tuple(files.get(pk, ()))))
    return {action: tuple(told) for action, told in found.items()}


def _files_of(plan: PlanSeen) -> Mapping[int, list[tuple[int, str]]]:
    """The files that came with updates which count, by the key of the update."""
    rows = EvidenceFile.objects.filter(
        proposal__action__plan__locality__slug=plan.locality_slug, proposal__update__isnull=False
    )
    found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for update, pk, name in rows.values_list("proposal__update_id", "pk", "name"):
        found[update].append((pk, name))
    return found
