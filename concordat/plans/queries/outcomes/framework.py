"""Reads priorities, their outcomes, and the measures and actions of each, as one viewer may see them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from concordat.accounts.access import Permission
from concordat.directory.models import Locality
from concordat.indicators.domain.showing import SeenMeasure
from concordat.indicators.models import Measure
from concordat.indicators.queries import measures_seen_by
from concordat.plans.domain.outcomes import Gaps, gaps_between
from concordat.plans.models import Outcome, OutcomeAction, OutcomeMeasure, Priority
from concordat.plans.queries.outcomes.moving import MeasureMoved, measures_moved_in
from concordat.plans.queries.plans import ActionSeen, PlanSeen, plan_from
from concordat.plans.queries.standpoints import NotSeen, Standpoint, Viewer, standpoint_of


@dataclass(frozen=True, slots=True)
class OutcomeSeen:
    """A change that people would notice, with what tells it and what is meant to bring it about."""

    id: int
    text: str
    measures: tuple[MeasureMoved, ...]
    actions: tuple[ActionSeen, ...]  # in the order of the plan


@dataclass(frozen=True, slots=True)
class PrioritySeen:
    id: int
    statement: str
    outcomes: tuple[OutcomeSeen, ...]


@dataclass(frozen=True, slots=True)
class FrameworkSeen:
    """What a plan is for. The public sees published measures and the actions of the latest edition.

    measures: all that are followed and that the viewer may see. moves: of an action (its primary key) the measures
    that it should move. gaps: among what the viewer sees, with open actions alone. figures: what the measures (by
    key) tell, where they were asked for.
    """

    locality_id: int
    plan: PlanSeen
    priorities: tuple[PrioritySeen, ...]
    measures: tuple[MeasureMoved, ...]
    moves: dict[int, tuple[MeasureMoved, ...]]
    gaps: Gaps
    figures: Mapping[str, SeenMeasure] = field(default_factory=dict)

    @property
    def outcomes(self) -> tuple[OutcomeSeen, ...]:
        return tuple(outcome for priority in self.priorities for outcome in priority.outcomes)


def framework_seen_by(viewer: Viewer, locality_slug: str) -> FrameworkSeen:
    """What the plan of a locality is for, with what the measures tell; the number of queries is always the same.

    Raises `NotSeen`.
    """
    standpoint = standpoint_of(viewer, locality_slug)
    # The public sees what was released; nothing here reads a figure by itself.
    seen = measures_seen_by(viewer, Locality.objects.get(pk=standpoint.locality_pk), with_breakdowns=False)
    return replace(framework_from(standpoint), figures={measure.words.key: measure for measure in seen})


def framework_kept_by(viewer: Viewer, locality_slug: str) -> FrameworkSeen:
    """The same without figures, for who may change it; raises `NotSeen` for everybody else."""
    if not viewer.has_perm(Permission.KEEP_OUTCOMES, locality_slug):
        raise NotSeen(f"the outcomes of {locality_slug}, to change them")
    return framework_from(standpoint_of(viewer, locality_slug))


def framework_from(standpoint: Standpoint) -> FrameworkSeen:
    plan = plan_from(standpoint)
    measures = _measures(standpoint)
    moves = measures_moved_in(plan)
    outcomes = _outcomes(standpoint, plan, measures)
    rows = Priority.objects.filter(locality=standpoint.locality_pk, ended_at=None)
    priorities = tuple(
        PrioritySeen(pk, standpoint.withheld(statement), tuple(outcomes.get(pk, ())))
        for pk, statement in rows.order_by("position", "pk").values_list("pk", "statement")
    )
    followed = tuple(measure for measure in measures.values() if not measure.is_retired)
    return FrameworkSeen(
        locality_id=standpoint.locality_pk,
        plan=plan,
        priorities=priorities,
        measures=followed,
        moves=moves,
        gaps=gaps_between(
            {
                outcome.id: (
                    [measure.key for measure in outcome.measures if not measure.is_retired],
                    [action.number for action in outcome.actions],
                )
                for priority in priorities
                for outcome in priority.outcomes
            },
            [measure.key for measure in followed],
            [action.number for action in plan.actions if action.state.is_open],
            [measure.key for action in plan.actions for measure in moves.get(action.pk, ())],
        ),
    )


def _measures(standpoint: Standpoint) -> dict[int, MeasureMoved]:
    """Every measure of a locality that the viewer may see, those that are followed no more too."""
    rows = Measure.objects.filter(locality=standpoint.locality_pk).order_by("position", "pk")
    if not standpoint.may_see_draft:
        rows = rows.filter(published_at__isnull=False)
    return {
        pk: MeasureMoved(key, name, question, published_at is not None, retired_at is not None)
        for pk, key, name, question, published_at, retired_at in rows.values_list(
            "pk", "key", "name", "question", "published_at", "retired_at"
        )
    }


def _outcomes(
    standpoint: Standpoint, plan: PlanSeen, measures: dict[int, MeasureMoved]
) -> dict[int, list[OutcomeSeen]]:
    """The outcomes that stand, by the primary key of their priority."""
    here = {"outcome__priority__locality": standpoint.locality_pk, "ended_at": None}
    tied: defaultdict[int, set[int]] = defaultdict(set)
    for outcome, measure in OutcomeMeasure.objects.filter(**here).values_list("outcome_id", "measure_id"):
        tied[outcome].add(measure)
    meant: defaultdict[int, set[int]] = defaultdict(set)
    for outcome, action in OutcomeAction.objects.filter(**here).values_list("outcome_id", "action_id"):
        meant[outcome].add(action)
    rows = Outcome.objects.filter(priority__locality=standpoint.locality_pk, ended_at=None)
    found: defaultdict[int, list[OutcomeSeen]] = defaultdict(list)
    for pk, priority, text in rows.order_by("position", "pk").values_list("pk", "priority_id", "text"):
        found[priority].append(
            OutcomeSeen(
                id=pk,
                text=standpoint.withheld(text),
                measures=tuple(measure for key, measure in measures.items() if key in tied[pk]),
                actions=tuple(action for action in plan.actions if action.pk in meant[pk]),
            )
        )
    return found
