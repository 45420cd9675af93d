"""Plans as rows: actions, what was said of them, and editions that freeze what stands."""

from datetime import UTC, date, datetime, timedelta

from concordat.plans.domain import reading_json
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.readings import ReadPlan
from concordat.plans.domain.states import Confidence, State
from concordat.plans.domain.timescales import TimescaleKind
from concordat.plans.models import (
    Action,
    ActionLead,
    ActionTimescale,
    ActionUpdate,
    ActionWording,
    Edition,
    EditionEntry,
    Plan,
    PlanImport,
    Section,
    SourceDocument,
    SourceRow,
)
from tests.factories.directory import LocalityFactory

NOTHING_READ = ReadPlan(None, None, None, None, (), (), (), (), (), ())
BEGINNING = datetime(2026, 1, 5, 9, tzinfo=UTC)


def a_plan(locality=None, **given) -> Plan:
    locality = locality or LocalityFactory()
    values = {"title": f"{locality.name} crisis care action plan", "created_at": BEGINNING, **given}
    return Plan.objects.create(locality=locality, **values)


def a_section(plan: Plan, title: str = "In crisis") -> Section:
    position = plan.sections.count()
    return Section.objects.get_or_create(plan=plan, title=title, defaults={"position": position})[0]


def an_action(
    plan: Plan, number: int | None = None, *, text="Open a crisis line", leads=(), end=None, at=BEGINNING, **given
) -> Action:
    """A live action. `leads` are organisations or people, or pairs of one with a role."""
    number = number or plan.actions.count() + 1
    action = Action.objects.create(plan=plan, number=number, created_at=at)
    words = {
        name: given.pop(name) for name in ("references", "theme", "outcome", "group", "led_by_text") if name in given
    }
    words.setdefault("references", [f"1.{number}"])
    reword(action, text=text, section=given.pop("section", "In crisis"), leads=leads, at=at, **words)
    say(action, end=end, at=at, **given)
    return action


def reword(action: Action, *, text, section="In crisis", leads=(), at=BEGINNING, **given) -> ActionWording:
    wording = ActionWording.objects.create(
        action=action,
        section=a_section(action.plan, section),
        position=action.number,
        text=text,
        recorded_at=at,
        **{"references": [f"1.{action.number}"], **given},
    )
    for position, lead in enumerate(leads):
        body, role = lead if isinstance(lead, tuple) else (lead, LeadRole.LEAD)
        kind = "organisation" if type(body).__name__ == "Organisation" else "person"
        ActionLead.objects.create(
            wording=wording, role=role, position=position, name_as_written=body.name, **{kind: body}
        )
    action.wording = wording
    action.save()
    return wording


def say(action: Action, *, progress="", state=State.IN_PROGRESS, said_on=None, at=BEGINNING, **given) -> ActionUpdate:
    """A new update; with `end` or `when` it brings a new timescale, which replaces the one that stood."""
    before = action.update.timescale if action.update_id else None
    timescale = before
    if before is None or given.get("end") or given.get("when") or given.get("timescale_kind"):
        timescale = a_timescale(
            action,
            before=before,
            end=given.get("end"),
            text=given.get("when"),
            kind=given.get("timescale_kind"),
            start=given.get("start"),
            reason=given.get("reason", ""),
            parts=given.get("parts", []),
            at=at,
        )
    update = ActionUpdate.objects.create(
        action=action,
        kind=given.get("kind", ActionUpdate.Kind.IMPORTED),
        said_on=said_on or at.date(),
        progress=progress,
        state=state,
        confidence=given.get("confidence", Confidence.NONE),
        state_basis=given.get("state_basis", ""),
        next_step=given.get("next_step", ""),
        timescale=timescale,
        by=given.get("by"),
        recorded_at=at,
    )
    action.update = update
    action.save()
    return update


def a_timescale(action, *, before=None, end=None, text=None, kind=None, start=None, reason="", parts=(), at=BEGINNING):
    slips = before.slips if before else 0
    if before and before.end_on and end and end > before.end_on:
        slips += 1
    return ActionTimescale.objects.create(
        action=action,
        replaces=before,
        text=text if text is not None else (f"{end:%d/%m/%Y}" if end else ""),
        kind=kind or (TimescaleKind.DAY if end else TimescaleKind.UNKNOWN),
        start_on=start or end,
        end_on=end,
        parts=list(parts),
        reason=reason,
        slips=slips,
        first_end_on=before.first_end_on if before and before.first_end_on else end,
        recorded_at=at,
    )


