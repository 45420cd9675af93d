"""The whole way round: a sheet goes out, is filled in, comes back, waits, is accepted, and the action says so."""

from datetime import date

import pytest

from concordat.plans.domain.states import State
from concordat.plans.domain.update_sheets import Column
from concordat.plans.models import Action, ActionUpdate, ProposedUpdate
from tests.plans.proposing.steps import UPDATES, card, fill_word, fill_workbook, make_sheet, page, send_in, words

pytestmark = pytest.mark.django_db
ANSWERS = {
    1: {
        Column.PROGRESS: "All but two are trained",
        Column.NEW_DATE: "30 September 2031",
        Column.REASON: "Two sergeants were away",
    },
    3: {Column.NEW_STATE: "In progress", Column.CONFIDENCE: "Amber", Column.NEXT_STEP: "Choose the nurse"},
}


@pytest.fixture(params=["word", "excel"])
def filled(request, desk, actions, police):
    content = make_sheet(desk, police, request.param)
    fill = fill_word if request.param == "word" else fill_workbook
    return fill(content, ANSWERS)


def test_sheet_that_came_back_is_proposed_accepted_and_shown(desk, filled, coordinator):
    told = words(send_in(desk, filled))
    assert "2 of 3 actions on the sheet have something new." in told
    assert "Left out" not in told
    assert "Noticed" not in told
    assert ActionUpdate.objects.count() == 5  # nothing of it counts yet

    first, third = ProposedUpdate.objects.order_by("action__number")
    waiting = desk.get(UPDATES)
    assert "2 updates wait to be decided." in words(waiting)
    assert "Said now All but two are trained" in card(waiting, first.pk)
    assert "Stands now, said on 5 January 2026 Half are trained" in card(waiting, first.pk)
    assert "“30 September 2031”. By 30 September 2031." in card(waiting, first.pk)

    assert "The update counts" in words(desk.post(f"{UPDATES}{first.pk}/", {"do": "accept"}, follow=True))
    desk.post(f"{UPDATES}{third.pk}/", {"do": "accept"})

    shown = words(page(desk.get("/localities/tarnshire/plan/actions/1/")))
    assert "All but two are trained" in shown
    assert "Reason: Two sergeants were away" in shown
    assert "Its date has moved later once" in shown
    assert "Robin Reed" in shown
    assert "Choose the nurse" in words(desk.get("/localities/tarnshire/plan/actions/3/"))

    action = Action.objects.get(number=1)
    assert (action.update.kind, action.update.by, action.update.state) == ("reported", coordinator, State.IN_PROGRESS)
    assert (action.update.timescale.end_on, action.update.timescale.slips) == (date(2031, 9, 30), 1)
    assert action.update.timescale.reason == "Two sergeants were away"
    assert action.update.timescale.replaces.end_on == date(2031, 6, 30)
    assert "Decided" in words(desk.get(UPDATES))


def test_public_reads_no_name_of_whoever_said_it(desk, filled, client):
    send_in(desk, filled)
    client.logout()
    assert client.get(UPDATES).status_code == 302
    assert client.get("/localities/tarnshire/plan/actions/1/").status_code == 404
