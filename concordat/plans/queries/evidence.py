"""Reads a file that was sent as evidence."""

from dataclasses import dataclass

from django.db.models import Q

from concordat.accounts.access import Permission
from concordat.directory.queries import Viewer
from concordat.plans.models import EvidenceFile
from concordat.plans.queries.proposing import place_of_proposing
from concordat.plans.queries.standpoints import NotSeen


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
