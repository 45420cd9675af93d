from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.directory.domain import Role
from concordat.plans.domain.states import State
from tests.factories.directory import (
    OrganisationFactory,
    PartnerFactory,
    PersonFactory,
    RoleHeldFactory,
)
from tests.factories.plan_rows import a_source_row, an_action, an_edition, many_actions, reword, say

pytestmark = pytest.mark.django_db
PLAN = "/localities/fenmarsh/plan/"
LATER = datetime(2026, 5, 4, 9, tzinfo=UTC)


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_plan_shows_its_actions(client, plan):
    an_action(plan, text="Open a crisis line <at once> & for ever", progress="It opened")
    an_edition(plan, 3)
    page = body(client.get(PLAN))
    assert "Open a crisis line &lt;at once&gt; &amp; for ever" in page
    assert "Edition 3, dated" in page
    assert 'href="/localities/fenmarsh/plan/actions/1/"' in page
    assert "This page is kept by the crisis care partners of Fenmarsh and last changed on" in page


def test_plan_of_an_unknown_locality_is_not_found(client):
    assert client.get("/localities/nowhere/plan/").status_code == 404


def test_plan_that_nobody_published_says_so(client, plan):
    an_action(plan, text="secret")
    page = body(client.get(PLAN))
    assert "has not published an edition of its plan yet" in page
    assert "secret" not in page


def test_plan_without_an_action_leads_whoever_may_import_to_that(client, member_client, locality):
    bring_in = 'href="/localities/fenmarsh/imports/new/"'
    assert bring_in not in body(member_client.get(PLAN))
    client.force_login(RoleHeldFactory(role=Role.COORDINATOR, locality=locality).user)
    assert bring_in in body(client.get(PLAN))


def test_edition_shows_what_it_said(client, plan):
    action = an_action(plan, text="first words")
    an_edition(plan, 1)
    reword(action, text="second words")
    an_edition(plan, 2)
    page = body(client.get(f"{PLAN}editions/1/"))
    assert "first words" in page
    assert "second words" not in page


@pytest.mark.parametrize("number", [2, 3, 10**30])
def test_edition_that_is_a_draft_or_none_is_not_found(client, plan, number):
    an_action(plan)
    an_edition(plan, 1)
    an_edition(plan, 2, published=False)
    assert client.get(f"{PLAN}editions/{number}/").status_code == 404


def test_filters_leave_what_they_say(client, plan):
    police = OrganisationFactory(name="Fenmarsh Police", slug="police")
    an_action(plan, 1, text="the one", leads=[police], state=State.COMPLETE)
    an_action(plan, 2, text="the other")
    an_edition(plan)
    page = body(client.get(f"{PLAN}?partner=police&state=complete"))
    assert "the one" in page
    assert "the other" not in page
    assert "1 of 2 actions: those that are complete and that Fenmarsh Police leads or supports." in page


@pytest.mark.parametrize(
    "query",
    [
        "state=banana",
        "partner=nobody",
        "theme=%00",
        "section=<script>alert(1)</script>",
        "overdue=maybe",
        "slipped=" + "x" * 500,
        "words=" + "x" * 500,
        "words=%00",
        "state=complete&state=banana",
    ],
)
def test_filter_that_makes_no_sense_is_left_out_with_a_sentence(client, plan, query):
    an_action(plan, text="the one")
    an_edition(plan)
    page = body(client.get(f"{PLAN}?{query}"))
    assert "the one" in page
    assert "so it was left out of the filter" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("query", ["utm_source=mail", "state=&partner=&words=", "page=2"])
def test_what_is_no_filter_is_passed_over(client, plan, query):
    an_action(plan, text="the one")
    an_edition(plan)
    page = body(client.get(f"{PLAN}?{query}"))
    assert "left out of the filter" not in page
    assert "the one" in page


def test_filter_that_leaves_nothing_says_so(client, plan):
    an_action(plan, text="the one")
    an_edition(plan)
    page = body(client.get(f"{PLAN}?words=zebra"))
    assert "No action of this plan fits all of that" in page


@pytest.mark.parametrize("who", ["client", "member_client"])
def test_plan_page_runs_the_same_queries_for_ten_and_a_hundred(who, request, plan, locality):
    visitor = request.getfixturevalue(who)
    bodies = [OrganisationFactory() for _ in range(4)]
    counts = []
    for first, number in ((1, 1), (2, 2), (4, 97)):
        many_actions(plan, number, bodies, first=first)
        an_edition(plan, first)
        visitor.get(PLAN)
        with CaptureQueriesContext(connection) as captured:
            body(visitor.get(PLAN))
        counts.append(len(captured))
    assert len(set(counts)) == 1
    assert counts[0] <= 12


