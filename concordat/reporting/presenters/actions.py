"""The published actions behind a number, in finished words."""

from dataclasses import dataclass

from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.presenters.states import OVERDUE, STATE_TAGS, Tag
from concordat.plans.presenters.words import first_words, listed
from concordat.reporting.domain.headings import Heading
from concordat.reporting.domain.rollups import ActionsSought
from concordat.reporting.presenters.behind import query_of_actions, sought_actions_in_words
from concordat.reporting.queries.actions import ActionsFound, Alike, PublishedAction


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
    alike_href: str


@dataclass(frozen=True, slots=True)
class ActionsPage:
    """`sentence` says how many there are and what was asked for; `earlier` and `later` are pages, or empty.

    `editions` says of which editions they are.
    """

    sentence: str
    editions: str
    place: str
    earlier: str
    later: str
    lines: tuple[ActionLine, ...]
    has_examples: bool


@dataclass(frozen=True, slots=True)
class AlikePage:
    """An action, and those of other localities near it: first who has finished, then the others, nearest first."""

    action: ActionLine
    text: str
    sentence: str
    done: tuple[ActionLine, ...]
    others: tuple[ActionLine, ...]
    has_examples: bool


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
        sentence=sought_actions_in_words(sought, found.count, headings, locality, found.organisation),
        editions=_editions(sought),
        place=f"Page {found.page:,} of {found.pages:,}" if found.pages > 1 else "",
        earlier=page(found.page - 1),
        later=page(found.page + 1),
        # What stood in an older edition may not be in the latest, where others are compared with it.
        lines=tuple(_line(action, is_compared=sought.as_on is None) for action in found.actions),
        has_examples=any(action.is_example for action in found.actions),
    )


def _editions(sought: ActionsSought) -> str:
    if sought.as_on is None:
        return "From the latest published edition of each locality."
    return (
        f"From the edition of each locality that everybody read on {spoken_day(sought.as_on)}. "
        "The page of an action says how it stands now."
    )


def present_alike(found: Alike) -> AlikePage:
    done = [action for action in found.others if action.state.is_complete]
    places = len({action.locality for action in found.others})
    finished = len({action.locality for action in done})
    return AlikePage(
        action=_line(found.action),
        text=found.action.text,
        sentence=(
            f"{spoken_count(places, 'other locality', 'other localities')} promised this in nearly the same words; "
            f"{finished:,} {'has' if finished == 1 else 'have'} finished theirs."
            if places
            else "No other locality has published an action with nearly the same words."
        ),
        done=tuple(_line(action) for action in done),
        others=tuple(_line(action) for action in found.others if not action.state.is_complete),
        has_examples=any(action.is_example for action in (found.action, *found.others)),
    )


def _line(action: PublishedAction, *, is_compared: bool = True) -> ActionLine:
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
        alike_href=f"/nation/alike/{action.locality}/{action.number}/" if is_compared else "",
    )
