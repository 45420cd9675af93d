"""The board of measures, the page of one and its files: true figures for members, released ones for everybody else."""

import csv
import io
import re
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from concordat.directory.domain import Role
from concordat.indicators.models import MeasureTarget, ProcessStep
from concordat.plans.domain.states import State
from concordat.plans.models import ActionMeasure
from concordat.ui import charts
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory, RoleHeldFactory
from tests.factories.plan_rows import a_plan, an_action, an_edition
from tests.reporting.measures.figures import LOADED, STEADY, a_measure_with, load

pytestmark = pytest.mark.django_db
HERE = "/localities/fenmarsh/measures/"
PAGE = f"{HERE}all-detentions/"
RISING = (*STEADY[:-3], 150, 166, 170)


@pytest.fixture
def locality():
    return LocalityFactory(slug="fenmarsh", name="Fenmarsh")


@pytest.fixture
def member(locality):
    return signed_in(Role.MEMBER, locality)


def signed_in(role, locality):
    client = Client()
    client.force_login(RoleHeldFactory(role=role, locality=locality).user)
    return client


@pytest.fixture(autouse=True)
def the_day(settings, tmp_path):
    settings.VAR = tmp_path
    with time_machine.travel(datetime(2026, 2, 15, 9, tzinfo=UTC), tick=False):
        yield


def words(client, address=PAGE):
    response = client.get(address)
    assert response.status_code == 200
    (main,) = html.fromstring(response.content.decode()).xpath("//main")
    return " ".join(" ".join(main.itertext()).split())


def table(client, address=f"{PAGE}chart.csv"):
    response = client.get(address)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def drawn_words(client, address=f"{PAGE}chart.svg"):
    response = client.get(address)
    assert response.status_code == 200
    return list(ET.fromstring(response.content).itertext())


def test_measure_answers_its_question_in_the_order_of_the_page(client, locality):
    a_measure_with(locality, RISING, target=10, definition="Every detention in the month.", source="Police forms")
    page = words(client)
    order = [
        "All detentions: is it getting better?",
        "Special cause: concern, high",
        "Target: will not be met",
        "more than chance explains",
        "Picture (PNG)",
        "The figures, the newest first",
        "What this measure means",
        "Every detention in the month.",
        "Target 10, since 1 January 2024",
        "Actions meant to move it",
    ]
    places = [page.find(each) for each in order]
    assert -1 not in places, dict(zip(order, places, strict=True))
    assert places == sorted(places)
    assert "Revisions" not in page


def test_members_see_true_figures_and_the_public_released_ones(client, locality, member):
    a_measure_with(locality, RISING)
    assert "All detentions: 170 in December 2025" in words(client)
    assert [row["Figure"] for row in table(client)][-4:] == ["105", "150", "165", "170"]
    assert [row["Figure"] for row in table(member)][-4:] == ["105", "150", "166", "170"]
    assert "Revisions" in words(member)


def test_public_is_told_that_a_share_of_rounded_counts_is_not_the_true_one(client, locality, member):
    a_measure_with(locality, STEADY, unit="percentage")
    assert "a share can lie several points beside the true one" in words(client)
    assert "several points" not in words(member)


def test_small_numbers_are_marked_and_never_told(client, locality, member):
    a_measure_with(locality, (*STEADY[:-2], 3, 40))
    page = words(client)
    assert "small number" in page
    assert "so small that somebody could be recognised" in page
    assert table(client)[-2]["Figure"] == ""
    assert table(client)[-2]["Shown as"] == "small number"
    assert "Small number, not shown" in drawn_words(client)
    assert table(member)[-2]["Figure"] == "3"
    assert "Hidden" not in drawn_words(member)


def test_chart_of_a_measure_that_is_not_public_is_not_there_for_others(client, locality, member):
    a_measure_with(locality, published=False)
    for name in ("", "chart.svg", "chart.png", "chart.csv"):
        assert client.get(PAGE + name).status_code == 404
    assert member.get(f"{PAGE}chart.svg").status_code == 200
    assert "is not public: members alone" in words(member)
    assert "has published no measure yet" in words(client, HERE)


