"""A name is matched by what is known, nearest first; letters are never guessed, and two meanings are none."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.directory.domain import KnownName, KnownOrganisation, Match, NameBook, Nearness
from concordat.directory.domain import OrganisationType as Kind

COUNCIL, TRUST, POLICE, OLD_GROUP, FAR, OTHER_TRUST = 1, 2, 3, 4, 5, 6
BODIES = (
    KnownOrganisation(COUNCIL, "Northshire County Council", Kind.LOCAL_AUTHORITY, Nearness.PARTNER),
    KnownOrganisation(
        TRUST, "Northshire Healthcare NHS Foundation Trust", Kind.MENTAL_HEALTH_TRUST, Nearness.SERVES_HERE
    ),
    KnownOrganisation(POLICE, "Northshire Police", Kind.POLICE, Nearness.SERVES_HERE),
    KnownOrganisation(
        OLD_GROUP, "NHS Vale CCG", Kind.NHS_COMMISSIONER, Nearness.SERVES_HERE, is_current=False, is_main=False
    ),
    KnownOrganisation(FAR, "Eastshire Healthcare NHS Trust", Kind.MENTAL_HEALTH_TRUST, Nearness.ELSEWHERE),
    KnownOrganisation(OTHER_TRUST, "Northshire Hospitals NHS Trust", Kind.ACUTE_TRUST, Nearness.SERVES_HERE),
)
NAMES = tuple(KnownName(body.id, body.name, body.nearness) for body in BODIES)
BOOK = NameBook(BODIES, (*NAMES, KnownName(TRUST, "NHFT", Nearness.SERVES_HERE)))


def book_with(*more: KnownName) -> NameBook:
    return NameBook(BODIES, (*NAMES, *more))


@pytest.mark.parametrize(
    ("name", "organisation"),
    [
        ("northshire county council", COUNCIL),
        ("Northshire Council", COUNCIL),
        ("NHFT", TRUST),
        ("N.H.F.T.", TRUST),
        ("Northshire Healthcare", TRUST),
        ("Northshire Healthcare Foundation Trust (NHFT)", TRUST),
        ("Northshire Helthcare NHS Foundation Trust", TRUST),
        ("Northshire Constabulary", POLICE),
        ("The police", POLICE),
        ("Police custody", POLICE),
        ("Northshire Police street triage team", POLICE),
        ("NHFT crisis team", TRUST),
        ("Adult Social Care, Northshire County Council", COUNCIL),
        ("CCG", OLD_GROUP),
        ("Vale Clinical Commissioning Group", OLD_GROUP),
        ("Eastshire Healthcare NHS Trust", FAR),
    ],
)
def test_name_means_the_organisation_that_is_known(name, organisation):
    assert BOOK.find(name).organisation_id == organisation


@pytest.mark.parametrize(
    "name",
    [
        "",
        "…",
        "All partners",
        "NCC",
        "Eastshire Healthcare",  # a short name counts only for bodies that serve here
        "Northshire Police and Crime Commissioner",
        "Northshire City Council",
        "North Northshire County Council",
        "Public Health and Northshire Police",
        "Public health, Northshire Hospitals NHS Trust",  # public health is the council's
        "Northshire Hospitals (NHFT)",  # the name says one body, the letters another
        "CCGs",
        "Jo Bloggs",
    ],
)
def test_name_that_is_not_surely_one_body_means_none(name):
    assert BOOK.find(name).organisation_id is None


def test_alias_of_the_locality_comes_before_a_partner_of_that_name():
    book = book_with(KnownName(COUNCIL, "Hub", Nearness.PARTNER), KnownName(TRUST, "The Hub", Nearness.CALLED_SO_HERE))

    assert book.find("hub") == Match(
        "hub", TRUST, "Northshire Healthcare NHS Foundation Trust", "This locality calls it so.", 100.0
    )


def test_name_that_two_bodies_share_means_none_and_suggests_both():
    book = book_with(KnownName(TRUST, "NP", Nearness.SERVES_HERE), KnownName(POLICE, "NP", Nearness.SERVES_HERE))

    found = book.find("NP")

    assert found.organisation_id is None
    assert [each.organisation_id for each in found.suggestions] == [TRUST, POLICE]


def test_local_authorities_are_councils_and_an_ambulance_service_in_the_same_letters_is_none():
    assert [each.organisation_id for each in BOOK.find("LAs").suggestions] == [COUNCIL]
    assert BOOK.find("LAS").suggestions == ()


def test_letters_for_a_council_that_also_mean_a_kind_of_body_mean_none():
    commissioner = KnownOrganisation(9, "Commissioner for Northshire", Kind.POLICE_COMMISSIONER, Nearness.SERVES_HERE)
    second = KnownOrganisation(10, "Portham City Council", Kind.LOCAL_AUTHORITY, Nearness.SERVES_HERE)
    book = NameBook((commissioner, second), (KnownName(10, "PCC", Nearness.SERVES_HERE),))

    found = book.find("PCC")

    assert found.organisation_id is None
    assert {each.organisation_id for each in found.suggestions} == {9, 10}


def test_near_names_of_two_bodies_mean_none():
    services = (
        KnownOrganisation(1, "North West Ambulance Service", Kind.AMBULANCE, Nearness.SERVES_HERE),
        KnownOrganisation(2, "North East Ambulance Service", Kind.AMBULANCE, Nearness.ELSEWHERE),
    )
    book = NameBook(services, [KnownName(each.id, each.name, each.nearness) for each in services])

    assert book.find("North East Ambulance Servce").organisation_id is None
    assert book.find("North West Ambulance Servce").organisation_id == 1


def test_suggestions_are_five_at_most_the_likeliest_first():
    bodies = [
        KnownOrganisation(number, f"Northshire Carers {word}", Kind.VOLUNTARY, Nearness.SERVES_HERE)
        for number, word in enumerate(("Forum", "Choir", "Centre", "Circle", "Club", "Group", "Network"), start=1)
    ]
    book = NameBook(bodies, [KnownName(each.id, each.name, each.nearness) for each in bodies])

    found = book.find("Northshire Carers")

    assert found.organisation_id is None
    assert len(found.suggestions) == 5
    scores = [each.score for each in found.suggestions]
    assert scores == sorted(scores, reverse=True)


def test_letters_that_fit_the_initials_of_a_name_are_suggested_and_no_more():
    book = NameBook(BODIES, NAMES)

    found = book.find("NHFT")

    assert found.organisation_id is None
    assert found.suggestions[0].organisation_name == "Northshire Healthcare NHS Foundation Trust"


@given(st.text(alphabet=string.ascii_uppercase, min_size=2, max_size=6))
def test_letters_match_what_is_known_exactly_or_nothing(letters):
    kinds = {"LA", "ICB", "PCC", "OPCC", "HWB", "NHSE", "CCG", "POLICE"}
    found = BOOK.find(letters)

    assert (found.organisation_id is not None) <= (letters == "NHFT" or letters in kinds)


@given(
    alias=st.text(alphabet=string.ascii_letters + " &", min_size=2, max_size=40).filter(
        lambda text: any(letter.isalpha() for letter in text)
    ),
    nearness=st.sampled_from([Nearness.PARTNER, Nearness.SERVES_HERE]),
)
def test_alias_of_the_locality_always_wins(alias, nearness):
    book = book_with(KnownName(POLICE, alias, nearness), KnownName(FAR, alias, Nearness.CALLED_SO_HERE))
    found = book.find(alias)

    # "The" alone folds to nothing, and nothing is nobody's name.
    assert found.organisation_id in ({FAR} if found.score == 100.0 else {None})


@given(st.text(max_size=80))
def test_any_text_gets_an_answer(text):
    found = BOOK.find(text)

    assert len(found.suggestions) <= 5
    assert (found.organisation_id is None) == (found.how == "")
    assert 0 <= found.score <= 100
