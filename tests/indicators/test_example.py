"""The example's figures: what boards see of it, whether they add up, and that they say what its plan says."""

import re
from collections import defaultdict
from datetime import UTC, date, datetime

import pytest
import yaml
from django.contrib.auth.models import AnonymousUser

from concordat.directory.domain import Role
from concordat.directory.models import Locality
from concordat.indicators import queries
from concordat.indicators.commands.example import add_example_measures
from concordat.indicators.domain.signals import PointKind
from concordat.indicators.gateways.example import EXAMPLES
from concordat.indicators.models import Measure, Observation
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory, OrganisationFactory, PartnerFactory, RoleHeldFactory

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
YEARS = {"2023/24": 2023, "2024/25": 2024, "2025/26": 2025}


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def example(kept_rows) -> Locality:
    """The example's place and partners, without its plans, which take seconds to read."""
    facts = yaml.safe_load((EXAMPLES / "locality.yaml").read_text("utf-8"))
    locality = LocalityFactory(slug=facts["slug"], name=facts["name"])
    UserFactory(email="rowena.teal@sedgeshire-icb.example")
    for body in facts["organisations"]:
        PartnerFactory(locality=locality, organisation=OrganisationFactory(name=body["name"]))
    assert add_example_measures(at=AT) == 10
    return locality


def measure(example, key) -> Measure:
    return Measure.objects.get(locality=example, key=key)


def year_of(on: date) -> int:
    return on.year if on.month > 3 else on.year - 1


def sums(example, key):
    """Of each financial year: how many, and of how many."""
    latest = {}
    for row in measure(example, key).observations.filter(breakdown="").order_by("revision"):
        latest[row.period_on] = row
    found = defaultdict(lambda: [0, 0])
    for on, row in latest.items():
        found[year_of(on)][0] += row.numerator if row.denominator else int(row.value)
        found[year_of(on)][1] += row.denominator or 0
    return found


def test_example_is_loaded_once_and_only_where_it_is(example):
    assert add_example_measures(at=AT) == 0
    assert example.measures.filter(published_at=None).count() == 1


def test_nothing_is_loaded_where_there_is_no_example(example):
    Locality.objects.filter(pk=example.pk).update(slug="elsewhere")
    assert add_example_measures(at=AT) == 0


def test_boards_see_improvement_concern_and_chance(example):
    member = RoleHeldFactory(role=Role.MEMBER, locality=example).user
    charts = {each.words.key: each.chart for each in queries.measures_seen_by(member, example)}
    kinds = {key: chart.latest.kind for key, chart in charts.items()}
    assert kinds["abandoned-calls-to-the-111-mental-health-option"] is PointKind.IMPROVEMENT
    assert kinds["repeat-detentions"] is PointKind.CONCERN
    assert kinds["all-detentions"] is PointKind.COMMON_CAUSE
    assert charts["under-18-police-station"].latest.phase.is_sparse


def test_figures_say_what_the_plans_say(example):
    words = " ".join((EXAMPLES / "content" / "edition-3.yaml").read_text("utf-8").split())
    used = [int(count) for count in re.search(r"used (\d+) times \((\d+) and (\d+) in", words).groups()]
    totals = sums(example, "all-detentions")
    assert sorted(totals[year][0] for year in YEARS.values()) == sorted(used)
    shares = re.search(r"in (\d+) per cent, down from (\d+); (\d+) per cent of people .*?, down from (\d+)\.", words)
    told = [int(share) for share in shares.groups()]
    counted = []
    for key in ("emergency-department", "conveyed-by-police"):
        for year in (2025, 2024):
            of = sums(example, key)[year]
            counted.append(round(100 * of[0] / of[1]))
    assert counted == told
    longer = re.search(r"24 hours for (\d+) people, down from (\d+)\.", words)
    assert [sums(example, "over-24-hours")[year][0] for year in (2025, 2024)] == [int(n) for n in longer.groups()]
    assert all(sums(example, "police-station")[year][0] < 5 for year in YEARS.values())


def test_breakdowns_sum_to_the_whole_in_every_revision(example):
    latest = defaultdict(dict)
    first = defaultdict(dict)
    for row in measure(example, "all-detentions").observations.order_by("revision"):
        latest[row.period_on][row.breakdown, row.category] = row.value
        first[row.period_on].setdefault((row.breakdown, row.category), row.value)
    assert len(latest) == 43
    for cells in (*latest.values(), *first.values()):
        by = defaultdict(int)
        for (breakdown, _), value in cells.items():
            by[breakdown] += value
        assert set(by.values()) == {cells["", ""]}
    revised = Observation.objects.filter(revision=2)
    assert revised.count() == 4
    assert set(revised.values_list("period_on", flat=True)) == {date(2025, 6, 1)}


def test_parts_fit_the_whole_from_one_measure_to_another(example):
    places = {
        (row.period_on, row.category): row.value
        for row in measure(example, "all-detentions")
        .observations.filter(breakdown="first place of safety")
        .order_by("revision")
    }
    for key, category in (("police-station", "police station"), ("emergency-department", "accident and emergency")):
        for row in measure(example, key).observations.all():
            assert places[row.period_on, category] == row.numerator
    children = {row.period_on: row.value for row in measure(example, "under-18-police-station").observations.all()}
    assert all(places[on, "police station"] >= count for on, count in children.items() if on.year > 2023)


def test_public_sees_all_but_one_without_a_small_count(example):
    seen = queries.measures_seen_by(AnonymousUser(), example)
    assert len(seen) == 9
    shown = {figure.value for each in seen if each.words.wording.unit == "count" for figure in each.figures}
    assert shown & set(range(1, 8)) == set()
