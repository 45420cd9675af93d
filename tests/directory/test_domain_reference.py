"""Reference files pass whole or not at all, and those that ship hold what their sources hold."""

from collections import Counter
from datetime import date

import pytest

from concordat.directory import gateways
from concordat.directory.domain import (
    AreaTime,
    FormerArea,
    OrganisationType,
    ReferenceFault,
    dialled,
    fold_name,
    parse_reference,
)

FILES = {
    "regions": "code,name\nR1,North\n",
    "areas": "code,name,slug,council,kind,region,hex_q,hex_r,hex_label\n"
    "A1,Northshire,northshire,Northshire Council,county,R1,0,1,Nsh\n",
    "former_areas": "code,name,slug,council,kind,region,ends_on,source\n"
    "A0,Oldshire,oldshire,Oldshire County Council,county,R1,2021-03-31,made up\n",
    "area_successions": "before,after,extent,what,happened_on\nA0,A1,whole,became one,2021-04-01\n",
    "organisations": "slug,name,short_name,type,code,starts_on,ends_on,source\n"
    "old,Old Council,,local_authority,E1,,2021-03-31,made up\n"
    "new,New Council,,local_authority,E2,2021-04-01,,made up\n",
    "successions": "before,after,kind,happened_on\nold,new,merger,2021-04-01\n",
    "area_organisations": "area,organisation,share,is_main\nA1,new,1,yes\nA1,old,,no\n",
    "aliases": "text,organisation\nNC,new\n",
}


def test_reference_files_become_values():
    reference = parse_reference(FILES)

    assert reference.organisations[0].ends_on == date(2021, 3, 31)
    assert [(row.share, row.is_main) for row in reference.serving] == [(1.0, True), (None, False)]


@pytest.mark.parametrize(
    ("file", "change", "fault"),
    [
        ("areas", (",R1,", ",R9,"), "areas.csv points at what no file holds: R9"),
        ("areas", (",0,1,", ",left,1,"), "areas.csv, line 2"),
        ("former_areas", ("A0,", "A1,"), "areas.csv with former_areas.csv holds A1 twice"),
        ("former_areas", ("oldshire,", "northshire,"), "areas.csv with former_areas.csv holds northshire twice"),
        ("former_areas", ("R1,", "R9,"), "former_areas.csv points at what no file holds: R9"),
        ("former_areas", (",made up", ","), "has a source"),
        ("area_successions", ("A0,A1", "A0,A9"), "area_successions.csv points at what no file holds: A9"),
        ("area_successions", ("A0,A1", "A1,A1"), "area_successions.csv points at what no file holds: A1"),
        ("area_successions", (",whole,", ",half,"), "area_successions.csv, line 2: 'half'"),
        ("area_successions", ("\nA0,A1,whole,became one,2021-04-01", ""), "does not say what became of A0"),
        ("organisations", ("E2", "E1"), "organisations.csv holds .* twice"),
        ("organisations", ("new,New", "old,New"), "organisations.csv holds old twice"),
        ("organisations", ("local_authority,E2", "guild,E2"), "organisations.csv, line 3: 'guild'"),
        ("organisations", ("2021-03-31,made up", "2021-03-31,"), "has a source"),
        ("successions", ("old,new", "old,gone"), "successions.csv points at what no file holds: gone"),
        ("area_organisations", ("new,1,", "new,7,"), "between 0 and 1"),
        ("area_organisations", (",no", ",perhaps"), "write yes or no"),
        ("aliases", ("NC,new\n", "NC,new\nn.c.,new\n"), "aliases.csv holds .* twice"),
        ("regions", ("code,name", "id,name"), "regions.csv, line 2: 'code'"),
    ],
)
def test_reference_that_does_not_hold_together_is_refused(file, change, fault):
    with pytest.raises(ReferenceFault, match=fault):
        parse_reference({**FILES, file: FILES[file].replace(*change)})


@pytest.fixture(scope="module")
def shipped():
    return parse_reference({name: content.decode() for name, content in gateways.reference_files().items()})


