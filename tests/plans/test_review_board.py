"""The review board: who still owes an update, what waits, what the meeting must see, and who may do what there."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.directory.domain import Role
from concordat.plans.domain.states import Confidence, State
from concordat.plans.models import Action, EvidenceFile, ProposedUpdate
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    LocalityFactory,
    OrganisationFactory,
    PartnerFactory,
    PersonFactory,
    RoleHeldFactory,
)
from tests.factories.plan_rows import a_plan, an_action, many_actions, say
from tests.factories.review_rows import a_letter, a_request, a_review, an_answer
from tests.plans.proposing.steps import page, words
from tests.plans.tarnshire import *  # noqa: F403

pytestmark = pytest.mark.django_db
BOARD = "/localities/tarnshire/plan/reviews/1/"
TODAY = date(2026, 6, 8)
NOW = datetime(2026, 6, 8, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def review(plan):
    return a_review(plan)


@pytest.fixture
def chair(client, locality):
    client.force_login(RoleHeldFactory(role=Role.CHAIR, locality=locality).user)
    return client


def contact(partner, name, **given):
    values = {"email": f"{name.split()[0].lower()}@example.org", "is_contact": True, **given}
    return PersonFactory(locality=partner.locality, organisation=partner.organisation, name=name, **values)


@pytest.fixture
def asked(plan, review, police, council):
    """Two of the police, one of whom opened; one of the council whose address bounced; nobody at a charity."""
    first = an_action(plan, 1, text="Train every sergeant", leads=[police.organisation], end=date(2031, 6, 30))
    second = an_action(plan, 2, text="Agree who drives", leads=[council.organisation], end=date(2031, 6, 30))
    third = an_action(plan, 3, text="Open a night café", end=date(2031, 6, 30))
    charity = PartnerFactory(locality=plan.locality, organisation=OrganisationFactory(name="Tarn Charity"))
    robin = a_request(
        review, police, contact(police, "Robin Reed"), [first], opened_at=datetime(2026, 6, 3, 9, tzinfo=UTC)
    )
    ash = a_request(review, police, contact(police, "Ash Lake"), [first])
    rowan = a_request(review, council, contact(council, "Rowan Fell"), [second])
    nobody = a_request(review, charity, None, [third])
    for request, state in ((robin, "sent"), (ash, "waiting"), (rowan, "bounced")):
        a_letter(request, on=date(2026, 6, 1), state=state)
    return {"robin": robin, "ash": ash, "rowan": rowan, "nobody": nobody}


def rows(response) -> list[str]:
    return [words(row) for row in page(response).xpath('//table[@aria-labelledby="asked"]/tbody/tr')]


def test_board_says_how_long_is_left_and_who_owes_an_update(desk, asked):
    told = words(desk.get(BOARD))
    assert "Round 1, Steering group of 18 June 2026" in told
    assert "3 days are left to answer, until Thursday 11 June 2026." in told
    assert (
        "0 of 3 who were asked have answered everything; 3 still owe an update. For 1 more nobody is there to ask."
        in told
    )
    assert "Answered 0 Opened 1 Not opened 1 Bounced 1 Nobody to ask 1" in told


def test_row_tells_who_was_asked_what_they_answered_and_the_last_letter(desk, asked):
    a_letter(asked["robin"], kind="reminded", on=date(2026, 6, 4), state="uncertain")
    charity, rowan, ash, robin = rows(desk.get(BOARD))
    assert charity.startswith("Tarn Charity Nobody to ask 0 of 1 Not yet None Name a contact")
    assert "Rowan Fell rowan@example.org Bounced 0 of 1 Not yet Asked on 1 June 2026: bounced" in rowan
    assert "Name another address" in rowan
    assert "Not opened 0 of 1 Not yet Asked on 1 June 2026: waiting to be sent" in ash
    assert "Opened 0 of 1 3 June 2026 Reminded on 4 June 2026: may have been sent Chase Robin Reed" in robin


def test_partner_has_answered_whichever_of_its_people_did(desk, asked, police):
    an_answer(Action.objects.get(number=1), request=asked["ash"], partner=police)
    assert "Answered 2 Opened 0 Not opened 0 Bounced 1 Nobody to ask 1" in words(desk.get(BOARD))


def test_answer_of_a_sheet_or_of_somebody_signed_in_counts_and_one_before_the_round_does_not(desk, asked, council):
    second = Action.objects.get(number=2)
    an_answer(second, partner=council, at=datetime(2026, 5, 20, 9, tzinfo=UTC))
    assert "Answered 0" in words(desk.get(BOARD))
    an_answer(second, partner=council)
    assert "Answered 1" in words(desk.get(BOARD))


def test_answer_that_was_sent_back_is_owed_again(desk, asked, council):
    an_answer(
        Action.objects.get(number=2), request=asked["rowan"], partner=council, decision="sent_back", note="Which month?"
    )
    told = words(desk.get(BOARD))
    assert "Answered 0" in told
    assert "Sent back. The answer of Tarnshire Council was sent back: Which month?." in told
    assert "Unanswered. Nobody has answered for Tarnshire Council." in told


def test_numbers_filter_together_with_a_partner(desk, asked, police):
    assert len(rows(desk.get(BOARD, {"who": "opened"}))) == 1
    both = desk.get(BOARD, {"partner": police.pk})
    assert len(rows(both)) == 2
    assert "2 of 4 who were asked: Tarnshire Police." in words(both)
    (link,) = page(both).xpath('//a[contains(., "Not opened")]/@href')
    assert link == f"{BOARD}?who=not_opened&partner={police.pk}#asked"
    (only,) = rows(desk.get(link))
    assert "Ash Lake" in only


@pytest.mark.parametrize("query", [{"who": "elsewhere"}, {"partner": "x"}, {"partner": 99999}, {"see": "me"}])
def test_filter_that_makes_no_sense_shows_everything(desk, asked, query):
    assert len(rows(desk.get(BOARD, query))) == 4


def test_chase_has_no_button_where_no_letter_can_go(desk, asked):
    a_letter(asked["ash"], kind="chased", on=TODAY, state="sent")
    told = rows(desk.get(BOARD))
    assert ["Chase " in row for row in told] == [False, False, False, True]
    assert "A letter went today. You can chase again tomorrow." in told[2]
    assert (
        "A letter can’t go to everybody now: 1 had a letter today, 1 cannot be reached at the address we have "
        "and for 1 nobody is known who could be asked."
    ) in words(desk.get(BOARD))


def test_chasing_everybody_writes_to_those_who_can_be_reached_and_says_who_cannot(desk, asked):
    told = words(desk.post(f"{BOARD}chase/", {"everybody": "yes"}, follow=True))
    assert "2 letters are on their way." in told
    assert "Nobody is named at Tarn Charity yet." in told
    assert asked["robin"].letters.filter(kind="chased", on=TODAY).count() == 1
    again = words(desk.post(f"{BOARD}chase/", {"request": asked["robin"].pk}, follow=True))
    assert "A letter went to Robin Reed today already." in again
    assert asked["robin"].letters.count() == 2


def test_chase_goes_back_to_the_board_as_it_was_filtered(desk, asked, police):
    answer = desk.post(f"{BOARD}chase/?who=opened&partner={police.pk}", {"request": asked["robin"].pk})
    assert answer["Location"] == f"{BOARD}?who=opened&partner={police.pk}#asked"


def test_nobody_of_another_round_can_be_chased(desk, asked):
    other = a_review(a_plan())
    partner = PartnerFactory(locality=other.plan.locality)
    theirs = a_request(other, partner, contact(partner, "Wren Hill"), [an_action(other.plan)])
    for chosen in ({"request": theirs.pk}, {"request": "x"}, {}):
        assert "Choose whom to chase." in words(desk.post(f"{BOARD}chase/", chosen, follow=True))
    assert theirs.letters.count() == 0


def test_answers_wait_beside_what_stood_and_two_of_one_action_side_by_side(desk, asked, police):
    first = Action.objects.get(number=1)
    one = an_answer(first, request=asked["robin"], partner=police, said_by="Robin Reed", progress="All but two")
    other = an_answer(first, request=asked["ash"], partner=police, said_by="Ash Lake", progress="Nobody yet")
    shown = page(desk.get(BOARD))
    assert "2 answers wait to be accepted; 1 action was answered more than once." in words(shown)
    (beside,) = shown.xpath('//div[@class="app-board__versions"]')
    assert [each.get("id") for each in beside.xpath("./article")] == [f"update-{one.pk}", f"update-{other.pk}"]
    assert "Said now All but two" in words(beside)


def test_deciding_comes_back_to_the_board_as_it_was(desk, asked, police):
    an_answer(Action.objects.get(number=1), request=asked["robin"], partner=police, progress="All but two")
    shown = page(desk.get(BOARD, {"partner": police.pk}))
    (form,) = shown.xpath('//article//form[contains(@action, "/plan/updates/")]')
    (back,) = form.xpath('.//input[@name="next"]/@value')
    accepted = desk.post(form.get("action"), {"do": "accept", "next": back})
    assert accepted["Location"] == f"{BOARD}?partner={police.pk}#answers"
    told = words(desk.get(accepted["Location"]))
    assert "No answer waits to be accepted. 1 answer of this round was decided." in told
    (change,) = shown.xpath('//article//a[contains(., "Change it")]/@href')
    assert page(desk.get(change)).xpath('//a[.="Back to the review board"]/@href') == [back]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/",
        "//example.org/localities/tarnshire/plan/reviews/1/",
        "https://example.org/localities/tarnshire/plan/reviews/1/",
        "/\\example.org",
        "/localities/elsewhere/plan/reviews/1/",
        "/localities/tarnshire/plan/",
        "javascript:alert(1)",
        "http://[",
    ],
)
def test_deciding_leads_nowhere_else(desk, asked, police, elsewhere):
    answer = an_answer(Action.objects.get(number=1), request=asked["robin"], partner=police, progress="All but two")
    decided = desk.post(f"/localities/tarnshire/plan/updates/{answer.pk}/", {"do": "accept", "next": elsewhere})
    assert decided["Location"] == f"/localities/tarnshire/plan/updates/#update-{answer.pk}"


def test_answer_that_an_action_is_not_theirs_is_noted_and_leads_to_who_leads_it(desk, asked, police):
    first = Action.objects.get(number=1)
    answer = an_answer(
        first, request=asked["robin"], partner=police, kind=ProposedUpdate.Kind.NOT_OURS, state="", progress="Ask Fire"
    )
    address = f"/localities/tarnshire/plan/updates/{answer.pk}/"
    shown = page(desk.get(address))
    assert shown.xpath("//main//button[@name='do']/@value") == ["accept", "back"]
    assert shown.xpath("//main//a[.='change who leads it']/@href") == ["/localities/tarnshire/plan/actions/1/leads/"]
    changed = desk.post(address, {"do": "edit", "progress": "All are trained", "note": "By telephone"})
    assert (changed.status_code, ProposedUpdate.objects.get().decision) == (404, "waiting")
    noted = words(desk.post(address, {"do": "accept"}, follow=True))
    assert "You have taken note. The action stays with who leads it until you change that." in noted
    assert Action.objects.get(number=1).update == first.update


def test_answer_that_no_date_can_be_said_yet_is_no_doubtful_date(desk, asked, police):
    why = "Nobody is in post"
    an_answer(Action.objects.get(number=1), request=asked["robin"], partner=police, timescale_reason=why)
    told = words(desk.get(BOARD))
    assert f"Said now A new date can’t be said yet: {why}" in told
    assert "but no new date" not in told


def test_round_that_could_ask_nobody_says_so(desk, plan, review):
    charity = PartnerFactory(locality=plan.locality, organisation=OrganisationFactory(name="Tarn Charity"))
    a_request(review, charity, None, [an_action(plan, 1, leads=[charity.organisation])])
    assert "Nobody was asked: no contact is known of 1 partner." in words(desk.get(BOARD))


def test_meeting_sees_what_is_late_red_or_disputed_and_the_rest_by_one_link(desk, plan, asked, police):
    lead = [police.organisation]
    an_action(plan, 4, text="Write a guide", leads=lead, end=date(2026, 5, 31))
    an_action(plan, 5, text="Buy a car", leads=lead, end=date(2031, 6, 30), confidence=Confidence.RED)
    an_action(plan, 6, text="Train every nurse", leads=lead, end=date(2031, 6, 30), progress="This is complete.")
    an_answer(Action.objects.get(number=1), request=asked["robin"], partner=police, kind=ProposedUpdate.Kind.NOT_OURS)
    told = words(desk.get(BOARD))
    assert "Overdue 1 Red 1 Contradictions 1 Not ours 1 Unanswered 2" in told
    assert "Overdue. Promised by 31 May 2026, 8 days ago, and it is said to be still in progress." in told
    assert "Red. Its lead rates it red." in told
    assert "Not ours. Tarnshire Police says that it is not theirs." in told
    assert "2 more actions are unanswered and nothing else" in told
    assert "Nobody has answered for Tarn Charity" not in told
    assert "Unanswered. Nobody has answered for Tarn Charity." in words(desk.get(BOARD, {"see": "unanswered"}))


def test_closed_round_is_read_and_nothing_is_chased(desk, asked, review):
    review.closed_at = datetime(2026, 6, 7, 9, tzinfo=UTC)
    review.save()
    told = words(desk.get(BOARD))
    assert "This round was closed on Sunday 7 June 2026." in told
    assert "Chase" not in told
    assert "Round 1 is closed." in words(desk.post(f"{BOARD}chase/", {"everybody": "yes"}, follow=True))


def test_closed_round_keeps_what_its_meeting_saw(desk, plan, asked, police, review):
    late = an_action(plan, 4, text="Write a guide", leads=[police.organisation], end=date(2026, 5, 31))
    review.closed_at = datetime(2026, 6, 7, 9, tzinfo=UTC)
    review.save()
    say(late, state=State.COMPLETE, at=NOW)
    an_action(plan, 5, text="Buy a car", confidence=Confidence.RED, at=NOW)
    told = words(desk.get(BOARD))
    assert "Overdue. Promised by 31 May 2026, 7 days ago" in told
    assert "Buy a car" not in told
    assert "This is the plan as it stood when the round was closed." in told


def test_chair_reads_the_board_without_what_only_the_coordinator_may_do(chair, asked, police):
    answer = an_answer(Action.objects.get(number=1), request=asked["robin"], partner=police)
    shown = page(chair.get(BOARD))
    told = words(shown)
    assert "Robin Reed" in told
    assert "Close the round" in told
    assert not shown.xpath('//main//button[contains(., "Chase") or contains(., "Accept")]')
    assert "What you can do" not in told
    assert chair.post(f"{BOARD}chase/", {"everybody": "yes"}).status_code == 403
    assert chair.get(f"{BOARD}requests/{asked['robin'].pk}/").status_code == 403
    assert chair.get(f"{BOARD}letters/").status_code == 200
    assert chair.post(f"{BOARD}letters/", {"again": "1"}).status_code == 403
    assert chair.post(f"/localities/tarnshire/plan/updates/{answer.pk}/", {"do": "accept"}).status_code == 403


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ANALYST])
def test_board_is_not_for_other_members(client, locality, asked, role):
    client.force_login(RoleHeldFactory(role=role, locality=locality).user)
    assert client.get(BOARD).status_code == 403
    assert client.get(f"{BOARD}letters/").status_code == 403


def test_board_is_not_for_another_localitys_coordinator_nor_the_public(client, asked):
    assert client.get(BOARD).status_code == 302
    client.force_login(RoleHeldFactory(role=Role.COORDINATOR, locality=LocalityFactory()).user)
    assert client.get(BOARD).status_code == 403


def test_unknown_round_is_not_found(desk, asked):
    for path in ("reviews/9/", "reviews/9/letters/", "reviews/9/requests/1/", "reviews/1/requests/99999/"):
        assert desk.get(f"/localities/tarnshire/plan/{path}").status_code == 404


def whole_round(place, actions, leads):
    """A round of so many actions and leads, half of whom have answered; each had three letters."""
    plan = a_plan(place)
    bodies = [OrganisationFactory() for _ in range(leads)]
    partners = [PartnerFactory(locality=place, organisation=body) for body in bodies]
    many_actions(plan, actions, bodies)
    live = list(plan.actions.filter(update__state__in=[state for state in State if state.is_open]))
    review = a_review(plan)
    for number, partner in enumerate(partners):
        theirs = live[number::leads]
        request = a_request(review, partner, contact(partner, f"Lead{number} Reed"), theirs)
        for kind, day in (("asked", 1), ("reminded", 4), ("chased", 5)):
            a_letter(request, kind=kind, on=date(2026, 6, day))
        for action in theirs if number % 2 == 0 else ():
            answer = an_answer(action, request=request, partner=partner, progress="A room was found")
            EvidenceFile.objects.create(
                proposal=answer, name="photo.png", format="png", content=b"", size=0, sha256="0", uploaded_at=NOW
            )


def test_queries_stay_the_same_for_one_row_for_three_and_for_a_whole_round(client):
    user = UserFactory()
    counts = []
    for actions, leads in ((8, 1), (24, 3), (200, 30)):
        place = RoleHeldFactory(role=Role.COORDINATOR, user=user).locality
        whole_round(place, actions, leads)
        client.force_login(user)
        address = f"/localities/{place.slug}/plan/reviews/1/"
        assert len(rows(client.get(address))) == leads
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        counts.append(len(seen))
    assert counts[0] == counts[1] == counts[2] <= 12