def an_edition(plan: Plan, number: int = 1, *, published=True, dated_on=None, actions=None, **given) -> Edition:
    """What stands now, frozen; with `actions`, only those."""
    dated_on = dated_on or date(2026, 1, 5) + timedelta(days=30 * (number - 1))
    moment = datetime(dated_on.year, dated_on.month, dated_on.day, 12, tzinfo=UTC)
    edition = Edition.objects.create(
        plan=plan,
        number=number,
        dated_on=dated_on,
        frozen_at=moment,
        published_at=moment if published else None,
        **{"title": plan.title, "front_matter": plan.front_matter, **given},
    )
    EditionEntry.objects.bulk_create(
        EditionEntry(
            edition=edition,
            action=action,
            wording=action.wording,
            update=action.update,
            state=action.update.state,
            said_on=action.update.said_on,
            end_on=action.update.timescale.end_on,
            slips=action.update.timescale.slips,
        )
        for action in (actions if actions is not None else plan.actions.select_related("wording", "update__timescale"))
    )
    return edition


def a_source_row(action: Action, edition: Edition | None, cells, *, name="plan.docx", status=None) -> SourceRow:
    """The row of a document that an action's present wording was read from; cells as `reading_json` writes them."""
    document = SourceDocument.objects.create(
        locality=action.plan.locality,
        name=name,
        format="docx",
        content=b"the file",
        size=8,
        sha256="0" * 64,
        uploaded_at=BEGINNING,
    )
    plan_import = PlanImport.objects.create(
        locality=action.plan.locality,
        document=document,
        reading=reading_json.dump(NOTHING_READ),
        state=PlanImport.State.ACCEPTED if edition else PlanImport.State.OPEN,
        started_at=BEGINNING,
        edition=edition,
    )
    row = SourceRow.objects.create(
        plan_import=plan_import, action=action, index=0, place={"table": 2, "row": 5}, cells=cells, status=status or {}
    )
    ActionWording.objects.filter(pk=action.wording_id).update(source_row=row)
    return row


def many_actions(plan: Plan, count: int, organisations, *, first=1) -> None:
    """A plan of any length, with words of an ordinary length, in few statements."""
    section = [a_section(plan, title) for title in ("Before a crisis", "In crisis", "After a crisis")]
    actions = Action.objects.bulk_create(
        Action(plan=plan, number=number, created_at=BEGINNING) for number in range(first, first + count)
    )
    states = list(State)
    wordings = ActionWording.objects.bulk_create(
        ActionWording(
            action=action,
            section=section[action.number % 3],
            position=action.number,
            references=[f"{action.number % 3 + 1}.{action.number}"],
            text=f"Agree how {organisations[0].name} and its partners answer a call at night, part {action.number}. "
            + "Every member of staff who may take such a call is trained, and the training is repeated. " * 2,
            theme=("Access to support", "Urgent care", "Recovery")[action.number % 3],
            outcome="People say that they were listened to and got help in time.",
            recorded_at=BEGINNING,
        )
        for action in actions
    )
    ActionLead.objects.bulk_create(
        ActionLead(
            wording=wording,
            organisation=organisations[(wording.position + shift) % len(organisations)],
            name_as_written="as written",
            role=LeadRole.SUPPORT if shift else LeadRole.LEAD,
            position=shift,
        )
        for wording in wordings
        for shift in range(2)
    )
    timescales = ActionTimescale.objects.bulk_create(
        ActionTimescale(
            action=action,
            text="March 2026",
            kind=TimescaleKind.MONTH,
            start_on=date(2026, 3, 1),
            end_on=date(2026, 3, 31),
            slips=action.number % 2,
            first_end_on=date(2025, 12, 31),
            recorded_at=BEGINNING,
        )
        for action in actions
    )
    updates = ActionUpdate.objects.bulk_create(
        ActionUpdate(
            action=timescale.action,
            kind=ActionUpdate.Kind.IMPORTED,
            said_on=date(2026, 2, 3),
            progress="The partners met twice. A first group of staff was trained; the rest follow in spring.",
            state=states[timescale.action.number % len(states)],
            confidence=Confidence.NONE,
            timescale=timescale,
            recorded_at=BEGINNING,
        )
        for timescale in timescales
    )
    for action, wording, update in zip(actions, wordings, updates, strict=True):
        action.wording, action.update = wording, update
    Action.objects.bulk_update(actions, ["wording", "update"], batch_size=200)
