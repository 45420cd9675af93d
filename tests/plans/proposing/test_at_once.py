"""Two people at the same moment: a proposed update is decided once, and a sheet that comes twice proposes once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from concordat.plans.commands import proposing as commands
from concordat.plans.domain.update_sheets import Column
from concordat.plans.models import ActionTimescale, ActionUpdate, ProposedUpdate, SheetReturn
from tests.plans.importing.steps import AT
from tests.plans.proposing.steps import fill_word, make_sheet, send_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # The test database of SQLite lives in memory, where threads share one connection.
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs a server with several connections"),
]
ANSWERS = {1: {Column.PROGRESS: "All are trained", Column.NEW_DATE: "May 2032", Column.REASON: "Leave"}}


def in_threads(do, times=4):
    def work(_):
        try:
            return do()
        except (commands.AlreadyDecided, commands.AlreadyReturned) as reason:
            return type(reason).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return sorted(str(answer) for answer in pool.map(work, range(times)))


def test_update_that_several_accept_at_once_counts_once(desk, actions, police, locality):
    send_in(desk, fill_word(make_sheet(desk, police), ANSWERS))
    number = ProposedUpdate.objects.get().pk
    before = (ActionUpdate.objects.count(), ActionTimescale.objects.count())

    answers = in_threads(lambda: commands.accept_proposal(locality_id=locality.pk, number=number, by=None, at=AT))

    assert answers == ["AlreadyDecided", "AlreadyDecided", "AlreadyDecided", "None"]
    assert (ActionUpdate.objects.count(), ActionTimescale.objects.count()) == (before[0] + 1, before[1] + 1)


def test_sheet_that_comes_several_times_at_once_proposes_once(desk, actions, police, locality):
    content = fill_word(make_sheet(desk, police), ANSWERS)

    answers = in_threads(
        lambda: commands.return_update_sheet(
            locality_id=locality.pk, name="sheet.docx", content=content, said_by="Robin Reed", by=None, at=AT
        )
    )

    assert answers.count("AlreadyReturned") == 3
    assert (ProposedUpdate.objects.count(), SheetReturn.objects.count()) == (1, 1)
