"""Reads what needs attention in a plan, for its members: each action with its concerns."""

from dataclasses import dataclass, replace
from datetime import date

from concordat.plans.domain.attention import AttentionRules, Concern, Standing, concerns_of
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.tracking import track
from concordat.plans.models import ActionUpdate, AttentionSetting
from concordat.plans.queries.plans import ActionSeen, plan_from
from concordat.plans.queries.standpoints import NotSeen, Standpoint, Viewer, standpoint_of


@dataclass(frozen=True, slots=True)
class ActionConcerns:
    action: ActionSeen
    concerns: tuple[Concern, ...]


@dataclass(frozen=True, slots=True)
class Attention:
    """The live plan of a locality on a day: how many actions it has, and those that need attention in plan order."""

    locality_slug: str
    locality_name: str
    actions: int
    found: tuple[ActionConcerns, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """What the updates of an action tell together."""

    new_on: date
    undated_since: date | None
    evidence: str
    last: tuple[str, str]


def attention_rules_in(locality_slug: str) -> AttentionRules:
    """The thresholds that a locality set, or the usual ones."""
    setting = AttentionSetting.objects.filter(locality__slug=locality_slug).last()
    return AttentionRules(setting.soon_days, setting.stale_days, setting.endless_days) if setting else AttentionRules()


def attention_in(viewer: Viewer, locality_slug: str, *, on: date) -> Attention:
    """What needs attention in the live plan by the locality's rules; the queries of the plan and two more.

    Raises `NotSeen`.
    """
    standpoint = standpoint_of(viewer, locality_slug)
    if not standpoint.may_see_draft:
        raise NotSeen(f"the live plan of {locality_slug}")
    return attention_from(standpoint, on=on)


def attention_from(standpoint: Standpoint, *, on: date) -> Attention:
    """As `attention_in`, for a member's standpoint that has been read already; in four queries."""
    actions = actions_with_concerns(standpoint, attention_rules_in(standpoint.locality_slug), on=on)
    found = tuple(each for each in actions if each.concerns)
    return Attention(standpoint.locality_slug, standpoint.locality_name, len(actions), found)


def actions_with_concerns(standpoint: Standpoint, rules: AttentionRules, *, on: date) -> tuple[ActionConcerns, ...]:
    """Every action of a member's live plan in its order, those without a concern too; in three queries."""
    actions = plan_from(standpoint).actions
    said = _said_in(standpoint.plan_pk)  # after the actions, so that none of them is without what was said
    return tuple(
        ActionConcerns(action, concerns_of(_standing(action, said[action.pk], on), rules, on=on)) for action in actions
    )


def _standing(action: ActionSeen, said: _Said, on: date) -> Standing:
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
            if lead.role is LeadRole.LEAD and lead.person and lead.left_on
        ),
    )


def _said_in(plan_pk: int | None) -> dict[int, _Said]:
    """What was said of each action, oldest first; the same words in the next document are nothing new."""
    rows = (
        ActionUpdate.objects.filter(action__plan=plan_pk)
        .order_by("recorded_at", "pk")
        .values_list("action_id", "said_on", "progress", "state", "timescale__end_on", "evidence")
    )
    found: dict[int, _Said] = {}
    for action, said_on, progress, state, end, evidence in rows:
        before = found.get(action)
        undated_since = None if end else (before.undated_since if before and before.undated_since else said_on)
        if before is not None and before.last == (progress, state):
            found[action] = replace(before, undated_since=undated_since, evidence=evidence or before.evidence)
        else:
            kept = evidence or (before.evidence if before else "")
            found[action] = _Said(said_on, undated_since, kept, (progress, state))
    return found
