"""A reviewed document becomes the first edition of a plan in one transaction."""

from datetime import date

import pytest

from concordat.directory.domain import OrganisationType
from concordat.directory.models import Alias, Partner, Person
from concordat.plans import commands
from concordat.plans.domain.corrections import NotACorrection, PlanField, RowField
from concordat.plans.models import (
    Action,
    ActionLead,
    ActionTimescale,
    ActionUpdate,
    Edition,
    Plan,
    SourceRow,
)
from tests.factories import plans as documents
from tests.factories.directory import AliasFactory, OrganisationFactory, PartnerFactory
from tests.plans.importing.steps import AT, LATER, review

pytestmark = pytest.mark.django_db


def test_accepting_writes_each_action_with_its_history_and_its_raw_cells(bring_in, accept, locality, coordinator):
    number = bring_in(documents.first_plan())

    edition = accept(number)

    assert edition == 1
    plan = Plan.objects.get(locality=locality)
    assert plan.title == "Tarnshire crisis care plan"
    assert plan.front_matter["status_key"] == [["Green", "complete"], ["Amber", "in progress"], ["Red", "not started"]]
    drive = Action.objects.get(plan=plan, number=4)
    wording = drive.wording
    assert (wording.text, wording.references) == ("Agree who drives a detained person at night", ["2.2"])
    assert (wording.section.title, wording.by) == ("2. In a crisis", coordinator)
    assert [(lead.organisation.name, lead.role) for lead in wording.leads.all()] == [
        ("Tarnshire Police", "lead"),
        ("Tarnshire Council", "support"),
    ]
    update = drive.update
    assert (update.kind, update.state, update.progress) == ("imported", "not_started", "Not started")
    assert (update.said_on, update.state_basis) == (date(2031, 2, 1), "the red shading")
    when = update.timescale
    assert (when.text, when.start_on, when.end_on) == ("2030/31", date(2030, 4, 1), date(2031, 3, 31))
    assert (when.slips, when.first_end_on) == (0, date(2031, 3, 31))
    row = SourceRow.objects.get(action=drive)
    assert (row.index, row.place, wording.source_row, update.source_row) == (3, {"table": 2, "row": 3}, row, row)
    assert [(cell["header"], cell["text"], cell.get("fill")) for cell in row.cells] == [
        ("No", "2.2", None),
        ("Action", "Agree who drives a detained person at night", None),
        ("Timescale", "2030/31", None),
        ("Led by", "Tarnshire Police, supported by Tarnshire Council", None),
        ("Outcomes", "People get help sooner", None),
        ("Progress", "Not started", None),
        ("RAG", "", "FF0000"),
    ]
    assert (row.status["word"], row.status["fill"]) == ("not_started", "FF0000")


def test_edition_holds_every_action_as_it_stood(bring_in, accept):
    accept(bring_in(documents.first_plan()))

    edition = Edition.objects.get()
    assert edition.published_at == AT
    assert [
        (entry.action.number, entry.wording_id == entry.action.wording_id, entry.update_id == entry.action.update_id)
        for entry in edition.entries.order_by("action__number")
    ] == [(1, True, True), (2, True, True), (3, True, True), (4, True, True)]


def test_draft_is_not_published(bring_in, accept):
    accept(bring_in(documents.first_plan()), publish=False)

    assert (Edition.objects.get().published_at, Edition.objects.get().published_by) == (None, None)


def test_decisions_go_into_the_plan_and_say_so(bring_in, accept, coordinator):
    number = bring_in(documents.first_plan())
    commands.correct_row(
        import_id=number,
        row=0,
        values={
            RowField.STATE: "complete",
            RowField.TIMESCALE: {"kind": "day", "start": "2031-05-09", "end": "2031-05-09"},
            RowField.LED_BY: "Tarnshire Council, Harbour Mind",
            RowField.SECTION: "3. After a crisis",
        },
        by=coordinator,
        at=AT,
    )
    commands.correct_row(import_id=number, row=1, values={RowField.LEFT_OUT: True}, by=coordinator, at=AT)
    commands.correct_row(import_id=number, row=2, values={RowField.LEFT_OUT: True}, by=coordinator, at=AT)
    commands.correct_row(import_id=number, row=2, values={RowField.LEFT_OUT: False}, by=coordinator, at=AT)
    commands.correct_plan(import_id=number, values=[(PlanField.CONTACT, "The project office")], by=coordinator, at=AT)
    accept(number, title="The plan of Tarnshire")

    plan = Plan.objects.get()
    assert (plan.title, plan.front_matter["contact"]) == ("The plan of Tarnshire", "The project office")
    assert [action.wording.text[:5] for action in plan.actions.all()] == ["Open ", "Train", "Agree"]
    first = plan.actions.get(number=1)
    assert first.wording.section.title == "3. After a crisis"
    assert first.update.state == "complete"
    assert first.update.state_basis == (
        "Decided while the document was reviewed; it was read as “In progress” because of the amber shading"
    )
    assert (first.update.timescale.text, first.update.timescale.end_on) == ("January 2031", date(2031, 5, 9))
    assert [lead.organisation.name for lead in first.wording.leads.all()] == ["Tarnshire Council", "Harbour Mind"]


