"""Figures are sent, looked at, and accepted as a whole or discarded."""

import csv
import io
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from concordat.accounts.models import AuditEntry
from concordat.directory.domain import Role
from concordat.documents import read
from concordat.indicators.commands import delete_waiting_loads
from concordat.indicators.models import FigureLoad, Observation
from tests.factories.directory import LocalityFactory, RoleHeldFactory
from tests.indicators.loading.sheets import as_csv

pytestmark = pytest.mark.django_db
HERE = {"locality": "tarnshire"}
PASTE = "Measure\tPeriod\tFigure\nDetentions\tApr-24\t31\nDetentions\tMay-24\t29\n"


@pytest.fixture
def visitor(client, analyst, measures):
    client.force_login(analyst)
    return client


def send(client, **given):
    return client.post(reverse("figures-load", kwargs=HERE), {"paste": "", "only": "", **given})


def seal_in(page):
    return re.search(r'name="seal" value="(\w+)"', page.content.decode())[1]


def loaded(client, address, **given):
    page = client.get(address)
    return client.post(address, {"do": "accept", "seal": seal_in(page), "reason": "", **given}, follow=True)


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_pasted_figures_are_looked_at_and_then_loaded(visitor):
    sent = send(visitor, paste=PASTE)
    preview = visitor.get(sent.url)
    assert "2 figures: 2 are new." in words(preview)
    assert Observation.objects.count() == 0
    done = loaded(visitor, sent.url)
    assert "The figures are loaded: 2 new, 0 revised, 0 unchanged." in words(done)
    assert sorted(Observation.objects.values_list("value", flat=True)) == [29, 31]


def test_revision_says_by_how_much_and_asks_why(visitor):
    first = send(visitor, paste=PASTE).url
    loaded(visitor, first)
    sent = send(visitor, paste=PASTE.replace("31", "35"))
    preview = words(visitor.get(sent.url))
    assert "2 figures: 1 revises what stands and 1 stands already." in preview
    assert "35 (up by 4)" in preview
    refused = loaded(visitor, sent.url)
    assert refused.status_code == 422
    assert "Say why figures differ from those that were loaded before." in words(refused)
    assert Observation.objects.count() == 2
    loaded(visitor, sent.url, reason="Late forms came in")
    revised = Observation.objects.get(revision=2)
    assert (revised.value, revised.reason) == (Decimal(35), "Late forms came in")
    page = words(visitor.get(first))
    assert "What was loaded" in page
    assert "Detentions, April 2024 31 Revised since" in page
    assert "Detentions, May 2024 29 Stands" in page


def test_reason_of_one_figure_stands_before_that_of_all(visitor):
    loaded(visitor, send(visitor, paste=PASTE).url)
    sent = send(visitor, paste=PASTE.replace("31", "35").replace("29", "30"))
    loaded(visitor, sent.url, **{"reason": "Late forms came in", "reason-1": "A typing slip"})
    reasons = Observation.objects.filter(revision=2).values_list("period_on__month", "reason")
    assert dict(reasons) == {4: "Late forms came in", 5: "A typing slip"}


def test_one_wrong_figure_keeps_all_from_being_loaded(visitor):
    refused = send(visitor, paste=PASTE + "Detentions\tJun-24\t*\n")
    assert refused.status_code == 422
    assert "Row 4, column 3: “*” stands for a number that was hidden" in words(refused)
    assert "2 figures: 2 are new. None of it was loaded." in words(refused)
    assert (FigureLoad.objects.count(), Observation.objects.count()) == (0, 0)


def test_discarded_load_is_never_loaded(visitor):
    sent = send(visitor, paste=PASTE)
    seal = seal_in(visitor.get(sent.url))
    visitor.post(sent.url, {"do": "discard"})
    late = visitor.post(sent.url, {"do": "accept", "seal": seal}, follow=True)
    assert "This load was discarded" in words(late)
    assert Observation.objects.count() == 0
    assert FigureLoad.objects.get().rows == {"figures": [], "notes": []}


def test_load_that_nobody_accepts_is_deleted(visitor, settings):
    settings.FIGURES_WAIT_DAYS = 14
    first, second = send(visitor, paste=PASTE), send(visitor, paste=PASTE)
    assert "then deleted if nobody accepts it" in words(visitor.get(first.url))
    loaded(visitor, second.url)
    sent_at = FigureLoad.objects.earliest("pk").created_at
    assert delete_waiting_loads(at=sent_at + timedelta(days=14)) == 0
    later = sent_at + timedelta(days=14, minutes=1)
    assert [delete_waiting_loads(at=later), delete_waiting_loads(at=later)] == [1, 0]
    assert "Nobody accepted it within 14 days." in words(visitor.get(first.url))
    assert [len(load.rows["figures"]) for load in FigureLoad.objects.order_by("pk")] == [0, 2]
    entry = AuditEntry.objects.get(command="delete_waiting_load")
    assert (entry.by, entry.subject) == (None, f"FigureLoad {FigureLoad.objects.earliest('pk').pk}")


