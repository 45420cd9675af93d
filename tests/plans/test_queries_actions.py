from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.directory.domain import fold_name
from concordat.plans import queries
from concordat.plans.domain.states import State
from concordat.plans.models import Correction, LeadDecision
from tests.factories.directory import LocalityFactory, OrganisationFactory, PersonFactory
from tests.factories.plan_rows import a_source_row, an_action, an_edition, reword, say

pytestmark = pytest.mark.django_db
PUBLIC = AnonymousUser()
LATER = datetime(2026, 5, 4, 9, tzinfo=UTC)
STILL_LATER = datetime(2026, 9, 7, 9, tzinfo=UTC)


def cell(header, text, field=None, fill=None, column=1):
    return {
        "header": header,
        "field": field,
        "text": text,
        "fill": fill,
        "place": {"table": 2, "row": 5, "column": column},
    }


def test_public_reads_of_an_action_only_what_editions_hold(plan, member):
    action = an_action(plan, text="published words", progress="published progress", end=date(2026, 3, 31))
    an_edition(plan, 1)
    say(action, progress="secret progress", end=date(2026, 6, 30), reason="secret reason", at=LATER)
    reword(action, text="secret words", at=LATER)
    an_edition(plan, 2, published=False)

    public = queries.action_seen_by(PUBLIC, "fenmarsh", 1)
    members = queries.action_seen_by(member, "fenmarsh", 1)

    assert "secret" not in repr(public)
    assert "2026, 6, 30" not in repr(public)
    assert (public.action.text, public.edition.number) == ("published words", 1)
    assert [update.progress for update in public.updates] == ["published progress"]
    assert (members.action.text, members.edition) == ("secret words", None)
    assert [update.progress for update in members.updates] == ["published progress", "secret progress"]
    assert [wording.text for wording in members.wordings] == ["published words", "secret words"]
    assert [revision.reason for revision in members.revisions] == ["", "secret reason"]


def test_action_that_left_the_plan_keeps_its_page(plan):
    gone, stays = an_action(plan, 1, text="goes"), an_action(plan, 2)
    an_edition(plan, 1)
    an_edition(plan, 2, actions=[stays])
    seen = queries.action_seen_by(PUBLIC, "fenmarsh", gone.number)
    assert (seen.action.text, seen.edition.number, seen.latest_edition.number) == ("goes", 1, 2)


def test_action_of_no_published_edition_is_not_seen(plan, member):
    an_action(plan, 1)
    with pytest.raises(queries.NotSeen):
        queries.action_seen_by(PUBLIC, "fenmarsh", 1)
    assert queries.action_seen_by(member, "fenmarsh", 1).action.number == 1
    with pytest.raises(queries.NotSeen):
        queries.action_seen_by(member, "fenmarsh", 99)


def test_update_says_the_first_edition_that_holds_it(plan, member):
    action = an_action(plan)
    an_edition(plan, 1)
    an_edition(plan, 2)
    say(action, state=State.COMPLETE, at=LATER, by=member)
    an_edition(plan, 3)
    public = queries.action_seen_by(PUBLIC, "fenmarsh", 1)
    assert [(update.edition, update.said_by) for update in public.updates] == [(1, None), (3, None)]
    members = queries.action_seen_by(member, "fenmarsh", 1)
    assert [update.said_by for update in members.updates] == [None, str(member)]


def test_who_corrected_is_named_to_members_only(plan, member):
    action = an_action(plan)
    say(action, kind="corrected", by=member, at=LATER)
    an_edition(plan, 1)
    assert str(member) not in repr(queries.action_seen_by(PUBLIC, "fenmarsh", 1))
    assert str(member) in repr(queries.action_seen_by(member, "fenmarsh", 1))


def test_action_runs_the_same_queries_whatever_its_history(plan, member):
    action = an_action(plan, leads=[OrganisationFactory()], end=date(2026, 1, 31))
    counts = []
    for rounds in (1, 5):
        for number in range(rounds):
            moment = datetime(2026, 5, rounds * 5 + number, tzinfo=UTC)
            say(action, progress=f"round {number}", end=moment.date(), at=moment)
            reword(action, text=f"words {number}", leads=[OrganisationFactory()], at=moment)
            an_edition(plan, rounds * 10 + number)
        with CaptureQueriesContext(connection) as captured:
            queries.action_seen_by(PUBLIC, "fenmarsh", 1)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] <= 20


