"""Compares what was read of an invented paper with what a careful reader found in it."""

from concordat import documents
from concordat.plans.domain.reading import read_plan
from concordat.plans.domain.readings import ReadAction, ReadPlan
from tests.plans.editions.comparing import Score, squashed
from tests.plans.families.pieces import Found, Paper
from tests.plans.families.writing import written


def read(paper: Paper, kind: str) -> ReadPlan:
    return read_plan(documents.read(written(paper.pieces, kind), name=f"plan.{kind}"))


def judged(paper: Paper, plan: ReadPlan) -> Score:
    """How many fields are right; actions are found by their words, so that one lost does not spoil the others."""
    score = Score()
    wanted = [(title, one) for title, some in paper.sections for one in some]
    got = [(section.title, action) for section in plan.sections for action in section.actions]
    by_words: dict[str, list[tuple[str | None, ReadAction]]] = {}
    for title, action in got:
        by_words.setdefault(squashed(action.action), []).append((title, action))
    for title, one in wanted:
        held = by_words.get(squashed(one.action)) or [(None, None)]
        found_title, action = held.pop(0)
        score.note("actions", action is not None, f"lost: {one.refs} {one.action[:60]}")
        if action is not None:
            _compare(score, one, title, action, found_title)
    for rest in by_words.values():
        for _, action in rest:
            score.note("actions", False, f"invented: {action.references} {action.action[:80]!r}")
    if paper.title is not None:
        score.note("title", squashed(plan.title) == squashed(paper.title), f"{plan.title!r}")
    words = " ".join(f"{a.action} {a.outcome} {a.progress}" for _, a in got)
    for text in paper.never:
        score.note("never", text not in words, text)
    return score


def _compare(score: Score, want: Found, title: str | None, found: ReadAction, found_title: str | None) -> None:
    name = "/".join(want.refs) or want.action[:30]
    if title != "any":
        score.note("section", squashed(found_title) == squashed(title), f"{name}: {found_title!r} for {title!r}")
    score.note("refs", found.references == want.refs, f"{name}: {found.references}")
    for key, value, wanted in (
        ("when", found.timescale_text, want.when),
        ("who", found.led_by_text, want.who),
        ("outcome", found.outcome, want.outcome),
        ("progress", found.progress, want.progress),
        ("theme", found.theme, want.theme),
    ):
        score.note(key, squashed(value) == squashed(wanted), f"{name}: {value!r} for {wanted!r}")
    if want.status != "any":
        score.note(
            "status",
            found.status.word == want.status,
            f"{name}: {found.status.word} ({found.status.basis}) for {want.status}",
        )
    if want.time is not None:
        end = found.timescale.end.isoformat() if found.timescale.end else None
        score.note("time", (found.timescale.kind.value, end) == want.time, f"{name}: {found.timescale.kind} {end}")
    if want.leads is not None:
        leads = {(lead.organisation, lead.person, lead.role.value) for lead in found.leads}
        score.note("leads", leads == set(want.leads), f"{name}: {leads}")
