"""The pages of those who keep measures."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from concordat.directory.domain import Role
from concordat.indicators.commands import measures
from concordat.indicators.models import Measure
from tests.factories.directory import LocalityFactory, PartnerFactory, RoleHeldFactory
from tests.indicators.keeping import AT, a_measure, load

pytestmark = pytest.mark.django_db
OWN = {
    "do": "create", "name": "Calls answered", "question": "Does somebody answer?", "unit": "percentage",
    "direction": "increase", "frequency": "month", "due_within_days": "20",
}  # fmt: skip


@pytest.fixture(autouse=True)
def one_factor(settings):
    settings.SECOND_FACTOR = "offered"


@pytest.fixture
def locality():
    return LocalityFactory(slug="tarnshire", name="Tarnshire")


@pytest.fixture
def analyst(client, locality):
    client.force_login(RoleHeldFactory(role=Role.ANALYST, locality=locality).user)
    return client


def at(name, **more):
    return reverse(name, kwargs={"locality": "tarnshire", **more})


def words(response):
    return " ".join(response.content.decode().split())


def test_set_up_page_takes_standard_measures(analyst, locality):
    police = PartnerFactory(locality=locality)
    assert "Held for more than 24 hours" in words(analyst.get(at("measures-set-up")))
    answers = {
        "do": "adopt", "measures": ["police-station", "over-24-hours"], "due_within_days": "25",
        "source": "The form", "loaded_by": str(police.pk),
    }  # fmt: skip
    response = analyst.post(at("measures-set-up"), answers)
    assert response.status_code == 302
    assert [(each.key, each.loaded_by, each.due_within_days) for each in locality.measures.all()] == [
        ("police-station", police, 25),
        ("over-24-hours", police, 25),
    ]
    assert "Members only" in words(analyst.get(at("measures-set-up")))


def test_set_up_page_makes_a_measure_of_ones_own(analyst, locality):
    assert analyst.post(at("measures-set-up"), OWN).status_code == 302
    assert locality.measures.get().key == "calls-answered"


def test_set_up_page_says_what_is_missing(analyst, locality):
    response = analyst.post(at("measures-set-up"), OWN | {"question": "", "unit": "rate"})
    assert response.status_code == 422
    assert "Answer “Which question does it answer?”" in words(response)
    response = analyst.post(at("measures-set-up"), OWN | {"unit": "rate"})
    assert "A rate, and nothing else, says what it is per" in words(response)
    response = analyst.post(at("measures-set-up"), {"do": "adopt", "due_within_days": "3"})
    assert "Answer “Which do you want to follow?”" in words(response)
    assert locality.measures.count() == 0


def test_edit_page_changes_publishes_and_retires(analyst, locality):
    a_measure(locality)
    page = at("measure-edit", key="calls-answered")
    assert 'value="Does somebody answer?"' in words(analyst.get(page))
    answers = OWN | {"do": "change", "unit": "count", "question": "Who answers?"}
    assert analyst.post(page, answers).status_code == 302
    for change in ("publish", "withdraw", "retire", "resume"):
        analyst.post(page, {"do": change})
    measure = locality.measures.get()
    assert (measure.question, measure.published_at, measure.retired_at) == ("Who answers?", None, None)
    assert "This measure is kept already." in words(analyst.post(page, {"do": "resume"}, follow=True))


def test_edit_page_keeps_the_unit_once_there_are_figures(analyst, locality):
    load(a_measure(locality), 40)
    page = at("measure-edit", key="calls-answered")
    assert "What is each figure?" not in words(analyst.get(page))
    assert "1, the latest for March 2026" in words(analyst.get(page))
    assert analyst.post(page, OWN | {"do": "change"}).status_code == 302
    assert locality.measures.get().unit == "count"


def test_edit_page_names_breakdowns_of_a_measure_of_ones_own(analyst, locality):
    analyst.post(at("measures-set-up"), {"do": "adopt", "measures": ["police-station"], "due_within_days": "25"})
    analyst.post(at("measures-set-up"), OWN | {"breakdowns": "Place: hospital, home"})
    page, standard = at("measure-edit", key="calls-answered"), at("measure-edit", key="police-station")
    assert "Place: hospital, home</textarea>" in words(analyst.get(page))
    response = analyst.post(page, OWN | {"do": "change", "breakdowns": "Place: hospital"})
    assert response.status_code == 422
    assert "Name two or more categories of “Place”" in words(response)
    assert analyst.post(page, OWN | {"do": "change", "breakdowns": "Shift: day, night"}).status_code == 302
    assert "What is it broken down by?" not in words(analyst.get(standard))
    assert (
        analyst.post(standard, OWN | {"do": "change", "name": "Held", "breakdowns": "Shift: day, night"}).status_code
        == 302
    )
    assert [each.breakdowns for each in locality.measures.all()] == [[], [["Shift", ["day", "night"]]]]


def test_edit_page_refuses_another_measures_name(analyst, locality):
    a_measure(locality)
    a_measure(locality, name="Other")
    response = analyst.post(at("measure-edit", key="other"), OWN | {"do": "change", "unit": "count"})
    assert response.status_code == 422
    assert "Another measure here has this name." in words(response)


def test_targets_page_keeps_history(analyst, locality):
    measure = a_measure(locality)
    page = at("measure-targets", key=measure.key)
    day = {"since_on-day": "1", "since_on-month": "4", "since_on-year": "2025"}
    assert analyst.post(page, {"value": "1,200", **day}).status_code == 302
    assert analyst.post(page, {"value": "", "reason": "Counted otherwise", **day}).status_code == 302
    seen = words(analyst.get(page))
    assert "Replaced on the same day" in seen
    assert "1,200" in seen
    assert "No target" in seen


def test_targets_page_refuses_words(analyst, locality):
    measure = a_measure(locality)
    day = {"since_on-day": "1", "since_on-month": "4", "since_on-year": "2025"}
    for value in ("few", "nan", "1e999", "infinity"):
        response = analyst.post(at("measure-targets", key=measure.key), {"value": value, **day})
        assert response.status_code == 422
    assert measure.targets.count() == 0


def test_steps_page_enters_and_withdraws(analyst, locality):
    measure = a_measure(locality)
    page = at("measure-steps", key=measure.key)
    day = {"on-day": "3", "on-month": "March", "on-year": "2026"}
    assert analyst.post(page, {"reason": "A new unit", **day}).status_code == 302
    assert "A new unit" in words(analyst.get(page))
    assert analyst.post(page, {"reason": "", **day}).status_code == 422
    analyst.post(page, {"withdraw": str(measure.steps.get().pk)})
    assert "Withdrawn:" in words(analyst.get(page))
    assert "withdrawn already" in words(analyst.post(page, {"withdraw": "nonsense"}, follow=True))


def test_rule_page_offers_stricter_rules_once_figures_are_public(analyst, locality):
    page = at("small-number-rule")
    assert "No figure is public yet" in words(analyst.get(page))
    assert "would show a count" in words(analyst.post(page, {"largest_hidden": "3", "rounds_to": "9"}))
    assert analyst.post(page, {"largest_hidden": "7", "rounds_to": "4"}).status_code == 302
    assert analyst.post(page, {"largest_hidden": "7", "rounds_to": "5"}).status_code == 302
    measure = a_measure(locality)
    load(measure, 40)
    measures.publish_measure(measure_id=measure.pk, by=None, at=AT)
    assert "Counts from 1 to 12 are shown as a mark, others to the nearest 5" in words(analyst.get(page))
    assert analyst.post(page, {"rule": "7-1"}).status_code == 422
    assert analyst.post(page, {"largest_hidden": "7", "rounds_to": "1"}).status_code == 422
    assert analyst.post(page, {"rule": "12-5"}).status_code == 302
    assert "What was set, the latest first" in words(analyst.get(page))


def test_measure_that_is_not_here_is_not_found(analyst, locality):
    a_measure(LocalityFactory())
    for name in ("measure-edit", "measure-targets", "measure-steps"):
        assert analyst.get(at(name, key="calls-answered")).status_code == 404


def test_member_may_not_keep_measures(client, locality):
    client.force_login(RoleHeldFactory(role=Role.MEMBER, locality=locality).user)
    assert client.get(at("measures-set-up")).status_code == 403
    assert client.post(at("measures-set-up"), OWN).status_code == 403
    assert Measure.objects.count() == 0


@pytest.mark.parametrize("name", ["measures-set-up", "measure-targets", "measure-steps"])
def test_pages_ask_as_often_for_three_rows_as_for_one(analyst, locality, name):
    measure = a_measure(locality)
    page = at(name) if name == "measures-set-up" else at(name, key=measure.key)
    rows(measure, 1)
    one = asked(analyst, page)
    for number in range(2, 4):
        a_measure(locality, name=f"Measure {number}")
        rows(measure, number)
    assert asked(analyst, page) == one


def rows(measure, number):
    for kind, day in (("targets", "since_on"), ("steps", "on")):
        getattr(measure, kind).create(**{day: f"2026-0{number}-01", "reason": "So", "at": AT})


def asked(client, page):
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)
