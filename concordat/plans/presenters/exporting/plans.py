"""What leaves of a plan: which actions, and the lines that say what they are a part of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.domain.filtering import Wanted, keys_of
from concordat.plans.presenters.filters import filter_sentence
from concordat.plans.presenters.plans import edition_words, filter_plan
from concordat.plans.queries.evidence import EvidenceTold
from concordat.plans.queries.plans import ActionSeen, PlanSeen


@dataclass(frozen=True, slots=True)
class ExportedPlan:
    """A plan or a part of it. `edition_line` says which edition or day, `part_line` which part of the plan.

    `evidence` is what shows that actions are done, by primary key.
    """

    plan: PlanSeen
    title: str
    edition_line: str
    part_line: str
    filter_sentence: str  # empty where nothing is filtered
    actions: tuple[ActionSeen, ...]
    on: date
    stem: str  # of the file's name
    evidence: Mapping[int, Sequence[EvidenceTold]] = field(default_factory=dict)

    @property
    def sections(self) -> tuple[tuple[str, tuple[ActionSeen, ...]], ...]:
        """Each section that has an action here, in the plan's order."""
        grouped: dict[str, list[ActionSeen]] = {}
        for action in self.actions:
            grouped.setdefault(action.section, []).append(action)
        return tuple((title, tuple(actions)) for title, actions in grouped.items())


def present_export(
    plan: PlanSeen, wanted: Wanted, *, on: date, evidence: Mapping[int, Sequence[EvidenceTold]] | None = None
) -> ExportedPlan:
    """What a filter leaves of a plan, made ready to leave on the day `on`."""
    filtered = filter_plan(plan, wanted, on=on)
    sentence = filter_sentence(plan, wanted, filtered.choice, filtered.keys)
    whole = "The whole plan: " + spoken_count(len(plan.actions), "action")
    if len(plan.sections) > 1:
        whole += f" in {len(plan.sections)} sections"
    if plan.edition is None:
        line = f"The live plan as it stood on {spoken_day(on)}. It is not published: only members see it."
    else:
        line = f"{edition_words(plan.edition)}."
        if plan.is_draft:
            line += " It is not published: only members see it."
    return ExportedPlan(
        plan=plan,
        title=plan.title or f"{plan.locality_name} crisis care action plan",
        edition_line=line,
        part_line=f"A part of the plan: {sentence}" if sentence else f"{whole}.",
        filter_sentence=sentence,
        actions=tuple(action for action, _ in filtered.rows),
        on=on,
        stem=_stem(plan, wanted, on),
        evidence=evidence or {},
    )


def _stem(plan: PlanSeen, wanted: Wanted, on: date) -> str:
    """ "sedgeshire-plan-edition-3", with the partner whose share it is, or with "part" for any other filter."""
    edition = f"edition-{plan.edition.number}" if plan.edition else f"live-{on.isoformat()}"
    parts = [plan.locality_slug, "plan", edition]
    if wanted.partner is not None:
        parts.append(keys_of([wanted.partner])[wanted.partner])
    if wanted != Wanted(partner=wanted.partner):
        parts.append("part")
    return "-".join(parts)
