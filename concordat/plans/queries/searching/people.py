"""Reads whose names are withheld in localities, and tells whether these have changed."""

import hashlib
from collections.abc import Iterable

from concordat.directory.models import Person


def people_of(localities: Iterable[int]) -> dict[int, list[str]]:
    """The names of the people of each locality, in one query."""
    names: dict[int, list[str]] = {pk: [] for pk in localities}
    for locality, name in Person.objects.filter(locality__in=list(names)).values_list("locality", "name"):
        names[locality].append(name)
    return names


def hash_of(names: Iterable[str]) -> str:
    """SHA-256 of some names in any order."""
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()
