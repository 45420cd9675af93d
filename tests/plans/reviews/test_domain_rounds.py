"""Who is asked about what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain.rounds import Asked, Contact, Led, who_is_asked

POLICE, COUNCIL, ELSEWHERE = 10, 20, 30
PARTNERS = {COUNCIL: 2, POLICE: 1}


def person(number, organisation=POLICE, **given):
    return Contact(number, organisation, **{"address": f"person-{number}@example.org", **given})


def asked(actions, *people):
    return {(one.partner, one.person): one.actions for one in who_is_asked(actions, PARTNERS, people).asked}


def test_named_lead_is_asked_and_the_contact_of_the_rest():
    actions = [Led(1, (POLICE,), (7,)), Led(2, (POLICE,))]
    assert asked(actions, person(7), person(8, is_contact=True)) == {(1, 7): (1,), (1, 8): (2,)}


def test_every_contact_is_asked_about_what_names_nobody():
    contacts = (person(8, is_contact=True), person(9, is_contact=True))
    assert asked([Led(1, (POLICE,))], *contacts) == {(1, 8): (1,), (1, 9): (1,)}


@pytest.mark.parametrize("lacks", [{"has_left": True}, {"address": ""}, {"organisation": COUNCIL}])
def test_lead_who_can_not_be_asked_for_the_partner_is_passed_over(lacks):
    found = asked([Led(1, (POLICE,), (7,))], person(7, **lacks), person(8, is_contact=True))
    assert found[1, 8] == (1,)


def test_action_of_two_partners_is_asked_of_both():
    contacts = (person(8, is_contact=True), person(9, COUNCIL, is_contact=True))
    assert asked([Led(1, (POLICE, COUNCIL))], *contacts) == {(1, 8): (1,), (2, 9): (1,)}


def test_lead_by_name_alone_stands_for_the_partner_they_work_at():
    assert asked([Led(1, (), (7,))], person(7)) == {(1, 7): (1,)}


def test_action_that_no_partner_leads_is_told_apart():
    asking = who_is_asked([Led(1, (ELSEWHERE,)), Led(2), Led(3, (), (7,))], PARTNERS, [person(7, None)])
    assert (asking.asked, asking.unled) == ((), (1, 2, 3))


def test_two_entries_with_one_address_are_one_person():
    people = (person(7, address="A.Reed@example.org"), person(8, address="a.reed@example.org", is_contact=True))
    assert asked([Led(1, (POLICE,), (7,)), Led(2, (POLICE,))], *people) == {(1, 8): (1, 2)}


@st.composite
def places(draw):
    people = [
        Contact(
            number,
            draw(st.sampled_from([POLICE, COUNCIL, ELSEWHERE, None])),
            draw(st.sampled_from(["", "a@example.org", "b@example.org"])),
            draw(st.booleans()),
            draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    numbers = st.integers(0, 5)  # also of people whom nobody knows
    bodies = st.lists(st.sampled_from([POLICE, COUNCIL, ELSEWHERE]), max_size=3, unique=True)
    actions = [
        Led(action, tuple(draw(bodies)), tuple(draw(st.lists(numbers, max_size=3, unique=True))))
        for action in range(draw(st.integers(0, 6)))
    ]
    return actions, people


@given(places())
def test_nobody_is_asked_twice_and_no_action_is_lost(place):
    actions, people = place
    asking = who_is_asked(actions, PARTNERS, people)
    keys = [(one.partner, one.person) for one in asking.asked]
    addresses = [(one.partner, person.address) for one in asking.asked for person in people if person.id == one.person]
    assert len(set(keys)) == len(keys)
    assert len(set(addresses)) == len(addresses)
    assert {action for one in asking.asked for action in one.actions} | set(asking.unled) == {a.action for a in actions}
    for one in asking.asked:
        assert len(set(one.actions)) == len(one.actions) > 0
        asked_person = next((person for person in people if person.id == one.person), None)
        if asked_person:
            assert asked_person.can_be_asked
            assert PARTNERS[asked_person.organisation] == one.partner


def test_answer_is_in_the_order_of_the_partners():
    asking = who_is_asked([Led(1, (POLICE, COUNCIL))], PARTNERS, [])
    assert asking.asked == (Asked(2, None, (1,)), Asked(1, None, (1,)))
