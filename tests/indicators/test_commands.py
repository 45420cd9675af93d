"""Figures are loaded and revised, never overwritten."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from concordat.accounts.models import AuditEntry
from concordat.directory.domain import Role
from concordat.indicators import commands, queries
from concordat.indicators.commands import NotLoadable
from concordat.indicators.commands.refusing import NotKept
from concordat.indicators.domain.control_charts import Assurance
from concordat.indicators.models import Measure, MeasureTarget, Observation
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory, RoleHeldFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 6, 30, 9, tzinfo=UTC)
MARCH, APRIL = date(2024, 3, 1), date(2024, 4, 1)


@pytest.fixture
def analyst():
    return UserFactory(name="A. Nalyst")


@pytest.fixture
def measure():
    return Measure.objects.create(
        locality=LocalityFactory(),
        key="detentions",
        name="Detentions",
        question="How often is section 136 used?",
        unit="count",
        direction="decrease",
        frequency="month",
        created_at=NOW,
    )


def seen(measure, analyst):
    RoleHeldFactory(user=analyst, role=Role.ANALYST, locality=measure.locality)
    return queries.measure_seen_by(analyst, measure.locality, measure.key)


def figures_now(measure, analyst):
    return [(figure.on, figure.value) for figure in seen(measure, analyst).figures]


def load(measure, on, value, by=None, **more):
    decimal = None if value is None else Decimal(str(value))
    return commands.record_observation(measure=measure, period_on=on, value=decimal, by=by, at=NOW, **more)


def test_figure_is_kept_as_first_loaded_and_as_it_is_now(measure, analyst):
    load(measure, MARCH, 40, analyst)
    load(measure, MARCH, 43, analyst, reason="Three forms came late")
    assert [(r.revision, r.value, r.reason, r.by) for r in measure.observations.order_by("revision")] == [
        (1, 40, "", analyst),
        (2, 43, "Three forms came late", analyst),
    ]
    assert figures_now(measure, analyst) == [(MARCH, 43)]
    assert AuditEntry.objects.filter(command="record_observation").count() == 2


def test_same_figure_again_changes_nothing(measure):
    load(measure, MARCH, 40)
    assert load(measure, MARCH, 40) is None
    assert Observation.objects.count() == 1


def test_missing_figure_is_kept_with_its_reason_and_is_a_gap(measure, analyst):
    load(measure, MARCH, 40)
    load(measure, APRIL, None, reason="The system was down")
    assert figures_now(measure, analyst) == [(MARCH, 40), (APRIL, None)]


def test_category_is_not_the_whole(measure, analyst):
    load(measure, MARCH, 40)
    load(measure, MARCH, 12, breakdown="sex", category="female")
    assert figures_now(measure, analyst) == [(MARCH, 40)]


@pytest.mark.parametrize(
    ("unit", "on", "value", "more", "sentence"),
    [
        ("count", date(2024, 7, 1), 4, {}, "01/07/2024 lies in the future."),
        ("count", APRIL, -1, {}, "A figure can't be less than 0."),
        ("count", APRIL, None, {}, "Say why this figure differs from the one that was loaded, or why it is missing."),
        ("count", MARCH, 41, {}, "Say why this figure differs from the one that was loaded, or why it is missing."),
        ("percentage", APRIL, 101, {}, "A percentage can't be more than 100."),
        ("percentage", APRIL, 50, {}, "A percentage needs how many, and of how many."),
        ("percentage", APRIL, 50, {"numerator": 3, "denominator": 4}, "3 of 4 is not 50%."),
    ],
)
def test_figure_that_cannot_be_right_is_refused_with_a_sentence(measure, unit, on, value, more, sentence):
    load(measure, MARCH, 40)
    measure.unit = unit
    with pytest.raises(NotLoadable) as refusal:
        load(measure, on, value, **more)
    assert str(refusal.value) == sentence
    assert Observation.objects.count() == 1


def test_percentage_may_be_rounded(measure):
    measure.unit = "percentage"
    assert load(measure, MARCH, 33.3, numerator=1, denominator=3).value == Decimal("33.3")


def test_tables_refuse_a_revision_without_a_reason(measure):
    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.create(measure=measure, period_on=MARCH, revision=2, value=4, at=NOW)


def test_chart_has_the_measures_targets_and_steps(measure, analyst):
    starts = [date(2023 + month // 12, month % 12 + 1, 1) for month in range(17)]
    for row, start in enumerate(starts):
        load(measure, start, (20 if row < 3 else 50) + row % 2)
    for since, value in ((starts[0], 100), (starts[5], 60), (starts[5], 40)):
        MeasureTarget.objects.create(measure=measure, since_on=since, value=value, at=NOW)
    commands.add_step(measure_id=measure.pk, on=starts[2] + timedelta(days=9), reason="A new unit", by=analyst, at=NOW)
    chart = seen(measure, analyst).chart
    assert [phase.since for phase in chart.phases] == [starts[0], starts[3]]
    assert [point.target for point in chart.points] == [100] * 5 + [40] * 12
    assert chart.assurance is Assurance.FAILS


def test_step_needs_a_reason(measure, analyst):
    with pytest.raises(NotKept) as refusal:
        commands.add_step(measure_id=measure.pk, on=MARCH, reason=" ", by=analyst, at=NOW)
    assert str(refusal.value) == "Say what changed on that day; a step without a reason would only hide the past."


def test_measure_without_figures_says_that_there_is_none(measure, analyst):
    found = seen(measure, analyst)
    assert (found.chart, found.why_no_chart) == (None, "There is no figure to draw yet.")
