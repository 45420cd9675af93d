"""What members and the public see of measures: true figures the ones, released figures of published ones the others."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from concordat.directory.domain import Role
from concordat.indicators import commands, queries
from concordat.indicators.domain.control_charts import Assurance
from concordat.indicators.domain.releases.small_numbers import Showing
from concordat.indicators.models import FigureRelease, Measure, MeasureTarget, SmallNumberSetting
from tests.factories.directory import LocalityFactory, RoleHeldFactory
from tests.factories.measure_rows import a_figure

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 6, 30, 9, tzinfo=UTC)
LATER = datetime(2025, 7, 30, 9, tzinfo=UTC)
MARCH, APRIL = date(2025, 3, 1), date(2025, 4, 1)
PUBLIC = AnonymousUser()


@pytest.fixture
def locality():
    return LocalityFactory()


def make(locality, key="detentions", unit="count", published=True, **more):
    return Measure.objects.create(
        locality=locality, key=key, name=key.capitalize(), question="How often?", unit=unit, direction="decrease",
        frequency="month", created_at=NOW, published_at=NOW if published else None, **more,
    )  # fmt: skip


def load(measure, on, value, at=NOW, **more):
    return a_figure(measure, value, on, at=at, **more)


def figures(locality, key="detentions", viewer=PUBLIC):
    seen = queries.measure_seen_by(viewer, locality, key)
    return [(figure.value, figure.showing) for figure in seen.figures]


def test_public_sees_marks_and_rounded_figures(locality):
    measure = make(locality)
    load(measure, MARCH, 3)
    load(measure, APRIL, 43)
    assert figures(locality) == [(None, Showing.SMALL), (45, Showing.SHOWN)]
    assert queries.measure_seen_by(PUBLIC, locality, "detentions").is_released


def test_public_knows_of_no_unpublished_measure(locality):
    load(make(locality, published=False), MARCH, 40)
    assert queries.measures_seen_by(PUBLIC, locality) == ()
    with pytest.raises(Measure.DoesNotExist):
        queries.measure_seen_by(PUBLIC, locality, "detentions")


def test_figures_that_were_not_released_are_not_seen(locality):
    load(make(locality), MARCH, 40, is_released=False)
    assert figures(locality) == []
    assert commands.release_figures(locality=locality, at=LATER) == 1
    assert commands.release_figures(locality=locality, at=LATER) == 0
    assert figures(locality) == [(40, Showing.SHOWN)]


def test_percentage_is_of_shown_counts_or_marked(locality):
    measure = make(locality, unit="percentage")
    load(measure, MARCH, 50, numerator=12, denominator=24)
    load(measure, APRIL, 12.5, numerator=3, denominator=24)
    seen = queries.measure_seen_by(PUBLIC, locality, "detentions").figures
    assert [(one.value, one.showing, one.numerator, one.denominator) for one in seen] == [
        (40.0, Showing.SHOWN, 10, 25),
        (None, Showing.SMALL, None, 25),
    ]


def test_rate_and_mean_rest_on_counts_that_may_be_shown(locality):
    rate = make(locality, unit="rate", rate_of="100,000 people")
    load(rate, MARCH, 5.6, numerator=42, denominator=750_000)
    load(rate, APRIL, 0.4, numerator=3, denominator=750_000)
    load(rate, date(2025, 5, 1), 5.6)
    assert figures(locality) == [
        (pytest.approx(16 / 3), Showing.SHOWN),
        (None, Showing.SMALL),
        (None, Showing.WITHHELD),
    ]
    mean = make(locality, "wait", unit="minutes")
    load(mean, MARCH, 45.4, numerator=1816, denominator=40)
    load(mean, APRIL, 45.5, numerator=91, denominator=2)
    load(mean, date(2025, 5, 1), 45.5)
    assert figures(locality, "wait") == [(45.0, Showing.SHOWN), (None, Showing.SMALL), (None, Showing.WITHHELD)]


def test_rule_of_the_locality_is_used_and_changes_what_is_shown(locality):
    load(make(locality), MARCH, 6)
    SmallNumberSetting.objects.create(locality=locality, largest_hidden=4, rounds_to=3, at=NOW)
    commands.release_figures(locality=locality, at=LATER)
    assert FigureRelease.objects.count() == 2


def test_members_see_true_figures_of_all_measures_with_their_reasons(locality):
    member = RoleHeldFactory(role=Role.MEMBER, locality=locality).user
    measure = make(locality, published=False)
    load(measure, MARCH, 3)
    load(measure, MARCH, 4, reason="A form came late")
    load(measure, APRIL, None, reason="The system was down")
    load(measure, MARCH, 1, breakdown="sex", category="female")
    commands.add_step(measure_id=measure.pk, on=APRIL, reason="A new unit", by=member, at=NOW)
    seen = queries.measure_seen_by(member, locality, "detentions")
    assert [(one.value, one.revisions, one.reason) for one in seen.figures] == [
        (4.0, 1, "A form came late"),
        (None, 0, "The system was down"),
    ]
    assert [one.value for one in seen.breakdowns["sex"]["female"]] == [1.0]
    assert (seen.is_released, seen.steps[0].by) == (False, member.name)
    stranger = RoleHeldFactory(role=Role.MEMBER, locality=LocalityFactory()).user
    assert queries.measures_seen_by(stranger, locality) == ()


def test_public_learns_the_reason_of_a_step_but_not_who_said_so(locality):
    measure = make(locality)
    load(measure, MARCH, 20)
    commands.add_step(measure_id=measure.pk, on=MARCH, reason="A new unit", by=RoleHeldFactory().user, at=NOW)
    assert [(step.reason, step.by) for step in queries.measure_seen_by(PUBLIC, locality, "detentions").steps] == [
        ("A new unit", "")
    ]


def test_chart_has_the_measures_targets_and_steps(locality):
    member = RoleHeldFactory(role=Role.MEMBER, locality=locality).user
    measure = make(locality, published=False)
    assert queries.measure_seen_by(member, locality, "detentions").why_no_chart == "There is no figure to draw yet."
    starts = [date(2023 + month // 12, month % 12 + 1, 1) for month in range(17)]
    for row, start in enumerate(starts):
        load(measure, start, (20 if row < 3 else 50) + row % 2)
    for since, value in ((starts[0], 100), (starts[5], 60), (starts[5], 40)):
        MeasureTarget.objects.create(measure=measure, since_on=since, value=value, at=NOW)
    commands.add_step(measure_id=measure.pk, on=starts[2] + timedelta(days=9), reason="A new unit", by=member, at=NOW)
    chart = queries.measure_seen_by(member, locality, "detentions").chart
    assert [phase.since for phase in chart.phases] == [starts[0], starts[3]]
    assert [point.target for point in chart.points] == [100] * 5 + [40] * 12
    assert chart.assurance is Assurance.FAILS


def test_chart_of_large_figures_alone_is_not_drawn(locality):
    measure = make(locality)
    for month in range(1, 11):
        load(measure, date(2024, month, 1), 30)
    assert queries.measure_seen_by(PUBLIC, locality, "detentions").chart.points[0].value == 30
    load(measure, date(2024, 11, 1), 3)
    seen = queries.measure_seen_by(PUBLIC, locality, "detentions")
    assert seen.chart is not None
    assert "the figure for November 2024 is not shown, to protect people; 30 in October 2024" in seen.sentence
    load(measure, date(2024, 12, 1), 3)
    seen = queries.measure_seen_by(PUBLIC, locality, "detentions")
    assert seen.chart is None
    assert seen.why_no_chart == (
        "2 of 12 figures are too small to be shown; a chart of the others alone would mislead."
    )


def test_number_of_queries_does_not_grow(locality, django_assert_num_queries):
    for key in ("one", "two", "three"):
        measure = make(locality, key)
        for on in (MARCH, APRIL):
            load(measure, on, 20)
            load(measure, on, 12, breakdown="sex", category="female")
    with django_assert_num_queries(4):
        assert len(queries.measures_seen_by(PUBLIC, locality)) == 3
