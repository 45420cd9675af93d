"""What must come back of a plan that left, as values to compare."""

from concordat.documents import readers
from concordat.plans.domain.leads import LeadRole, parse_leads
from concordat.plans.domain.reading import read_plan
from concordat.plans.domain.readings import ReadAction, ReadPlan
from concordat.plans.queries.plans import ActionSeen, PlanSeen


def read_back(content: bytes, name: str) -> ReadPlan:
    return read_plan(readers.read(content, name=name))


def of_action_read(action: ReadAction) -> dict:
    return {
        "references": action.references,
        "text": action.action,
        "theme": action.theme or "",
        "outcome": action.outcome or "",
        "progress": action.progress or "",
        "group": action.group or "",
        "leads": {(lead.organisation, lead.person, lead.role) for lead in action.leads},
        "when": (action.timescale_text or "", action.timescale.kind, action.timescale.start, action.timescale.end),
        "state": action.status.state,
        "confidence": action.status.confidence,
    }


def of_action_seen(action: ActionSeen) -> dict:
    when = action.timescale
    if action.led_by_text is None:
        leads = {(lead.organisation, None, LeadRole(lead.role)) for lead in action.leads}
    else:
        leads = {(lead.organisation, lead.person, lead.role) for lead in parse_leads(action.led_by_text)}
    return {
        "references": action.references,
        "text": action.text,
        "theme": action.theme,
        "outcome": action.outcome,
        "progress": action.progress,
        "group": action.group,
        "leads": leads,
        "when": (when.text, when.kind, when.start, when.end),
        "state": action.state,
        "confidence": action.confidence,
    }


def of_plan_read(plan: ReadPlan) -> dict:
    return {
        "title": plan.title,
        "last_updated": plan.last_updated,
        "contact": plan.contact,
        "status_key": plan.status_key,
        "purposes": plan.purposes,
        "themes": plan.themes,
        "boards": plan.boards,
        "other_text": plan.other_text,
        "sections": [(s.title, [of_action_read(action) for action in s.actions]) for s in plan.sections],
    }


def of_plan_seen(plan: PlanSeen) -> dict:
    return {
        "title": plan.title,
        "last_updated": plan.front_matter.last_updated,
        "contact": plan.front_matter.contact,
        "status_key": plan.front_matter.status_key,
        "purposes": plan.front_matter.purposes,
        "themes": plan.front_matter.themes,
        "boards": plan.front_matter.boards,
        "other_text": plan.front_matter.other_text,
        "sections": [
            (title, [of_action_seen(action) for action in plan.actions if action.section == title])
            for title in plan.sections
        ],
    }
