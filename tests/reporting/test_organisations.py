"""The page of an organisation: who came before and after, and of its promises only what is published."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.directory.domain import PartnerKind
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.states import State
from tests.factories.directory import (
    AliasFactory,
    LocalityFactory,
    OrganisationFactory,
    PartnerFactory,
    SuccessionFactory,
)
from tests.factories.plan_rows import a_plan, an_action, an_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    board = OrganisationFactory(name="Moorland Board", slug="board", source="NHS ODS", type="nhs_commissioner")
    group = SuccessionFactory(after=board, before__name="Moor CCG", before__slug="moor").before
    AliasFactory(locality=None, organisation=board, text="MB")
    plan = a_plan(LocalityFactory(name="Moorland", slug="moorland"))
    an_action(plan, 1, leads=[group], state=State.COMPLETE)
    an_action(plan, 2, leads=[board, group])
    an_action(plan, 3, leads=[(board, LeadRole.SUPPORT)], state=State.NOT_STARTED)
    an_edition(plan, 1)
    an_action(plan, 4, leads=[OrganisationFactory(name="Secret Friends", slug="secret")])
    an_edition(plan, 2, published=False)
    return board


def body(response) -> str:
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_organisation_says_whom_it_followed_and_what_they_promised(client, board):
    page = body(client.get("/organisations/board/"))
    assert "3 published actions that it leads or supports, in 1 locality, 2 of them under this name" in page
    assert '<a href="/organisations/moor/">Moor CCG</a> (merged into it)' in page
    assert '<a href="/organisations/moor/">Moor CCG</a>: 2 actions' in page
    assert "MB" in page
    assert "NHS ODS" in page


def test_organisation_that_ended_leads_to_who_has_its_duties(client, board):
    page = body(client.get("/organisations/moor/"))
    assert "Now part of Moorland Board, since 1 July 2022. What it promised stays under its own name." in page
    assert '<a href="/organisations/board/">Moorland Board</a>, since 1 July 2022' in page
    assert "Until 30 June 2022" in page
    assert "2 published actions that it leads or supports, in 1 locality: 1 complete" in page


def test_every_number_opens_as_many_actions(client, board):
    for slug in ("board", "moor"):
        links = re.findall(r'<a href="(/nation/actions/[^"]*)">([\d,]+)', body(client.get(f"/organisations/{slug}/")))
        assert len(links) >= 2
        for href, number in links:
            assert f"{number} published action" in body(client.get(href)), href
    page = body(client.get("/nation/actions/?organisation=board"))
    assert "led or supported by Moorland Board, or by those whose duties passed to it" in page


def test_organisation_that_stands_in_a_draft_alone_is_not_known(client, board):
    assert client.get("/organisations/secret/").status_code == 404
    assert client.get("/organisations/nobody/").status_code == 404
    assert "Secret Friends" not in body(client.get("/nation/actions/?organisation=secret"))
    PartnerFactory(organisation__slug="mere", kind=PartnerKind.PARTNER)
    assert client.get("/organisations/mere/").status_code == 404
    PartnerFactory(organisation__slug="signed", locality__name="Fenland", kind=PartnerKind.SIGNATORY)
    assert "Fenland" in body(client.get("/organisations/signed/"))


def test_organisation_runs_the_same_queries_for_one_and_for_more(client, board):
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as captured:
            body(client.get("/organisations/board/"))
        counts.append(len(captured))
        plan = a_plan(LocalityFactory())
        for _ in range(2 + number):
            an_action(plan, leads=[SuccessionFactory(after=board).before, board])
        an_edition(plan, 1)
    assert counts[0] == counts[1]
    assert counts[0] <= 8
