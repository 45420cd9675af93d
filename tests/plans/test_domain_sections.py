import pytest

from concordat.plans.domain.sections import renamed_sections

ACCESS, CRISIS, RECOVERY = "1. Access to support", "2. In a crisis", "3. Recovery"
SUPPORT, ALL = "1. Support", "1. All of it"


@pytest.mark.parametrize(
    ("moves", "titles", "expected"),
    [
        # most of its actions stand together under a title that is new
        ([(ACCESS, SUPPORT), (ACCESS, SUPPORT), (ACCESS, CRISIS)], [SUPPORT, CRISIS], {ACCESS: SUPPORT}),
        # the number alone is no other name
        ([(ACCESS, "4 Access to support")], ["4 Access to support"], {}),
        # its title still stands in the new document
        ([(ACCESS, SUPPORT), (ACCESS, SUPPORT)], [SUPPORT, "Access to support"], {}),
        # its actions went apart
        ([(ACCESS, SUPPORT), (ACCESS, "2. Beds")], [SUPPORT, "2. Beds"], {}),
        # it became part of another section that was there before
        ([(ACCESS, RECOVERY), (ACCESS, RECOVERY), (RECOVERY, RECOVERY)], [RECOVERY], {}),
        # two sections became one: both go on there
        ([(ACCESS, ALL), (CRISIS, ALL)], [ALL], {ACCESS: ALL, CRISIS: ALL}),
        ([], [ACCESS], {}),
    ],
)  # fmt: skip
def test_section_goes_on_under_another_name_where_its_actions_stand_together(moves, titles, expected):
    assert renamed_sections(moves, titles) == expected
