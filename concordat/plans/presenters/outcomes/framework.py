"""What a plan is for, in finished words: the picture, the same in words, and what hangs in the air."""

from collections.abc import Iterable
from dataclasses import dataclass

from concordat.indicators.presenters.icons import Icon, icons_of
from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.domain.outcomes import PurposeEvent
from concordat.plans.presenters.plans import edition_words, reference_of
from concordat.plans.presenters.states import STATE_TAGS, Tag
from concordat.plans.presenters.words import first_words, listed
from concordat.plans.queries.outcomes import FrameworkSeen, MeasureMoved, OutcomeSeen, PrioritySeen, PurposeChange
from concordat.plans.queries.plans import ActionSeen


@dataclass(frozen=True, slots=True)
class MeasureBox:
    """A measure in the picture; `note` says where it is not published, or no longer followed.

    `movers` names the actions, of this outcome or of others, that should move it. `icons` say whether it is getting
    better; none where that was not asked for.
    """

    words: str
    href: str
    note: str
    movers: str
    icons: tuple[Icon, ...]


@dataclass(frozen=True, slots=True)
class ActionBox:
    reference: str
    words: str
    href: str
    state: Tag


@dataclass(frozen=True, slots=True)
class OutcomeBox:
    """An outcome with what it is tied to; a sentence stands where it is tied to nothing."""

    id: int
    text: str
    measures: tuple[MeasureBox, ...]
    no_measure: str
    actions: tuple[ActionBox, ...]
    no_action: str


@dataclass(frozen=True, slots=True)
class PriorityBox:
    """A priority in people's words; `in_words` says the same as its part of the picture."""

    id: int
    statement: str
    outcomes: tuple[OutcomeBox, ...]
    no_outcome: str
    in_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GapLink:
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class GapList:
    """What lacks something: a sentence, and what it is about; `links` are none where nothing lacks it."""

    sentence: str
    links: tuple[GapLink, ...]


@dataclass(frozen=True, slots=True)
class OutcomesPage:
    locality_name: str
    sentence: str
    shown_from: str
    priorities: tuple[PriorityBox, ...]
    gaps: tuple[GapList, ...]
    changes: tuple[str, ...]  # for members, newest first


def present_outcomes(
    seen: FrameworkSeen,
    changes: Iterable[PurposeChange],
    *,
    outcomes_href: str,
    plan_href: str,
    measures_href: str,
) -> OutcomesPage:
    """The page of what a plan is for; the addresses are those of the pages that it leads to."""
    return OutcomesPage(
        locality_name=seen.plan.locality_name,
        sentence=_sentence(seen),
        shown_from=_shown_from(seen),
        priorities=tuple(_priority(each, seen, plan_href, measures_href) for each in seen.priorities),
        gaps=tuple(_gaps(seen, outcomes_href, plan_href, measures_href)) if seen.priorities else (),
        changes=tuple(_change(change) for change in changes),
    )


def _shown_from(seen: FrameworkSeen) -> str:
    if seen.plan.may_see_draft:
        return (
            "With the live plan and with every measure, as members see them. The public reads the priorities and "
            "outcomes as they stand here, with published measures and the actions of the latest edition."
        )
    if seen.plan.edition is None:
        return "No edition of the plan is published yet, so no action is shown."
    words = edition_words(seen.plan.edition)
    return f"With the actions of {words[:1].lower()}{words[1:]}, and the measures that are published."


def _sentence(seen: FrameworkSeen) -> str:
    if not seen.priorities:
        return f"{seen.plan.locality_name} has not written down here yet what its plan is for."
    outcomes = seen.outcomes
    said = spoken_count(len(seen.priorities), "priority", "priorities")
    if not outcomes:
        return f"{said}, and no outcome yet."
    told = len(outcomes) - len(seen.gaps.outcomes_without_measure)
    meant = len(outcomes) - len(seen.gaps.outcomes_without_action)
    return (
        f"{said}, {spoken_count(len(outcomes), 'outcome')}. A measure tells {_of(told, len(outcomes))}; actions are "
        f"meant to bring about {_of(meant, len(outcomes))}."
    )


def _of(some: int, whole: int) -> str:
    if whole == 1:
        return "it" if some else "none"
    return "all of them" if some == whole else f"{some or 'none'} of them"


def _priority(priority: PrioritySeen, seen: FrameworkSeen, plan_href: str, measures_href: str) -> PriorityBox:
    return PriorityBox(
        id=priority.id,
        statement=priority.statement,
        outcomes=tuple(_outcome(each, seen, plan_href, measures_href) for each in priority.outcomes),
        no_outcome="" if priority.outcomes else "No outcome is written down yet",
        in_words=tuple(_in_words(each, seen) for each in priority.outcomes) or ("No outcome is written down yet.",),
    )


def _outcome(outcome: OutcomeSeen, seen: FrameworkSeen, plan_href: str, measures_href: str) -> OutcomeBox:
    return OutcomeBox(
        id=outcome.id,
        text=outcome.text,
        measures=tuple(_measure(measure, seen, measures_href) for measure in outcome.measures),
        no_measure=_no_measure(outcome, seen),
        actions=tuple(
            ActionBox(
                reference=reference_of(action),
                words=first_words(action.text, 80),
                href=_action_href(action, plan_href),
                state=STATE_TAGS[action.state],
            )
            for action in outcome.actions
        ),
        no_action="" if outcome.actions else _no_action(seen),
    )