def test_shipped_areas_stand_in_nine_regions(shipped):
    assert len(shipped.areas) == 153
    assert Counter(area.region for area in shipped.areas) == {
        "E12000001": 12,
        "E12000002": 24,
        "E12000003": 15,
        "E12000004": 10,
        "E12000005": 14,
        "E12000006": 11,
        "E12000007": 33,
        "E12000008": 19,
        "E12000009": 15,
    }


@pytest.mark.parametrize(
    "kind",
    [
        OrganisationType.LOCAL_AUTHORITY,
        OrganisationType.POLICE,
        OrganisationType.AMBULANCE,
        OrganisationType.NHS_COMMISSIONER,
        OrganisationType.MENTAL_HEALTH_TRUST,
    ],
)
def test_every_area_has_a_main_body_of_each_core_kind_today(shipped, kind):
    today = date(2026, 11, 22)
    current = {
        row.slug for row in shipped.organisations if row.type is kind and (row.ends_on is None or row.ends_on >= today)
    }
    served = {row.area for row in shipped.serving if row.is_main and row.organisation in current}

    assert sorted(area.name for area in shipped.areas if area.code not in served) == []


def test_integrated_care_boards_are_36_since_april_2026_and_were_42(shipped):
    boards = [row for row in shipped.organisations if row.name.endswith("Integrated Care Board")]

    def on(day):
        return sum(row.starts_on <= day and (row.ends_on is None or row.ends_on >= day) for row in boards)

    assert (on(date(2024, 1, 1)), on(date(2026, 4, 1))) == (42, 36)


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2013, 4, 1), 211),
        (date(2015, 4, 1), 209),
        (date(2017, 4, 1), 207),
        (date(2018, 4, 1), 195),
        (date(2019, 4, 1), 191),
        (date(2020, 4, 1), 135),
        (date(2021, 4, 1), 106),
        (date(2022, 7, 1), 0),
    ],
)
def test_commissioning_groups_are_as_many_as_there_were(shipped, day, count):
    """The published numbers of clinical commissioning groups in England from April of each year."""
    groups = [row for row in shipped.organisations if row.name.endswith(" CCG")]

    assert sum(row.starts_on <= day <= row.ends_on for row in groups) == count


def test_whoever_took_over_duties_did_so_when_the_body_before_ended(shipped):
    organisations = {row.slug: row for row in shipped.organisations}
    odd = [
        (row.before, row.after)
        for row in shipped.successions
        if row.kind in {"merger", "split", "duties passed to the ICB", "reorganisation of councils"}
        # The trust's name lived on for four years after its mental health services had gone.
        and row.before != "dudley-integrated-health-and-care-nhs-trust"
        and (ended := organisations[row.before].ends_on) is not None
        and (row.happened_on - ended).days != 1
    ]

    assert odd == []


def test_every_area_of_2014_leads_to_areas_of_today(shipped):
    """152 upper-tier areas in 2014: 142 that are there still, and ten that are not; 153 today."""
    today = {area.code for area in shipped.areas}
    former = {row.code for row in shipped.former_areas}
    made_since = {change.after for change in shipped.area_changes}
    time = AreaTime(
        (FormerArea(row.code, row.name, row.slug, row.council, row.kind, row.ends_on) for row in shipped.former_areas),
        shipped.area_changes,
    )
    assert len(today - made_since) + len(former) == 152
    assert all(time.became(code) and time.became(code) <= today for code in former)
    assert {code for code in former if len(time.became(code)) == 2} == {"E10000006", "E10000009", "E10000021"}
    for change in shipped.area_changes:
        (area,) = [row for row in shipped.former_areas if row.code == change.before]
        assert (change.happened_on - area.ends_on).days == 1


def test_no_alias_only_repeats_a_name(shipped):
    names = {(row.slug, fold_name(row.name)) for row in shipped.organisations}

    assert [row for row in shipped.aliases if (row.organisation, fold_name(row.text)) in names] == []


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("116 123", "116123"),
        ("0800 123 4567 (option 2)", "08001234567"),
        ("(01632) 960123", "01632960123"),
        ("+44 (0)1632 960123", "+441632960123"),
        ("ask for the crisis team", ""),
    ],
)
def test_telephone_dials_the_digits_of_a_number(number, digits):
    assert dialled(number) == digits
