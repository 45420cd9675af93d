"""Concordat reads its own example as a careful person would; what that is stands in the content of each edition."""

import re
from collections import Counter
from datetime import date
from functools import cache

import pytest

from concordat import documents
from concordat.directory.domain import fold_name
from concordat.plans.domain import reading
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.readings import ReadAction, ReadPlan
from concordat.plans.domain.timescales import TimescaleKind
from tests.examples import contents

TODAY = date(2026, 11, 22)
STATUS_OF_COLOUR = {
    "red": "not_started",
    "amber": "ongoing",
    "green": "complete",
    "blue": "complete_verified",
    "grey": "removed",
    None: "unknown",
}


@cache
def read(number: int) -> ReadPlan:
    document = documents.read(contents.word_file(number), name=f"edition-{number}.docx")
    return reading.read_plan(document)


def action(number: int, reference: str) -> ReadAction:
    (found,) = (each for each in read(number).actions() if each.references == (reference,))
    return found


def letters(words: str | None) -> str:
    return "".join(each for each in (words or "").lower() if each.isalnum())


def expected_rows(number: int) -> list[dict[str, str | None]]:
    """A row for each reference: the one row that holds two is counted twice."""
    return [row | {"ref": reference} for row in contents.rows(number) for reference in row["ref"].split()]


@pytest.mark.parametrize(("number", "count"), [(1, 47), (2, 48), (3, 50)])
def test_every_action_is_read_and_nothing_else(number: int, count: int):
    found = list(read(number).actions())

    assert [each.references for each in found] == [(row["ref"],) for row in expected_rows(number)]
    assert len(found) == count


@pytest.mark.parametrize("number", contents.NUMBERS)
def test_sections_have_their_titles_and_their_actions(number: int):
    expected = [
        (section.get("heading") or section["heading_row"], sum(len(row["ref"].split()) for row in section["rows"]))
        for section in contents.content(number)["sections"]
    ]

    assert [(section.title, len(section.actions)) for section in read(number).sections] == expected


@pytest.mark.parametrize("number", contents.NUMBERS)
def test_locality_and_date_are_read(number: int):
    assert read(number).locality == "Sedgeshire"
    assert read(number).last_updated == contents.content(number)["dated"].isoformat()


@pytest.mark.parametrize("number", contents.NUMBERS)
def test_purposes_are_the_list_under_their_heading(number: int):
    (purposes,) = (block["bullets"] for block in contents.content(number)["front"] if "bullets" in block)

    assert read(number).purposes == tuple(purposes)


@pytest.mark.parametrize("number", contents.NUMBERS)
def test_boards_are_those_described(number: int):
    named = [
        block["paragraph"].split(".**")[0].removeprefix("**")
        for block in contents.content(number)["front"]
        if block.get("paragraph", "").startswith("**")
    ]

    assert [board.heading for board in read(number).boards] == named


@pytest.mark.parametrize("number", contents.NUMBERS)
def test_key_is_the_plans_own(number: int):
    (key,) = (v for block in contents.content(number)["front"] for k, v in block.items() if k.startswith("key_in"))
    pairs = [meaning if isinstance(meaning, list) else meaning.split(" – ") for meaning in key["meanings"].values()]

    assert read(number).status_key == tuple((name, words) for name, words in pairs)


@pytest.mark.parametrize("number", contents.NUMBERS)
def test_status_is_what_the_key_says_of_the_colour(number: int):
    found = Counter(each.status.word for each in read(number).actions())

    assert found == Counter(STATUS_OF_COLOUR[row.get("rag")] for row in expected_rows(number))


@pytest.mark.parametrize("number", contents.NUMBERS)
def test_outcome_and_progress_are_told_apart_wherever_progress_is_typed(number: int):
    plain = [
        (row["ref"], letters((row["outcome"] or "").replace("\n- ", "\n")), letters(row.get("progress")))
        for row in expected_rows(number)
    ]

    assert [(*each.references, letters(each.outcome), letters(each.progress)) for each in read(number).actions()] == (
        plain
    )


@pytest.mark.parametrize("number", contents.NUMBERS)
def test_every_lead_is_known_to_the_locality(number: int):
    known = {
        fold_name(name)
        for each in contents.locality()["organisations"]
        for name in (each["name"], each["short_name"], *each["aliases"])
    }
    people = {person["name"] for person in contents.locality()["people"]}
    leads = [lead for each in read(number).actions() for lead in each.leads]

    assert {lead.organisation for lead in leads if lead.organisation and fold_name(lead.organisation) not in known} == (
        set()
    )
    assert {lead.person for lead in leads if lead.person} <= people
    assert [each.references for each in read(number).actions() if not each.leads] == []


def test_lead_who_is_a_person_is_told_from_those_in_support():
    leads = action(3, "3.3").leads

    assert [(lead.person, lead.organisation, lead.role) for lead in leads] == [
        ("Insp. K. Dunnock", "Sedgeshire Police", LeadRole.LEAD),
        (None, "SHT", LeadRole.SUPPORT),
        (None, "SHFT", LeadRole.SUPPORT),
    ]


def test_struck_and_revised_dates_are_kept_oldest_first():
    second, third = action(2, "4.3").timescale, action(3, "4.2").timescale

    assert (second.end, [each.end for each in second.previous]) == (date(2026, 9, 30), [date(2026, 3, 31)])
    assert (third.end, [each.end for each in third.previous]) == (
        date(2027, 3, 31),
        [date(2026, 3, 31), date(2026, 9, 30)],
    )


def test_dates_of_parts_belong_to_their_parts():
    timescale = action(1, "1.5").timescale

    assert timescale.kind is TimescaleKind.MULTIPLE
    assert [part.end for part in timescale.parts] == [date(2025, 2, 28), date(2025, 9, 30)]


def test_six_actions_of_the_third_edition_are_overdue():
    overdue = [
        each.references[0]
        for each in read(3).actions()
        if each.status.state.is_open and each.timescale.end is not None and each.timescale.end < TODAY
    ]

    assert overdue == ["1.4", "3.3", "3.6", "4.6", "5.6", "6.1"]


@pytest.mark.parametrize("number", contents.NUMBERS)
def test_page_headers_and_footers_stay_out_of_the_plan(number: int):
    words = " ".join(cell.text for each in read(number).actions() for cell in each.cells)

    assert not re.search(r"Page \d|FINAL|For publication", words)