def test_revised_dates_in_one_cell_become_a_chain(bring_in, accept):
    line = documents.Line("1.1", "Open a night café", when="January 2031\nRevised date: May 2031")
    accept(bring_in(documents.word_plan([("1. Before", (line,))])))

    first, second = ActionTimescale.objects.all()
    assert (first.end_on, first.slips, first.replaces) == (date(2031, 1, 31), 0, None)
    assert (second.end_on, second.slips, second.replaces) == (date(2031, 5, 31), 1, first)
    assert second.first_end_on == date(2031, 1, 31)
    assert ActionUpdate.objects.get().timescale == second


def test_name_that_means_nobody_is_not_asked_about_again(bring_in, accept, coordinator):
    lines = [documents.Line(f"1.{each}", f"Open café {each}", leads="Harbour Team") for each in (1, 2)]
    first = bring_in(documents.word_plan([("1. Before", lines[:1])]))
    commands.decide_leads(import_id=first, leads=[commands.LeadGiven("Harbour Team", "nobody")], by=coordinator, at=AT)
    before = review(bring_in(documents.word_plan([("1. Before", lines)]), at=LATER)).names
    accept(first)
    (name,) = review(bring_in(documents.word_plan([("1. After", lines)]), at=LATER)).names

    assert [each.meaning.kind for each in before] == [None]
    assert (name.meaning.kind, name.meaning.how) == ("nobody", "It was kept as written in an earlier document.")


def test_lead_bodies_become_partners_and_their_names_aliases(bring_in, accept, locality, coordinator):
    trust = OrganisationFactory(name="Tarnshire Care NHS Trust", type=OrganisationType.MENTAL_HEALTH_TRUST)
    line = documents.Line("1.1", "Open a night café", leads="TCNT/Harbour Mind/J Teal/TBA")
    number = bring_in(documents.word_plan([("1. Before", (line,))]))
    names = [name.found.name for name in review(number).names]
    assert names[:2] == ["TCNT", "Harbour Mind"]
    commands.decide_leads(
        import_id=number,
        leads=[
            commands.LeadGiven("TCNT", "organisation", trust.pk),
            commands.LeadGiven("Harbour Mind", "new", None, "Mind by the Harbour", OrganisationType.VOLUNTARY),
            *[commands.LeadGiven(name, "person", trust.pk) for name in names[2:3]],
            *[commands.LeadGiven(name, "nobody") for name in names[3:]],
        ],
        by=coordinator,
        at=AT,
    )
    accept(number)

    assert set(Partner.objects.values_list("organisation__name", flat=True)) == {
        "Tarnshire Care NHS Trust",
        "Mind by the Harbour",
    }
    assert set(Alias.objects.filter(locality=locality).values_list("text", "organisation__name")) == {
        ("TCNT", "Tarnshire Care NHS Trust"),
        ("Harbour Mind", "Mind by the Harbour"),
    }
    person = Person.objects.get()
    assert (person.name, person.organisation) == (names[2], trust)
    leads = ActionLead.objects.values_list("organisation__name", "person__name")
    assert list(leads)[:2] == [("Tarnshire Care NHS Trust", None), ("Mind by the Harbour", None)]


def test_alias_of_the_locality_is_known_next_time(bring_in, accept, locality):
    trust = OrganisationFactory(name="Tarnshire Care NHS Trust")
    AliasFactory(locality=locality, organisation=trust, text="TCNT")
    PartnerFactory(locality=locality, organisation=trust)
    number = bring_in(documents.word_plan([("1. Before", (documents.Line("1.1", "Open a café", leads="TCNT"),))]))

    (name,) = review(number).names

    assert (name.is_open, name.meaning.organisation_name) == (False, "Tarnshire Care NHS Trust")


def test_unknown_name_must_be_decided_before_accepting(bring_in, coordinator):
    number = bring_in(documents.first_plan())

    with pytest.raises(commands.LeadsUndecided, match="Harbour Mind") as refusal:
        commands.accept_import(import_id=number, dated_on=date(2031, 2, 1), publish=True, by=coordinator, at=AT)

    assert "Harbour Mind" in refusal.value.names
    assert Plan.objects.count() == 0


@pytest.mark.parametrize(
    "lead",
    [
        commands.LeadGiven("Harbour Mind", "organisation"),
        commands.LeadGiven("Harbour Mind", "organisation", 987_654),
        commands.LeadGiven("Harbour Mind", "new", new_name=" ", new_type=OrganisationType.VOLUNTARY),
        commands.LeadGiven("Harbour Mind", "friend"),
    ],
)
def test_name_that_means_nothing_is_refused(bring_in, coordinator, lead):
    number = bring_in(documents.first_plan())

    with pytest.raises(NotACorrection, match="Harbour Mind"):
        commands.decide_leads(import_id=number, leads=[lead], by=coordinator, at=AT)


def test_import_with_every_row_left_out_is_not_accepted(bring_in, accept, coordinator):
    number = bring_in(documents.word_plan([("1. Before", (documents.Line("1.1", "Open a café"),))]))
    commands.correct_row(import_id=number, row=0, values={RowField.LEFT_OUT: True}, by=coordinator, at=AT)

    with pytest.raises(commands.NothingToAccept):
        accept(number)
