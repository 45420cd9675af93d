"""Priorities and outcomes are written, changed, ordered and ended, and nothing of them is lost."""

from datetime import UTC, datetime

import pytest

from concordat.accounts.models import AuditEntry
from concordat.plans.commands import outcomes as commands
from concordat.plans.models import Outcome, OutcomeAction, OutcomeMeasure, OutcomeWording, Priority, PriorityWording
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory
from tests.factories.measure_rows import a_measure
from tests.factories.plan_rows import a_plan, an_action

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
LATER = datetime(2026, 7, 1, 9, tzinfo=UTC)


@pytest.fixture
def locality():
    return LocalityFactory(slug="fenmarsh", name="Fenmarsh")


@pytest.fixture
def by():
    return UserFactory()


def add(locality, statement="I am met where I am", **given):
    return commands.add_priority(locality_id=locality.pk, statement=statement, **{"by": None, "at": AT, **given})


def add_to(priority, text="Nobody waits in a car", **given):
    return commands.add_outcome(
        locality_id=priority.locality_id, priority=priority.pk, text=text, **{"by": None, "at": AT, **given}
    )


def standing(model, words):
    return list(model.objects.filter(ended_at=None).values_list(words, flat=True))


def test_words_change_and_every_wording_stays(locality, by):
    priority = add(locality, "I am  met\nwhere I am")
    given = {"locality_id": locality.pk, "priority": priority.pk, "by": by, "at": LATER}
    assert commands.change_priority(**given, statement="I am heard", shown="I am met where I am")
    assert not commands.change_priority(**given, statement="I am heard", shown="I am heard")
    assert list(PriorityWording.objects.values_list("text", "at", "by")) == [
        ("I am met where I am", AT, None),
        ("I am heard", LATER, by.pk),
    ]
    assert standing(Priority, "statement") == ["I am heard"]

    outcome = add_to(priority)
    commands.change_outcome(
        locality_id=locality.pk, outcome=outcome.pk, text="Cars stay away", shown=outcome.text, by=by, at=LATER
    )
    assert list(OutcomeWording.objects.values_list("text", flat=True)) == ["Nobody waits in a car", "Cars stay away"]
    assert [entry.command for entry in AuditEntry.objects.order_by("pk")] == [
        "add_priority",
        "change_priority",
        "add_outcome",
        "change_outcome",
    ]


def test_words_that_can_not_stand_are_refused(locality):
    priority = add(locality)
    for words, refusal in (
        (" \n", commands.WordsMissing),
        ("I " + "a" * 299, commands.WordsTooLong),
        ("I am 943 476 5919", commands.WordsStopped),
        ("i am met  where I am", commands.SaidAlready),
    ):
        with pytest.raises(refusal):
            add(locality, words)
    with pytest.raises(commands.SaidAlready):
        add_to(add(locality, "I am heard"), add_to(priority).text)
    with pytest.raises(commands.WordsStopped):
        add_to(priority, "Born on 3 May 1971 (date of birth)")
    assert standing(Priority, "statement") == ["I am met where I am", "I am heard"]


def test_words_that_somebody_else_changed_are_not_lost(locality):
    priority = add(locality)
    shown = priority.statement
    given = {"locality_id": locality.pk, "priority": priority.pk, "by": None, "at": LATER, "shown": shown}
    commands.change_priority(**given, statement="I am heard")
    with pytest.raises(commands.MeanwhileChanged, match="“I am heard”"):
        commands.change_priority(**given, statement="I am seen")
    assert standing(Priority, "statement") == ["I am heard"]


