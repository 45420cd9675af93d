"""Priorities and outcomes are written, changed, ordered and ended, and nothing of them is lost."""

from datetime import UTC, datetime, timedelta

import pytest

from concordat.accounts.models import AuditEntry
from concordat.plans.commands import outcomes as commands
from concordat.plans.domain.outcomes import Purpose, PurposeEvent
from concordat.plans.models import (
    Outcome,
    OutcomeAction,
    OutcomeEvent,
    OutcomeMeasure,
    OutcomeWording,
    Priority,
    PriorityEvent,
    PriorityWording,
)
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory
from tests.factories.measure_rows import a_measure
from tests.factories.plan_rows import a_plan, an_action

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
LATER = datetime(2026, 7, 1, 9, tzinfo=UTC)


@pytest.fixture
def by():
    return UserFactory()


def add(locality, statement="I am met where I am", **given):
    return commands.add_priority(locality_id=locality.pk, statement=statement, **{"by": None, "at": AT, **given})


def add_to(priority, text="Nobody waits in a car", **given):
    return commands.add_outcome(
        locality_id=priority.locality_id, priority=priority.pk, text=text, **{"by": None, "at": AT, **given}
    )


def at(row):
    """What the commands take that change it later."""
    kind = Purpose.PRIORITY if isinstance(row, Priority) else Purpose.OUTCOME
    locality = row.locality_id if isinstance(row, Priority) else row.priority.locality_id
    return {"locality_id": locality, "kind": kind, "key": row.pk, "by": None, "at": LATER}


def standing(model, words):
    return list(model.objects.filter(ended_at=None).values_list(words, flat=True))


def test_words_change_and_every_wording_stays(locality, by):
    priority = add(locality, "I am  met\nwhere I am")
    given = {**at(priority), "by": by}
    assert commands.change_words(**given, words="I am heard", shown="I am met where I am")
    assert not commands.change_words(**given, words="I am heard", shown="I am heard")
    assert list(PriorityWording.objects.values_list("text", "at", "by")) == [
        ("I am met where I am", AT, None),
        ("I am heard", LATER, by.pk),
    ]
    assert standing(Priority, "statement") == ["I am heard"]

    outcome = add_to(priority)
    commands.change_words(**at(outcome), words="Cars stay away", shown=outcome.text)
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
    given = {**at(priority), "shown": priority.statement}
    commands.change_words(**given, words="I am heard")
    with pytest.raises(commands.MeanwhileChanged, match="“I am heard”"):
        commands.change_words(**given, words="I am seen")
    assert standing(Priority, "statement") == ["I am heard"]


def test_order_changes_with_a_neighbour_and_stops_at_the_ends(locality):
    first, second, third = (add(locality, f"I am {word}") for word in ("one", "two", "three"))
    for row, up in ((third, True), (third, True), (third, True), (second, False)):
        commands.move(**at(row), up=up)
    assert standing(Priority, "statement") == ["I am three", "I am one", "I am two"]
    assert AuditEntry.objects.filter(command="move_priority").count() == 2
    commands.end(**at(first))
    commands.move(**at(second), up=True)
    assert standing(Priority, "statement") == ["I am two", "I am three"]

    above, below = add_to(second, "A"), add_to(second, "B")
    add_to(third, "C")
    commands.move(**at(below), up=True)
    commands.move(**at(above), up=False)
    assert list(second.outcomes.values_list("text", flat=True)) == ["B", "A"]