def test_drawing_for_members_is_never_handed_to_others(client, locality, member):
    a_measure_with(locality, (*STEADY[:-1], 197))
    of_member = member.get(f"{PAGE}chart.svg")
    of_public = client.get(f"{PAGE}chart.svg")
    assert b"Upper limit" in of_public.content
    assert of_member.content != of_public.content
    assert client.get(f"{PAGE}chart.svg").content == of_public.content
    for response in (of_member, of_public, member.get(PAGE), member.get(f"{PAGE}chart.csv"), member.get(HERE)):
        assert response["Cache-Control"] == "private, no-cache"


def test_chart_is_a_picture_with_a_name_and_a_description(client, locality):
    a_measure_with(locality)
    (picture,) = html.fromstring(client.get(PAGE).content.decode()).xpath("//figure//img")
    assert picture.get("alt").startswith(
        "Control chart of 24 figures from January 2024 to December 2025. All detentions:"
    )
    svg = ET.fromstring(client.get(f"{PAGE}chart.svg").content)
    title, description = svg[0], svg[1]
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == "All detentions, from January 2024"
    assert description.text == picture.get("alt")
    assert {"Average 103.8", "Common cause"} <= set(drawn_words(client, f"{PAGE}chart.svg?narrow"))
    file = client.get(f"{PAGE}chart.png?download")
    assert file.content.startswith(b"\x89PNG")
    assert "fenmarsh-all-detentions.png" in file["Content-Disposition"]
    assert client.get(f"{PAGE}chart.exe").status_code == 404


def test_chart_is_drawn_once_until_a_figure_changes(client, locality, monkeypatch):
    measure = a_measure_with(locality)
    drawn = []
    monkeypatch.setattr(charts, "_draw", lambda *given: drawn.append(given) or b"<svg/>")
    for month in (3, 5, 9):  # another day alone is no reason to draw anew
        with time_machine.travel(datetime(2026, month, 15, 9, tzinfo=UTC), tick=False):
            client.get(HERE)
            client.get(f"{PAGE}chart.svg")
    assert len(drawn) == 1
    load(measure, 50, date(2026, 1, 1))
    client.get(f"{PAGE}chart.svg")
    assert len(drawn) == 2


def test_steps_are_told_with_their_reason_and_their_author_to_members_alone(client, locality, member):
    measure = a_measure_with(locality)
    ProcessStep.objects.create(
        measure=measure, on=date(2025, 1, 1), reason="A night café opened", at=LOADED, by=UserFactory(name="A. Nalyst")
    )
    assert "A January 2025: A night café opened" in words(client)
    assert "A: A night café opened" in drawn_words(client)
    assert "A. Nalyst" not in words(client)
    assert "(said by A. Nalyst)" in words(member)


def test_target_is_told_with_its_history(client, locality):
    measure = a_measure_with(locality, target=85)
    MeasureTarget.objects.create(measure=measure, since_on=date(2025, 4, 1), value=75, at=LOADED)
    assert "Target 75, since 1 April 2025 85, since 1 January 2024" in words(client)
    assert {"Target 85", "Target 75"} <= set(drawn_words(client))


def test_gap_and_late_figures_are_said(client, locality, member):
    a_measure_with(locality, (*STEADY[:10], None, *STEADY[11:22]))
    assert "The form was lost" in words(member)
    assert "missing" in words(client)
    assert "The form was lost" not in words(client)
    assert "2 figures are late: that for November 2025 was due by 30 December 2025." in words(client)
    assert "The line is broken where a figure is missing." in drawn_words(client)


def test_every_link_of_a_measure_leads_somewhere(client, locality):
    a_measure_with(locality, standard_key="all-detentions")
    a_measure_with(locality, [80] * 24, "emergency-department", unit="percentage", standard_key="emergency-department")
    found = set()
    for address in (PAGE, f"{HERE}emergency-department/", HERE):
        (main,) = html.fromstring(client.get(address).content.decode()).xpath("//main")
        found |= {href for href in main.xpath(".//a/@href") if href.startswith("/") and "chart." not in href}
    assert {address: code for address in found if (code := client.get(address).status_code) != 200} == {}
    assert "/nation/measures/emergency-department/" in found


def test_month_that_still_runs_is_said_to_be_unfinished(client, locality):
    a_measure_with(locality, [*STEADY, 100, 40])
    told = "February 2026 is not over yet, so its figure will change."
    assert told in words(client)
    assert told in words(client, HERE)


def test_revisions_are_for_members(client, locality, member):
    measure = a_measure_with(locality)
    load(measure, 107, date(2025, 12, 1), reason="Seven forms came late", by=UserFactory(name="A. Nalyst"))
    page = words(member)
    assert "December 2025: was 100, now 107. Seven forms came late (A. Nalyst, 10 February 2026)" in page
    assert "Revised once: Seven forms came late" in page
    assert "Seven forms" not in words(client)


