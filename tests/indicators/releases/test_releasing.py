"""What `release_figures` lets out of periods of several lengths, and what the worker finds that nothing let out."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from concordat.directory.domain import Role
from concordat.indicators import commands, queries
from concordat.indicators.domain.figures import Frequency
from concordat.indicators.domain.releases.small_numbers import Showing
from concordat.indicators.models import FigureRelease, Observation
from tests.factories.directory import LocalityFactory, RoleHeldFactory
from tests.factories.measure_rows import a_measure

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
AT = datetime(2026, 6, 30, 9, tzinfo=UTC)
PUBLIC = AnonymousUser()


def months(first, number):
    return [date(first + (3 + place) // 12, (3 + place) % 12 + 1, 1) for place in range(number)]


def fill(measure, figures, *, of=None):
    """figures: by first day."""
    Observation.objects.bulk_create(
        Observation(
            measure=measure, period_on=on, revision=1, value=Decimal(count if of is None else 100 * count) / (of or 1),
            numerator=None if of is None else count, denominator=of, at=AT,
        )
        for on, count in figures.items()
    )  # fmt: skip


def seen(locality, key, viewer=PUBLIC):
    return queries.measure_seen_by(viewer, locality, key)


def test_quarter_loaded_beside_its_months_is_withheld_where_it_tells_one():
    locality = LocalityFactory()
    monthly, own = a_measure(locality, "calls"), a_measure(locality, "our-calls", frequency="quarter")
    counts = [8, 8, 1, 9, 12, 4, 20, 3, 8]
    fill(monthly, dict(zip(months(2025, 9), counts, strict=True)))
    fill(own, {on: sum(counts[place : place + 3]) for place, on in zip((0, 3, 6), months(2025, 9)[::3], strict=True)})
    commands.release_figures(locality=locality, at=AT)
    assert [figure.showing for figure in seen(locality, "our-calls").figures] == [
        Showing.WITHHELD, Showing.SHOWN, Showing.SHOWN,
    ]  # fmt: skip
    assert [figure.value for figure in seen(locality, "calls").figures[:3]] == [10, 10, None]


def test_calendar_year_of_the_same_people_is_held_and_members_are_told(client):
    locality = LocalityFactory()
    fill(a_measure(locality, "calls"), {on: 10 + on.month for on in months(2024, 24)})
    own = a_measure(locality, "our-calls", frequency="year")
    fill(own, {date(2025, 1, 1): sum(10 + month for month in range(1, 13))})
    commands.release_figures(locality=locality, at=AT)
    assert [figure.showing for figure in seen(locality, "our-calls").figures] == [Showing.WITHHELD]
    member = RoleHeldFactory(role=Role.MEMBER, locality=locality).user
    assert seen(locality, "our-calls", member).held_beside == "Calls"
    assert seen(locality, "calls", member).held_beside == ""
    client.force_login(member)
    page = client.get(f"/localities/{locality.slug}/measures/our-calls/").content.decode()
    assert "It counts the same people as “Calls” by periods that cut through each other" in page


def test_measure_of_small_months_is_drawn_by_quarter_for_the_public():
    locality = LocalityFactory()
    small, large = a_measure(locality, "calls"), a_measure(locality, "all-calls")
    fill(small, {on: 3 + on.month % 4 for on in months(2024, 24)})
    fill(large, {on: 40 + on.month for on in months(2024, 24)})
    commands.release_figures(locality=locality, at=AT)
    measure = seen(locality, "calls")
    assert measure.chart is None
    assert measure.longer.words.wording.frequency is Frequency.QUARTER
    assert len(measure.longer.figures) == 8
    assert {figure.value % 5 for figure in measure.longer.figures} == {0}
    assert "January to March 2026" in measure.sentence
    assert measure.sentence.endswith("This is told by quarter: too many figures by month are too small to be shown.")
    assert seen(locality, "all-calls").longer is None
    assert not FigureRelease.objects.filter(measure=large, is_quarter=True).exists()
    member = RoleHeldFactory(role=Role.MEMBER, locality=locality).user
    assert seen(locality, "calls", member).longer is None


def test_page_has_the_chart_by_quarter_and_both_tables(client):
    locality = LocalityFactory(slug="askdale")
    fill(a_measure(locality, "calls"), {on: 3 + on.month % 4 for on in months(2024, 24)})
    commands.release_figures(locality=locality, at=AT)
    page = client.get("/localities/askdale/measures/calls/").content.decode()
    assert "What the chart shows: the same by quarter" in page
    assert "The figures, the newest first" in page
    assert "Why there is no chart" not in page
    assert client.get("/localities/askdale/measures/calls/chart.svg").status_code == 200
    assert "This is told by quarter" in client.get("/localities/askdale/measures/").content.decode()


def test_share_of_small_quarters_is_drawn_by_year():
    locality = LocalityFactory()
    fill(a_measure(locality, "taken", unit="percentage"), dict.fromkeys(months(2022, 48), 2), of=20)
    commands.release_figures(locality=locality, at=AT)
    drawn = seen(locality, "taken").drawn
    assert drawn.words.wording.frequency is Frequency.YEAR
    assert [(figure.numerator, figure.denominator) for figure in drawn.figures] == [(25, 240)] * 4


def test_year_of_which_each_month_could_be_told_is_withheld():
    """Twelve marks that sum to 8 to 12 are twelve ones."""
    locality = LocalityFactory()
    fill(a_measure(locality, "calls"), dict.fromkeys(months(2022, 48), 1))
    commands.release_figures(locality=locality, at=AT)
    assert seen(locality, "calls").longer is None
    years = FigureRelease.objects.filter(is_year=True).values_list("shown__whole", flat=True)
    assert {whole[0] for whole in years} == {"withheld"}


def test_sums_are_released_for_all_years_once_too_much_is_hidden():
    locality = LocalityFactory()
    measure = a_measure(locality, "calls")
    fill(measure, dict.fromkeys(months(2024, 23), 9))
    commands.release_figures(locality=locality, at=AT)
    assert not FigureRelease.objects.filter(is_quarter=True).exists()
    fill(measure, {months(2024, 26)[place]: 4 for place in (23, 24, 25)})
    commands.release_figures(locality=locality, at=AT, periods=months(2024, 26)[23:])
    assert FigureRelease.objects.filter(is_quarter=True).count() == 8


def test_worker_lets_out_what_nothing_let_out_and_then_finds_nothing():
    locality = LocalityFactory()
    measure = a_measure(locality, "calls")
    fill(measure, {date(2026, 1, 1): 30})
    fill(a_measure(locality, "secret", published=False), {date(2026, 1, 1): 30})
    assert commands.release_what_waits(at=AT) == 1
    assert [figure.value for figure in seen(locality, "calls").figures] == [30]
    assert commands.release_what_waits(at=AT) == 0
