"""Forms are counted in memory on the page: counts are left, and no row anywhere."""

import csv
import html
import io
import logging
import os
import re
import sys
import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from concordat.directory.domain import Role
from concordat.indicators.commands.measures import adopt_standard_measures
from concordat.indicators.models import FigureLoad, Observation
from concordat.indicators.queries import standard_measures
from tests.factories.directory import LocalityFactory, RoleHeldFactory
from tests.indicators.loading.conftest import NOW

pytestmark = pytest.mark.django_db
HERE = {"locality": "tarnshire"}
HEADING = "Name,Date of birth,Time detained,Age,First place of safety,Notes"
ROWS = (
    "Zyx Snowcrumb,01/02/1999,31/03/2024 23:50,25,Police custody,Snowcrumb said so",
    "Wvu Snowcrumb,,01/03/2024 10:00,16,HBPoS,Snowcrumb was calm",
)
SECRET = "Snowcrumb"


@pytest.fixture
def visitor(client, analyst, locality):
    keys = [measure.key for measure in standard_measures().measures]
    adopt_standard_measures(locality_id=locality.pk, standard_keys=keys, by=None, at=NOW)
    client.force_login(analyst)
    return client


def a_file(rows=ROWS, heading=HEADING):
    return SimpleUploadedFile("Snowcrumb.csv", "\r\n".join([heading, *rows]).encode(), content_type="text/csv")


def count(client, file):
    return client.post(reverse("detentions-count", kwargs=HERE), {"document": file})


def words(response):
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()))


def counts_in(page):
    return re.search(r'name="counts" value="([^"]+)"', page.content.decode())[1]


def load(client, counts, where=HERE):
    return client.post(reverse("detentions-count", kwargs=where), {"counts": counts}, follow=True)


def test_counts_are_shown_and_then_loaded(visitor):
    page = count(visitor, a_file())
    assert "2 detentions in 1 month." in words(page)
    assert "Columns 1, 2 and 6 were not read." in words(page)
    assert "March 2024 2 1 of 2 0 of 2 0 of 1" in words(page)
    assert (FigureLoad.objects.count(), Observation.objects.count()) == (0, 0)
    preview = load(visitor, counts_in(page))
    assert "8 figures: 8 are new." in words(preview)
    seal = re.search(r'name="seal" value="(\w+)"', preview.content.decode())[1]
    visitor.post(preview.redirect_chain[-1][0], {"do": "accept", "seal": seal})
    found = Observation.objects.filter(breakdown="").values_list("measure__standard_key", "value", "denominator")
    assert sorted((key, int(value), of) for key, value, of in found) == [
        ("all-detentions", 2, None),
        ("emergency-department", 0, 2),
        ("police-station", 50, 2),
        ("under-18-police-station", 0, None),
    ]


def test_counts_that_were_not_signed_here_are_refused(visitor, client, locality):
    counts = counts_in(count(visitor, a_file()))
    assert "These counts were not made here today" in words(load(visitor, counts[:-1] + "x"))
    other = LocalityFactory(slug="fellshire")
    client.force_login(RoleHeldFactory(role=Role.ANALYST, locality=other).user)
    answer = load(client, counts, {"locality": "fellshire"})
    assert "These counts were made for another place or by somebody else" in words(answer)
    assert FigureLoad.objects.count() == 0


def test_wrong_form_gets_a_sentence_without_a_word_of_it(visitor):
    refused = count(visitor, a_file([*ROWS, f"Tsr {SECRET},,32/13/2024,999,{SECRET} Lane,"]))
    assert refused.status_code == 422
    assert "Row 4: the date of the detention can't be read" in words(refused)
    assert SECRET not in refused.content.decode()


def test_too_large_file_gets_a_sentence(visitor):
    refused = count(visitor, SimpleUploadedFile("forms.csv", b"x" * (5 * 1024 * 1024 + 1)))
    assert "The file is larger than 5 MB: count it in parts, such as by year." in words(refused)


def test_nothing_sent_is_said(visitor):
    assert "Choose the file of forms" in words(visitor.post(reverse("detentions-count", kwargs=HERE), {}))


