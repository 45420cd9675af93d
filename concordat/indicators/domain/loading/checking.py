"""Says which figures that were read may not be loaded, beside those that stand: one sentence for each fault."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from concordat.accounts.domain.patients import identifiers_in
from concordat.indicators.domain.figures import Frequency, Unit
from concordat.indicators.domain.loading.values import (
    Faults,
    Figure,
    FigureKey,
    KnownMeasure,
    Standing,
    quoted,
    words_of_key,
)
from concordat.indicators.domain.rules import AGREES_WITHIN, wrong_with_figure

EARLIEST = date(1990, 1, 1)  # a period before it is a slip of the keyboard
_PHASES = {Frequency.QUARTER: 3, Frequency.YEAR: 12}


def check_figures(
    figures: Iterable[Figure],
    standing: Mapping[FigureKey, Standing],
    measures: Mapping[str, KnownMeasure],
    *,
    today: date,
) -> Faults:
    """What is wrong with figures, by themselves and beside those that stand.

    standing: the figures as they are, of all periods that are loaded, all their categories, and for quarters and years
    at least one other.
    """
    faults = Faults()
    listed = list(figures)
    for figure in listed:
        measure = measures[figure.key.measure]
        which = words_of_key(figure.key, measure)
        if figure.key.on > today:
            faults.add("future", figure.where, f"{which} lies in the future: check the period")
        elif figure.key.on < EARLIEST:
            faults.add("past", figure.where, f"{which} lies too long ago to be right: check the period")
        if wrong := wrong_with_figure(measure.unit, figure.value, figure.numerator, figure.denominator):
            told = _as_share(figure) or f"{wrong[0].lower()}{wrong[1:-1]}: {_advice(figure)}"
            faults.add(f"rule {wrong[:30]}", figure.where, f"{which}: {told}")
        if identifiers_in(figure.reason):
            faults.add(
                "reason", figure.where, "the reason holds what looks like a person's details: take that out of it"
            )
    _check_phases(listed, standing, measures, faults)
    _check_sums(listed, standing, measures, faults)
    return faults


def _as_share(figure: Figure) -> str:
    """What is wrong where a percentage was written as a share of 1, as Excel keeps it; "" where it was not."""
    value, numerator, denominator = figure.numbers
    if value is None or value > 1 or numerator is None or not denominator:
        return ""
    exact = Decimal(100 * numerator) / denominator
    if abs(100 * value - exact) > AGREES_WITHIN:
        return ""
    number = f"{round(exact, 1).normalize():f}"
    return (
        f"{_plain(value)} is a share of 1, and {numerator} of {denominator} is {number}%: write {number}%, or leave "
        "the figure empty"
    )


def _advice(figure: Figure) -> str:
    if figure.denominator is None and figure.value is not None and figure.value <= 100:
        return "write them as numerator and denominator, or like 9 of 20 in one cell"
    return "check the cells of this figure"


def _check_phases(
    figures: list[Figure],
    standing: Mapping[FigureKey, Standing],
    measures: Mapping[str, KnownMeasure],
    faults: Faults,
) -> None:
    """Quarters and years of one measure begin in the same months: periods that overlap can't be compared."""
    begins: dict[str, date] = {}
    for key in sorted(standing, key=lambda key: key.on):
        begins[key.measure] = key.on
    for figure in figures:
        measure = measures[figure.key.measure]
        length = _PHASES.get(measure.frequency)
        if length is None:
            continue
        other = begins.setdefault(measure.key, figure.key.on)
        if (figure.key.on.month - other.month) % length:
            faults.add(
                f"phase {measure.key}",
                figure.where,
                f"{words_of_key(figure.key, measure)} begins in {figure.key.on:%B}, and another "
                f"{measure.frequency.value} of this measure in {other:%B}: make them the same",
            )


def _check_sums(
    figures: list[Figure],
    standing: Mapping[FigureKey, Standing],
    measures: Mapping[str, KnownMeasure],
    faults: Faults,
) -> None:
    """The categories of a breakdown of counts, loaded or standing, sum to the whole, loaded or standing."""
    now: dict[FigureKey, Decimal | None] = {key: one.value for key, one in standing.items()}
    touched: dict[tuple[str, date], str] = {}
    for figure in figures:
        now[figure.key] = figure.value
        if measures[figure.key.measure].unit is Unit.COUNT:
            touched.setdefault((figure.key.measure, figure.key.on), figure.where)
    sums: dict[tuple[str, date, str], Decimal] = {}
    for key, value in now.items():
        if key.breakdown and (key.measure, key.on) in touched:
            group = key.measure, key.on, key.breakdown
            sums[group] = sums.get(group, Decimal(0)) + (value or 0)
    for (name, on, breakdown), found in sums.items():
        whole = now.get(FigureKey(name, on))
        which = words_of_key(FigureKey(name, on), measures[name])
        where = touched[name, on]
        if whole is None:
            faults.add(
                "no whole",
                where,
                f"{which} is broken down by {quoted(breakdown)} and has no figure of the whole: add a row for it, "
                "without a breakdown",
            )
        elif whole != found:
            faults.add(
                "sum",
                where,
                f"{which} is {_plain(whole)}, and its categories by {quoted(breakdown)} sum to {_plain(found)}: load "
                "all of them so that they agree",
            )


def _plain(number: Decimal) -> str:
    return f"{number.normalize():,f}"
