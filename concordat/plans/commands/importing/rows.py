"""Writes the rows of an accepted document: actions, wordings, dates, updates, and the raw cells they came from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, OuterRef, Subquery

from concordat.accounts.models import User
from concordat.plans.commands.importing.naming import LeadNamed, Named, leads_named
from concordat.plans.commands.timescales import standing_times, timescale_chain, timescale_row
from concordat.plans.domain import reading_json
from concordat.plans.domain.editions import RowChange, fold_text
from concordat.plans.domain.ordering import places_in_order
from concordat.plans.domain.reviewing import ReviewedRow
from concordat.plans.models import (
    Action,
    ActionLead,
    ActionTimescale,
    ActionUpdate,
    ActionWording,
    Plan,
    PlanImport,
    Section,
    SourceRow,
)
from concordat.plans.queries.importing import ActionKnown, ImportReview

Entry = tuple[int, int, int]  # keys of an action, its wording and its update


@dataclass(slots=True)
class _Work:
    """One row on its way: what is known of it first, then the keys of what was written."""

    row: ReviewedRow
    known: ActionKnown | None
    change: RowChange | None
    section: Section
    leads: tuple[LeadNamed, ...]
    place: int
    action: int = 0
    source: int = 0
    wording: int = 0
    timescale: int = 0
    update: int = 0

    @property
    def is_worded_anew(self) -> bool:
        """Words, leads, section or reference changed, or its neighbours did so that it stands elsewhere."""
        if self.known is None or self.change is None or self.change.is_worded_anew:
            return True
        leads = tuple((lead.organisation, lead.person, lead.role) for lead in self.leads)
        is_in_its_section = self.section.title == self.known.promise.section
        return not is_in_its_section or leads != self.known.leads or self.place != self.known.place


def write_rows(
    plan: Plan,
    plan_import: PlanImport,
    review: ImportReview,
    named: dict[str, Named],
    *,
    said_on: date,
    by: User | None,
    at: datetime,
) -> list[Entry]:
    """Write every row that was not left out, in some twenty statements whatever their number."""
    works = _works(plan, review, named)
    _write_actions(plan, works, at)
    _write_sources(plan_import, works)
    _write_wordings(works, by, at)
    _write_timescales(works, by, at)
    _write_updates(works, said_on, by, at)
    point_at_the_newest(Action.objects.filter(source_rows__plan_import=plan_import).values("pk"))
    return [(work.action, work.wording, work.update) for work in works]


def _works(plan: Plan, review: ImportReview, named: dict[str, Named]) -> list[_Work]:
    rows = review.plan.taken()
    sections = _sections(plan, [row.section for row in rows])
    numbers = {match.row: match.number for match in review.matching.matches}
    known = [review.known[number] if (number := numbers[row.index]) is not None else None for row in rows]
    places = places_in_order([action.place if action else None for action in known])
    return [
        _Work(
            row=row,
            known=action,
            change=review.change_of(row, action.promise.key) if action else None,
            section=sections[row.section],
            leads=leads_named(row.leads, named),
            place=place,
        )
        for row, action, place in zip(rows, known, places, strict=True)
    ]


def _sections(plan: Plan, titles: Iterable[str]) -> dict[str, Section]:
    """The section of each title, in the order of the document; those that are in no row of it stand behind.

    "1. Access" and "1 ACCESS" are one section, which keeps the title that it has.
    """
    standing = {fold_text(section.title): section for section in plan.sections.all()}
    wanted = {title: fold_text(title[:300]) for title in titles}
    named = {folded: title[:300] for title, folded in reversed(wanted.items())}
    order = [*dict.fromkeys(wanted.values()), *(folded for folded in standing if folded not in named)]
    for position, folded in enumerate(order):
        section = standing.get(folded)
        if section is None:
            standing[folded] = Section.objects.create(plan=plan, title=named[folded], position=position)
        elif section.position != position:
            section.position = position
            section.save(update_fields=["position"])
    return {title: standing[folded] for title, folded in wanted.items()}


def _write_actions(plan: Plan, works: Sequence[_Work], at: datetime) -> None:
    last = plan.actions.aggregate(last=Max("number"))["last"] or 0
    new = [work for work in works if work.known is None]
    made = Action.objects.bulk_create(
        Action(plan=plan, number=number, created_at=at) for number, _ in enumerate(new, start=last + 1)
    )
    for work, action in zip(new, made, strict=True):
        work.action = action.pk
    for work in works:
        if work.known is not None:
            work.action = work.known.key


def _write_sources(plan_import: PlanImport, works: Sequence[_Work]) -> None:
    made = SourceRow.objects.bulk_create(
        SourceRow(
            plan_import=plan_import,
            action_id=work.action,
            index=work.row.index,
            place=reading_json.dump_place(work.row.read.where),
            cells=reading_json.dump_cells(work.row.read.cells),
            status={
                "text": work.row.read.status_text,
                "fill": work.row.read.status.fill,
                "word": work.row.read.status.word,
                "basis": work.row.read.status.basis,
                "certainty": work.row.read.status.certainty,
            },
        )
        for work in works
    )
    for work, source in zip(works, made, strict=True):
        work.source = source.pk


def _write_wordings(works: Sequence[_Work], by: User | None, at: datetime) -> None:
    anew = [work for work in works if work.is_worded_anew]
    made = ActionWording.objects.bulk_create(
        ActionWording(
            action_id=work.action,
            section=work.section,
            position=work.place,
            references=list(work.row.references),
            text=work.row.text,
            theme=work.row.theme,
            outcome=work.row.outcome,
            group=work.row.group,
            led_by_text=work.row.led_by,
            source_row_id=work.source,
            recorded_at=at,
            by=by,
        )
        for work in anew
    )
    for work in works:
        if work.known is not None:
            work.wording = work.known.wording_key
    for work, wording in zip(anew, made, strict=True):
        work.wording = wording.pk
    ActionLead.objects.bulk_create(
        ActionLead(
            wording_id=work.wording,
            organisation_id=lead.organisation,
            person_id=lead.person,
            name_as_written=lead.name_as_written,
            role=lead.role,
            position=position,
        )
        for work in anew
        for position, lead in enumerate(work.leads)
    )


def _write_timescales(works: Sequence[_Work], by: User | None, at: datetime) -> None:
    """The dates of each action, oldest first: earlier ones in the same cell, then the one that counts."""
    for work in works:
        if work.known is not None:
            work.timescale = work.known.timescale_key
    dated_anew = [
        work
        for work in works
        # An empty cell revises no promise: the date that was given stands.
        if work.change is None or (work.change.is_time_changed and work.row.timescale.text.strip())
    ]
    standing = standing_times([work.action for work in dated_anew if work.known is not None])
    chains = {id(work): timescale_chain(work.row.timescale, standing[work.action]) for work in dated_anew}
    ends = {id(work): [end for _, end in standing[work.action]] for work in dated_anew}
    step = 0
    # Each names the one that it replaces, so the first of every chain are written together, then the second…
    while pending := [work for work in dated_anew if len(chains[id(work)]) > step]:
        rows = []
        for work in pending:
            timescale = chains[id(work)][step]
            ends[id(work)].append(timescale.end)
            replaces = work.timescale or None
            row = timescale_row(timescale, ends[id(work)], action=work.action, replaces=replaces, by=by, at=at)
            rows.append(row)
        for work, row in zip(pending, ActionTimescale.objects.bulk_create(rows), strict=True):
            work.timescale = row.pk
        step += 1


def _write_updates(works: Sequence[_Work], said_on: date, by: User | None, at: datetime) -> None:
    made = ActionUpdate.objects.bulk_create(
        ActionUpdate(
            action_id=work.action,
            kind=ActionUpdate.Kind.IMPORTED,
            said_on=said_on,
            progress=work.row.progress,
            state=work.row.state.value,
            confidence=work.row.confidence.value,
            state_basis=work.row.state_basis,
            timescale_id=work.timescale,
            source_row_id=work.source,
            recorded_at=at,
            by=by,
        )
        for work in works
    )
    for work, update in zip(works, made, strict=True):
        work.update = update.pk


def point_at_the_newest(actions: object) -> None:
    """Let actions (keys, or a subquery of keys) stand as their newest rows say."""
    Action.objects.filter(pk__in=actions).update(
        wording=Subquery(ActionWording.objects.filter(action=OuterRef("pk")).order_by("-pk").values("pk")[:1]),
        update=Subquery(ActionUpdate.objects.filter(action=OuterRef("pk")).order_by("-pk").values("pk")[:1]),
    )
