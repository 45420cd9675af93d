"""A document is brought in, decided about, and becomes an edition in one transaction."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from concordat.accounts.models import AuditEntry
from concordat.directory.domain import OrganisationType
from concordat.directory.models import Alias, Partner, Person
from concordat.documents.domain import Refused
from concordat.plans import commands
from concordat.plans.domain.corrections import MissingChoice, NotACorrection, PlanField, RowField
from concordat.plans.models import (
    Action,
    ActionLead,
    ActionTimescale,
    ActionUpdate,
    ActionWording,
    Correction,
    Edition,
    EditionEntry,
    Plan,
    PlanImport,
    Section,
    SourceDocument,
    SourceRow,
)
from concordat.plans.presenters.importing import present_missing
from concordat.plans.queries.importing import review_of
from tests.factories import plans as documents
from tests.factories.accounts import UserFactory
from tests.factories.directory import AliasFactory, LocalityFactory, OrganisationFactory, PartnerFactory

pytestmark = pytest.mark.django_db

AT = datetime(2031, 2, 3, 10, tzinfo=UTC)
LATER = datetime(2031, 9, 3, 10, tzinfo=UTC)
WRITTEN = (Plan, Action, ActionWording, ActionTimescale, ActionUpdate, SourceRow, Edition, EditionEntry)


@pytest.fixture
def locality():
    return LocalityFactory(name="Tarnshire", slug="tarnshire")


@pytest.fixture
def coordinator():
    return UserFactory(name="Rowan Ash")


@pytest.fixture
def bring_in(locality, coordinator):
    def start(content, *, name="plan.docx", at=AT):
        return commands.start_import(locality_id=locality.pk, name=name, content=content, by=coordinator, at=at)

    return start


@pytest.fixture
def accept(coordinator):
    def finish(number, *, dated_on=date(2031, 2, 1), publish=True, at=AT, **given):
        commands.decide_remaining_leads(import_id=number, by=coordinator, at=at)
        return commands.accept_import(
            import_id=number, dated_on=dated_on, publish=publish, by=coordinator, at=at, **given
        )

    return finish


def review(number):
    return review_of(PlanImport.objects.get(pk=number))


# Bringing a document in


def test_document_is_kept_byte_for_byte_and_nothing_of_the_plan_changes(bring_in):
    content = documents.first_plan()

    number = bring_in(content, name="C:\\Plans\\plan v7.docx")

    kept = SourceDocument.objects.get(plan_import=number)
    assert (bytes(kept.content), kept.name, kept.size, kept.format) == (content, "plan v7.docx", len(content), "docx")
    assert [model.objects.count() for model in WRITTEN] == [0] * len(WRITTEN)
    assert review(number).plan.rows[0].text == "Open a night café beside the harbour"


def test_same_file_is_reviewed_once(bring_in):
    number = bring_in(documents.first_plan())

    assert bring_in(documents.first_plan(), at=LATER) == number
    assert PlanImport.objects.count() == 1


def test_file_that_was_accepted_is_not_brought_in_again(bring_in, accept):
    number = bring_in(documents.first_plan())
    accept(number)

    with pytest.raises(commands.AlreadyAccepted, match="it is edition 1 of the plan") as refusal:
        bring_in(documents.first_plan())

    assert refusal.value.number == number


def test_file_that_was_given_up_can_be_brought_in_again(bring_in, coordinator):
    number = bring_in(documents.first_plan())
    commands.abandon_import(import_id=number, by=coordinator, at=AT)

    assert bring_in(documents.first_plan()) != number


def test_same_file_in_another_locality_is_another_import(bring_in, coordinator):
    number = bring_in(documents.first_plan())

    elsewhere = commands.start_import(
        locality_id=LocalityFactory().pk, name="plan.docx", content=documents.first_plan(), by=coordinator, at=AT
    )

    assert elsewhere != number


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        (b"%PDF-1.7\n%x", Refused, "PDF"),
        (b"", Refused, ""),
        (documents.minutes(), commands.NotAPlan, "No action plan was found in plan.docx"),
        (documents.word_plan([("1. Empty", ())]), commands.NotAPlan, "no action is filled in"),
    ],
)
def test_what_is_no_plan_is_refused_with_a_sentence_and_nothing_is_kept(bring_in, content, error, sentence):
    with pytest.raises(error) as refusal:
        bring_in(content)

    assert sentence in refusal.value.message
    assert SourceDocument.objects.count() == 0


# Deciding


def test_correction_counts_and_the_earlier_one_stays_on_record(bring_in, coordinator):
    number = bring_in(documents.first_plan())

    for words in ("Open a day café", "Open a late café"):
        commands.correct_row(import_id=number, row=0, values={RowField.ACTION: words}, by=coordinator, at=AT)

    assert review(number).plan.rows[0].text == "Open a late café"
    assert list(Correction.objects.values_list("value", flat=True)) == ["Open a day café", "Open a late café"]


@pytest.mark.parametrize(
    ("row", "values", "sentence"),
    [
        (0, {RowField.ACTION: "  "}, "An action needs its words"),
        (0, {RowField.STATE: "nearly"}, "no state"),
        (0, {RowField.TIMESCALE: {"kind": "range", "start": "2031-05-01", "end": "2031-04-01"}}, "after the last day"),
        (0, {RowField.TIMESCALE: {"kind": "day", "start": None, "end": None}}, "Give the last day"),
        (4, {RowField.ACTION: "Open"}, "no such row"),
        (-1, {RowField.ACTION: "Open"}, "no such row"),
    ],
)
def test_correction_that_makes_no_sense_is_refused(bring_in, coordinator, row, values, sentence):
    number = bring_in(documents.first_plan())

    with pytest.raises(NotACorrection, match=sentence):
        commands.correct_row(import_id=number, row=row, values=values, by=coordinator, at=AT)

    assert Correction.objects.count() == 0


def test_ended_import_takes_no_more_decisions(bring_in, accept, coordinator):
    number = bring_in(documents.first_plan())
    accept(number)

    with pytest.raises(commands.ImportEnded, match="accepted already"):
        commands.correct_row(import_id=number, row=0, values={RowField.ACTION: "Open"}, by=coordinator, at=AT)
    with pytest.raises(commands.ImportEnded, match="accepted already"):
        accept(number)
    with pytest.raises(commands.ImportEnded, match="accepted already"):
        commands.abandon_import(import_id=number, by=coordinator, at=AT)
    assert Edition.objects.count() == 1


def test_two_rows_cannot_continue_one_action(bring_in, accept, coordinator):
    accept(bring_in(documents.first_plan()))
    number = bring_in(documents.second_plan(), at=LATER)
    commands.correct_row(import_id=number, row=0, values={RowField.MATCH: 1}, by=coordinator, at=LATER)

    with pytest.raises(NotACorrection, match="Another row"):
        commands.correct_row(import_id=number, row=1, values={RowField.MATCH: 1}, by=coordinator, at=LATER)


def test_every_decision_is_in_the_audit(bring_in, accept, coordinator):
    number = bring_in(documents.first_plan())
    commands.leave_out_row(import_id=number, row=0, by=coordinator, at=AT)
    accept(number)

    told = list(AuditEntry.objects.filter(by=coordinator).values_list("command", flat=True))

    assert told[:2] == ["start_import", "correct_row"]
    assert told[-1] == "accept_import"


# Accepting the first document


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
    commands.leave_out_row(import_id=number, row=1, by=coordinator, at=AT)
    commands.leave_out_row(import_id=number, row=2, by=coordinator, at=AT)
    commands.restore_row(import_id=number, row=2, by=coordinator, at=AT)
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


# Leads


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
    commands.leave_out_row(import_id=number, row=0, by=coordinator, at=AT)

    with pytest.raises(commands.NothingToAccept):
        accept(number)


# The next document


@pytest.fixture
def second(bring_in, accept):
    """The first edition is accepted, and the second document waits."""
    accept(bring_in(documents.first_plan()))
    return bring_in(documents.second_plan(), name="plan v8.docx", at=LATER)


def accept_second(accept, number):
    return accept(number, dated_on=date(2031, 9, 1), at=LATER)


def test_next_document_continues_the_actions_and_adds_the_new(second, accept):
    assert accept_second(accept, second) == 2

    assert [(action.number, action.wording.references) for action in Action.objects.all()] == [
        (1, ["1.1"]),
        (2, ["1.2"]),
        (3, ["2.3"]),
        (4, ["2.2"]),
        (5, ["1.2"]),
    ]


def test_wording_is_new_only_where_words_leads_or_place_changed(second, accept):
    accept_second(accept, second)

    told = {action.number: action.wordings.count() for action in Action.objects.all()}

    assert told == {1: 1, 2: 1, 3: 2, 4: 2, 5: 1}


def test_date_is_new_only_where_it_changed_and_says_how_it_slipped(second, accept):
    accept_second(accept, second)

    assert {action.number: action.timescales.count() for action in Action.objects.all()} == {
        1: 2,
        2: 1,
        3: 1,
        4: 1,
        5: 1,
    }
    first, slipped = ActionTimescale.objects.filter(action__number=1)
    assert (slipped.replaces, slipped.end_on) == (first, date(2031, 9, 30))
    assert (slipped.slips, slipped.first_end_on) == (1, date(2031, 1, 31))


def test_section_that_is_only_written_otherwise_is_the_same_section(bring_in, accept):
    accept(bring_in(documents.first_plan()))
    again = [("1 BEFORE A CRISIS", documents.BEFORE), ("2. In a crisis", documents.DURING)]
    accept_second(accept, bring_in(documents.word_plan(again), at=LATER))

    assert list(Section.objects.values_list("title", flat=True)) == ["1. Before a crisis", "2. In a crisis"]
    assert ActionWording.objects.count() == 4


def test_empty_date_cell_leaves_the_promise_as_it_was(bring_in, accept):
    accept(bring_in(documents.first_plan()))
    lines = (replace(documents.BEFORE[0], when=""), documents.BEFORE[1])
    accept_second(accept, bring_in(documents.word_plan([("1. Before a crisis", lines)]), at=LATER))

    cafe = Action.objects.get(number=1)
    assert (cafe.timescales.count(), cafe.update.timescale.text) == (1, "January 2031")


def test_each_action_of_the_document_gets_an_update(second, accept):
    accept_second(accept, second)

    told = {action.number: action.updates.count() for action in Action.objects.all()}

    assert told == {1: 2, 2: 1, 3: 2, 4: 2, 5: 1}
    assert Action.objects.get(number=3).update.state == "complete"
    assert ActionUpdate.objects.filter(action__number=3).first().state == "in_progress"


def test_complete_action_that_is_missing_stays_in_the_plan_and_its_editions(second, accept):
    accept_second(accept, second)

    guide = Action.objects.get(number=2)
    assert (guide.update.state, guide.updates.count()) == ("complete", 1)
    assert set(guide.entries.values_list("edition__number", flat=True)) == {1, 2}


def test_first_edition_stays_as_it_was(second, accept):
    before = list(EditionEntry.objects.order_by("pk").values_list("action", "wording__text", "update__state"))
    accept_second(accept, second)

    entries = EditionEntry.objects.filter(edition__number=1).order_by("pk")
    assert list(entries.values_list("action", "wording__text", "update__state")) == before


@pytest.mark.parametrize(
    ("choice", "state"),
    [
        (MissingChoice.WITHDRAWN, "withdrawn"),
        (MissingChoice.CARRIED_FORWARD, "carried_forward"),
        (MissingChoice.MERGED, "merged"),
        (MissingChoice.COMPLETE, "complete"),
    ],
)
def test_missing_action_becomes_what_was_decided_and_its_history_stays(bring_in, accept, coordinator, choice, state):
    accept(bring_in(documents.first_plan()))
    number = bring_in(documents.word_plan([documents.FIRST[0]]), at=LATER)
    commands.decide_missing(import_id=number, choices={4: choice}, by=coordinator, at=LATER)
    accept_second(accept, number)

    drive = Action.objects.get(number=4)
    assert [update.state for update in drive.updates.all()] == ["not_started", state]
    assert (drive.update.kind, drive.update.said_on) == ("corrected", date(2031, 9, 1))
    assert drive.update.progress.startswith("Not in the document of 1 September 2031: ")
    assert drive.update.timescale == drive.updates.first().timescale
    assert drive.entries.filter(edition__number=2).count() == 1


def test_action_that_is_no_longer_promised_is_not_asked_about_again(bring_in, accept, coordinator):
    accept(bring_in(documents.first_plan()))
    number = bring_in(documents.word_plan([documents.FIRST[0]]), at=LATER)
    commands.decide_missing(import_id=number, choices={4: MissingChoice.WITHDRAWN}, by=coordinator, at=LATER)
    accept_second(accept, number)
    third = bring_in(documents.word_plan([documents.FIRST[0]], title="The third plan"), at=LATER)

    assert [missing.number for missing in present_missing(review(third))] == [3]
    accept(third, dated_on=date(2032, 1, 1), at=LATER)
    kept = EditionEntry.objects.filter(edition__number=3).values_list("action__number", flat=True)
    assert set(kept) == {1, 2, 3}


def test_missing_action_that_nobody_decided_stays_as_it_is(bring_in, accept):
    accept(bring_in(documents.first_plan()))
    accept_second(accept, bring_in(documents.word_plan([documents.FIRST[0]]), at=LATER))

    drive = Action.objects.get(number=4)
    assert (drive.update.state, drive.updates.count()) == ("not_started", 1)
    assert drive.entries.filter(edition__number=2).count() == 1


def test_row_that_a_person_calls_new_is_a_new_action(second, accept, coordinator):
    commands.correct_row(import_id=second, row=0, values={RowField.MATCH: 0}, by=coordinator, at=LATER)
    accept_second(accept, second)

    assert Action.objects.count() == 6
    assert Action.objects.get(number=1).updates.count() == 1


def test_order_of_the_new_document_is_the_order_of_the_plan(second, accept):
    accept_second(accept, second)

    actions = Action.objects.exclude(number=2).order_by("wording__section__position", "wording__position")

    assert [action.wording.references for action in actions] == [["1.1"], ["1.2"], ["2.2"], ["2.3"]]


def test_thousand_rows_are_accepted_in_few_statements(bring_in, accept, django_assert_max_num_queries):
    number = bring_in(documents.long_plan(1_000))

    with django_assert_max_num_queries(220):
        accept(number)

    assert Action.objects.count() == 1_000
