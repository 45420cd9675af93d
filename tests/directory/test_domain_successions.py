"""Who has the duties of an ended body today, however often they passed on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.directory import gateways
from concordat.directory.domain import Body, Fate, Heir, Lineage, Succession, SuccessionKind, parse_reference
from concordat.directory.presenters import now_words

TODAY = date(2026, 9, 1)
FIRST, SECOND, THIRD = date(2020, 4, 1), date(2022, 7, 1), date(2026, 4, 1)
NORTH = Body("north-ccg", "North CCG", date(2020, 3, 31))
SOUTH = Body("south-ccg", "South CCG", date(2020, 3, 31))
SHIRE = Body("shire-ccg", "Shire CCG", date(2022, 6, 30))
BOARD = Body("shire-board", "Shire Board", date(2026, 3, 31))
EAST, WEST = Body("east-board", "East Board"), Body("west-board", "West Board")
MERGER, SPLIT = SuccessionKind.MERGER, SuccessionKind.SPLIT
LINEAGE = Lineage(
    (
        Succession(NORTH, SHIRE, MERGER, FIRST),
        Succession(SOUTH, SHIRE, MERGER, FIRST),
        Succession(SHIRE, BOARD, SuccessionKind.DUTIES_PASSED, SECOND),
        Succession(BOARD, EAST, SPLIT, THIRD),
        Succession(BOARD, WEST, SPLIT, THIRD),
    )
)


def fate(body: Body, on: date = TODAY) -> Fate:
    found = LINEAGE.fate_of(body, on=on)
    assert found is not None
    return found


def test_fate_follows_duties_to_those_who_have_them_on_the_day():
    assert fate(NORTH).heirs == (Heir("east-board", "East Board", THIRD), Heir("west-board", "West Board", THIRD))
    assert fate(NORTH, on=date(2025, 1, 1)).heirs == (Heir("shire-board", "Shire Board", SECOND),)
    assert fate(NORTH, on=date(2021, 1, 1)).heirs == (Heir("shire-ccg", "Shire CCG", FIRST),)
    assert fate(NORTH).passed_to == {"shire-ccg", "shire-board", "east-board", "west-board"}


@pytest.mark.parametrize(("body", "on"), [(EAST, TODAY), (SHIRE, date(2022, 6, 30)), (NORTH, date(2019, 1, 1))])
def test_body_has_no_fate_until_the_day_after_its_last(body, on):
    assert LINEAGE.fate_of(body, on=on) is None


def test_predecessors_are_all_that_ended_on_the_way():
    assert [body.slug for body in LINEAGE.predecessors_of("east-board")] == [
        "north-ccg", "shire-board", "shire-ccg", "south-ccg",
    ]  # fmt: skip
    assert LINEAGE.predecessors_of("north-ccg") == ()


def test_body_that_lives_on_is_no_predecessor():
    trust, other = Body("trust", "Trust"), Body("other", "Other")
    known = Lineage([Succession(trust, other, SuccessionKind.SERVICES_MOVED, SECOND)])
    assert known.predecessors_of("other") == ()
    assert known.fate_of(trust, on=TODAY) is None


@pytest.mark.parametrize(
    ("heirs", "words"),
    [
        ((), "ended on 31 March 2020; nobody is recorded as having its duties now"),
        ((Heir("a", "A", SECOND),), "now part of A, since 1 July 2022"),
        ((Heir("a", "A", SECOND), Heir("b", "B", SECOND)), "now divided between A and B, since 1 July 2022"),
        (
            (Heir("a", "A", SECOND), Heir("b", "B", THIRD)),
            "now divided between A (since 1 July 2022) and B (since 1 April 2026)",
        ),
    ],
)
def test_fate_in_words_names_who_and_since_when(heirs, words):
    assert now_words(Fate("north-ccg", "North CCG", date(2020, 3, 31), heirs)) == words


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=20))
def test_circles_in_the_files_end(pairs):
    bodies = [Body(str(number), str(number), FIRST) for number in range(7)]
    known = Lineage(Succession(bodies[a], bodies[b], MERGER, FIRST) for a, b in pairs)
    for body in bodies:
        found = known.fate_of(body, on=TODAY)
        assert found is not None
        assert found.heirs == ()
        assert body.slug not in {each.slug for each in known.predecessors_of(body.slug)}


def test_every_commissioner_of_2014_leads_to_a_board_of_today():
    """The 36 boards since 1 April 2026, told from the files that ship."""
    shipped = parse_reference({name: content.decode() for name, content in gateways.reference_files().items()})
    bodies = {row.slug: Body(row.slug, row.name, row.ends_on) for row in shipped.organisations}
    known = Lineage(
        Succession(bodies[row.before], bodies[row.after], row.kind, row.happened_on) for row in shipped.successions
    )
    groups = [body for body in bodies.values() if body.name.endswith(" CCG")]
    heirs = set()
    for group in groups:
        found = known.fate_of(group, on=TODAY)
        assert found is not None
        assert found.heirs, group.name
        heirs |= {heir.slug for heir in found.heirs}
    assert len(heirs) == 36
    assert all(slug.endswith("-integrated-care-board") for slug in heirs)
