"""What becomes of proposed updates, and who may say so."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.accounts.models import AuditEntry
from concordat.plans.commands import proposing as commands
from concordat.plans.domain.proposing import Said
from concordat.plans.domain.states import Confidence, State
from concordat.plans.domain.update_sheets import Column
from concordat.plans.models import Action, ActionUpdate, ProposedUpdate
from tests.factories.plan_rows import say
from tests.plans.proposing.steps import RETURN, SHEETS, UPDATES, card, fill_word, make_sheet, page, send_in, words

pytestmark = pytest.mark.django_db
LATER = datetime(2031, 5, 4, 9, tzinfo=UTC)


@pytest.fixture
def propose(desk, actions, police):
    """Brings a filled-in sheet in; gives its proposed updates in the order of the plan."""

    def bring_in(answers, between=None):
        content = make_sheet(desk, police)
        if between:
            between()
        send_in(desk, fill_word(content, answers))
        return list(ProposedUpdate.objects.order_by("action__number", "pk"))

    return bring_in


def address(proposal):
    return f"{UPDATES}{proposal.pk}/"


def test_conflict_with_a_newer_update_shows_both_versions_and_loses_neither(desk, propose, actions):
    def meanwhile():
        say(actions[0], progress="Three quarters are trained", next_step="Book a room", at=LATER)

    (proposal,) = propose({1: {Column.PROGRESS: "All are trained"}}, between=meanwhile)
    returned = words(desk.get(f"{SHEETS}returns/{proposal.sheet_return_id}/"))
    assert "and 1 of these conflicts with a newer update" in returned
    shown = card(desk.get(UPDATES), proposal.pk)
    assert "When the sheet went out Half are trained" in shown
    assert "Stands now, said on 4 May 2031 Three quarters are trained" in shown
    assert "Said now All are trained" in shown

    desk.post(address(proposal), {"do": "accept"})
    update = Action.objects.get(number=1).update
    assert (update.progress, update.next_step) == ("All are trained", "Book a room")
    history = words(desk.get("/localities/tarnshire/plan/actions/1/"))
    assert "Three quarters are trained" in history
    assert "Half are trained" in history


def test_accepted_update_changes_only_what_was_said(propose, desk):
    (proposal,) = propose({2: {Column.NEW_STATE: "Complete", Column.EVIDENCE: "Signed agreement"}})
    before = Action.objects.get(number=2).update
    desk.post(address(proposal), {"do": "accept"})
    after = Action.objects.get(number=2).update
    assert (after.state, after.evidence) == (State.COMPLETE, "Signed agreement")
    assert (after.confidence, after.progress, after.timescale) == (before.confidence, before.progress, before.timescale)
    day = f"{proposal.said_at.day} {proposal.said_at:%B %Y}"
    assert after.state_basis == f"Tarnshire Police said so on {day}"
    assert "Evidence: Signed agreement" in words(desk.get("/localities/tarnshire/plan/actions/2/"))


def test_edited_update_keeps_what_was_said_beside_what_counts(desk, propose, coordinator):
    (proposal,) = propose({1: {Column.PROGRESS: "all trained!!", Column.NEW_STATE: "nearly"}})
    refused = desk.post(address(proposal), {"do": "accept"})
    assert refused.status_code == 200
    assert "“nearly” is none of our states" in words(refused)
    answers = {
        "do": "edit",
        "progress": "All are trained.",
        "state": "complete",
        "confidence": "none",
        "timescale_text": "",
        "timescale_reason": "",
        "next_step": "",
        "evidence": "",
        "note": "They told me by telephone that it is done",
    }
    assert "with your changes" in words(desk.post(address(proposal), answers, follow=True))
    proposal.refresh_from_db()
    assert (proposal.decision, proposal.progress, proposal.state_text) == ("edited", "all trained!!", "nearly")
    assert (proposal.decided_by, proposal.note) == (coordinator, "They told me by telephone that it is done")
    assert (proposal.update.progress, proposal.update.state) == ("All are trained.", State.COMPLETE)
    assert proposal.update.state_basis.startswith("Decided by the coordinator from what Tarnshire Police said on")
    shown = card(desk.get(UPDATES), proposal.pk)
    assert "Said now all trained!! What counts All are trained." in shown
    assert "Accepted with changes by Rowan Ash" in shown


def test_edit_that_holds_a_persons_details_is_stopped_unless_somebody_says_why(desk, propose):
    (proposal,) = propose({1: {Column.PROGRESS: "Done"}})
    answers = {"do": "edit", "progress": "Done at NR33 9ZZ", "state": "complete", "confidence": "none", "note": "Place"}
    stopped = desk.post(address(proposal), answers)
    assert stopped.status_code == 422
    assert "There is what looks like a postcode in it." in words(stopped)
    assert ActionUpdate.objects.count() == 5
    desk.post(address(proposal), {**answers, "overruled_reason": "It is the station’s"})
    proposal.refresh_from_db()
    assert (proposal.decision, proposal.overruled_reason) == ("edited", "It is the station’s")
    assert AuditEntry.objects.filter(command="decide_proposal", detail__overruled_reason="It is the station’s").exists()


def test_note_on_what_goes_back_is_stopped_unless_somebody_says_why(desk, propose):
    (proposal,) = propose({1: {Column.PROGRESS: "Done"}})
    answers = {"do": "back", "back": "Is that the café at NR33 9ZZ?"}
    stopped = desk.post(address(proposal), answers)
    assert stopped.status_code == 422
    assert "There is what looks like a postcode in it." in words(stopped)
    assert "Is that the café at NR33 9ZZ?" in words(stopped)
    repeated = desk.post(address(proposal), {**answers, "overruled_reason": "It is not 943 476 5919"})
    assert "in the reason itself. Say why it is none without repeating it." in words(repeated)
    desk.post(address(proposal), {**answers, "overruled_reason": "It is the café’s"})
    proposal.refresh_from_db()
    assert (proposal.decision, proposal.overruled_reason) == ("sent_back", "It is the café’s")
    assert AuditEntry.objects.filter(command="decide_proposal", detail__overruled_reason="It is the café’s").exists()


def test_edit_asks_again_for_a_date_that_cannot_be_read(desk, propose):
    (proposal,) = propose({1: {Column.NEW_DATE: "soon"}})
    answers = {"do": "edit", "state": "in_progress", "confidence": "none", "note": "As they said"}
    asked = desk.post(address(proposal), {**answers, "timescale_text": "soon"})
    assert asked.status_code == 422
    assert "No date can be read from “soon”. Write the date." in words(asked)
    desk.post(address(proposal), {**answers, "timescale_text": "May 2032"})
    assert Action.objects.get(number=1).update.timescale.end_on == date(2032, 5, 31)


@pytest.mark.parametrize("answers", [{"do": "edit", "state": "complete", "confidence": "none"}, {"do": "back"}])
def test_changes_and_sending_back_need_a_note(desk, propose, answers):
    (proposal,) = propose({1: {Column.PROGRESS: "Done"}})
    assert desk.post(address(proposal), answers).status_code == 422
    proposal.refresh_from_db()
    assert proposal.decision == "waiting"


def test_update_that_was_sent_back_changes_nothing_and_says_why(desk, propose):
    (proposal,) = propose({1: {Column.PROGRESS: "Done"}})
    desk.post(address(proposal), {"do": "back", "back": "Which of the two courses?"})
    assert "Note: Which of the two courses?" in card(desk.get(UPDATES), proposal.pk)
    assert Action.objects.get(number=1).update.progress == "Half are trained"
    assert ActionUpdate.objects.count() == 5


def test_update_is_decided_once(desk, propose, locality, coordinator):
    (proposal,) = propose({1: {Column.PROGRESS: "Done"}})
    desk.post(address(proposal), {"do": "accept"})
    told = words(desk.post(address(proposal), {"do": "back", "back": "No"}, follow=True))
    assert "This update of action 1 was decided already." in told
    with pytest.raises(commands.AlreadyDecided):
        commands.accept_proposal(locality_id=locality.pk, number=proposal.pk, by=coordinator, at=LATER)
    assert ActionUpdate.objects.count() == 6


def test_date_that_moves_twice_slips_twice_and_keeps_each_reason(desk, propose, locality, coordinator):
    (proposal,) = propose({1: {Column.NEW_DATE: "September 2031", Column.REASON: "Leave"}})
    desk.post(address(proposal), {"do": "accept"})
    (_, second) = propose({1: {Column.NEW_DATE: "31/12/2031", Column.REASON: "More leave"}})
    desk.post(address(second), {"do": "accept"})
    timescale = Action.objects.get(number=1).update.timescale
    assert (timescale.end_on, timescale.slips, timescale.reason) == (date(2031, 12, 31), 2, "More leave")
    assert timescale.first_end_on == date(2031, 6, 30)
    assert (timescale.replaces.text, timescale.replaces.reason) == ("September 2031", "Leave")


def test_edit_without_changes_of_state_keeps_why_the_state_is_what_it_is(propose, locality, coordinator):
    (proposal,) = propose({1: {Column.PROGRESS: "Done"}})
    ActionUpdate.objects.filter(action__number=1).update(state_basis="Its colour was amber")
    said = Said(progress="Nearly done", state=State.IN_PROGRESS, confidence=Confidence.NONE)
    commands.edit_proposal(
        locality_id=locality.pk, number=proposal.pk, said=said, note="Not so fast", by=coordinator, at=LATER
    )
    assert Action.objects.get(number=1).update.state_basis == "Its colour was amber"


def test_lead_brings_in_the_sheet_of_their_partner_and_sees_its_updates_only(
    client, desk, actions, lead, council, police
):
    theirs = fill_word(make_sheet(desk, council), {5: {Column.PROGRESS: "The café is open"}})
    own = fill_word(make_sheet(desk, police), {1: {Column.PROGRESS: "All trained"}})
    send_in(desk, theirs)
    client.force_login(lead)
    assert 'value="Robin Reed"' in client.get(RETURN).content.decode()
    assert "No sheet that you can bring in has the code SHEET" in words(send_in(client, theirs))
    assert "1 of 3 actions on the sheet has something new." in words(send_in(client, own))
    shown = words(client.get(UPDATES))
    assert "All trained" in shown
    assert "The café is open" not in shown
    (foreign, mine) = ProposedUpdate.objects.order_by("pk")
    assert client.get(f"{SHEETS}returns/{foreign.sheet_return_id}/").status_code == 404
    assert client.get(f"{SHEETS}returns/{mine.sheet_return_id}/").status_code == 200
    assert client.post(address(mine), {"do": "accept"}).status_code == 403
    assert client.post(SHEETS, {"partner": council.pk, "format": "word"}).status_code == 403
    assert client.get(f"{SHEETS}sheets/{foreign.sheet_return.sheet.code}/").status_code == 404
    assert client.get(f"{SHEETS}sheets/{mine.sheet_return.sheet.code}/").status_code == 200


def test_member_reads_and_does_not_decide(client, propose, member):
    (proposal,) = propose({1: {Column.PROGRESS: "Done"}})
    client.force_login(member)
    shown = page(client.get(UPDATES))
    assert "Said now Done" in words(shown)
    assert shown.xpath("//main//form") == []
    for refused in (RETURN, SHEETS, address(proposal)):
        assert client.get(refused).status_code == 403


def test_public_is_asked_to_sign_in(client, propose):
    (proposal,) = propose({1: {Column.PROGRESS: "Done"}})
    client.logout()
    for closed in (UPDATES, RETURN, SHEETS, address(proposal), f"{SHEETS}returns/{proposal.sheet_return_id}/"):
        assert client.get(closed)["Location"].startswith("/accounts/login/")


def test_pages_run_the_same_queries_for_one_update_and_for_three(desk, propose):
    def counted(path):
        desk.get(path)
        with CaptureQueriesContext(connection) as captured:
            page(desk.get(path))
        return len(captured)

    (decided,) = propose({1: {Column.PROGRESS: "Nought"}})
    desk.post(address(decided), {"do": "accept"})
    propose({1: {Column.PROGRESS: "One"}})
    returned = f"{SHEETS}returns/{ProposedUpdate.objects.latest('pk').sheet_return_id}/"
    one = [counted(UPDATES), counted(SHEETS), counted(returned)]
    proposals = propose({1: {Column.PROGRESS: "A"}, 2: {Column.PROGRESS: "B"}, 3: {Column.PROGRESS: "C"}})
    desk.post(address(proposals[1]), {"do": "accept"})
    returned = f"{SHEETS}returns/{proposals[-1].sheet_return_id}/"
    three = [counted(UPDATES), counted(SHEETS), counted(returned)]
    assert one == three
    assert max(three) <= 12