def test_figures_that_changed_meanwhile_are_shown_anew(visitor):
    first, second = send(visitor, paste=PASTE), send(visitor, paste=PASTE.replace("31", "35"))
    seal = seal_in(visitor.get(second.url))
    loaded(visitor, first.url)
    shown = visitor.post(second.url, {"do": "accept", "seal": seal}, follow=True)
    assert "Figures were loaded since you looked." in words(shown)
    assert "1 revises what stands" in words(shown)
    assert Observation.objects.count() == 2


def test_table_that_names_no_measure_is_of_the_one_that_is_chosen(visitor):
    sent = send(visitor, paste="Month\tFigure\nApr-24\t31\n", only="wait")
    assert "Minutes waited, April 2024" in words(visitor.get(sent.url))


def test_nothing_sent_is_said(visitor):
    assert "Choose a file or paste figures" in words(send(visitor))


def test_rows_about_people_are_refused_and_not_repeated(visitor):
    rows = "Name\tTime detained\tFirst place of safety\nZyx Snowcrumb\t31/03/2024 23:50\tCustody\n"
    refused = send(visitor, paste=rows)
    assert refused.status_code == 422
    assert "the form that is filled in for each detention" in words(refused)
    assert "Snowcrumb" not in refused.content.decode()
    assert FigureLoad.objects.count() == 0


def test_too_much_pasted_text_gets_a_sentence(visitor):
    refused = send(visitor, paste="1\t2\n" * 2_000_000)
    assert (refused.status_code, "More than 5 MB of text was pasted" in words(refused)) == (413, True)


def test_load_of_another_locality_is_not_found(visitor, client):
    sent = send(visitor, paste=PASTE)
    other = LocalityFactory(slug="fellshire")
    client.force_login(RoleHeldFactory(role=Role.ANALYST, locality=other).user)
    assert client.get(sent.url).status_code == 403
    assert client.get(sent.url.replace("tarnshire", "fellshire")).status_code == 404


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_template_is_filled_in_and_loaded(visitor, ending):
    response = visitor.get(reverse("figures-template", kwargs={**HERE, "ending": ending}))
    empty = SimpleUploadedFile(f"figures.{ending}", response.content)
    assert "No figure was found in it: the cells for figures are empty." in words(send(visitor, document=empty))
    table = read(response.content, name=f"figures.{ending}").tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert ["Measure", "Period", "In words", "Figure"] in [row[:4] for row in rows]
    assert {"Detentions", "Seen within 3 hours", "Reviews held"} <= {row[0] for row in rows}


def test_template_as_separated_values_is_filled_in_and_loaded(visitor):
    response = visitor.get(reverse("figures-template", kwargs={**HERE, "ending": "csv"}))
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    columns = {heading: at for at, heading in enumerate(rows[0])}
    for number, row in enumerate(rows[1:], 1):
        if row[0] == "Seen within 3 hours":
            row[columns["Numerator"]], row[columns["Denominator"]] = "9", "20"
        else:
            row[columns["Figure"]] = str(number)
    sent = send(visitor, document=SimpleUploadedFile("943 476 5919.csv", as_csv(rows)))
    loaded(visitor, sent.url)
    assert Observation.objects.count() == len(rows) - 1
    assert FigureLoad.objects.get().name == "A file"  # a name that looks like an NHS number is not kept


def test_template_of_no_known_kind_is_not_found(visitor):
    assert visitor.get(reverse("figures-template", kwargs={**HERE, "ending": "docx"})).status_code == 404


def test_loads_that_wait_are_listed(visitor):
    sent = send(visitor, paste=PASTE)
    address = reverse("figures-load", kwargs=HERE)
    assert f'href="{sent.url}"' in visitor.get(address).content.decode()
    assert "Waits for you" in words(visitor.get(address))
    loaded(visitor, sent.url)
    assert "Waits for you" not in words(visitor.get(address))


def test_list_of_loads_asks_as_much_of_the_database_for_three_as_for_one(visitor):
    counts = []
    for _ in range(3):
        send(visitor, paste=PASTE)
        with CaptureQueriesContext(connection) as asked:
            visitor.get(reverse("figures-load", kwargs=HERE))
        counts.append(len(asked))
    assert counts[0] == counts[2]


def test_page_asks_as_much_of_the_database_for_many_figures_as_for_few(visitor):
    few = send(visitor, paste=PASTE)
    rows = "".join(f"Detentions\t{month:02}/{year}\t{month}\n" for year in range(2001, 2024) for month in range(1, 13))
    many = send(visitor, paste=PASTE + rows)
    counts = []
    for address in (few.url, many.url):
        with CaptureQueriesContext(connection) as asked:
            visitor.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]