def test_order_changes_with_a_neighbour_and_stops_at_the_ends(locality):
    first, second, third = (add(locality, f"I am {word}") for word in ("one", "two", "three"))
    for key, up in ((third.pk, True), (third.pk, True), (third.pk, True), (second.pk, False)):
        commands.move_priority(locality_id=locality.pk, priority=key, up=up, by=None, at=AT)
    assert standing(Priority, "statement") == ["I am three", "I am one", "I am two"]
    assert AuditEntry.objects.filter(command="move_priority").count() == 2
    commands.end_priority(locality_id=locality.pk, priority=first.pk, by=None, at=LATER)
    commands.move_priority(locality_id=locality.pk, priority=second.pk, up=True, by=None, at=LATER)
    assert standing(Priority, "statement") == ["I am two", "I am three"]

    above, below = add_to(second, "A"), add_to(second, "B")
    add_to(third, "C")
    commands.move_outcome(locality_id=locality.pk, outcome=below.pk, up=True, by=None, at=LATER)
    commands.move_outcome(locality_id=locality.pk, outcome=above.pk, up=False, by=None, at=LATER)
    assert list(second.outcomes.values_list("text", flat=True)) == ["B", "A"]


def test_end_of_a_priority_ends_its_outcomes_and_their_ties_and_keeps_them_all(locality, by):
    a_measure(locality)
    an_action(a_plan(locality))
    priority = add(locality)
    outcome = add_to(priority)
    commands.tie_outcome(
        locality_id=locality.pk, outcome=outcome.pk, measures=["detentions"], actions=[1], by=None, at=AT
    )
    commands.end_priority(locality_id=locality.pk, priority=priority.pk, by=by, at=LATER)
    for model in (Priority, Outcome, OutcomeMeasure, OutcomeAction):
        assert list(model.objects.values_list("ended_at", "ended_by")) == [(LATER, by.pk)]
    for change in (
        lambda: add_to(priority),
        lambda: commands.end_outcome(locality_id=locality.pk, outcome=outcome.pk, by=None, at=LATER),
        lambda: commands.tie_outcome(locality_id=locality.pk, outcome=outcome.pk, by=None, at=LATER),
    ):
        with pytest.raises(commands.NoSuchPurpose):
            change()
    assert add(locality).statement == priority.statement  # it may become one again


def test_ties_change_only_where_they_are_named(locality):
    plan = a_plan(locality)
    for key in ("kept", "ended", "new"):
        a_measure(locality, key)
    for _ in range(3):
        an_action(plan)
    outcome = add_to(add(locality))
    here = {"locality_id": locality.pk, "outcome": outcome.pk, "by": None}
    commands.tie_outcome(**here, measures=["kept", "ended"], actions=[1, 2], at=AT)
    commands.tie_outcome(
        **here, measures=["new", "kept"], actions=[3], without_measures=["ended"], without_actions=[2], at=LATER
    )
    ties = OutcomeMeasure.objects.order_by("measure").values_list("measure__key", "ended_at")
    assert list(ties) == [("kept", None), ("ended", LATER), ("new", None)]
    meant = OutcomeAction.objects.values_list("action__number", "ended_at")
    assert list(meant) == [(1, None), (2, LATER), (3, None)]


def test_ties_beyond_the_locality_and_to_what_is_over_are_refused(locality):
    an_action(a_plan(locality))
    elsewhere = a_plan()
    an_action(elsewhere, 9)
    a_measure(elsewhere.locality, "elsewhere")
    a_measure(locality, "closed", retired_at=AT)
    outcome = add_to(add(locality))
    stranger = add_to(add(elsewhere.locality))
    for given, refusal in (
        ({"measures": ["elsewhere"]}, commands.NoSuchMeasure),
        ({"measures": ["closed"]}, commands.NoSuchMeasure),
        ({"actions": [1, 9]}, commands.NoSuchAction),
        ({"outcome": stranger.pk}, commands.NoSuchPurpose),
    ):
        with pytest.raises(refusal):
            commands.tie_outcome(**{"locality_id": locality.pk, "outcome": outcome.pk, "by": None, "at": AT, **given})
    assert not OutcomeMeasure.objects.exists()
    assert not OutcomeAction.objects.exists()
