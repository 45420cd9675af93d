"""Who leads an action now: a new wording with its reason, and everything open handed over at once."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from concordat.accounts.models import AuditEntry
from concordat.directory.domain import Role
from concordat.plans.commands import leads as commands
from concordat.plans.commands.leads import LeadChosen
from concordat.plans.domain.attention import ConcernKind
from concordat.plans.domain.leads import LeadRole, parse_leads
from concordat.plans.domain.states import State
from concordat.plans.models import ActionWording
from concordat.plans.queries import attention_in
from tests.factories.directory import (
    LocalityFactory,
    OrganisationFactory,
    PartnerFactory,
    PersonFactory,
    RoleHeldFactory,
    SuccessionFactory,
)
from tests.factories.plan_rows import a_plan, an_action, reword

pytestmark = pytest.mark.django_db
AT = datetime(2031, 3, 3, 10, tzinfo=UTC)
LEAD, SUPPORT = LeadRole.LEAD, LeadRole.SUPPORT


@pytest.fixture
def locality():
    return LocalityFactory(name="Northshire", slug="northshire")


@pytest.fixture
def police(locality):
    return PartnerFactory(locality=locality, organisation__name="Tarnshire Police").organisation


@pytest.fixture
def mind(locality):
    return PartnerFactory(locality=locality, organisation__name="Harbour Mind").organisation


@pytest.fixture
def leaver(locality, police):
    return PersonFactory(locality=locality, name="Lee Marsh", organisation=police, left_on=date(2026, 2, 1))


@pytest.fixture
def taker(locality, mind):
    return PersonFactory(locality=locality, name="Robin Brook", organisation=mind)


@pytest.fixture
def plan(locality):
    return a_plan(locality)


def change(action, leads, **changed):
    given = {"reason": "Lee Marsh has left.", "wording": action.wording_id, **changed}
    return commands.change_leads(
        locality=action.plan.locality_id, action=action.number, leads=leads, by=None, at=AT, **given
    )


def named(wording):
    return [(lead.role, str(lead.organisation or ""), str(lead.person or "")) for lead in wording.leads.all()]


def test_leads_change_in_a_new_wording_and_the_old_one_stays(plan, police, mind, leaver, taker):
    action = an_action(plan, text="Open a night café", leads=[leaver, (police, SUPPORT)], theme="Access")
    before = action.wording

    after = change(action, [LeadChosen(LEAD, person=taker.pk), LeadChosen(SUPPORT, organisation=police.pk)])

    action.refresh_from_db()
    assert action.wording == after
    assert named(after) == [("lead", "Harbour Mind", "Robin Brook"), ("support", "Tarnshire Police", "")]
    assert named(before) == [("lead", "", "Lee Marsh"), ("support", "Tarnshire Police", "")]
    assert (after.text, after.theme, after.section, after.reason) == (
        "Open a night café",
        "Access",
        before.section,
        "Lee Marsh has left.",
    )
    assert after.led_by_text == "Harbour Mind (Robin Brook)\nSupported by: Tarnshire Police"
    assert [(lead.organisation, lead.person, lead.role) for lead in parse_leads(after.led_by_text)] == [
        ("Harbour Mind", "Robin Brook", LEAD),
        ("Tarnshire Police", None, SUPPORT),
    ]
    assert AuditEntry.objects.get(command="change_leads").detail == {"wording": after.pk, "before": before.pk}


def test_lead_who_stays_keeps_the_name_as_it_was_written(plan, police, mind):
    action = an_action(plan, leads=[police])
    action.wording.leads.update(name_as_written="TARNS. POL.")

    after = change(action, [LeadChosen(LEAD, organisation=police.pk), LeadChosen(LEAD, organisation=mind.pk)])

    assert [lead.name_as_written for lead in after.leads.all()] == ["TARNS. POL.", "Harbour Mind"]


def test_change_of_leads_that_says_nothing_is_refused(plan, locality, police, mind, leaver):
    action = an_action(plan, leads=[police])
    stranger = PersonFactory()
    lead_mind = [LeadChosen(LEAD, organisation=mind.pk)]

    for leads, changed, refusal in (
        ([], {}, commands.NobodyLeads),
        ([LeadChosen(SUPPORT, organisation=mind.pk)], {}, commands.NobodyLeads),
        ([LeadChosen(LEAD, organisation=police.pk)], {}, commands.LeadsUnchanged),
        ([LeadChosen(LEAD, person=leaver.pk)], {}, commands.NoSuchLead),
        ([LeadChosen(LEAD, person=stranger.pk)], {}, commands.NoSuchLead),
        ([LeadChosen(LEAD, organisation=OrganisationFactory().pk)], {}, commands.NoSuchLead),
        (lead_mind, {"reason": "  "}, commands.ReasonMissing),
        (lead_mind, {"reason": "About 943 476 5919"}, commands.ReasonStopped),
        (
            lead_mind,
            {"reason": "They are at NR33 9ZZ", "overruled_reason": "Not of 943 476 5919"},
            commands.OverrulingStopped,
        ),
        (lead_mind, {"wording": 0}, commands.LeadsMeanwhileChanged),
    ):
        with pytest.raises(refusal):
            change(action, leads, **changed)
    assert ActionWording.objects.count() == 1


def test_action_of_another_locality_is_not_changed(plan, police, mind):
    action = an_action(a_plan(), leads=[police])

    with pytest.raises(commands.NoSuchAction):
        commands.change_leads(
            locality=plan.locality_id,
            action=action.number,
            wording=action.wording_id,
            leads=[LeadChosen(LEAD, organisation=mind.pk)],
            reason="New",
            by=None,
            at=AT,
        )


def test_open_actions_are_handed_over_and_done_ones_keep_the_name(plan, police, mind, leaver, taker):
    led = an_action(plan, leads=[leaver, (mind, SUPPORT)])
    supported = an_action(plan, leads=[mind, (leaver, SUPPORT)])
    done = an_action(plan, leads=[leaver], state=State.COMPLETE)
    earlier = an_action(plan, leads=[leaver])
    reword(earlier, text="Reworded since", leads=[police], at=AT - timedelta(days=1))

    count = commands.hand_over(
        locality=plan.locality_id,
        person=leaver.pk,
        to=LeadChosen(LEAD, person=taker.pk),
        reason="Lee Marsh has left.",
        by=None,
        at=AT,
    )

    assert count == 2
    for action in (led, supported, done, earlier):
        action.refresh_from_db()
    assert named(led.wording) == [("lead", "Harbour Mind", "Robin Brook"), ("support", "Harbour Mind", "")]
    assert named(supported.wording) == [("lead", "Harbour Mind", ""), ("support", "Harbour Mind", "Robin Brook")]
    assert named(done.wording) == [("lead", "", "Lee Marsh")]
    assert named(earlier.wording) == [("lead", "Tarnshire Police", "")]


def test_nobody_is_handed_their_own_actions_or_those_of_who_left(plan, leaver):
    an_action(plan, leads=[leaver])
    given = {"locality": plan.locality_id, "person": leaver.pk, "reason": "Left", "by": None, "at": AT}

    with pytest.raises(commands.LeadsUnchanged):
        commands.hand_over(to=LeadChosen(LEAD, person=leaver.pk), **given)
    with pytest.raises(commands.NoSuchLead):
        commands.hand_over(to=LeadChosen(LEAD, person=PersonFactory().pk), **given)


def test_action_says_that_its_lead_left_until_somebody_takes_it(plan, police, leaver):
    action = an_action(plan, leads=[leaver])
    viewer = RoleHeldFactory(locality=plan.locality).user

    def kinds():
        found = attention_in(viewer, "northshire", on=date(2031, 3, 3)).found
        return {concern.kind for each in found for concern in each.concerns}

    assert ConcernKind.LEAD_LEFT in kinds()
    change(action, [LeadChosen(LEAD, organisation=police.pk)])
    assert ConcernKind.LEAD_LEFT not in kinds()


# Pages


@pytest.fixture
def coordinator(client, locality):
    held = RoleHeldFactory(role=Role.COORDINATOR, locality=locality)
    client.force_login(held.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return held.user


def leads_page(number=1):
    return reverse("action-leads", kwargs={"locality": "northshire", "number": number})


def person_page(person):
    return reverse("person-actions", kwargs={"locality": "northshire", "person": person.pk})


def test_coordinator_says_who_leads_now_and_the_history_shows_it(client, coordinator, plan, leaver, taker):
    action = an_action(plan, leads=[leaver])

    page = client.get(leads_page()).content.decode()
    assert "Lee Marsh, Tarnshire Police, left on 1 February 2026." in page
    assert f'value="person:{leaver.pk}"' not in page
    response = client.post(
        leads_page(), {"wording": action.wording_id, "lead-1": f"person:{taker.pk}", "reason": "Lee left"}
    )

    assert (response.status_code, response["Location"]) == (302, "/localities/northshire/plan/actions/1/")
    history = client.get(response["Location"]).content.decode()
    assert "Leads: was Lee Marsh (Tarnshire Police), now Robin Brook (Harbour Mind)" in history
    assert "Reason: Lee left" in history


def test_page_of_an_action_says_that_its_lead_left_and_leads_to_who_may_take_it(client, coordinator, plan, leaver):
    an_action(plan, leads=[leaver])
    address = reverse("action", kwargs={"locality": "northshire", "number": 1})

    page = client.get(address).content.decode()
    assert "Left on 1 February 2026" in page
    assert f'href="{leads_page()}"' in page
    client.logout()
    client.force_login(
        RoleHeldFactory(role=Role.MEMBER, locality=plan.locality).user,
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    assert leads_page() not in client.get(address).content.decode()


def test_coordinator_finds_the_people_from_the_plan(client, coordinator, plan):
    an_action(plan)

    page = client.get(reverse("plan", kwargs={"locality": "northshire"})).content.decode()

    assert 'href="/localities/northshire/people/"' in page


def test_coordinator_is_told_what_is_missing(client, coordinator, plan, leaver):
    an_action(plan, leads=[leaver])

    response = client.post(leads_page(), {"wording": 1, "lead-1": "", "reason": ""})

    assert response.status_code == 422
    assert "Choose who leads it" in response.content.decode()
    assert "Answer “Why does it change?”" in response.content.decode()


def test_reason_that_looks_like_a_patients_details_is_let_through_by_a_reason_which_is_kept(
    client, coordinator, plan, leaver, taker
):
    action = an_action(plan, leads=[leaver])
    given = {"wording": action.wording_id, "lead-1": f"person:{taker.pk}", "reason": "The café at NR33 9ZZ is theirs"}
    for address, answers in ((leads_page(), given), (person_page(leaver), {**given, "to": f"person:{taker.pk}"})):
        page = client.post(address, answers).content.decode()
        assert "There is what looks like a postcode in the reason." in page
        assert "The café at NR33 9ZZ is theirs" in page
        assert 'name="overruled_reason"' in page
    assert ActionWording.objects.count() == 1

    client.post(leads_page(), {**given, "overruled_reason": "It is the address of the café"})
    assert ActionWording.objects.latest("pk").reason == "The café at NR33 9ZZ is theirs"
    entry = AuditEntry.objects.get(command="change_leads")
    assert entry.detail["overruled_reason"] == "It is the address of the café"


def test_two_changes_of_leads_meet_and_neither_is_lost(client, coordinator, plan, police, mind, leaver):
    action = an_action(plan, leads=[leaver])
    seen = action.wording_id
    other = change(action, [LeadChosen(LEAD, organisation=police.pk)])
    mine = {"lead-1": f"organisation:{mind.pk}", "reason": "Mind offered"}

    response = client.post(leads_page(), {"wording": seen, **mine})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Two changes meet" in page
    assert "Leads: Tarnshire Police" in page
    assert f'name="wording" value="{other.pk}"' in page
    assert client.post(leads_page(), {"wording": other.pk, **mine}).status_code == 302
    assert ActionWording.objects.filter(action=action).count() == 3


def test_coordinator_hands_everything_over_at_once(client, coordinator, plan, leaver, taker):
    an_action(plan, leads=[leaver])
    an_action(plan, leads=[leaver], state=State.COMPLETE)

    page = client.get(person_page(leaver)).content.decode()
    assert "1 open action names Lee Marsh. They left on 1 February 2026." in page
    response = client.post(person_page(leaver), {"to": f"person:{taker.pk}", "reason": "Lee left"}, follow=True)

    assert "1 action handed over. Each keeps its history." in response.content.decode()
    assert "No open action names Lee Marsh." in response.content.decode()


@pytest.mark.parametrize("role", [*(role for role in Role if role is not Role.COORDINATOR), None])
def test_nobody_but_a_coordinator_changes_leads(client, plan, locality, police, leaver, role):
    an_action(plan, leads=[leaver])
    place = {"locality": None}
    if role is Role.LEAD:
        place["partner"] = PartnerFactory(locality=locality)
    elif role is Role.REGIONAL:
        place["region"] = locality.region
    elif role in {Role.MEMBER, Role.CHAIR, Role.ANALYST}:
        place["locality"] = locality
    held = RoleHeldFactory(role=role, **place) if role else RoleHeldFactory()  # None: a coordinator elsewhere
    client.force_login(held.user, backend="allauth.account.auth_backends.AuthenticationBackend")

    for address in (leads_page(), person_page(leaver)):
        assert client.get(address).status_code == 403
        assert client.post(address, {"reason": "x"}).status_code == 403
    assert ActionWording.objects.count() == 1


def test_leads_of_what_is_not_there_are_not_found(client, coordinator, plan):
    assert client.get(leads_page(99)).status_code == 404
    assert client.get(person_page(PersonFactory())).status_code == 404


@pytest.fixture
def ended(locality):
    step = SuccessionFactory(before__name="Moor CCG", after__name="Moorland Board")
    PartnerFactory(locality=locality, organisation=step.before)
    return step.before


def test_ended_body_is_given_nothing_new_without_being_told(plan, police, ended):
    action = an_action(plan, leads=[police])
    told = (
        "Moor CCG ended on 30 June 2022; its duties are now with Moorland Board. "
        "Choose whoever has them now, or say that it is meant."
    )
    with pytest.raises(commands.EndedBody, match=re.escape(told)):
        change(action, [LeadChosen(LEAD, organisation=ended.pk)])
    after = change(action, [LeadChosen(LEAD, organisation=ended.pk)], is_meant=True)
    assert named(after) == [("lead", "Moor CCG", "")]


def test_ended_body_that_leads_already_stays_without_a_word(plan, police, ended):
    action = an_action(plan, leads=[ended])
    after = change(action, [LeadChosen(LEAD, organisation=ended.pk), LeadChosen(SUPPORT, organisation=police.pk)])
    assert named(after) == [("lead", "Moor CCG", ""), ("support", "Tarnshire Police", "")]


def test_somebody_at_an_ended_body_is_handed_nothing_without_being_told(locality, plan, leaver, ended):
    clerk = PersonFactory(locality=locality, name="Kit Fell", organisation=ended)
    an_action(plan, leads=[leaver])
    to = LeadChosen(LEAD, person=clerk.pk)
    given = {"locality": locality.pk, "person": leaver.pk, "to": to, "reason": "Left.", "by": None, "at": AT}
    with pytest.raises(commands.EndedBody):
        commands.hand_over(**given)
    assert commands.hand_over(**given, is_meant=True) == 1


def test_page_says_who_has_ended_and_asks_whether_it_is_meant(client, locality, plan, police, ended):
    action = an_action(plan, leads=[police])
    client.force_login(RoleHeldFactory(role=Role.COORDINATOR, locality=locality).user)
    address = reverse("action-leads", kwargs={"locality": "northshire", "number": action.number})
    page = client.get(address).content.decode()
    assert "Moor CCG: now part of Moorland Board, since 1 July 2022" in page
    assert "is_meant" not in page
    answers = {"wording": action.wording_id, "lead-1": f"organisation:{ended.pk}", "reason": "They pay for it."}
    refused = client.post(address, answers)
    assert refused.status_code == 422
    assert "its duties are now with Moorland Board" in refused.content.decode()
    assert "It is meant although the organisation has ended" in refused.content.decode()
    assert client.post(address, {**answers, "is_meant": "on"}).status_code == 302
