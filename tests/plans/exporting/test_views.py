import csv
import io
import json

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.directory.domain import Role
from concordat.plans.commands.outcomes import choose_measures
from concordat.plans.domain.states import State
from concordat.plans.domain.timescales import TimescaleKind
from concordat.ui.gateways import fonts_in
from tests.factories.directory import OrganisationFactory, PersonFactory, RoleHeldFactory
from tests.factories.measure_rows import BEGINNING, a_measure
from tests.factories.plan_rows import an_action, an_edition
from tests.plans.exporting.comparing import read_back

pytestmark = pytest.mark.django_db
PLAN = "/localities/fenmarsh/plan/"
FORMATS = ("docx", "xlsx", "pdf", "csv", "json")


def texts(response, name: str) -> list[str]:
    assert response.status_code == 200
    return [action.action for action in read_back(response.content, name).actions()]


@pytest.mark.parametrize("ending", FORMATS)
def test_download_is_an_attachment_under_a_plain_name(client, plan, ending):
    if ending == "pdf" and not any(fonts_in(settings.FRONT_END).glob("*.ttf")):
        pytest.skip("the font of PDF files has not been fetched: run bin/set-up")
    an_action(plan, text="Open a night café")
    an_edition(plan, 3)
    response = client.get(f"{PLAN}download.{ending}")
    assert response.status_code == 200
    assert response["Content-Disposition"] == f'attachment; filename="fenmarsh-plan-edition-3.{ending}"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_pdf_without_its_font_is_refused_in_a_sentence(client, plan, settings, tmp_path):
    settings.FRONT_END = tmp_path
    an_action(plan)
    an_edition(plan)
    response = client.get(f"{PLAN}download.pdf")
    assert response.status_code == 503
    assert response.content.decode().startswith("No PDF can be made here yet.")


def test_edition_is_downloaded_as_it_stood(client, plan):
    an_action(plan, 1, text="the first words")
    an_edition(plan, 1)
    an_action(plan, 2, text="a later action")
    an_edition(plan, 2)
    assert texts(client.get(f"{PLAN}editions/1/download.docx"), "plan.docx") == ["the first words"]
    assert texts(client.get(f"{PLAN}download.docx"), "plan.docx") == ["the first words", "a later action"]


@pytest.mark.parametrize("path", ["download.docx", "editions/1/download.docx", "download.html", "download.doc"])
def test_download_of_what_is_not_published_is_not_found(client, plan, path):
    an_action(plan)
    an_edition(plan, 1, published=False)
    assert client.get(PLAN + path).status_code == 404


def test_download_of_an_unknown_format_is_not_found(client, plan):
    an_action(plan)
    an_edition(plan, 1)
    assert client.get(f"{PLAN}download.exe").status_code == 404
    assert client.get("/localities/nowhere/plan/download.docx").status_code == 404


def test_download_holds_what_the_filter_leaves(client, plan):
    police = OrganisationFactory(name="Fenmarsh Police", slug="fenmarsh-police")
    an_action(plan, 1, text="the one", leads=[police], state=State.COMPLETE)
    an_action(plan, 2, text="the other")
    an_edition(plan, 3)
    share = client.get(f"{PLAN}download.docx?partner=fenmarsh-police")
    assert texts(share, "plan.docx") == ["the one"]
    assert 'filename="fenmarsh-plan-edition-3-fenmarsh-police.docx"' in share["Content-Disposition"]
    part = client.get(f"{PLAN}download.json?state=in_progress")
    values = json.loads(part.content)
    assert [action["text"] for section in values["sections"] for action in section["actions"]] == ["the other"]
    assert values["filter"] == "1 of 2 actions: those that are in progress."
    assert 'filename="fenmarsh-plan-edition-3-part.json"' in part["Content-Disposition"]


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv", "json"])
def test_filter_that_leaves_nothing_still_gives_a_file(client, plan, ending):
    an_action(plan)
    an_edition(plan)
    assert client.get(f"{PLAN}download.{ending}?state=withdrawn").status_code == 200


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv", "json"])
def test_public_never_gets_names_of_staff(client, plan, locality, ending):
    trust = OrganisationFactory(name="Fenmarsh NHS Trust")
    person = PersonFactory(locality=locality, name="Winifred Tarrant", organisation=trust)
    an_action(
        plan, text="Winifred Tarrant will open it", progress="Ask Winifred Tarrant", leads=[person],
        led_by_text="Winifred Tarrant (the Trust)",
    )  # fmt: skip
    an_edition(plan)
    content = client.get(f"{PLAN}download.{ending}").content
    if ending in ("docx", "xlsx"):
        read = read_back(content, f"plan.{ending}")
        (action,) = read.actions()
        said = " ".join(cell.text for cell in action.cells)
    else:
        said = content.decode()
    assert "Tarrant" not in said
    assert "Fenmarsh NHS Trust" in said


def test_member_gets_the_live_plan_with_the_lead_as_written(member_client, plan):
    an_action(plan, text="a draft action", led_by_text="Insp. K. Dunnock, Police")
    an_edition(plan, 1, published=False)
    response = member_client.get(f"{PLAN}download.csv")
    (row,) = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
    assert (row["Action"], row["Led by"]) == ("a draft action", "Insp. K. Dunnock, Police")
    assert response["Cache-Control"] == "private, no-store"
    assert "fenmarsh-plan-live-" in response["Content-Disposition"]


