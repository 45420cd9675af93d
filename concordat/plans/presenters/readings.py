"""Presents a plan as it was read: as JSON for programs and as text for a person at a terminal."""

import textwrap
from collections import Counter
from collections.abc import Iterator
from typing import Any

from concordat.documents.domain import Finding, Place, Refused
from concordat.plans.domain.readings import ReadAction, ReadPlan, ReadSection
from concordat.plans.domain.states import StatusWord
from concordat.plans.domain.timescales import Timescale

Json = dict[str, Any]

_STRUCK_KEYS = {
    "timescale": "timescale_text", "lead": "led_by_text", "outcome": "outcome_text", "progress": "progress_text",
    "status": "status_text", "group": "reference_text", "theme": "criteria",
}  # fmt: skip
STATUS_WORDS: dict[StatusWord, str] = {
    "complete_verified": "complete and verified",
    "complete": "complete",
    "ongoing": "in progress",
    "at_risk": "at risk",
    "overdue": "overdue",
    "not_started": "not started",
    "removed": "removed",
    "unknown": "not known",
}
_CERTAINTY_WORDS = {"certain": "", "likely": "likely: ", "ambiguous": "doubtful: "}


def present_reading(plan: ReadPlan, *, file: str, format_name: str) -> Json:
    """A reading as JSON values: the document, the plan, its sections and what a person should look at."""
    return {
        "document": {"file": file, "format": format_name},
        "plan": _plan(plan),
        "sections": [
            {"title": section.title, "actions": [_action(action, plan.findings) for action in section.actions]}
            for section in plan.sections
        ],
        "findings": [_finding(finding) for finding in plan.findings],
        "refused": None,
    }


def present_refusal(
    refused: Refused, *, file: str, format_name: str | None, findings: tuple[Finding, ...] = ()
) -> Json:
    """A file that was not read as a plan, in the same shape, with no sections."""
    return {
        "document": {"file": file, "format": format_name},
        "plan": None,
        "sections": [],
        "findings": [_finding(finding) for finding in findings],
        "refused": {"code": refused.code, "message": refused.message},
    }


def _plan(plan: ReadPlan) -> Json:
    return {
        "title": plan.title,
        "locality": plan.locality,
        "last_updated": plan.last_updated,
        "contact": plan.contact,
        "status_key": dict(plan.status_key) or None,
        "purposes": list(plan.purposes),
        "themes": [{"no": t.number, "title": t.title, "criteria": list(t.criteria)} for t in plan.themes],
        "boards": [{"name": board.heading, "description": board.text} for board in plan.boards],
        "other_text": [{"heading": passage.heading, "text": passage.text} for passage in plan.other_text],
        "notes": None,
    }


def _action(action: ReadAction, findings: tuple[Finding, ...]) -> Json:
    said = [finding.message for finding in findings if finding.where == action.where and finding.severity != "note"]
    return {
        "refs": list(action.references),
        "action": action.action,
        "criteria": action.theme,
        "timescale_text": action.timescale_text,
        "led_by_text": action.led_by_text,
        "outcome_text": action.outcome,
        "progress_text": action.progress,
        "status_text": action.status_text,
        "reference_text": action.group,
        "timescale": _timescale(action.timescale),
        "leads": [
            {"organisation": lead.organisation, "person": lead.person, "role": lead.role.value} for lead in action.leads
        ],
        "status": action.status.word,
        "status_basis": action.status.basis,
        "status_confidence": action.status.certainty,
        "carried_forward": action.is_carried_forward,
        "notes": " ".join(said) or None,
        "fill": action.status.fill,
        "fill_at": action.status.fill_at,
        "where": _where(action),
        "extra": _joined(action.extra),
        "struck_text": {_STRUCK_KEYS.get(name, name): words for name, words in _joined(action.struck).items()},
    }


def _timescale(timescale: Timescale) -> Json:
    found: Json = _span(timescale)
    if timescale.parts:
        found["parts"] = [{"label": part.label, "text": part.text, **_span(part)} for part in timescale.parts]
    if timescale.previous:
        found["previous"] = [{"text": each.text, **_span(each)} for each in timescale.previous]
    return found


def _span(timescale: Timescale) -> Json:
    return {
        "kind": timescale.kind.value,
        "start": timescale.start.isoformat() if timescale.start else None,
        "end": timescale.end.isoformat() if timescale.end else None,
        "recurrence": timescale.recurrence,
    }


def _where(action: ReadAction) -> Json:
    found = place_values(action.where)
    if action.continues is not None:
        found["continues"] = place_values(action.continues)
    return found


def place_values(place: Place) -> Json:
    """Where something stood, without what is not known of it."""
    parts = {
        "table": place.table, "sheet": place.sheet, "row": place.row, "column": place.column, "page": place.page,
        "line": place.line,
    }  # fmt: skip
    return {name: value for name, value in parts.items() if value is not None}


