"""A plan that leaves as JSON values; `docs/plan-json.md` says what each key holds."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from concordat.plans.domain.readings import ReadTheme
from concordat.plans.presenters.exporting.plans import ExportedPlan
from concordat.plans.queries.evidence import EvidenceTold
from concordat.plans.queries.outcomes import MeasureMoved
from concordat.plans.queries.plans import ActionSeen, LeadSeen, PlanSeen, TimescalePart, TimescaleSeen

SCHEMA = "concordat-plan"
VERSION = 1
LICENCE = {
    "name": "Open Government Licence v3.0",
    "address": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "applies_to": "what everybody may read of published editions",
}

Values = dict[str, Any]


def values_of(
    export: ExportedPlan,
    measures: Mapping[int, Sequence[MeasureMoved]],
    *,
    site: str,
    plan_href: str,
    measures_href: str,
) -> Values:
    """The plan in plain values; `measures` are those that each action (by its primary key) should move.

    `site` is the beginning of absolute addresses, `plan_href` and `measures_href` are paths.
    """
    plan, front = export.plan, export.plan.front_matter
    return {
        "schema": SCHEMA,
        "schema_version": VERSION,
        "licence": None if plan.may_see_draft else LICENCE,
        "address": f"{site}{plan_href}" + (f"editions/{plan.edition.number}/" if plan.edition else ""),
        "exported_on": export.on.isoformat(),
        "locality": {"name": plan.locality_name, "slug": plan.locality_slug},
        "title": export.title,
        "edition": plan.edition
        and {
            "number": plan.edition.number,
            "dated_on": plan.edition.dated_on.isoformat(),
            "published_on": _day(plan.edition.published_on),
        },
        "is_draft": plan.is_draft,
        "filter": export.filter_sentence or None,
        "status_key": [{"sign": sign, "meaning": meaning} for sign, meaning in front.status_key],
        "purposes": list(front.purposes),
        "themes": [_theme(theme) for theme in front.themes],
        "sections": [
            {
                "title": title,
                "actions": [
                    {
                        **_action(action, f"{site}{plan_href}", plan),
                        "evidence": [
                            _evidence(each, f"{site}{plan_href}evidence/", plan)
                            for each in export.evidence.get(action.pk, ())
                        ],
                        "measures": [_measure(each, f"{site}{measures_href}") for each in measures.get(action.pk, ())],
                    }
                    for action in actions
                ],
            }
            for title, actions in export.sections
        ],
    }


def _theme(theme: ReadTheme) -> Values:
    return {"number": theme.number, "title": theme.title, "criteria": list(theme.criteria)}


def _action(action: ActionSeen, plan_address: str, plan: PlanSeen) -> Values:
    values = {
        "number": action.number,
        "address": f"{plan_address}actions/{action.number}/",
        "references": list(action.references),
        "text": action.text,
        "theme": action.theme or None,
        "outcome": action.outcome or None,
        "leads": [_lead(lead, plan) for lead in action.leads],
        "timescale": _timescale(action.timescale),
        "state": action.state.value,
        "confidence": action.confidence.value,
        "progress": action.progress or None,
        "next_step": action.next_step or None,
        "said_on": action.said_on.isoformat(),
        "reports_to": action.group or None,
    }
    if plan.may_see_draft:
        values["led_by_text"] = action.led_by_text or None
    return values


def _measure(measure: MeasureMoved, measures_address: str) -> Values:
    return {"key": measure.key, "name": measure.name, "address": f"{measures_address}{measure.key}/"}


def _evidence(told: EvidenceTold, evidence_address: str, plan: PlanSeen) -> Values:
    values: Values = {"said_on": told.said_on.isoformat(), "words": told.words or None}
    if plan.may_see_draft:
        values["files"] = [{"name": name, "address": f"{evidence_address}{key}/"} for key, name in told.files]
    return values


def _lead(lead: LeadSeen, plan: PlanSeen) -> Values:
    fate = plan.fates.get(lead.slug) if lead.slug else None
    values: Values = {
        "organisation": lead.organisation,
        "slug": lead.slug,
        "type": lead.type.value if lead.type else None,
        "role": lead.role.value,
        "ended_on": _day(fate.ended_on) if fate else None,
        "duties_now": [
            {"organisation": heir.name, "slug": heir.slug, "since": _day(heir.since)}
            for heir in (fate.heirs if fate else ())
        ],
    }
    if plan.may_see_draft:
        values["person"] = lead.person
    return values


def _timescale(when: TimescaleSeen) -> Values:
    return {
        **_span(when),
        "recurrence": when.recurrence or None,
        "parts": [{"label": part.label or None, **_span(part)} for part in when.parts],
        "slips": when.slips,
        "first_end": _day(when.first_end),
    }


def _span(when: TimescaleSeen | TimescalePart) -> Values:
    return {"text": when.text or None, "kind": when.kind.value, "start": _day(when.start), "end": _day(when.end)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
