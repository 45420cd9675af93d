"""An action of the example is followed from edition to edition, whatever becomes of its number."""

import pytest

from concordat.plans.domain.editions import matching
from concordat.plans.domain.editions.row_changes import Promise
from tests.examples.test_reading import read

# The reference in the later edition → the one in the earlier; None is a new action. The rest kept their reference.
SECOND_EDITION = {
    "1.9": None,
    "2.3": None,  # the number was another action's
    "3.11": None,  # this one too
    **{f"4.{number}": f"3.{number + 10}" for number in range(1, 9)},
    "4.9": None,
    **{f"5.{number}": f"4.{number}" for number in range(1, 7)},
    **{f"6.{number}": f"5.{number}" for number in range(1, 7)},
}
THIRD_EDITION = {
    "1.2": None,  # a number that was free since the first edition
    "1.10": None,
    "3.12": None,
    "3.13": None,
    **{f"4.{number}": f"4.{number + 1}" for number in range(1, 9)},
    "4.9": None,  # again another action's number
    "5.5": None,  # and again: the old 5.5 went into 5.4
}
SPLIT = {"3.9a", "3.9b"}  # 3.9 became two; it is a person who says so


def promises(number: int) -> list[Promise]:
    return [
        Promise(
            key=place,
            text=action.action,
            section=section.title or "",
            references=action.references,
            theme=action.theme or "",
            outcome=action.outcome or "",
            led_by=action.led_by_text or "",
            timescale=action.timescale,
            state=action.status.state,
        )
        for place, (section, action) in enumerate(
            ((section, action) for section in read(number).sections for action in section.actions), start=1
        )
    ]


@pytest.mark.parametrize(("number", "moved"), [(2, SECOND_EDITION), (3, THIRD_EDITION)])
def test_actions_are_followed_to_the_next_edition(number: int, moved: dict[str, str | None]):
    before, after = promises(number - 1), promises(number)

    found = {
        after[match.row - 1].references[0]: match.number and before[match.number - 1].references[0]
        for match in matching.match_promises(before, after).matches
    }

    skipped = SPLIT if number == 2 else set()
    expected = {row.references[0]: moved.get(row.references[0], row.references[0]) for row in after}
    assert {new: old for new, old in found.items() if new not in skipped} == (
        {new: old for new, old in expected.items() if new not in skipped}
    )


@pytest.mark.parametrize(("number", "missing"), [(2, {"1.2", "2.3", "3.1", "3.4"}), (3, {"2.1", "3.2", "4.1", "5.5"})])
def test_rows_that_were_taken_out_are_missed(number: int, missing: set[str]):
    before, after = promises(number - 1), promises(number)

    found = {before[gone.number - 1].references[0] for gone in matching.match_promises(before, after).missing}

    assert found - {"3.9"} == missing