def _measure(measure: MeasureMoved, seen: FrameworkSeen, measures_href: str) -> MeasureBox:
    figures = seen.figures.get(measure.key)
    return MeasureBox(
        words=measure.name,
        href=f"{measures_href}{measure.key}/",
        note=note_on(measure),
        movers=_movers(measure, seen),
        icons=icons_of(figures)[:1] if figures and not measure.is_retired else (),
    )


def _movers(measure: MeasureMoved, seen: FrameworkSeen) -> str:
    movers = [reference_of(action) for action in seen.plan.actions if measure in seen.moves.get(action.pk, ())]
    if not movers:
        return "No action is meant to move it yet"
    return f"Actions meant to move it: {listed(movers)}"


def note_on(measure: MeasureMoved) -> str:
    """What else is to be said of a measure beside its name."""
    notes = ["not published"] if not measure.is_public else []
    notes += ["no longer followed"] if measure.is_retired else []
    return "; ".join(notes)


def _no_measure(outcome: OutcomeSeen, seen: FrameworkSeen) -> str:
    if any(not measure.is_retired for measure in outcome.measures):
        return ""
    return "No measure tells it yet" if seen.plan.may_see_draft else "No published measure tells it yet"


def _no_action(seen: FrameworkSeen) -> str:
    plan = "live plan" if seen.plan.may_see_draft else "published plan"
    return f"No action of the {plan} is meant for it yet"


def _in_words(outcome: OutcomeSeen, seen: FrameworkSeen) -> str:
    """ "People wait less. Told by: Detentions. Actions: 1.1 and 2.3." """
    followed = [measure.name for measure in outcome.measures if not measure.is_retired]
    told = f"Told by: {listed(followed)}" if followed else _no_measure(outcome, seen)
    actions = [f"{reference_of(action)} ({action.state.words.lower()})" for action in outcome.actions]
    meant = f"Actions meant to bring it about: {listed(actions)}" if actions else _no_action(seen)
    end = "" if outcome.text.endswith((".", "!", "?")) else "."
    return f"{outcome.text}{end} {told}. {meant}."


def _gaps(seen: FrameworkSeen, outcomes_href: str, plan_href: str, measures_href: str) -> Iterable[GapList]:
    gaps = seen.gaps
    what = "measure" if seen.plan.may_see_draft else "published measure"
    outcomes = {each.id: GapLink(each.text, f"{outcomes_href}#outcome-{each.id}") for each in seen.outcomes}
    measures = {each.key: GapLink(each.name, f"{measures_href}{each.key}/") for each in seen.measures}
    actions = {
        action.number: GapLink(
            f"{reference_of(action)}: {first_words(action.text, 100)}", _action_href(action, plan_href)
        )
        for action in seen.plan.actions
    }
    lack_measure = f"without a {what}"
    yield _gap("outcome", lack_measure, [outcomes[key] for key in gaps.outcomes_without_measure], len(outcomes))
    yield _gap("outcome", "without an action", [outcomes[key] for key in gaps.outcomes_without_action], len(outcomes))
    yield _gap(
        what, "that no action is meant to move", [measures[k] for k in gaps.measures_without_action], len(measures)
    )
    yield _gap(what, "that tells no outcome", [measures[key] for key in gaps.measures_without_outcome], len(measures))
    is_open = sum(action.state.is_open for action in seen.plan.actions)
    yield _gap("open action", "without an outcome", [actions[key] for key in gaps.actions_without_outcome], is_open)


_WHOLE = {
    "without a measure": "has a measure",
    "without a published measure": "has a published measure",
    "without an action": "has an action",
    "that no action is meant to move": "has an action that is meant to move it",
    "that tells no outcome": "tells an outcome",
    "without an outcome": "is meant for an outcome",
}


def _gap(what: str, lack: str, lacking: list[GapLink], whole: int) -> GapList:
    if not whole:
        return GapList(f"There is no {what} yet", ())
    if not lacking:
        return GapList(f"Every {what} {_WHOLE[lack]}", ())
    return GapList(f"{len(lacking)} of {spoken_count(whole, what)} {lack}", tuple(lacking))


def _action_href(action: ActionSeen, plan_href: str) -> str:
    return f"{plan_href}actions/{action.number}/"


def _change(change: PurposeChange) -> str:
    by = f", {change.by}" if change.by else ""
    if change.event is PurposeEvent.MOVED:
        said = f"moved the outcome “{change.words}” from the priority “{change.before}” to “{change.after}”"
    elif change.event is not None:
        said = f"{change.event} the {change.kind} “{change.words}”"
    elif change.before:
        said = f"changed the {change.kind} “{change.before}” to “{change.words}”"
    else:
        said = f"wrote the {change.kind} “{change.words}”"
    return f"{spoken_day(change.on)}{by}: {said}"
