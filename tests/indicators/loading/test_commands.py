"""A load is accepted as a whole, under the rules of every figure, or changes nothing."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from concordat.accounts.models import AuditEntry
from concordat.indicators.commands import loading as commands
from concordat.indicators.domain.detentions.counting import count_forms
from concordat.indicators.domain.loading import changes_of, figures_counted, seal_of
from concordat.indicators.gateways.sheets import read_paste
from concordat.indicators.models import FigureLoad, FigureRelease, Measure, Observation
from concordat.indicators.queries import standard_measures
from concordat.indicators.queries.loading import figures_of, known_measures, standard_keys, standing_figures
from tests.factories.measure_rows import a_figure
from tests.indicators.loading.conftest import NOW
from tests.indicators.loading.sheets import as_paste

pytestmark = pytest.mark.django_db
ROWS = [["Measure", "Period", "Figure"], ["Detentions", "Apr-24", 31], ["Detentions", "May-24", 29]]
LATER = NOW + timedelta(hours=1)


def start(locality, rows, by=None):
    return commands.start_load(locality_id=locality.pk, name="paste", sheets=read_paste(as_paste(rows)), by=by, at=NOW)


def seal(load_id):
    load = FigureLoad.objects.get(pk=load_id)
    figures = figures_of(load)
    measures = {measure.key: measure for measure in known_measures(load.locality_id)}
    return seal_of(changes_of(figures, standing_figures(load.locality_id, figures)), measures)


def accept(load_id, **given):
    return commands.accept_load(load_id=load_id, **{"seal": seal(load_id), "by": None, "at": LATER, **given})


def standing():
    rows = Observation.objects.order_by("period_on", "category", "revision")
    return [(row.period_on.month, row.category, row.revision, float(row.value)) for row in rows]


def test_accepted_load_writes_each_figure_with_its_load(locality, measures, analyst):
    load_id = start(locality, ROWS, analyst)
    assert accept(load_id, by=analyst) == commands.Loaded(new=2, revised=0, same=0)
    assert standing() == [(4, "", 1, 31.0), (5, "", 1, 29.0)]
    assert set(Observation.objects.values_list("load", "by", "at")) == {(load_id, analyst.pk, LATER)}
    entry = AuditEntry.objects.get(command="accept_load")
    assert (entry.detail["new"], entry.detail["revised"], entry.detail["measures"]) == (2, 0, ["detentions"])


def test_figures_that_stand_already_are_not_written_again(locality, measures):
    for on, value in ((date(2024, 4, 1), 31), (date(2024, 5, 1), 29)):
        a_figure(measures["detentions"], value, on, at=NOW)
    stood = standing()
    assert accept(start(locality, ROWS)) == commands.Loaded(new=0, revised=0, same=2)
    assert standing() == stood


def test_tables_refuse_a_revision_without_a_reason(measures):
    a_figure(measures["detentions"], 31, date(2024, 4, 1), at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        a_figure(measures["detentions"], 32, date(2024, 4, 1), at=NOW)


def test_load_that_fails_in_the_middle_writes_nothing(locality, measures):
    load_id = start(locality, ROWS)
    load = FigureLoad.objects.get()
    load.rows["figures"][1]["category"] = "of no breakdown"  # which the database refuses
    load.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        accept(load_id)
    assert Observation.objects.count() == 0
    assert FigureLoad.objects.get().accepted_at is None


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Say why figures differ from those that were loaded before."),
        ({"reason": "   "}, "Say why figures differ from those that were loaded before."),
        ({"reason": "x" * 301}, "Use at most 300 characters for a reason."),
        ({"reason": "DOB 01/02/1999"}, "The reason holds what looks like a person's details: take that out."),
    ],
)
def test_revision_needs_a_reason_that_can_be_kept(locality, measures, given, sentence):
    accept(start(locality, ROWS))
    again = start(locality, [*ROWS[:2], ["Detentions", "May-24", 30]])
    with pytest.raises(commands.ReasonMissing) as refused:
        accept(again, **given)
    assert str(refused.value) == sentence
    assert len(standing()) == 2


def test_reason_of_the_file_serves(locality, measures):
    accept(start(locality, ROWS))
    again = start(locality, [[*ROWS[0], "Reason"], ["Detentions", "May-24", 30, "A late form"]])
    assert accept(again) == commands.Loaded(new=0, revised=1, same=0)
    assert Observation.objects.get(revision=2).reason == "A late form"


def test_load_is_over_once_it_was_accepted_or_discarded(locality, measures):
    first, second = start(locality, ROWS), start(locality, ROWS)
    accept(first)
    commands.discard_load(load_id=second, by=None, at=LATER)
    for load_id in (first, second):
        with pytest.raises(commands.LoadOver):
            accept(load_id)
        with pytest.raises(commands.LoadOver):
            commands.discard_load(load_id=load_id, by=None, at=LATER)
    assert len(standing()) == 2


def test_figures_that_changed_since_they_were_looked_at_are_not_written(locality, measures):
    load_id = start(locality, ROWS)
    shown = seal(load_id)
    a_figure(measures["detentions"], 30, date(2024, 4, 1), at=NOW)
    with pytest.raises(commands.FiguresChanged):
        accept(load_id, seal=shown, reason="A late form")
    assert standing() == [(4, "", 1, 30.0)]
    assert accept(load_id, reason="A late form") == commands.Loaded(new=1, revised=1, same=0)


def test_measure_that_became_another_one_is_not_loaded_for(locality, measures):
    load_id = start(locality, ROWS)
    shown = seal(load_id)
    Measure.objects.filter(key="detentions").update(frequency="quarter")
    with pytest.raises(commands.FiguresChanged):
        accept(load_id, seal=shown)
    Measure.objects.filter(key="detentions").update(frequency="month", retired_at=NOW)
    with pytest.raises(commands.NotAllLoadable):
        accept(load_id)
    assert standing() == []


def test_whole_that_no_longer_agrees_with_its_categories_is_refused_at_the_end_too(locality, measures):
    load_id = start(locality, ROWS)
    a_figure(measures["detentions"], 12, date(2024, 4, 1), at=NOW, breakdown="age", category="18+")
    with pytest.raises(commands.NotAllLoadable) as refused:
        accept(load_id)
    assert "its categories by “age” sum to 12" in str(refused.value)
    assert len(standing()) == 1


def test_published_figures_are_released_with_the_load(locality, measures):
    Measure.objects.filter(key="detentions").update(published_at=NOW)
    accept(start(locality, ROWS))
    assert FigureRelease.objects.count() == 2


def test_load_with_faults_keeps_nothing(locality, measures):
    with pytest.raises(commands.NotAllLoadable) as refused:
        start(locality, [*ROWS, ["Detentions", "Jun-24", "*"]])
    assert (len(refused.value.faults), len(refused.value.changes)) == (1, 2)
    assert FigureLoad.objects.count() == 0


def test_period_that_is_not_over_is_said(locality, measures):
    load_id = start(locality, [ROWS[0], ["Detentions", "Aug-24", 3]])
    assert FigureLoad.objects.get(pk=load_id).rows["notes"] == [
        "August 2024 is not over yet: its figures will have to be revised."
    ]


def test_periods_of_long_ago_are_said_and_loaded_all_the_same(locality, measures):
    load_id = start(locality, [ROWS[0], ["Detentions", "Dec-20", 5], *(["Detentions", f"{month}-24", 3] for month in
                                                                       ("Jan", "Feb", "Apr"))])  # fmt: skip
    assert FigureLoad.objects.get(pk=load_id).rows["notes"] == [
        "“Detentions”, December 2020: this is more than 3 years ago. Check that the year is right."
    ]
    accept(load_id)
    older = [ROWS[0], *(["Detentions", period, 5] for period in ("Mar-2014", "Apr-2014", "Jun-2014", "Dec-2020"))]
    again = start(locality, [*older, ["Detentions", "Jul-2021", 4], ["Reviews held", "Q1 2014/15", 1]])
    assert FigureLoad.objects.get(pk=again).rows["notes"] == [
        "“Detentions”, March 2014 up to April 2014; June 2014: this is before all figures that stand, which begin with "
        "December 2020. Check that the year is right.",
        "“Detentions”, July 2021: this is more than 3 years ago. Check that the year is right.",
        "“Reviews held”, April to June 2014: this is more than 3 years ago. Check that the year is right.",
    ]
    accept(again, reason="Found in the archive")


def test_thousand_figures_take_as_many_queries_as_few(locality, measures):
    """But for the rows themselves, of which SQLite takes so many at once."""

    def asked(rows):
        load_id = start(locality, [ROWS[0], *rows])
        mark = seal(load_id)
        with CaptureQueriesContext(connection) as captured:
            accept(load_id, seal=mark)
        return sum('INSERT INTO "indicators_observation"' not in query["sql"] for query in captured)

    names = [
        measure.name for measure in measures.values() if measure.frequency == "month" and measure.unit != "percentage"
    ]
    few = [[name, f"{month:02}/2023", month] for month in range(1, 4) for name in names]
    many = [
        [name, f"{month:02}/{year}", month] for year in range(1990, 2032) for month in range(1, 13) for name in names
    ]
    many = [row for row in many if row[1][3:] < "2023"][:1000]
    assert (asked(few), len(many)) == (asked(many), 792)


def forms(*rows):
    heading = ["Time detained", "Age", "First place of safety"]
    return count_forms([heading, *rows], today=NOW.date())


@pytest.fixture
def standard(locality):
    """Measures of the standard set, as a locality takes them."""
    for position, key in enumerate(("all-detentions", "police-station", "under-18-police-station")):
        one = standard_measures().get(key)
        Measure.objects.create(
            locality=locality, key=f"our-{key}", standard_key=key, name=one.name, question=one.question, unit=one.unit,
            direction=one.direction, frequency=one.frequency, position=position, created_at=NOW,
        )  # fmt: skip
    return standard_keys(locality.pk)


def load_counts(locality, standard, counts):
    figures = figures_counted(counts, standard_measures(), standard)
    return commands.start_counted_load(
        locality_id=locality.pk, name="forms", figures=figures, notes=(), by=None, at=NOW
    )


def test_counted_forms_are_loaded_into_the_standard_measures(locality, standard):
    counts = forms(
        ["03/04/2024 10:00", "16", "Custody"],
        ["04/04/2024 10:00", "30", "HBPoS"],
        ["05/05/2024 10:00", "40", "HBPoS"],
    )
    accept(load_counts(locality, standard, counts))
    whole = Observation.objects.filter(breakdown="").order_by("measure__position", "period_on")
    assert [(row.measure.key, row.period_on.month, float(row.value), row.denominator) for row in whole] == [
        ("our-all-detentions", 4, 2, None),
        ("our-all-detentions", 5, 1, None),
        ("our-police-station", 4, 50, 2),
        ("our-police-station", 5, 0, 1),
        ("our-under-18-police-station", 4, 1, None),
        ("our-under-18-police-station", 5, 0, None),
    ]
    ages = Observation.objects.filter(breakdown="age", period_on__month=5).order_by("category")
    assert {row.category: int(row.value) for row in ages} == {"16-17": 0, "25-64": 1}


def test_child_whose_place_is_not_known_is_no_nought(locality, standard):
    counts = forms(["03/04/2024 10:00", "16", "Custody"], ["03/05/2024 10:00", "16", ""])
    load = FigureLoad.objects.get(pk=load_counts(locality, standard, counts))
    found = [figure.key.on.month for figure in figures_of(load) if figure.key.measure == "our-under-18-police-station"]
    assert found == [4]


def test_category_that_a_second_count_lacks_is_nought(locality, standard):
    accept(load_counts(locality, standard, forms(["03/04/2024 10:00", "16", "Custody"])))
    second = load_counts(locality, standard, forms(["03/04/2024 10:00", "30", "HBPoS"]))
    accept(second, reason="A typing slip")
    age = Observation.objects.filter(breakdown="age").order_by("category", "revision")
    assert [(row.category, row.revision, int(row.value)) for row in age] == [
        ("16-17", 1, 1),
        ("16-17", 2, 0),
        ("25-64", 1, 1),
    ]


def test_locality_without_standard_measures_has_nothing_to_load_counts_into(locality, measures):
    with pytest.raises(commands.NothingToLoad):
        load_counts(locality, {}, forms(["03/04/2024 10:00", "16", "Custody"]))
