"""Whatever stands in a table, reading ends in figures and sentences; and what was laid out is read back as it was."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.indicators.domain.loading import MOST_FIGURES
from tests.indicators.loading.sheets import BY_KEY, MEASURES, TODAY, read_rows, told

CELLS = st.sampled_from(
    [
        "", "Year", "Measure", "Month", "Period", "Figure", "Numerator", "Denominator", "Breakdown", "Category",
        "Reason",
        "Detentions", "Seen within 3 hours", "Minutes waited", "Detentions numerator", "Detentoins", "Total", "Notes",
        "Apr-24", "2024-05", "01/06/2024", "Q1 2024/25", "2024/25", "45383", "April", "w/c 01/04/2024", "24-Apr",
        "2031-01", "31", "1,234", "45%", "9 of 20", "*", "-", "n/a", "=A1", "#REF!", "3.5", "age", "18+", "why not",
        "x" * 300,
        "How to fill this in", "%", "Old forms", "Reviews held", "0", "20", "Apr-24 numerator", "2024/25 Q2",
    ]
)  # fmt: skip
GRIDS = st.lists(st.lists(CELLS, min_size=1, max_size=7), min_size=1, max_size=9)
MONTHS = [date(2023, 1 + at % 12, 1) if at < 12 else date(2024, at - 11, 1) for at in range(18)]
COUNTED = [measure for measure in MEASURES if measure.key in ("detentions", "wait", "seen-in-3-hours")]


@given(GRIDS)
@settings(max_examples=300)
def test_any_table_ends_in_figures_and_sentences(rows):
    if not any(any(row) for row in rows):
        return
    figures, faults, notes = read_rows(rows)
    assert len(figures) <= MOST_FIGURES
    for figure in figures:
        assert figure.key.measure in BY_KEY
        assert figure.where
    for sentence in (*faults, *notes):
        assert sentence[0].isupper() or sentence[0] == "“"
        assert sentence.endswith((".", "?"))
        assert len(sentence) < 420


@st.composite
def laid_out(draw):
    """Figures of some measures and months, and a table of them in one of the layouts."""
    months = draw(st.lists(st.sampled_from(MONTHS), min_size=1, max_size=6, unique=True))
    measures = draw(st.lists(st.sampled_from(COUNTED), min_size=1, max_size=3, unique=True))
    way = draw(st.sampled_from(["{0:%b-%y}", "{0:%B %Y}", "{0:%Y-%m}", "{0:%d/%m/%Y}"]))
    figures, cells = {}, {}
    for measure in measures:
        for month in months:
            number = draw(st.integers(0, 5000))
            of = number + draw(st.integers(1, 5000))
            is_share = measure.key == "seen-in-3-hours"
            figures[measure.key, month.isoformat(), ""] = (
                (round(100 * number / of, 6), number, of) if is_share else (float(number), None, None)
            )
            cells[measure, month] = f"{number} of {of}" if is_share else f"{number:,}"
    names = [(month, way.format(month)) for month in months]
    layout = draw(st.sampled_from(["long", "across", "down"]))
    if layout == "long":
        rows = [["Measure", "Period", "Figure"]]
        rows += [[measure.name, name, cells[measure, month]] for measure in measures for month, name in names]
    elif layout == "across":
        rows = [["Measure", *(name for _, name in names)]]
        rows += [[measure.name, *(cells[measure, month] for month, _ in names)] for measure in measures]
    else:
        rows = [["Month", *(measure.name for measure in measures)]]
        rows += [[name, *(cells[measure, month] for measure in measures)] for month, name in names]
    return figures, rows


@given(laid_out())
@settings(max_examples=150)
def test_what_was_laid_out_is_read_back(given_figures):
    figures, rows = given_figures
    assert max(date.fromisoformat(on) for _, on, _ in figures) <= TODAY
    found, faults, _ = read_rows(rows)
    assert faults == []
    assert {key: (round(value, 6), *rest) for key, (value, *rest) in told(found).items()} == figures
