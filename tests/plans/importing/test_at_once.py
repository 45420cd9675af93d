"""Two people who accept at the same moment make one edition, not two."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from concordat.plans import commands
from concordat.plans.models import Action, Edition, PlanImport
from tests.factories import plans as documents
from tests.plans.importing.steps import AT

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # The test database of SQLite lives in memory, where threads share one connection.
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs a server with several connections"),
]


def accept_in_a_thread(number):
    try:
        return commands.accept_import(import_id=number, dated_on=date(2031, 2, 1), publish=True, by=None, at=AT)
    except commands.ImportEnded as reason:
        return str(reason)
    finally:
        connection.close()


def test_import_that_two_accept_at_once_is_accepted_once(bring_in, coordinator):
    number = bring_in(documents.first_plan())
    commands.decide_remaining_leads(import_id=number, by=coordinator, at=AT)

    with ThreadPoolExecutor(2) as pool:
        answers = set(pool.map(accept_in_a_thread, [number, number]))

    assert answers == {1, "This document was accepted already. To change the plan, bring in the next one."}
    assert (Edition.objects.count(), Action.objects.count()) == (1, 4)


def test_two_documents_accepted_at_once_make_two_editions_of_one_plan(bring_in, coordinator):
    numbers = [bring_in(documents.first_plan()), bring_in(documents.second_plan())]
    for number in numbers:
        commands.decide_remaining_leads(import_id=number, by=coordinator, at=AT)

    with ThreadPoolExecutor(2) as pool:
        answers = set(pool.map(accept_in_a_thread, numbers))

    assert answers == {1, 2}
    assert Action.objects.count() == 5
    assert sorted(Action.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_same_file_brought_in_twice_at_once_is_reviewed_once(locality):
    content = documents.first_plan()

    def start(name):
        try:
            return commands.start_import(locality_id=locality.pk, name=name, content=content, by=None, at=AT)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        numbers = set(pool.map(start, ["one.docx", "two.docx"]))

    assert len(numbers) == PlanImport.objects.count() == 1
