"""The published actions behind a number, in finished words."""

from dataclasses import dataclass

from concordat.plans.domain.days import spoken_day
from concordat.plans.presenters.states import OVERDUE, STATE_TAGS, Tag
from concordat.plans.presenters.words import first_words, listed
from concordat.reporting.domain.headings import Heading
from concordat.reporting.domain.rollups import ActionsSought
from concordat.reporting.presenters.behind import query_of_actions, sought_actions_in_words
from concordat.reporting.queries.actions import ActionsFound, PublishedAction


@dataclass(frozen=True, slots=True)
class ActionLine:
    locality: str
    locality_href: str
    reference: str
    words: str
    href: str
    leads: str
    when: str
    tags: tuple[Tag, ...]
    said: str


@dataclass(frozen=True, slots=True)
class ActionsPage:
    """`sentence` says how many there are and what was asked for; `earlier` and `later` are pages, or empty."""

    sentence: str
    place: str
    earlier: str
    later: str
    lines: tuple[ActionLine, ...]


def present_actions(
    found: ActionsFound, sought: ActionsSought, headings: tuple[Heading, ...], *, here: str
) -> ActionsPage:
    query = query_of_actions(sought)
    locality = found.actions[0].locality_name if found.actions and sought.locality else ""

    def page(number: int) -> str:
        if not 1 <= number <= found.pages:
            return ""
        return f"{here}{query}{'&' if query else '?'}page={number}"

    return ActionsPage(
        sentence=sought_actions_in_words(sought, found.count, headings, locality),
        place=f"Page {found.page:,} of {found.pages:,}" if found.pages > 1 else "",
        earlier=page(found.page - 1),
        later=page(found.page + 1),
        lines=tuple(_line(action) for action in found.actions),
    )


def _line(action: PublishedAction) -> ActionLine:
    # The public's own page of the locality: members find the live plan from there.
    place = f"/localities/{action.locality}/"
    return ActionLine(
        locality=action.locality_name,
        locality_href=place,
        reference=", ".join(action.references),
        words=first_words(action.text, 160) or "(no words)",
        href=f"{place}plan/actions/{action.number}/",
        leads=listed(list(action.leads)) or "Nobody is named",
        when=first_words(action.when, 60) or (spoken_day(action.end) if action.end else "Not said"),
        tags=(STATE_TAGS[action.state], *((OVERDUE,) if action.is_overdue else ())),
        said=spoken_day(action.said_on),
    )
