"""Every case of the reference implementation: numbers to 1e-9, labels and icons exact."""

import math
import sys

import pytest

from concordat.indicators.domain.series import NotChartable
from tests.indicators.golden import chart_of, columns_of, golden_cases
from tests.shared import needs_shared

RULES = ("rule_trend", "rule_two_in_three", "rule_shift")  # null: could not be evaluated, which is false
REFUSED = ("error-fix-too-small", "error-duplicate-date")


def differences(case: dict) -> list[str]:
    chart = chart_of(case)
    expected = case["expected"]
    found = [
        f"{name}: {ours} for {theirs}"
        for name, ours, theirs in (
            ("variation_icon", chart.variation.value, expected["variation_icon"]),
            ("assurance_icon", chart.assurance.value, expected["assurance_icon"] or "none"),
        )
        if ours != theirs
    ]
    columns = columns_of(chart)
    for name, ours in columns.items():
        for row, (mine, theirs) in enumerate(zip(ours, expected["points"][name], strict=True)):
            if name in RULES:
                theirs = bool(theirs)
            same = mine == theirs and (mine is None) == (theirs is None)
            if not same and isinstance(mine, float) and isinstance(theirs, (int, float)):
                same = math.isclose(mine, theirs, rel_tol=1e-9, abs_tol=1e-12)
            if not same:
                found.append(f"{name}[{row}]: {mine} for {theirs}")
    return found


def is_refused(case: dict) -> bool:
    try:
        chart_of(case)
    except NotChartable:
        return True
    return False


@needs_shared
def test_every_reference_case_is_equal(capsys):
    cases = golden_cases()
    drawn = [case for case in cases if "error" not in case["expected"]]
    unequal = {case["id"]: found for case in drawn if (found := differences(case))}
    values = sum(len(column) for case in drawn for column in case["expected"]["points"].values())
    with capsys.disabled():
        sys.stdout.write(
            f"\n  {len(drawn) - len(unequal)} of {len(drawn)} charts equal the reference in {values} values\n"
        )
    assert unequal == {}


@needs_shared
@pytest.mark.parametrize(
    "case", [case for case in golden_cases() if "error" in case["expected"]], ids=lambda c: c["id"]
)
def test_reference_refusal_is_ours_unless_it_is_a_fault(case):
    """The reference stops at a missing value in a rise: a fault of its own. The others ask what can't be answered."""
    assert is_refused(case) == (case["id"].partition("-")[2] in REFUSED)
