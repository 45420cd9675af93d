"""Turns the policy into a page to read: each role, where it is held, and what it may do there, in words."""

from collections.abc import Mapping

from concordat.accounts.access import Permission
from concordat.directory.domain import LOCAL_ROLES, Role

DEEDS = {
    Permission.SEE_DRAFT: "read the plan as it stands between editions, with the people it names",
    Permission.IMPORT_PLAN: "import a document",
    Permission.CORRECT_PLAN: "correct what was read, and say who leads an action",
    Permission.PUBLISH_EDITION: "make an edition and publish it",
    Permission.MAKE_UPDATE_SHEET: "make update sheets for partners",
    Permission.PROPOSE_UPDATE: "say what has happened with an action, and send a filled-in sheet back",
    Permission.DECIDE_UPDATE: "accept what was said, edit it with a note, or send it back",
    Permission.SEE_REVIEW: "see the reviews and who has answered",
    Permission.OPEN_REVIEW: "open a review, chase, and take a link back",
    Permission.CLOSE_REVIEW: "close a review",
    Permission.SET_RULES: "set from when an action needs attention",
    Permission.KEEP_PARTNERS: "keep partners, what they are called, and crisis services",
    Permission.KEEP_PEOPLE: "keep people, invite them, and end their roles",
    Permission.CREATE_LOCALITY: "set up a locality, and say which areas it covers",
    Permission.KEEP_DECLARATION: "keep the declaration and who signs it",
    Permission.DECLARE: "declare",
    Permission.SUBMIT_PLAN: "submit the plan to be checked",
    Permission.CHECK_PLAN: "check and approve declarations and plans",
    Permission.KEEP_MEASURES: "keep measures, their targets and steps, and what the public sees of them",
    Permission.LOAD_FIGURES: "load figures, and count forms",
    Permission.KEEP_OUTCOMES: "keep priorities and outcomes, and which measures an action should move",
    Permission.APPOINT: "appoint the regional networks, the national team and administrators",
}
_PLACES = {
    Role.LEAD: "a partner",
    Role.REGIONAL: "a region, for each of its localities",
    Role.NATIONAL: "the nation",
    Role.ADMINISTRATOR: "the whole service",
}
_INTRODUCTION = """# Who may do what

Written from `concordat/directory/access.py` by `concordat write_roles`; a test compares the two.

Everybody reads what is published, without an account. A lead who follows the link of a review answers for the actions
it names, also without one. Whatever no role is given here is refused.
"""


def present_policy(policy: Mapping[Role, frozenset[Permission]]) -> str:
    """The policy as a page of Markdown: a table of roles and what each may do, then each deed and whose it is."""
    rows = [f"| {role.words} | {_PLACES.get(role, 'a locality')} | {_listed(policy[role])} |" for role in Role]
    deeds = [
        f"| {_capital(DEEDS[deed])} | {', '.join(role.words for role in Role if deed in policy[role])} |"
        for deed in Permission
    ]
    given = ", ".join(role.words.lower() for role in LOCAL_ROLES)
    parts = [
        _INTRODUCTION,
        "| Role | Held at | May there |\n|---|---|---|\n" + "\n".join(rows),
        f"\nWho keeps the people of a locality gives and ends its own roles ({given}); who may appoint, the others.\n"
        "Each is held from a day and, once ended, until a day; the row stays for ever.\n",
        "| What is done | By whom |\n|---|---|\n" + "\n".join(deeds) + "\n",
    ]
    return "\n".join(parts)


def _listed(deeds: frozenset[Permission]) -> str:
    return "; ".join(DEEDS[deed] for deed in Permission if deed in deeds)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