def test_source_row_shows_its_cells_and_withholds_people(plan, member):
    person = PersonFactory(locality=plan.locality, name="Winifred Askew-Tarrant")
    action = an_action(plan, leads=[person])
    edition = an_edition(plan, 1)
    row = a_source_row(
        action,
        edition,
        [
            cell("Action", "Open a line, says Winifred Askew-Tarrant", "action"),
            cell("Led by", "W. Askew-Tarrant", "lead"),
            cell("RAG", "", "status", "00B050"),
            cell("Contact officer", "Win, extension 12", None),
            cell("Resources", "Two nurses", "extra"),
        ],
        status={"word": "complete", "basis": "fill 00B050", "certainty": "likely"},
    )

    public = queries.source_row_seen_by(PUBLIC, "fenmarsh", 1, row.pk)
    members = queries.source_row_seen_by(member, "fenmarsh", 1, row.pk)

    assert [seen.header for seen in public.cells] == ["Action", "RAG", "Resources"]
    assert public.cells[0].text == "Open a line, says [name withheld]"
    assert public.withheld == ("Led by", "Contact officer")
    assert (public.source.table, public.source.table_row, public.source.document_name) == (2, 5, "plan.docx")
    assert [seen.header for seen in members.cells] == ["Action", "Led by", "RAG", "Contact officer", "Resources"]
    assert (members.withheld, members.cells[1].text) == ((), "W. Askew-Tarrant")


def test_lead_cell_of_organisations_alone_is_shown(plan):
    action = an_action(plan, leads=[OrganisationFactory(name="Fenmarsh Police")])
    row = a_source_row(action, an_edition(plan, 1), [cell("Led by", "Fenmarsh Police", "lead")])
    assert queries.source_row_seen_by(PUBLIC, "fenmarsh", 1, row.pk).cells[0].text == "Fenmarsh Police"


def test_lead_cell_with_a_name_that_meant_nobody_is_withheld(plan):
    action = an_action(plan, leads=[OrganisationFactory(name="Fenmarsh Police")])
    row = a_source_row(action, an_edition(plan, 1), [cell("Led by", "Fenmarsh Police, A. Pell", "lead")])
    LeadDecision.objects.create(
        plan_import=row.plan_import,
        name="A. Pell",
        folded=fold_name("A. Pell"),
        kind=LeadDecision.Kind.NOBODY,
        at=LATER,
    )
    seen = queries.source_row_seen_by(PUBLIC, "fenmarsh", 1, row.pk)
    assert (seen.cells, seen.withheld) == ((), ("Led by",))


def test_words_that_were_corrected_before_publishing_stay_with_members(plan, member):
    action = an_action(plan)
    row = a_source_row(
        action,
        an_edition(plan, 1),
        [
            cell("Action", "what should not have been written", "action"),
            cell("Theme", "as it is", "theme"),
            cell("Outcome", "better. And what should not have been written either", "outcome"),
        ],
    )
    for field, value in (
        ("action", "put right"),
        ("theme", "as it is"),
        ("progress", "put right"),
        ("state", "complete"),
    ):
        Correction.objects.create(plan_import=row.plan_import, row=row.index, field=field, value=value, at=LATER)
    public = queries.source_row_seen_by(PUBLIC, "fenmarsh", 1, row.pk)
    assert "should not" not in repr(public)
    assert public.corrected == ("Action", "Outcome")
    assert [seen.header for seen in public.cells] == ["Theme"]
    assert (
        queries.source_row_seen_by(member, "fenmarsh", 1, row.pk).cells[0].text == "what should not have been written"
    )


def test_source_row_of_a_draft_or_of_another_action_is_not_seen(plan, member):
    first, second = an_action(plan, 1), an_action(plan, 2)
    published = an_edition(plan, 1)
    draft = an_edition(plan, 2, published=False)
    hidden = a_source_row(first, draft, [cell("Action", "secret")])
    shown = a_source_row(first, published, [cell("Action", "open")])
    for number, row in ((1, hidden.pk), (second.number, shown.pk), (1, 10**30), (77, shown.pk)):
        with pytest.raises(queries.NotSeen):
            queries.source_row_seen_by(PUBLIC, "fenmarsh", number, row)
    assert queries.source_row_seen_by(member, "fenmarsh", 1, hidden.pk).cells[0].text == "secret"


def test_document_is_for_members_of_its_place(plan, member):
    action = an_action(plan)
    row = a_source_row(action, an_edition(plan, 1), [])
    document = row.plan_import.document_id
    assert queries.document_seen_by(member, "fenmarsh", document).content == b"the file"
    LocalityFactory(slug="saltby")
    for viewer, place in ((PUBLIC, "fenmarsh"), (member, "saltby")):
        with pytest.raises(queries.NotSeen):
            queries.document_seen_by(viewer, place, document)