def test_action_page_shows_its_history(client, plan):
    action = an_action(plan, text="Open a crisis line", progress="Begun")
    an_edition(plan, 1)
    say(action, state=State.COMPLETE, progress="It opened", at=LATER)
    an_edition(plan, 2)
    page = body(client.get(f"{PLAN}actions/1/"))
    assert page.index("It opened") < page.index("Begun")
    assert "State: was in progress, now complete" in page


def test_action_that_is_not_published_is_not_found(client, plan):
    an_action(plan)
    assert client.get(f"{PLAN}actions/1/").status_code == 404
    assert client.get(f"{PLAN}actions/99/").status_code == 404
    assert client.get(f"{PLAN}actions/{10**30}/").status_code == 404


def test_source_row_is_shown_and_another_is_not_found(client, plan):
    action = an_action(plan)
    cells = [{"header": "RAG", "field": "status", "text": "", "fill": "00B050", "place": {"table": 2, "row": 5}}]
    row = a_source_row(action, an_edition(plan), cells)
    page = body(client.get(f"{PLAN}actions/1/source/{row.pk}/"))
    assert "Its colour is green (00B050)." in page
    assert 'style="' not in page
    assert client.get(f"{PLAN}actions/1/source/{row.pk + 1}/").status_code == 404


def test_document_is_given_to_members_as_it_came(member_client, plan):
    row = a_source_row(an_action(plan), an_edition(plan), [], name="Plan für alle “v3”.docx")
    response = member_client.get(f"/localities/fenmarsh/documents/{row.plan_import.document_id}/")
    assert response.content == b"the file"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''Plan%20f")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_document_is_refused_to_the_public_and_to_strangers(client, plan):
    row = a_source_row(an_action(plan), an_edition(plan), [])
    address = f"/localities/fenmarsh/documents/{row.plan_import.document_id}/"
    assert client.get(address)["Location"].startswith("/accounts/login/")
    client.force_login(RoleHeldFactory(role=Role.COORDINATOR).user)
    assert client.get(address).status_code == 403


@pytest.fixture
def secretive(plan, locality):
    """A plan whose drafts hold words, dates, bodies and names that stand in no published edition."""
    winifred = PersonFactory(locality=locality, name="Winifred Askew-Tarrant")
    published = an_action(plan, 1, text="open words", leads=[winifred], progress="says Winifred Askew-Tarrant")
    edition = an_edition(plan, 1)
    a_source_row(
        published, edition, [{"header": "Led by", "field": "lead", "text": "W. Askew", "fill": None, "place": {}}]
    )
    hidden = OrganisationFactory(name="Zzyzx Trust", slug="zzyzx-trust")
    reword(published, text="zzyzx words", theme="zzyzx theme", leads=[hidden], reason="zzyzx reason", at=LATER)
    say(published, progress="zzyzx progress", next_step="zzyzx next", state=State.COMPLETE, end=LATER.date(), at=LATER)
    an_action(plan, 2, text="zzyzx action", section="zzyzx section", leads=[hidden])
    draft = an_edition(plan, 2, published=False, title="zzyzx title")
    cells = [{"header": "Action", "field": "action", "text": "zzyzx", "fill": None, "place": {}}]
    a_source_row(published, draft, cells, name="zzyzx.docx")
    PartnerFactory(locality=locality, organisation=hidden)  # as accepting an import makes it
    plan.title, plan.front_matter = "zzyzx plan", {"purposes": ["zzyzx purpose"]}
    plan.save()
    return plan


PUBLIC_PAGES = [
    "/",
    "/localities/",
    "/localities/fenmarsh/",
    PLAN,
    f"{PLAN}?words=zzyzxx",
    f"{PLAN}?partner=unknown",
    f"{PLAN}editions/1/",
    f"{PLAN}actions/1/",
]


@pytest.mark.parametrize("address", PUBLIC_PAGES)
def test_draft_and_staff_stay_out_of_public_pages(client, secretive, address):
    page = body(client.get(address))
    page = page.replace("zzyzxx", "")  # what the visitor typed is said back
    assert "zzyzx" not in page.lower()
    assert "Askew" not in page
    assert "4 May 2026" not in page


def test_search_does_not_tell_the_public_what_is_withheld(client, secretive):
    for words in ("zzyzx", "askew", "winifred"):
        assert "None of 1 action" in body(client.get(f"{PLAN}?words={words}"))


@pytest.mark.parametrize("address", [f"{PLAN}actions/2/", f"{PLAN}editions/2/"])
def test_draft_addresses_are_not_found_in_public(client, secretive, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [PLAN, f"{PLAN}actions/1/", f"{PLAN}actions/2/", f"{PLAN}editions/2/"])
def test_members_read_the_draft(member_client, secretive, address):
    assert "zzyzx" in body(member_client.get(address))


def test_members_read_who_leads(member_client, secretive):
    assert "Winifred Askew-Tarrant" in body(member_client.get(f"{PLAN}editions/1/"))