def test_rare_events_show_members_the_days_between_and_the_public_a_table(client, locality, member):
    rare = [1 if place % 5 == 0 else 0 for place in range(36)]
    a_measure_with(locality, rare, start=date(2023, 1, 1), target=0)
    assert "days since the last one" in words(member)
    assert "Days" in drawn_words(member)
    assert "The days between events don't say whether the target will be met." in words(member)
    page = words(client)
    assert page.count("too small to be shown; a chart of the others alone would mislead") == 1
    assert "small number" in page
    assert client.get(f"{PAGE}chart.svg").status_code == 404
    assert {row["Figure"] for row in table(client)} == {"0", ""}


def test_percentage_of_rare_events_shows_members_the_days_between_too(locality, member):
    a_measure_with(locality, [1 if place % 5 == 0 else 0 for place in range(36)], unit="percentage")
    assert "days since the last one" in words(member)
    assert "Days" in drawn_words(member)
    assert {row["Upper limit"] for row in table(member)} == {""}


def test_measure_without_figures_says_so(client, locality):
    a_measure_with(locality, ())
    assert "There is no figure to show yet." in words(client)
    assert "There is no figure to show yet." in words(client, HERE)
    assert client.get(f"{PAGE}chart.svg").status_code == 404


def test_actions_that_should_move_it_are_named_and_marked(client, locality, member):
    measure = a_measure_with(locality)
    plan = a_plan(locality)
    action = an_action(plan, text="Open a night café", end=date(2025, 6, 30), state=State.IN_PROGRESS)
    ActionMeasure.objects.create(action=action, measure=measure, at=LOADED)
    assert "No action of the plan says" in words(client)
    assert "Open a night café" in words(member)
    an_edition(plan, 1, dated_on=date(2025, 1, 5))
    assert "Open a night café" in words(client)
    assert "due by 30 June 2025" in words(client)
    assert "Actions due" in drawn_words(client)


def test_board_has_a_row_for_each_measure(client, locality, member):
    a_measure_with(locality, RISING, target=10, standard_key="all-detentions")
    a_measure_with(locality, key="waits", unit="percentage", values=[80] * 20, direction="increase")
    a_measure_with(locality, key="quiet", published=False)
    page = words(client, HERE)
    assert "Of 2 measures, 1 is getting worse and 1 has not changed by more than chance." in page
    assert page.index("The standard set") < page.index("Fenmarsh's own")
    assert "170 December 2025" in page
    assert "Waits: is it getting better?" in page
    assert "Quiet" not in page
    assert "Quiet" in words(member, HERE)
    assert client.get(HERE).content.count(b"app-sparkline") == 2


def test_keepers_find_their_pages_and_readers_do_not(client, locality, member):
    a_measure_with(locality)
    for address in (HERE, PAGE):
        assert "For those who keep the measures" not in words(client, address)
        assert "For those who keep the measures" not in words(member, address)
        assert "For those who keep the measures" in words(signed_in(Role.ANALYST, locality), address)


def test_board_asks_the_same_questions_for_one_measure_and_for_three(client, locality, member):
    asked = {}
    for count in (1, 3):
        while locality.measures.count() < count:
            a_measure_with(locality, key=f"measure-{locality.measures.count()}")
        for who, one in (("public", client), ("member", member)):
            with CaptureQueriesContext(
                connection,
            ) as captured:
                one.get(HERE)
            asked[who, count] = len(captured)
    assert asked["public", 1] == asked["public", 3] <= 12
    assert asked["member", 1] == asked["member", 3] <= 12


def test_nowhere_has_no_measures(client):
    assert client.get("/localities/nowhere/measures/").status_code == 404
    assert client.get("/localities/nowhere/measures/x/").status_code == 404


def test_files_hold_no_cell_that_is_a_formula(client, locality, member):
    measure = a_measure_with(locality)
    load(measure, 101, date(2025, 12, 1), reason="=1+1")
    notes = [row["Note"] for row in table(member)]
    assert notes[-1] == "Revised once: =1+1"
    load(measure, None, date(2026, 1, 1), reason="=2+2")
    assert table(member)[-1]["Note"] == "'=2+2"
    assert not re.search(r"Note.*=", ",".join(table(client)[-1].values()))
