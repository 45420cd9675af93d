"""Leads of two or three letters: a body where something speaks for it, and else words that a person looks at."""

import pytest

from concordat.documents import read
from concordat.plans.domain.reading import read_plan


def leads_of(*written, above=""):
    rows = "".join(f"1.{at}\tOpen room {at}\tMay 2016\t{cell}\tGreen\n" for at, cell in enumerate(written, start=1))
    plan = read_plan(read(f"Our plan\n{above}\nRef\tAction\tTimescale\tLead\tRAG\n{rows}".encode(), name="plan.tsv"))
    found = [[lead.organisation or lead.person for lead in action.leads] for action in plan.actions()]
    where = [finding.where for finding in plan.findings if finding.code == "lead-initials"]
    told = [at for at, action in enumerate(plan.actions(), start=1) if action.where in where]
    return found, told, [action.led_by_text for action in plan.actions()]


def test_initials_stay_words_with_a_doubt():
    assert leads_of("JH", "FCC", "RA/TM", "JH, FCC") == (
        [[], ["FCC"], [], ["FCC"]],
        [1, 3, 4],
        ["JH", "FCC", "RA/TM", "JH, FCC"],
    )


@pytest.mark.parametrize("written", ["J.H.", "J H", "JRH"])
def test_letters_of_a_person_who_is_named_somewhere_are_initials(written):
    found, told, _ = leads_of(written, "FCC", "FCC", above="Chair: Jane Ruth Holt\nJane Holt takes the notes")
    assert (found, told) == ([[], ["FCC"], ["FCC"]], [1])


@pytest.mark.parametrize(
    ("written", "above"),
    [
        ("JH", "The Jubilee Hospital takes part"),
        ("CH", "Cruse and Healthwatch work together, and Carers House (CH) helps"),
        ("LA", ""),
        ("FP", ""),
        ("FMHT", ""),
        ("SMT", ""),
    ],
)
def test_letters_that_something_speaks_for_are_a_body(written, above):
    assert leads_of(written, "FCC", "FCC", above=above)[:2] == ([[written], ["FCC"], ["FCC"]], [])
