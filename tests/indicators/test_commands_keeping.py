"""Measures are taken, made, changed, published and retired; every refusal is a sentence."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from concordat.accounts.models import AuditEntry
from concordat.directory.models import Locality
from concordat.indicators import queries
from concordat.indicators.commands import measures, rule, steps, targets
from concordat.indicators.commands.refusing import NotKept
from concordat.indicators.domain.figures import Frequency, Unit
from concordat.indicators.domain.series import Direction
from concordat.indicators.models import Measure, MeasureTarget, ProcessStep, SmallNumberSetting
from concordat.indicators.queries import releases
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory, PartnerFactory
from tests.indicators.keeping import AT, MARCH, a_measure, given_measure, load

pytestmark = pytest.mark.django_db
PUBLIC = AnonymousUser()
CHILDREN = "under-18-police-station"


@pytest.fixture
def locality() -> Locality:
    return LocalityFactory()


@pytest.fixture
def analyst():
    return UserFactory(name="A. Nalyst")


def refusal(change, **given):
    with pytest.raises(NotKept) as refused:
        change(at=AT, **({"by": None} | given))
    return str(refused.value)


def adopt(locality, *keys, **more):
    return measures.adopt_standard_measures(locality_id=locality.pk, standard_keys=keys, by=None, at=AT, **more)


def audited(command):
    return AuditEntry.objects.filter(command=command).count()


def test_standard_measure_brings_its_words_and_the_target_of_the_law(locality):
    partner = PartnerFactory(locality=locality)
    (measure,) = adopt(locality, CHILDREN, loaded_by=partner.pk, source="The form", due_within_days=20)
    standard = queries.standard_measures().get(CHILDREN)
    assert (measure.key, measure.standard_key, measure.name) == (CHILDREN, CHILDREN, standard.name)
    assert (measure.unit, measure.direction, measure.source) == ("count", "decrease", "The form")
    assert (measure.loaded_by, measure.due_within_days, measure.published_at) == (partner, 20, None)
    assert [(target.since_on, target.value) for target in measure.targets.all()] == [(date(2017, 12, 11), 0)]
    assert audited("adopt_standard_measure") == 1


def test_whole_standard_set_can_be_taken_at_once_and_no_key_is_the_word_of_another_page(locality):
    taken = adopt(locality, *(standard.key for standard in queries.standard_measures().measures))
    assert [measure.position for measure in taken] == list(range(9))
    assert {measure.key for measure in taken} & measures.RESERVED == set()


def test_standard_measure_is_taken_once_and_all_or_none(locality):
    adopt(locality, CHILDREN)
    assert "taken already" in refusal(measures.adopt_standard_measures, locality_id=locality.pk,
                                      standard_keys=["over-24-hours", CHILDREN])  # fmt: skip
    assert locality.measures.count() == 1
    assert refusal(measures.adopt_standard_measure, locality_id=locality.pk, standard_key="moon") == (
        "There is no such measure in the standard set."
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [("Calls answered", "calls-answered"), ("Load", "load-2"), ("Set up", "set-up-2"), ("…", "measure")],
)
def test_own_measure_gets_a_key_that_is_no_other_address(locality, name, key):
    assert a_measure(locality, name=name).key == key


def test_measures_of_similar_names_get_keys_of_their_own(locality):
    first = a_measure(locality, name="Calls, answered " + "soon " * 20)
    second = a_measure(locality, name="Calls answered " + "soon " * 20)
    assert second.key == f"{first.key}-2"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"name": " "}, "Give the measure a name."),
        ({"question": ""}, "Give the measure the question that it answers."),
        ({"unit": Unit.RATE}, "A rate, and nothing else, says what it is per, such as “100,000 people”."),
        ({"rate_of": "1,000 people"}, "A rate, and nothing else, says what it is per, such as “100,000 people”."),
        ({"due_within_days": 400}, "A figure is due within 0 to 366 days after its period."),
        ({"owned_by": 10**6}, "Only a partner of this locality can own or load its measures."),
        ({"name": "calls ANSWERED"}, "Another measure here has this name. Say how they differ."),
        (
            {"definition": "As for 943 476 5919"},
            "There is what looks like an NHS number in it. Measures hold nothing about patients: take it out.",
        ),
    ],
)
def test_measure_that_cannot_be_kept_is_refused_with_a_sentence(locality, more, sentence):
    a_measure(locality)
    given = given_measure(**({"name": "Another"} | more))
    assert refusal(measures.create_measure, locality_id=locality.pk, given=given) == sentence
    assert locality.measures.count() == 1


def test_partner_of_elsewhere_can_not_load(locality):
    elsewhere = PartnerFactory()
    given = given_measure(loaded_by=elsewhere.pk)
    assert refusal(measures.create_measure, locality_id=locality.pk, given=given).startswith("Only a partner")


def test_change_is_kept_with_what_stood_before(locality, analyst):
    measure = a_measure(locality)
    changed = given_measure(question="Does somebody answer soon?", direction=Direction.NEUTRAL)
    assert measures.change_measure(measure_id=measure.pk, given=changed, by=analyst, at=AT)
    assert not measures.change_measure(measure_id=measure.pk, given=changed, by=analyst, at=AT)
    measure.refresh_from_db()
    assert (measure.question, measure.direction) == ("Does somebody answer soon?", "neutral")
    assert AuditEntry.objects.get(command="change_measure").detail["changed"] == {
        "question": ["Does somebody answer?", "Does somebody answer soon?"],
        "direction": ["increase", "neutral"],
    }


def test_unit_and_frequency_stay_once_there_are_figures(locality):
    measure = a_measure(locality)
    quarterly = given_measure(frequency=Frequency.QUARTER)
    assert measures.change_measure(measure_id=measure.pk, given=quarterly, by=None, at=AT)
    measures.change_measure(measure_id=measure.pk, given=given_measure(), by=None, at=AT)
    load(measure, 40)
    assert refusal(measures.change_measure, measure_id=measure.pk, given=quarterly).startswith("Its figures are in")


def test_measure_of_the_standard_set_keeps_its_unit(locality):
    (measure,) = adopt(locality, "over-24-hours")
    given = given_measure(name=measure.name, direction=Direction.DECREASE)
    assert refusal(measures.change_measure, measure_id=measure.pk, given=given) == (
        "A measure of the standard set keeps its unit, so that localities can be compared."
    )


def test_public_sees_a_measure_from_its_publication_until_it_is_withdrawn(locality, analyst):
    measure = a_measure(locality)
    load(measure, 43)
    assert queries.measures_seen_by(PUBLIC, locality) == ()
    measures.publish_measure(measure_id=measure.pk, by=analyst, at=AT)
    (seen,) = queries.measures_seen_by(PUBLIC, locality)
    assert [figure.value for figure in seen.figures] == [45]
    assert refusal(measures.publish_measure, measure_id=measure.pk) == "The public sees this measure already."
    measures.withdraw_measure(measure_id=measure.pk, by=analyst, at=AT)
    assert queries.measures_seen_by(PUBLIC, locality) == ()
    assert refusal(measures.withdraw_measure, measure_id=measure.pk) == "The public does not see this measure."
    assert (audited("publish_measure"), audited("withdraw_measure")) == (1, 1)


def test_retired_measure_keeps_its_figures_and_is_not_published(locality):
    measure = a_measure(locality)
    load(measure, 43)
    measures.retire_measure(measure_id=measure.pk, by=None, at=AT)
    assert refusal(measures.retire_measure, measure_id=measure.pk) == "This measure is no longer kept already."
    assert refusal(measures.publish_measure, measure_id=measure.pk).startswith("This measure is no longer kept.")
    assert measure.observations.count() == 1
    measures.resume_measure(measure_id=measure.pk, by=None, at=AT)
    assert refusal(measures.resume_measure, measure_id=measure.pk) == "This measure is kept already."
    assert Measure.objects.get().retired_at is None


def set_target(measure, value, on=MARCH, reason=""):
    worth = None if value is None else Decimal(value)
    return targets.set_target(measure_id=measure.pk, since_on=on, value=worth, reason=reason, by=None, at=AT)


def test_targets_stay_with_their_reasons(locality):
    measure = a_measure(locality)
    set_target(measure, 80)
    set_target(measure, 90, on=date(2026, 5, 1), reason="The board asked for more")
    set_target(measure, None, on=date(2026, 6, 1), reason="The service has ended")
    assert [(target.since_on.month, target.value) for target in measure.targets.all()] == [(3, 80), (5, 90), (6, None)]
    assert audited("set_target") == 3


@pytest.mark.parametrize(
    ("unit", "value", "reason", "sentence"),
    [
        (Unit.COUNT, -1, "So", "A target is 0 or more, as figures are."),
        (Unit.PERCENTAGE, 101, "So", "A percentage can't be more than 100."),
        (Unit.COUNT, 80, "So", "That target holds on this day already."),
        (Unit.COUNT, 90, "", "Say why the target changes: a target that moves without a reason means nothing."),
        (Unit.COUNT, 90, "For X, DOB 3/4/1990",
         "There is what looks like a date of birth in it. Measures hold nothing about patients: take it out."),
    ],
)  # fmt: skip
def test_target_that_means_nothing_is_refused(locality, unit, value, reason, sentence):
    measure = a_measure(locality, unit=unit)
    set_target(measure, 80)
    given = {"since_on": MARCH + timedelta(days=40), "value": Decimal(value), "reason": reason}
    assert refusal(targets.set_target, measure_id=measure.pk, **given) == sentence
    assert MeasureTarget.objects.count() == 1


def test_step_stands_until_it_is_withdrawn(locality, analyst):
    measure = a_measure(locality)
    step = steps.add_step(measure_id=measure.pk, on=MARCH, reason="A new unit", by=analyst, at=AT)
    assert refusal(steps.add_step, measure_id=measure.pk, on=MARCH, reason="Again").startswith("A step stands")
    steps.withdraw_step(measure_id=measure.pk, step_id=step.pk, by=analyst, at=AT)
    step.refresh_from_db()
    assert (step.withdrawn_at, step.withdrawn_by) == (AT, analyst)
    assert refusal(steps.withdraw_step, measure_id=measure.pk, step_id=step.pk) == "This step was withdrawn already."
    assert refusal(steps.withdraw_step, measure_id=0, step_id=step.pk) == "This step was withdrawn already."


@pytest.mark.parametrize(
    ("on", "reason", "sentence"),
    [
        (MARCH, " ", "Say what changed on that day; a step without a reason would only hide the past."),
        (date(2026, 7, 1), "Soon", "That day is still to come. Enter the step once the change has been made."),
    ],
)
def test_step_without_a_cause_is_refused(locality, on, reason, sentence):
    measure = a_measure(locality)
    assert refusal(steps.add_step, measure_id=measure.pk, on=on, reason=reason) == sentence
    assert ProcessStep.objects.count() == 0


def set_rule(locality, hidden, rounds_to):
    return rule.set_small_number_rule(
        locality_id=locality.pk, largest_hidden=hidden, rounds_to=rounds_to, by=None, at=AT
    )


def test_rule_is_free_until_a_figure_is_public_and_only_stricter_after(locality):
    measure = a_measure(locality)
    load(measure, 43)
    set_rule(locality, 4, 1)
    set_rule(locality, 5, 5)
    measures.publish_measure(measure_id=measure.pk, by=None, at=AT)
    sentence = refusal(rule.set_small_number_rule, locality_id=locality.pk, largest_hidden=4, rounds_to=1)
    assert sentence.startswith("Figures are public already.")
    measures.withdraw_measure(measure_id=measure.pk, by=None, at=AT)
    assert refusal(rule.set_small_number_rule, locality_id=locality.pk, largest_hidden=4, rounds_to=1) == sentence
    set_rule(locality, 12, 5)
    assert releases.rule_of(locality).largest_hidden == 12
    assert SmallNumberSetting.objects.count() == 3


def test_figures_are_released_anew_by_a_stricter_rule(locality):
    measure = a_measure(locality)
    load(measure, 11)
    measures.publish_measure(measure_id=measure.pk, by=None, at=AT)
    set_rule(locality, 12, 5)
    (seen,) = queries.measures_seen_by(PUBLIC, locality)
    assert [(figure.value, figure.showing.value) for figure in seen.figures] == [(None, "small")]


@pytest.mark.parametrize(
    ("hidden", "rounds_to", "start"),
    [
        (7, 5, "This is the rule that holds already."),
        (1, 1, "A mark must leave at least two possible counts"),
        (3, 9, "Rounding this coarse would show a count that is not nought as 0."),
        (60, 5, "Beyond 50 nothing of the figures would be left to see."),
    ],
)
def test_rule_that_is_none_is_refused(locality, hidden, rounds_to, start):
    given = {"locality_id": locality.pk, "largest_hidden": hidden, "rounds_to": rounds_to}
    assert refusal(rule.set_small_number_rule, **given).startswith(start)