def test_list_layout_is_one_sheet_of_actions(client, plan):
    an_action(plan, 1, section="Before", text="one")
    an_action(plan, 2, section="After", text="two")
    an_edition(plan)
    read = read_back(client.get(f"{PLAN}download.xlsx?layout=list").content, "plan.xlsx")
    assert [section.title for section in read.sections] == ["Before", "After"]
    assert {action.where.sheet for action in read.actions()} == {"Actions"}
    read = read_back(client.get(f"{PLAN}download.xlsx").content, "plan.xlsx")
    assert [action.where.sheet for action in read.actions()] == ["Before", "After"]


def test_formulas_leave_as_words(client, plan):
    an_action(plan, text='=HYPERLINK("http://127.0.0.1/")', progress="+44 is not a sum", outcome="@home")
    an_edition(plan)
    for name in ("plan.csv", "plan.xlsx"):
        (action,) = read_back(client.get(f"{PLAN}download.{name[5:]}").content, name).actions()
        assert (action.action, action.progress, action.outcome) == (
            '=HYPERLINK("http://127.0.0.1/")', "+44 is not a sum", "@home",
        )  # fmt: skip
    assert b"\n'=HYPERLINK" not in client.get(f"{PLAN}download.csv").content
    assert b"\"'=HYPERLINK" in client.get(f"{PLAN}download.csv").content


def test_json_says_everything_of_an_action(client, plan):
    police = OrganisationFactory(name="Fenmarsh Police", slug="fenmarsh-police")
    an_action(
        plan, text="Open it", leads=[police], when="2030/31", timescale_kind=TimescaleKind.UNKNOWN, progress="Begun"
    )
    an_edition(plan, 3)
    values = json.loads(client.get(f"{PLAN}download.json").content)
    assert (values["schema"], values["schema_version"]) == ("concordat-plan", 1)
    assert values["locality"] == {"name": "Fenmarsh", "slug": "fenmarsh"}
    assert values["edition"]["number"] == 3
    assert values["address"] == "http://testserver/localities/fenmarsh/plan/editions/3/"
    (section,) = values["sections"]
    (action,) = section["actions"]
    assert action["address"] == "http://testserver/localities/fenmarsh/plan/actions/1/"
    assert [(lead["organisation"], lead["role"]) for lead in action["leads"]] == [("Fenmarsh Police", "lead")]
    assert "person" not in action["leads"][0]
    assert (action["state"], action["progress"], action["timescale"]["text"]) == ("in_progress", "Begun", "2030/31")


@pytest.mark.parametrize("ending", ["docx", "csv", "json"])
def test_download_asks_as_much_of_the_database_as_the_page(client, plan, ending):
    def queries_of(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    an_action(plan, 1, leads=[OrganisationFactory()])
    an_edition(plan, 1)
    one = queries_of(f"{PLAN}download.{ending}")
    for number in (2, 3):
        an_action(plan, number, leads=[OrganisationFactory()], section=f"Section {number}")
    an_edition(plan, 2)
    evidence_and_measures = 2 if ending == "json" else 1
    assert queries_of(f"{PLAN}download.{ending}") == one == queries_of(PLAN) + evidence_and_measures


def test_json_names_the_measures_that_the_reader_may_see(client, plan):
    an_action(plan)
    an_edition(plan)
    for key, published in (("detentions", True), ("cells", False)):
        a_measure(plan.locality, key, published=published)
        choose_measures(locality_id=plan.locality_id, action=1, tied=[key], untied=(), by=None, at=BEGINNING)

    def measures() -> list[dict[str, str]]:
        return json.loads(client.get(f"{PLAN}download.json").content)["sections"][0]["actions"][0]["measures"]

    address = "http://testserver/localities/fenmarsh/measures"
    assert measures() == [{"key": "detentions", "name": "Detentions", "address": f"{address}/detentions/"}]
    client.force_login(RoleHeldFactory(role=Role.MEMBER, locality=plan.locality).user)
    assert [measure["key"] for measure in measures()] == ["detentions", "cells"]


def test_page_links_to_files_of_what_it_shows(client, plan):
    an_action(plan, 1, state=State.COMPLETE)
    an_action(plan, 2)
    an_edition(plan)
    page = client.get(f"{PLAN}?state=complete").content.decode()
    assert f'href="{PLAN}download.docx?state=complete"' in page
    assert f'href="{PLAN}download.xlsx?state=complete&amp;layout=list"' in page
    assert "What the filters leave: 1 of 2 actions." in page
    assert f'href="{PLAN}download.pdf"' in client.get(PLAN).content.decode()
    assert "The whole plan: 2 actions." in client.get(PLAN).content.decode()


def test_document_of_the_json_names_every_key(client, plan):
    """`docs/plan-json.md` is what people write programs by."""
    written = (settings.ROOT / "docs" / "plan-json.md").read_text()
    an_action(plan, leads=[OrganisationFactory()])
    an_edition(plan)
    values = json.loads(client.get(f"{PLAN}download.json").content)
    action = values["sections"][0]["actions"][0]
    keys = [*values, *values["edition"], *action, *action["timescale"], *action["leads"][0]]
    assert [key for key in keys if f"`{key}`" not in written] == []