def _joined(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, words in pairs:
        found[name] = f"{found[name]}\n{words}" if name in found else words
    return found


def _finding(finding: Finding) -> Json:
    return {
        "severity": finding.severity,
        "code": finding.code,
        "message": finding.message,
        "where": place_values(finding.where) if finding.where is not None else None,
    }


def print_reading(plan: ReadPlan, *, file: str, width: int) -> str:
    """A reading as lines of at most `width` characters (never under 40): counts, each section, then the findings."""
    width = max(width, 40)
    return "\n".join(_lines(plan, file, width)) + "\n"


def _lines(plan: ReadPlan, file: str, width: int) -> Iterator[str]:
    actions = list(plan.actions())
    yield from textwrap.wrap(plan.title or f"Plan read from {file}", width)
    doubtful = [finding for finding in plan.findings if finding.severity != "note"]
    sections = [section for section in plan.sections if section.actions or len(plan.sections) > 1]
    parts = f" in {_counted(len(sections), 'section')}" if len(sections) > 1 else ""
    was = "was" if len(actions) == 1 else "were"
    sentence = f"{_counted(len(actions), 'action')}{parts} {was} read from {file}."
    if doubtful:
        sentence += f" {_counted(len(doubtful), 'point')} need{'s' if len(doubtful) == 1 else ''} your eye."
    yield from textwrap.wrap(sentence, width)
    counts = Counter(action.status.word for action in actions)
    if counts:
        told = [f"{counts[word]} {words}" for word, words in STATUS_WORDS.items() if counts[word]]
        carried = sum(action.is_carried_forward for action in actions)
        told += [f"{carried} carried forward"] if carried else []
        yield from textwrap.wrap(" · ".join(told), width)
    if plan.status_key:
        key = "; ".join(f"{name}: {meaning}" for name, meaning in plan.status_key)
        yield from textwrap.wrap(f"Key: {key}", width, subsequent_indent="     ")
    for section in sections:
        yield ""
        yield from _section(section, width)
    yield from _findings(plan.findings, width)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _section(section: ReadSection, width: int) -> Iterator[str]:
    title = section.title or "Actions"
    yield from textwrap.wrap(f"{title} ({len(section.actions)})", width)
    if not section.actions:
        yield "  no actions"
        return
    rows = [_cells(action) for action in section.actions]
    widths = _widths(rows, width)
    if widths is None:
        for action in section.actions:
            yield from _stacked(action, width)
        return
    header = ("Ref", "Action", "Lead", "When", "Status")
    yield "  ".join(_fit(word, size) for word, size in zip(header, widths, strict=True)).rstrip()
    yield "  ".join("-" * size for size in widths)
    for row in rows:
        yield "  ".join(_fit(words, size) for words, size in zip(row, widths, strict=True)).rstrip()


def _cells(action: ReadAction) -> tuple[str, str, str, str, str]:
    return (
        ", ".join(action.references) or "–",
        _one_line(action.action),
        _spoken_leads(action),
        _one_line(action.timescale_text or "–"),
        _spoken_status(action),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _spoken_leads(action: ReadAction) -> str:
    names = [", ".join(part for part in (lead.person, lead.organisation) if part) for lead in action.leads]
    return "; ".join(name for name in names if name) or "–"


def _spoken_status(action: ReadAction) -> str:
    status = action.status
    words = STATUS_WORDS[status.word]
    carried = ", carried forward" if action.is_carried_forward else ""
    if status.basis is None:
        return words + carried
    return f"{words}{carried} ({_CERTAINTY_WORDS[status.certainty]}{_one_line(status.basis)})"


def _widths(rows: list[tuple[str, str, str, str, str]], width: int) -> tuple[int, int, int, int, int] | None:
    """How wide each column is; None where the line is too short for a table."""
    gaps = 8
    if width < 76:
        return None
    longest = [max(len(row[i]) for row in rows) for i in range(5)]
    reference = min(max(longest[0], 3), 12)
    when = min(max(longest[3], 4), max(10, width // 7))
    room = width - gaps - reference - when
    lead = min(max(longest[2], 4), max(12, room * 24 // 100))
    status = min(max(longest[4], 6), max(18, room * 34 // 100))
    return reference, room - lead - status, lead, when, status


def _fit(words: str, size: int) -> str:
    if len(words) > size:
        words = words[: size - 1].rstrip() + "…"
    return words.ljust(size)


def _stacked(action: ReadAction, width: int) -> Iterator[str]:
    """An action on a narrow line: its words, then who, when and how far, indented."""
    reference, words, lead, when, status = _cells(action)
    yield _fit(f"{reference}  {words}", width).rstrip()
    for part in (lead, when, status):
        yield _fit(f"    {part}", width).rstrip()


def _findings(findings: tuple[Finding, ...], width: int) -> Iterator[str]:
    for heading, wanted in (("Please look at these", ("error", "warning")), ("Good to know", ("note",))):
        chosen = [finding for finding in findings if finding.severity in wanted]
        if not chosen:
            continue
        yield ""
        yield f"{heading} ({len(chosen)})"
        for finding in chosen:
            place = spoken_place(finding.where)
            words = finding.message + (f" [{place}]" if place else "")
            yield from textwrap.wrap(words, width, initial_indent="- ", subsequent_indent="  ")


def spoken_place(place: Place | None) -> str:
    """Where something stands, as a person would look for it: "table 2, row 5"."""
    if place is None:
        return ""
    parts = (
        ("sheet", place.sheet), ("page", place.page), ("table", place.table), ("row", place.row), ("line", place.line),
    )  # fmt: skip
    return ", ".join(f"{name} {value}" for name, value in parts if value is not None)