def test_end_of_a_priority_ends_its_outcomes_and_their_ties_and_keeps_them_all(locality, by):
    a_measure(locality)
    an_action(a_plan(locality))
    priority = add(locality)
    outcome = add_to(priority)
    commands.tie_outcome(
        locality_id=locality.pk, outcome=outcome.pk, measures=["detentions"], actions=[1], by=None, at=AT
    )
    commands.end(**{**at(priority), "by": by})
    for model in (Priority, Outcome, OutcomeMeasure, OutcomeAction):
        assert list(model.objects.values_list("ended_at", "ended_by")) == [(LATER, by.pk)]
    for change in (
        lambda: add_to(priority),
        lambda: commands.end(**at(outcome)),
        lambda: commands.reopen(**at(outcome)),  # its priority has ended
        lambda: commands.tie_outcome(locality_id=locality.pk, outcome=outcome.pk, by=None, at=LATER),
    ):
        with pytest.raises(commands.NoSuchPurpose):
            change()
    assert add(locality).statement == priority.statement  # it may be written anew
    with pytest.raises(commands.SaidAlready):
        commands.reopen(**at(priority))


def test_what_ended_is_reopened_with_what_ended_with_it(locality, by):
    a_measure(locality, "kept")
    closed, untied = a_measure(locality, "closed"), a_measure(locality, "untied")
    an_action(a_plan(locality))
    priority = add(locality)
    outcome, other = add_to(priority), add_to(priority, "People are heard")
    here = {"locality_id": locality.pk, "outcome": outcome.pk, "by": None, "at": AT}
    commands.tie_outcome(**here, measures=["kept", "closed", "untied"], actions=[1])
    commands.tie_outcome(**here, without_measures=["untied"])
    commands.end(**{**at(priority), "by": by})
    closed.retired_at = LATER
    closed.save()

    again = LATER + timedelta(days=1)
    commands.reopen(**{**at(priority), "by": by, "at": again})
    assert standing(Outcome, "text") == []
    commands.reopen(**{**at(outcome), "by": by, "at": again})

    assert standing(Priority, "statement") == ["I am met where I am"]
    assert standing(Outcome, "text") == ["Nobody waits in a car"]
    assert list(OutcomeMeasure.objects.filter(ended_at=None).values_list("measure__key", "at")) == [("kept", again)]
    assert list(OutcomeAction.objects.filter(ended_at=None).values_list("action__number", "at")) == [(1, again)]
    assert OutcomeMeasure.objects.filter(measure=untied).count() == 1
    assert list(PriorityEvent.objects.values_list("kind", "at", "by")) == [
        (PurposeEvent.ENDED, LATER, by.pk),
        (PurposeEvent.REOPENED, again, by.pk),
    ]
    assert list(OutcomeEvent.objects.values_list("outcome", "kind")) == [
        (outcome.pk, PurposeEvent.ENDED),
        (other.pk, PurposeEvent.ENDED),
        (outcome.pk, PurposeEvent.REOPENED),
    ]
    with pytest.raises(commands.NoSuchPurpose):
        commands.reopen(**at(outcome))
    assert [entry.command for entry in AuditEntry.objects.order_by("pk")][-2:] == ["reopen_priority", "reopen_outcome"]


def test_outcome_is_moved_to_another_priority_with_its_ties(locality, by):
    a_measure(locality)
    first, second, ended = (add(locality, f"I am {word}") for word in ("one", "two", "three"))
    outcome = add_to(first)
    add_to(second, "People are heard")
    here = {"locality_id": locality.pk, "outcome": outcome.pk, "by": by, "at": LATER}
    commands.tie_outcome(**here, measures=["detentions"])
    commands.end(**at(ended))
    assert not commands.move_under(**here, priority=first.pk)
    assert commands.move_under(**here, priority=second.pk)
    assert list(second.outcomes.values_list("text", flat=True)) == ["People are heard", "Nobody waits in a car"]
    assert OutcomeMeasure.objects.filter(outcome=outcome, ended_at=None).count() == 1
    event = OutcomeEvent.objects.get()
    assert (event.kind, event.moved_from, event.moved_to, event.by) == (PurposeEvent.MOVED, first, second, by)
    entry = AuditEntry.objects.get(command="move_outcome_under")
    assert entry.detail == {"before": first.pk, "after": second.pk}
    for priority in (ended, add(LocalityFactory())):
        with pytest.raises(commands.NoSuchPurpose):
            commands.move_under(**here, priority=priority.pk)


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
