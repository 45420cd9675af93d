"""Compares a reading with an answer key, as the reference documents' README says how."""

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from concordat.plans.domain.readings import ReadAction, ReadPlan

TEXTS = {
    "action": "action",
    "criteria": "theme",
    "timescale_text": "timescale_text",
    "led_by_text": "led_by_text",
    "outcome_text": "outcome",
    "progress_text": "progress",
    "reference_text": "group",
}


def squashed(text: str | None) -> str:
    """Letters and digits only, small letters."""
    return "".join(c for c in (text or "").casefold() if c.isalnum())


def spaceless(text: str | None) -> str:
    """The words without white space."""
    return "".join((text or "").split())


@dataclass
class Score:
    """How many fields are right, by name, and what was wrong."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def note(self, name: str, is_right: bool, message: str = "") -> None:
        self.total[name] += 1
        self.right[name] += is_right
        if not is_right:
            self.wrong.append(f"{name}: {message}")

    def share(self, *names: str) -> float:
        chosen = names or tuple(self.total)
        total = sum(self.total[name] for name in chosen)
        return sum(self.right[name] for name in chosen) / total if total else 1.0

    def add(self, other: "Score") -> None:
        self.right += other.right
        self.total += other.total
        self.wrong += other.wrong

    def __str__(self) -> str:
        parts = [f"{name} {self.right[name]}/{total}" for name, total in sorted(self.total.items())]
        return f"{self.share():.2%} of {sum(self.total.values())} fields ({', '.join(parts)})"


def report(name: str, score: Score) -> None:
    """Prints a score, to be seen with pytest's `-s` or where a floor is missed."""
    sys.stdout.write(f"\n{name}: {score}\n")


def compare(plan: ReadPlan, expected: dict[str, Any], *, exact: bool = False) -> Score:
    """Compares sections and actions in order; `exact` compares texts by all but white space (the gold standard)."""
    same = spaceless if exact else squashed
    score = Score()
    wanted = [(section["title"], action) for section in expected["sections"] for action in section["actions"]]
    got = [(section.title, action) for section in plan.sections for action in section.actions]
    score.note("count", len(wanted) == len(got), f"{len(got)} actions for {len(wanted)}")
    titles = [_title(section["title"]) for section in expected["sections"]]
    score.note("sections", [_title(s.title) for s in plan.sections] == titles, f"{[s.title for s in plan.sections]}")
    for (title, want), (found_title, found) in zip(wanted, got, strict=False):
        name = "/".join(want["refs"]) or want["action"][:30]
        score.note("refs", list(found.references) == want["refs"], f"{name}: got {found.references}")
        score.note("section", _title(found_title) == _title(title), f"{name}: got {found_title}")
        _compare_action(score, name, want, found, same)
    forbidden = expected.get("document", {}).get("must_not_appear", [])
    words = " ".join(_words(action) for _, action in got)
    for text in forbidden:
        score.note("must_not_appear", text not in words, text)
    return score


def _title(title: str | None) -> str:
    return squashed(re.sub(r"^\s*(?:\d+|[A-Za-z])[.):]?\s+", "", title or ""))


def _compare_action(score: Score, name: str, want: dict[str, Any], found: ReadAction, same: Any) -> None:
    for key, attribute in TEXTS.items():
        value = getattr(found, attribute)
        score.note(key, same(value) == same(want.get(key)), f"{name}: got {value!r} for {want.get(key)!r}")
    score.note(
        "status_text",
        (found.status_text or None) == want.get("status_text"),
        f"{name}: got {found.status_text!r} for {want.get('status_text')!r}",
    )
    _compare_timescale(score, name, want, found)
    want_leads = {(lead["organisation"], lead["person"], lead["role"]) for lead in want["leads"]}
    got_leads = {(lead.organisation, lead.person, lead.role.value) for lead in found.leads}
    score.note("leads", _leads(want_leads) == _leads(got_leads), f"{name}: got {got_leads} for {want_leads}")
    if want["status_confidence"] != "ambiguous":
        accepted = [want["status"], *want.get("accept_status", [])]
        score.note(
            "status",
            found.status.word in accepted,
            f"{name}: got {found.status.word} ({found.status.basis}) for {want['status']} ({want['status_basis']})",
        )
    if "fill" in want and (want["fill"] or want["status_basis"] != want["status_text"]):
        # a colour beside a status word that the key passes over, such as a style sheet's, is a bonus
        score.note("fill", found.status.fill == want["fill"], f"{name}: got {found.status.fill} for {want['fill']}")
    score.note(
        "carried_forward",
        found.is_carried_forward == want["carried_forward"],
        f"{name}: got {found.is_carried_forward}",
    )
    where = want.get("where") or {}
    if "table" in where:
        score.note(
            "where",
            (found.where.table, found.where.row) == (where["table"], where["row"]),
            f"{name}: got {found.where} for {where}",
        )
        continues = where.get("continues")
        got = {"table": found.continues.table, "row": found.continues.row} if found.continues else None
        score.note("continues", got == continues, f"{name}: got {got} for {continues}")


def _leads(leads: set[tuple[str | None, str | None, str]]) -> set[tuple[str, str, str]]:
    return {(squashed(organisation), squashed(person), role) for organisation, person, role in leads}


def _compare_timescale(score: Score, name: str, want: dict[str, Any], found: ReadAction) -> None:
    accepted = [want["timescale"], *want.get("accept_timescale", [])]
    got = found.timescale
    end = got.end.isoformat() if got.end else None
    start = got.start.isoformat() if got.start else None
    score.note(
        "timescale",
        any((got.kind.value, end) == (each["kind"], each["end"]) for each in accepted),
        f"{name}: got {got.kind.value} {end} for {want['timescale']['kind']} {want['timescale']['end']}",
    )
    score.note("timescale_start", any(start == each["start"] for each in accepted), f"{name}: got {start}")
    previous = [each["end"] for each in want["timescale"].get("previous", [])]
    held = [each.end.isoformat() if each.end else None for each in got.previous]
    score.note("timescale_previous", held == previous, f"{name}: got {held} for {previous}")


def _words(action: ReadAction) -> str:
    """Every word of an action's fields."""
    parts = [action.action, *(getattr(action, attribute) or "" for attribute in TEXTS.values())]
    parts += [action.status_text or "", action.status.basis or "", action.timescale.text]
    parts += [f"{lead.organisation} {lead.person}" for lead in action.leads]
    parts += [f"{header} {text}" for header, text in action.extra]
    return " ".join(parts)
