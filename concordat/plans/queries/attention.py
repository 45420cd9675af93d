"""Reads what needs attention in a plan, for its members: each action with its concerns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Min, Q

from concordat.accounts.access import Permission
from concordat.directory.models import Partner
from concordat.plans.domain.attention import AttentionRules, Concern, Standing, concerns_of
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.tracking import track
from concordat.plans.models import ActionUpdate, AttentionSetting
from concordat.plans.queries.as_at import actions_on
from concordat.plans.queries.outcomes.moving import measured_actions
from concordat.plans.queries.plans import ActionSeen, PlanSeen, plan_from
from concordat.plans.queries.proposing import AnswerWaiting, ProposingPlace, answers_waiting, place_of_proposing
from concordat.plans.queries.standpoints import NotSeen, Standpoint, Viewer, standpoint_of


@dataclass(frozen=True, slots=True)
class ActionConcerns:
    """An action with its concerns, and whether the viewer may say how it stands, who leads it and what it moves.

    `waiting` is an answer that nobody has decided yet, which may end some of them.
    """

    action: ActionSeen
    concerns: tuple[Concern, ...]
    may_update: bool = False
    may_name_leads: bool = False
    may_tie_measures: bool = False
    waiting: AnswerWaiting | None = None


@dataclass(frozen=True, slots=True)
class Attention:
    """The live plan of a locality on a day: how many actions it has, and those that need attention in plan order.

    follows_measures: only then an action may be without one.
    """

    locality_slug: str
    locality_name: str
    actions: int
    found: tuple[ActionConcerns, ...]
    follows_measures: bool = False
    may_decide: bool = False


@dataclass(frozen=True, slots=True)
class RulesSet:
    """Thresholds that a locality set, when, and by whom."""

    rules: AttentionRules
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class _Said:
    """What the updates of an action tell together."""

    new_on: date
    undated_since: date | None
    evidence: str
    last: tuple[str, str]


def attention_rules_in(locality_slug: str) -> AttentionRules:
    """The thresholds that a locality set, or the usual ones."""
    standing = rules_set_in(locality_slug)
    return standing[0].rules if standing else AttentionRules()


def rules_set_in(locality_slug: str) -> tuple[RulesSet, ...]:
    """Every set of thresholds that a locality ever set, the one that counts first."""
    settings = AttentionSetting.objects.filter(locality__slug=locality_slug).select_related("by").order_by("-pk")
    return tuple(
        RulesSet(AttentionRules(row.soon_days, row.stale_days, row.endless_days), row.at, str(row.by or ""))
        for row in settings
    )


def attention_in(viewer: Viewer, locality_slug: str, *, on: date) -> Attention:
    """What needs attention in the live plan by the locality's rules, and where the viewer may answer it.

    The queries of the plan and six more. Raises `NotSeen`.
    """
    standpoint = standpoint_of(viewer, locality_slug)
    if not standpoint.may_see_draft:
        raise NotSeen(f"the live plan of {locality_slug}")
    attention = attention_of(plan_from(standpoint), on=on)
    place = place_of_proposing(viewer, locality_slug)
    speaks_for, waiting = _bodies_spoken_for(place), answers_waiting(place)
    may_correct = viewer.has_perm(Permission.CORRECT_PLAN, locality_slug)
    may_tie = viewer.has_perm(Permission.KEEP_OUTCOMES, locality_slug)
    return replace(
        attention,
        may_decide=place.may_decide,
        found=tuple(
            replace(
                found,
                may_update=any(one.role is LeadRole.LEAD and one.slug in speaks_for for one in found.action.leads),
                may_name_leads=may_correct and found.action.state.is_open,
                may_tie_measures=may_tie,
                waiting=waiting.get(found.action.number),
            )
            for found in attention.found
        ),
    )


def attention_of(plan: PlanSeen, *, on: date) -> Attention:
    """What needs attention in a live plan that was read already, in three queries."""
    measured = measured_actions(plan.locality_slug)
    actions = _with_concerns(plan.actions, plan.locality_slug, attention_rules_in(plan.locality_slug), on, measured)
    found = tuple(each for each in actions if each.concerns)
    return Attention(
        plan.locality_slug, plan.locality_name, len(plan.actions), found, follows_measures=measured is not None
    )


def _bodies_spoken_for(place: ProposingPlace) -> frozenset[str]:
    """The partners, by their organisation's slug, whose actions the viewer may say something of."""
    if not place.may_propose:
        return frozenset()
    partners = Partner.objects.filter(locality=place.id)
    if place.speaks_for is not None:
        partners = partners.filter(pk__in=place.speaks_for)
    return frozenset(partners.values_list("organisation__slug", flat=True))


def actions_with_concerns(
    standpoint: Standpoint, rules: AttentionRules, *, on: date, before: datetime | None = None
) -> tuple[ActionConcerns, ...]:
    """Every action of a member's live plan in its order, those without a concern too; in at most four queries.

    With `before`, a moment, the plan is the one that stood then. Whether it names a measure is not asked here.
    """
    actions = plan_from(standpoint).actions if before is None else actions_on(standpoint, before)
    return _with_concerns(actions, standpoint.locality_slug, rules, on, None, before)


def _with_concerns(
    actions: Sequence[ActionSeen],
    locality_slug: str,
    rules: AttentionRules,
    on: date,
    measured: frozenset[int] | None,
    before: datetime | None = None,
) -> tuple[ActionConcerns, ...]:
    said = _said_in(locality_slug, before)  # after the actions, so that none of them is without what was said
    return tuple(
        ActionConcerns(action, concerns_of(_standing(action, said[action.pk], on, measured), rules, on=on))
        for action in actions
    )


def _standing(action: ActionSeen, said: _Said, on: date, measured: frozenset[int] | None) -> Standing:
    when = action.timescale
    return Standing(
        state=action.state,
        confidence=action.confidence,
        kind=when.kind,
        end=when.end,
        undated_since=said.undated_since,
        new_on=said.new_on,
        progress=action.progress,
        outcome=action.outcome,
        evidence=said.evidence,
        has_lead=action.has_lead_words or any(lead.role is LeadRole.LEAD for lead in action.leads),
        tracking=track(when.kind, when.end, action.state, when.slips, when.first_end, on=on),
        left=tuple(
            (lead.person, lead.left_on)
            for lead in action.leads
            if lead.role is LeadRole.LEAD and lead.person and lead.left_on and lead.left_on <= on
        ),
        is_measured=None if measured is None else action.pk in measured,
    )


def _said_in(locality_slug: str, recorded_before: datetime | None) -> dict[int, _Said]:
    """What was said of each action, oldest first; the same words in the next document are nothing new."""
    until = Q() if recorded_before is None else Q(recorded_at__lt=recorded_before)
    rows = (
        ActionUpdate.objects.filter(until, action__plan__locality__slug=locality_slug)
        .order_by("recorded_at", "pk")
        .annotate(file=Min("proposed_update__evidence_files__name"))
        .values_list("action_id", "said_on", "progress", "state", "timescale__end_on", "evidence", "file")
    )
    found: dict[int, _Said] = {}
    for action, said_on, progress, state, end, words, file in rows:
        evidence = words or file or ""
        before = found.get(action)
        undated_since = None if end else (before.undated_since if before and before.undated_since else said_on)
        if before is not None and before.last == (progress, state):
            found[action] = replace(before, undated_since=undated_since, evidence=evidence or before.evidence)
        else:
            kept = evidence or (before.evidence if before else "")
            found[action] = _Said(said_on, undated_since, kept, (progress, state))
    return found
