"""The example's locality holds together and reaches nobody real."""

import re
from itertools import chain

import pytest

from concordat.directory.domain import OrganisationType, PartnerKind, Role, fold_name
from tests.examples import contents

LOCALITY = contents.locality()
# The numbers that Ofcom keeps for drama and belong to no area, and national lines that any page may give.
DRAMA = re.compile(r"01632 960\d{3}")
NATIONAL_LINES = {"111", "116 123"}


def test_organisations_have_types_and_kinds_that_the_directory_knows():
    assert {OrganisationType(each["type"]) for each in LOCALITY["organisations"]} >= set(list(OrganisationType)[:8])
    assert {PartnerKind(each["kind"]) for each in LOCALITY["organisations"]} == set(PartnerKind)


def test_a_name_means_one_organisation():
    seen: dict[str, str] = {}
    for each in LOCALITY["organisations"]:
        for name in (each["name"], each["short_name"], *each["aliases"]):
            assert seen.setdefault(fold_name(name), each["name"]) == each["name"]


def test_who_signs_or_supports_has_a_day_in_the_month_that_the_plan_gives():
    signing = (PartnerKind.SIGNATORY, PartnerKind.SUPPORTER)
    signed = {each["short_name"]: each["signed_on"] for each in LOCALITY["organisations"] if each["kind"] in signing}
    (table,) = (
        block["table"] for block in contents.content(3)["front"] if "Since" in block.get("table", {}).get("headers", ())
    )
    assert {known: f"{day:%B %Y}" for known, day in signed.items()} == {row[1]: row[3] for row in table["rows"]}


def test_every_role_has_somebody_who_can_sign_in():
    assert {each["role"] for each in LOCALITY["sign_in"]} == set(Role)


def test_people_belong_to_organisations_of_the_locality():
    named = {each["organisation"] for each in chain(LOCALITY["people"], LOCALITY["sign_in"]) if "organisation" in each}

    assert named <= {each["name"] for each in LOCALITY["organisations"]}


def test_addresses_and_numbers_reach_nobody():
    people = list(chain(LOCALITY["people"], LOCALITY["sign_in"]))
    assert [each["email"] for each in people if not each.get("email", ".example").endswith(".example")] == []
    numbers = {line[key] for line in LOCALITY["crisis_services"] for key in ("telephone", "text_number") if key in line}
    assert {number for number in numbers if not DRAMA.fullmatch(number)} == NATIONAL_LINES


@pytest.mark.parametrize("number", contents.NUMBERS)
def test_plans_give_no_address_or_number_that_reaches_somebody(number: int):
    words = " ".join(text for kind, text in contents.words_and_fills(contents.word_file(number)) if kind == "t")

    assert [found for found in re.findall(r"\S+@\S+", words) if ".example" not in found] == []
    assert [found for found in re.findall(r"\b0\d{4} ?\d{6}\b", words) if not DRAMA.fullmatch(found)] == []
