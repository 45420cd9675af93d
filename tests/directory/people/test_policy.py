"""The page that says who may do what is what the policy says."""

from django.conf import settings

from concordat.accounts.access import Permission
from concordat.directory.access import POLICY
from concordat.directory.domain import LOCAL_ROLES, WIDER_ROLES, Role
from concordat.directory.presenters.policy import DEEDS, present_policy


def test_page_of_roles_is_what_the_policy_says():
    """Where it is not: `concordat write_roles`."""
    assert (settings.ROOT / "docs" / "roles.md").read_text() == present_policy(POLICY)


def test_every_permission_has_words_and_somebody_who_holds_it():
    assert set(DEEDS) == set(Permission)
    assert set().union(*POLICY.values()) == set(Permission)


def test_every_role_stands_in_the_policy_and_is_given_by_somebody():
    assert set(POLICY) == set(Role) == {*LOCAL_ROLES, *WIDER_ROLES}
