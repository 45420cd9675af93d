"""Who may do what, where: the whole policy, to be read aloud.

Everybody sees what is published. Beyond that, each role may do what its line says, at the place where it is held.
An administrator sets places and people up, but does not speak for a locality.
"""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from concordat.accounts.access import Permission as May
from concordat.accounts.models import User
from concordat.directory import queries
from concordat.directory.domain import Role

POLICY: dict[Role, frozenset[May]] = {
    # For the actions of the partner that the role is held at.
    Role.LEAD: frozenset({May.SEE_DRAFT, May.PROPOSE_UPDATE}),
    Role.MEMBER: frozenset({May.SEE_DRAFT}),
    Role.ANALYST: frozenset({May.SEE_DRAFT, May.KEEP_MEASURES, May.LOAD_FIGURES}),
    Role.COORDINATOR: frozenset(
        {
            May.SEE_DRAFT,
            May.IMPORT_PLAN,
            May.CORRECT_PLAN,
            May.PUBLISH_EDITION,
            May.MAKE_UPDATE_SHEET,
            May.PROPOSE_UPDATE,
            May.DECIDE_UPDATE,
            May.SEE_REVIEW,
            May.OPEN_REVIEW,
            May.CLOSE_REVIEW,
            May.SET_RULES,
            May.KEEP_PARTNERS,
            May.KEEP_PEOPLE,
            May.KEEP_DECLARATION,
            May.DECLARE,
            May.SUBMIT_PLAN,
            May.KEEP_MEASURES,
            May.LOAD_FIGURES,
            May.KEEP_OUTCOMES,
        }
    ),
    Role.CHAIR: frozenset(
        {May.SEE_DRAFT, May.SEE_REVIEW, May.CLOSE_REVIEW, May.PUBLISH_EDITION, May.DECLARE, May.SUBMIT_PLAN}
    ),
    Role.REGIONAL: frozenset({May.SEE_DRAFT, May.CHECK_PLAN}),
    Role.NATIONAL: frozenset({May.SEE_DRAFT, May.CHECK_PLAN}),
    Role.ADMINISTRATOR: frozenset(
        {May.SEE_DRAFT, May.CREATE_LOCALITY, May.KEEP_PARTNERS, May.KEEP_PEOPLE, May.APPOINT}
    ),
}


class RoleBackend(BaseBackend):
    """Answers `user.has_perm(permission, locality_slug)` from the roles that the user holds today.

    Without a place the answer is whether the user may do it anywhere.
    """

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        return None

    def has_perm(self, user_obj: User, perm: str, obj: str | None = None) -> bool:  # type: ignore[override]
        if not user_obj.is_active or user_obj.is_anonymous:
            return False
        roles = {role for role, allowed in POLICY.items() if perm in allowed}
        return any(held.role in roles and held.covers(obj) for held in queries.roles_held_by(user_obj))
