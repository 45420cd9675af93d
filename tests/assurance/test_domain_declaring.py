"""What a declaration lacks, in sentences; and that the reference files hold together."""

from datetime import date

import pytest

from concordat.assurance.domain import declaring
from concordat.assurance.domain.declaring import Part, SignatoryKind, Standing
from concordat.assurance.domain.reference import parse_pattern, parse_required_types
from concordat.assurance.queries import reference
from concordat.directory.domain import OrganisationType as Type
from concordat.frameworks.domain import ReferenceFault

DAY = date(2031, 3, 3)


def standing(name, of_type=Type.POLICE, **given) -> Standing:
    values = {"kind": SignatoryKind.SIGNATORY, "is_asked": False, "signed_on": None, **given}
    return Standing(name, of_type, **values)


def lacks(*standings, on=DAY, parts=None, has_areas=True) -> tuple[declaring.Lack, ...]:
    pattern = reference.declaration_pattern().parts
    said = [Part(part.key, part.title, part.text) for part in pattern] if parts is None else parts
    return declaring.lacks_of(
        parts=said,
        pattern=pattern,
        has_areas=has_areas,
        standing=standings,
        required=[each for each in reference.required_types().on(on) if each.type in (Type.POLICE, Type.ACUTE_TRUST)],
    )


def sentences(found, *, stops) -> list[str]:
    return [lack.sentence for lack in found if lack.stops is stops]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "No police force has signed these words: Tarnshire Police is named and not asked yet."),
        ({"is_asked": True}, "No police force has signed these words: Tarnshire Police is asked and has not signed."),
        (
            {"is_asked": True, "has_declined": True},
            "No police force has signed these words: Tarnshire Police has said that it does not sign.",
        ),
        (
            {"signed_earlier_on": date(2031, 2, 1)},
            "No police force has signed these words: Tarnshire Police signed earlier ones, on 1 February 2031.",
        ),
    ],
)
def test_missing_type_says_how_far_it_has_come(given, sentence):
    assert sentences(lacks(standing("Tarnshire Police", **given)), stops=True) == [sentence]


def test_type_that_nobody_is_named_for_is_asked_for():
    assert sentences(lacks(), stops=True) == [
        "No police force has signed these words, and none is named among the signatories. A declaration needs a police "
        "force."
    ]


def test_supporter_does_not_stand_for_its_type():
    police = standing("Tarnshire Police", kind=SignatoryKind.SUPPORTER, signed_on=DAY)
    assert len(sentences(lacks(police), stops=True)) == 1


def test_expected_type_is_told_and_stops_nothing():
    signed = standing("Tarnshire Police", signed_on=DAY)
    assert sentences(lacks(signed), stops=True) == []
    assert sentences(lacks(signed), stops=False) == [
        "Most declarations carry an acute hospital trust; no one has signed."
    ]


def test_those_who_have_not_signed_are_told_in_one_sentence():
    found = lacks(
        standing("Tarnshire Police", signed_on=DAY),
        standing("Tarn Hospitals", Type.ACUTE_TRUST, signed_on=DAY),
        standing("Harbour Mind", Type.VOLUNTARY, is_asked=True),
        standing("Fens Fire Service", Type.FIRE),
        standing("Quiet Homes", Type.HOUSING, is_asked=True, has_declined=True),
    )
    assert sentences(found, stops=False) == [
        "Quiet Homes has said that it does not sign.",
        "2 organisations have not signed yet: Harbour Mind, Fens Fire Service. They can still sign after the "
        "declaration.",
    ]


def test_empty_part_and_missing_areas_are_named():
    found = lacks(standing("Tarnshire Police", signed_on=DAY), parts=[Part("opening", "x", " ")], has_areas=False)
    assert sentences(found, stops=True) == [
        "It says nothing under “What we declare” yet.",
        "It says nothing under “How we will work together” yet.",
        "It says nothing under “Support before crisis point” yet.",
        "It says nothing under “Urgent and emergency access to crisis care” yet.",
        "It says nothing under “Quality of treatment and care in a crisis” yet.",
        "It says nothing under “Recovery and staying well” yet.",
        "It does not say which areas it covers.",
    ]


def test_nothing_was_required_before_the_concordat():
    assert reference.required_types().on(date(2014, 2, 17)) == ()
    assert sentences(lacks(on=date(2014, 2, 17)), stops=True) == ["Nobody has signed these words."]


def test_commissioners_of_police_are_expected_until_they_end():
    types = reference.required_types()
    assert Type.POLICE_COMMISSIONER in {each.type for each in types.on(date(2028, 5, 3))}
    assert Type.POLICE_COMMISSIONER not in {each.type for each in types.on(date(2028, 5, 4))}


def test_five_types_are_required_and_each_file_names_its_source():
    types = reference.required_types()
    required = {each.type for each in types.types if each.is_required}
    assert required == {
        Type.NHS_COMMISSIONER,
        Type.MENTAL_HEALTH_TRUST,
        Type.AMBULANCE,
        Type.POLICE,
        Type.LOCAL_AUTHORITY,
    }
    assert all(file.origin.source and file.origin.note for file in (types, reference.declaration_pattern()))


ORIGIN = "key: k\nversion: '1'\nsource: s\nlicence: l\n"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("types: [", "not YAML"),
        ("- a", "fields are wanted"),
        (f"{ORIGIN}types: []", "types is a list with something in it"),
        (f"{ORIGIN}types: [{{type: circus, one: a, from: 2014-02-18, needed: required}}]", "circus is no type"),
        (f"{ORIGIN}types: [{{type: police, one: a, from: 2014-02-18, needed: maybe}}]", "required or expected"),
        (f"{ORIGIN}types: [{{type: police, one: a, from: soon, needed: required}}]", "write from as 2014-02-18"),
        (
            f"{ORIGIN}types: [{{type: police, one: a, from: 2014-02-18, until: 2013-01-01, needed: required}}]",
            "until a later one",
        ),
        (f"{ORIGIN}types: [{{type: police}}]", "type 1 lacks from, needed, one"),
        (f"{ORIGIN}colour: red\ntypes: []", "what nothing reads: colour"),
    ],
)
def test_faulty_file_of_types_is_refused_by_its_place(text, fault):
    with pytest.raises(ReferenceFault, match=fault):
        parse_required_types(text)


def test_pattern_with_a_part_twice_is_refused():
    part = "{key: a, title: A, text: words, needed: true}"
    with pytest.raises(ReferenceFault, match="a stands twice"):
        parse_pattern(f"{ORIGIN}title: t\nparts: [{part}, {part}]")
    with pytest.raises(ReferenceFault, match="needed is true or false"):
        parse_pattern(f"{ORIGIN}title: t\nparts: [{part.replace('true', 'perhaps')}]")
