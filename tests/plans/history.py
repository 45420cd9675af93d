"""A locality that lives through any sequence of changes, and a plain copy of all it ever said kept beside it."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone
from hypothesis import strategies as st

from concordat.plans.commands import editions, importing, leads, proposing, reviews
from concordat.plans.domain.answering import Answer, AnswerKind
from concordat.plans.domain.corrections import MissingChoice, MissingDecision, NotACorrection, RowField
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.proposing import Said
from concordat.plans.domain.states import Confidence, State
from concordat.plans.models import (
    Action,
    ActionLead,
    ActionSuccession,
    ActionTimescale,
    ActionUpdate,
    ActionWording,
    Edition,
    EditionEntry,
    Plan,
    PlanImport,
    ProposedUpdate,
    Review,
)
from concordat.plans.queries.importing import review_of
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory, OrganisationFactory, PartnerFactory, PersonFactory
from tests.factories.plans import AMBER, GREEN, RED, Line, word_plan

BEGINNING = datetime(2031, 2, 3, 10, tzinfo=UTC)
GAPS = [timedelta(minutes=1), timedelta(hours=9), timedelta(days=1), timedelta(days=9), timedelta(days=70)]
NEVER_CHANGED = (ActionWording, ActionUpdate, ActionTimescale, ActionLead, ActionSuccession, EditionEntry)
# What an entry says beside its update, and where that was first said.
COPIED = {
    "state": "update__state",
    "said_on": "update__said_on",
    "end_on": "update__timescale__end_on",
    "slips": "update__timescale__slips",
}
REFUSALS = (
    NotACorrection,
    importing.NotAPlan,
    importing.NothingToAccept,
    editions.NoNewEdition,
    editions.AlreadyPublished,
    proposing.NotReady,
    leads.LeadsUnchanged,
    leads.NoSuchAction,
    reviews.NothingToAsk,
    reviews.ReviewOpen,
)
TEXTS = (
    "Open a night café beside the harbour",
    "Write a guide for landlords about tenants in crisis",
    "Train every desk sergeant in listening skills",
    "Agree who drives a detained person at night",
)
BODIES = ("Tarnshire Police", "Tarnshire Council", "Harbour Mind")
WHENS = ("January 2031", "June 2031", "Ongoing", "", "31 March 2032", "each quarter")
NEWS = (
    "",
    "A room was found",
    "Half of them are trained",
    "Lawyers are reading a draft",
    "All of it is done. Complete",
)

Row = dict[str, Any]


def in_entries(names: Iterable[str]) -> list[tuple[Any, ...]]:
    """What every entry of every edition has under these names."""
    return list(EditionEntry.objects.order_by("pk").values_list(*names))


@dataclass
class Life:
    """A locality, its clock, what stood after each step, and each row with who wrote it when, as the steps knew."""

    at: datetime = BEGINNING
    steps: int = 0
    stood: list[tuple[datetime, list[Row]]] = field(default_factory=list)
    written: list[tuple[type, int, Row, datetime, str]] = field(default_factory=list)
    tables: dict[type, dict[int, tuple[Any, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.locality = LocalityFactory(name="Tarnshire", slug="tarnshire")
        self.people = [UserFactory(name="Rowan Ash"), UserFactory(name="Sam Birch")]
        bodies = [OrganisationFactory(name=name) for name in BODIES]
        self.partners = [PartnerFactory(locality=self.locality, organisation=body) for body in bodies]
        self.leads = [*bodies, PersonFactory(name="Robin Reed", locality=self.locality, organisation=bodies[0])]
        self.tables = {table: {} for table in NEVER_CHANGED}

    def live(self, draw: Callable[..., Any], step: str) -> None:
        """Let one step happen, or be refused, some time after the one before."""
        self.at += draw(st.sampled_from(GAPS))
        self.steps += 1
        by = draw(st.sampled_from(self.people))
        with suppress(*REFUSALS):
            getattr(self, f"_{step}")(draw, by)
        self._keep(str(by))

    def _keep(self, by: str) -> None:
        for table in NEVER_CHANGED:
            before, now = self.tables[table], {row[0]: row for row in table.objects.order_by("pk").values_list()}
            assert {key: now.get(key) for key in before} == before, f"{table.__name__} was changed"
            self.tables[table] = now
            if table in ROWS:
                new = table.objects.filter(pk__in=now.keys() - before.keys()).order_by("pk")
                self.written += [(table, row.action.number, ROWS[table](row), self.at, by) for row in new]
        assert in_entries(COPIED.keys()) == in_entries(COPIED.values())
        actions = Action.objects.filter(wording__isnull=False, update__isnull=False)
        self.stood.append((self.at, [as_it_stands(action) for action in actions]))

    def _document(self, draw: Callable[..., Any], by: Any) -> None:
        """A next document comes in: some rows are gone, some say something else, some are corrected by hand."""
        lines = [
            Line(
                f"{number}",
                text + draw(st.sampled_from(["", "", " and at weekends"])),
                when=draw(st.sampled_from(WHENS)),
                leads=draw(st.sampled_from(BODIES)),
                progress=draw(st.sampled_from(NEWS)),
                fill=draw(st.sampled_from([GREEN, AMBER, RED])),
            )
            for number, text in enumerate(TEXTS, start=1)
            if number == 1 or draw(st.integers(0, 3))
        ]
        half = draw(st.integers(0, len(lines)))
        titles = draw(st.sampled_from([("1. Before a crisis", "2. In a crisis"), ("1. Before", "2. In a crisis")]))
        parts = [(title, part) for title, part in zip(titles, (lines[:half], lines[half:]), strict=True) if part]
        content = word_plan(parts, title=f"Tarnshire crisis care plan, version {self.steps}")
        import_id = importing.start_import(
            locality_id=self.locality.pk, name="plan.docx", content=content, by=by, at=self.at
        )
        if draw(st.booleans()):
            importing.correct_row(
                import_id=import_id,
                row=0,
                values=draw(st.sampled_from(CORRECTIONS)),
                by=by,
                at=self.at,
            )
        missing = review_of(PlanImport.objects.get(pk=import_id)).matching.missing
        choices = {one.number: MissingDecision(draw(st.sampled_from(MissingChoice))) for one in missing}
        importing.decide_missing(import_id=import_id, decisions=choices, by=by, at=self.at)
        importing.decide_remaining_leads(import_id=import_id, by=by, at=self.at)
        importing.accept_import(
            import_id=import_id,
            dated_on=timezone.localdate(self.at),
            publish=draw(st.booleans()),
            by=by,
            at=self.at,
        )

    def _answer(self, draw: Callable[..., Any], by: Any) -> None:
        """A partner says something of an action, which may rest on an update that is no longer the newest."""
        action = self._action(draw)
        if action is None:
            return
        said = Said(
            progress=draw(st.sampled_from(NEWS)),
            state=draw(st.none() | st.sampled_from([State.NOT_STARTED, State.IN_PROGRESS, State.COMPLETE])),
            confidence=draw(st.none() | st.sampled_from(Confidence)),
            timescale_text=draw(st.sampled_from(["", "", "September 2031", "30 June 2032"])),
            timescale_reason="A nurse left",
            next_step=draw(st.sampled_from(["", "Ask the board"])),
            evidence=draw(st.sampled_from(["", "Minutes of May"])),
        )
        proposing.say_update(
            action_id=action.pk,
            answer=Answer(AnswerKind.REPORTED, said),
            based_on=draw(st.sampled_from(list(action.updates.values_list("pk", flat=True)))),
            said_by="Robin Reed",
            partner_id=self.partners[0].pk,
            by=None,
            at=self.at,
        )

    def _decision(self, draw: Callable[..., Any], by: Any) -> None:
        """What was said counts, counts with changes, or goes back."""
        waiting = list(ProposedUpdate.objects.filter(decision="waiting").values_list("pk", flat=True))
        if not waiting:
            self._answer(draw, by)
            return
        given = {"locality_id": self.locality.pk, "number": draw(st.sampled_from(waiting)), "by": by, "at": self.at}
        match draw(st.sampled_from(["accept", "edit", "send back"])):
            case "accept":
                proposing.accept_proposal(**given)
            case "edit":
                said = Said(progress="In our own words", state=draw(st.sampled_from([None, State.COMPLETE])))
                proposing.edit_proposal(**given, said=said, note="Said more plainly")
            case _:
                proposing.send_back_proposal(**given, note="Which room?")

    def _leads(self, draw: Callable[..., Any], by: Any) -> None:
        """Somebody else takes an action."""
        action = self._action(draw)
        if action is None:
            return
        lead = draw(st.sampled_from(self.leads))
        kind = "person" if lead is self.leads[-1] else "organisation"
        leads.change_leads(
            locality=self.locality.pk,
            action=action.number,
            wording=action.wording_id,
            leads=[leads.LeadChosen(LeadRole.LEAD, **{kind: lead.pk})],
            reason="They agreed so",
            by=by,
            at=self.at,
        )

    def _edition(self, draw: Callable[..., Any], by: Any) -> None:
        """The plan is frozen, or an edition that was kept as a draft is published."""
        draft = Edition.objects.filter(published_at=None).first()
        if draft is not None and draw(st.booleans()):
            editions.publish_edition(edition_id=draft.pk, by=by, at=self.at)
        elif Plan.objects.exists():
            editions.freeze_edition(
                locality="tarnshire",
                dated_on=timezone.localdate(self.at),
                title=f"The plan, step {self.steps}",
                publish=draw(st.booleans()),
                by=by,
                at=self.at,
            )

    def _round(self, draw: Callable[..., Any], by: Any) -> None:
        """A round is opened; one that is open is closed."""
        standing = Review.objects.filter(closed_at=None).first()
        day = timezone.localdate(self.at)
        if standing is not None:
            reviews.close_review(
                review_id=standing.pk, edition_title="", dated_on=day, publish=draw(st.booleans()), by=by, at=self.at
            )
            return
        reviews.open_review(
            locality_id=self.locality.pk,
            meeting="Steering group",
            meeting_on=day + timedelta(days=30),
            answer_by=day + timedelta(days=20),
            words="",
            remind_before=0,
            remind_after=0,
            by=by,
            at=self.at,
        )

    def _action(self, draw: Callable[..., Any]) -> Action | None:
        found = list(Action.objects.filter(update__isnull=False).order_by("number"))
        return draw(st.sampled_from(found)) if found else None


STEPS = ["document", "answer", "decision", "decision", "leads", "leads", "edition", "round"]
CORRECTIONS = [
    {RowField.STATE: "complete"},
    {RowField.PROGRESS: "Put right by hand"},
    {RowField.TIMESCALE_TEXT: "31 December 2033"},
    {RowField.ACTION: "Something else altogether"},
    {RowField.MATCH: 0},
    {RowField.LEFT_OUT: True},
]


def of_wording(row: ActionWording) -> Row:
    return {
        "section": row.section.title,
        "references": tuple(row.references),
        "text": row.text,
        "theme": row.theme,
        "outcome": row.outcome,
        "group": row.group,
        "led_by_text": row.led_by_text,
        "leads": tuple(
            (
                str(lead.role),
                (lead.organisation or lead.person.organisation).name,
                lead.person.name if lead.person else None,
                lead.name_as_written,
            )
            for lead in row.leads.order_by("position")
        ),
    }


def of_update(row: ActionUpdate) -> Row:
    names = ("said_on", "progress", "state", "confidence", "next_step")
    return {name: getattr(row, name) for name in names}


def of_timescale(row: ActionTimescale) -> Row:
    names = {"text": "text", "kind": "kind", "start": "start_on", "end": "end_on", "slips": "slips"}
    return {f"when_{name}": getattr(row, column) for name, column in names.items()}


ROWS: dict[type, Callable[[Any], Row]] = {
    ActionWording: of_wording,
    ActionUpdate: of_update,
    ActionTimescale: of_timescale,
}


def as_it_stands(action: Action) -> Row:
    """What the live plan says of an action, row by row."""
    return {
        "number": action.number,
        **of_wording(action.wording),
        **of_update(action.update),
        **of_timescale(action.update.timescale),
    }


def leads_seen(leads_shown: Any) -> tuple[Any, ...]:
    return tuple((str(lead.role), lead.organisation, lead.person, lead.as_written) for lead in leads_shown)


def when_seen(when: Any) -> Row:
    return {f"when_{name}": getattr(when, name) for name in ("text", "kind", "start", "end", "slips")}


def as_it_is_shown(seen: Any) -> Row:
    """What a page has of an action, in the same words."""
    names = ("section", "references", "text", "theme", "outcome", "group", "led_by_text")
    said = ("said_on", "progress", "state", "confidence", "next_step")
    return {
        "number": seen.number,
        **{name: getattr(seen, name) for name in (*names, *said)},
        "leads": leads_seen(seen.leads),
        **when_seen(seen.timescale),
    }