def test_request_forged_elsewhere_is_refused(visitor, analyst):
    """The check comes after the upload handlers are chosen, and still comes."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(analyst)
    assert count(strict, a_file()).status_code == 403


OPENED: list[tuple[str, int]] | None = None


def hear(event, arguments):
    if OPENED is not None and event in ("open", "tempfile.mkstemp", "tempfile.mkdtemp"):
        OPENED.append((str(arguments[0]), (arguments[2] or 0) if event == "open" else os.O_WRONLY))


sys.addaudithook(hear)


def everything_kept():
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        kept = []
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            kept += [repr(row) for row in cursor.fetchall()]
    return "\n".join(kept)


def files_in_temporary_folder():
    return {path.name for path in Path(tempfile.gettempdir()).iterdir() if "upload" in path.name}


LAST_ROWS = {"counted": "", "refused": f"Tsr {SECRET},,32/13/2024,999,{SECRET} Lane 5,"}


@pytest.mark.parametrize("last_row", LAST_ROWS.values(), ids=LAST_ROWS)
@pytest.mark.parametrize("times", [1, 20_000])
def test_no_row_is_kept_anywhere(visitor, monkeypatch, caplog, capfd, last_row, times):
    """Small or over 2.5 MB, counted or refused: not in the database, a file, a log line or a temporary folder.

    The interpreter itself tells of each file that is opened to be written, temporary ones too.
    """
    file = a_file([*(ROWS * times), last_row])
    assert (file.size > 2.5 * 1024 * 1024) == (times > 1)
    count(visitor, a_file())  # what is imported is compiled, which writes files
    before = files_in_temporary_folder()
    monkeypatch.setitem(globals(), "OPENED", [])
    with caplog.at_level(logging.DEBUG):
        page = count(visitor, file)
        if page.status_code == 200:
            load(visitor, counts_in(page))
    opened, globals()["OPENED"] = OPENED, None
    assert page.status_code == (422 if last_row else 200)
    out, err = capfd.readouterr()
    assert SECRET not in page.content.decode() + caplog.text + out + err + everything_kept()
    assert [name for name, flags in opened if flags & (os.O_WRONLY | os.O_RDWR)] == []
    assert files_in_temporary_folder() == before


def test_failure_of_a_library_tells_no_word_of_the_file(visitor, monkeypatch, caplog, capfd):
    """A traceback would quote what could not be read: none is written."""

    def fail(*args, **kwargs):
        raise RuntimeError(f"invalid value: {SECRET}")

    monkeypatch.setattr(csv, "reader", fail)
    with caplog.at_level(logging.DEBUG):
        page = count(visitor, a_file())
    out, err = capfd.readouterr()
    assert (page.status_code, SECRET in page.content.decode() + caplog.text + out + err) == (422, False)
    assert "The file can't be counted: check that it is a CSV file, one row each." in words(page)


def test_figures_page_writes_no_temporary_file_either(visitor, monkeypatch):
    """Whoever mistakes the page of figures for that of forms leaves nothing on a disk."""
    content = io.BytesIO("\r\n".join([HEADING, *(ROWS * 20_000)]).encode())
    content.name = "forms.csv"
    address = reverse("figures-load", kwargs=HERE)
    visitor.post(address, {"document": a_file()})
    monkeypatch.setitem(globals(), "OPENED", [])
    page = visitor.post(address, {"document": content})
    opened, globals()["OPENED"] = OPENED, None
    assert (page.status_code, SECRET in page.content.decode()) == (422, False)
    assert [name for name, flags in opened if flags & (os.O_WRONLY | os.O_RDWR)] == []
    assert SECRET not in everything_kept()


def test_command_keeps_counts_for_a_locality_and_loads_nothing(visitor, tmp_path):
    path = tmp_path / "forms.csv"
    path.write_bytes("\r\n".join([HEADING, *ROWS]).encode())
    out, err = io.StringIO(), io.StringIO()
    call_command("detentions", "count", str(path), "--for", "tarnshire", stdout=out, stderr=err)
    number = FigureLoad.objects.get().pk
    assert f"/localities/tarnshire/measures/load/{number}/" in err.getvalue()
    assert "8 figures: 8 are new." in words(visitor.get(f"/localities/tarnshire/measures/load/{number}/"))
    assert (Observation.objects.count(), SECRET in everything_kept()) == (0, False)
    with pytest.raises(SystemExit):
        call_command("detentions", "count", str(path), "--for", "nowhere", stdout=out, stderr=err)
    assert FigureLoad.objects.count() == 1
