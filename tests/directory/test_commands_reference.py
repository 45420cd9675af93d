"""Reference data loads once, changes with its files, and costs nothing when nothing changed."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from concordat.accounts.models import AuditEntry
from concordat.directory import commands, queries
from concordat.directory.domain import ReferenceFault
from concordat.directory.models import Alias, Area, AreaOrganisation, Organisation, Succession
from tests.directory.test_domain_reference import FILES
from tests.factories.directory import AliasFactory, LocalityFactory, PartnerFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


def rows():
    return [list(model.objects.order_by("pk").values()) for model in (Area, Organisation, AreaOrganisation, Alias)]


def write(folder, **changes):
    for name, content in FILES.items():
        (folder / f"{name}.csv").write_text(content.replace(*changes.get(name, ("", ""))))
    return folder


def test_loading_again_changes_nothing_and_asks_once(django_assert_num_queries):
    assert commands.load_reference_data(at=AT)
    before = rows()

    with django_assert_num_queries(3):  # one in a savepoint
        assert not commands.load_reference_data(at=AT)

    assert rows() == before


def test_loading_a_changed_file_keeps_keys_and_what_localities_said(tmp_path):
    commands.load_reference_data(at=AT, folder=write(tmp_path))
    partner = PartnerFactory(organisation=Organisation.objects.get(slug="new"))
    AliasFactory(locality=partner.locality, organisation=partner.organisation, text="The new one")

    assert commands.load_reference_data(at=AT, folder=write(tmp_path, organisations=("New Council", "Newer Council")))

    partner.organisation.refresh_from_db()
    assert partner.organisation.name == "Newer Council"
    assert sorted(Alias.objects.values_list("text", flat=True)) == ["NC", "The new one"]
    assert Succession.objects.count() == 1


def test_locality_of_an_area_that_is_split_covers_its_parts_from_then_on(tmp_path):
    """The next reorganisation: what was an area in one file is a former one in the next."""
    commands.load_reference_data(at=AT, folder=write(tmp_path))
    county = LocalityFactory(areas=[Area.objects.get(code="A1")])
    elsewhere = LocalityFactory()

    assert commands.load_reference_data(
        at=AT,
        folder=write(
            tmp_path,
            areas=(
                "A1,Northshire,northshire,Northshire Council,county,R1,0,1,Nsh\n",
                "A2,East,east,East Council,unitary,R1,0,1,Est\nA3,Northshire,northshire,West Council,city,R1,0,2,N\n",
            ),
            former_areas=("A0,", "A1,Northshire,northshire-until-2028,Council,county,R1,2028-03-31,made up\nA0,"),
            area_successions=("A0,A1,", "A1,A2,part,the east,2028-04-01\nA1,A3,part,the west,2028-04-01\nA0,A1,"),
            area_organisations=("A1,new,1,yes\nA1,old,,no\n", "A2,new,1,yes\n"),
        ),
    )

    assert sorted(county.areas.values_list("code", flat=True)) == ["A2", "A3"]
    assert not elsewhere.areas.exists()
    assert sorted(Area.objects.filter(ends_on=None).values_list("code", flat=True)) == ["A2", "A3"]
    kept = Area.objects.get(code="A1")  # declarations name it
    assert (kept.name, kept.slug) == ("Northshire (until 2028)", "northshire-until-2028")
    listed = [area.code for region in queries.regions_with_areas() for area in region.areas]
    assert listed == ["A2", "A3"]
    (told,) = AuditEntry.objects.filter(command="carry_areas_over")
    assert (told.detail["before"], told.detail["after"]) == (["A1"], ["A2", "A3"])
    time = queries.area_time()
    assert time.became("A0") == {"A2", "A3"}  # twice removed
    assert [(each.area.name, each.is_whole) for each in time.before(["A2"])] == [
        ("Northshire", False),
        ("Oldshire", False),
    ]


def test_loading_files_that_do_not_hold_together_writes_nothing(tmp_path):
    with pytest.raises(ReferenceFault):
        commands.load_reference_data(at=AT, folder=write(tmp_path, aliases=("NC,new", "NC,gone")))

    assert not Area.objects.exists()


def test_commands_of_the_command_line_say_what_they_did(capsys):
    call_command("load_reference_data")
    call_command("load_reference_data")

    assert capsys.readouterr().out.splitlines() == [
        "The reference data is loaded.",
        "The reference data was loaded already.",
    ]


MEANT = {
    (("North Northamptonshire", "West Northamptonshire"), "NCC"): "Northamptonshire County Council",
    (("Norfolk",), "NCC"): "Norfolk County Council",
    (("Nottingham", "Nottinghamshire"), "NCC"): "",
    (("Cambridgeshire", "Peterborough"), "CPFT"): "Cambridgeshire and Peterborough NHS Foundation Trust",
    (("Cornwall",), "CPFT"): "Cornwall Partnership NHS Foundation Trust",
    (("Cornwall",), "Police"): "Devon and Cornwall Police",
    (("Leeds",), "West Yorks Police"): "West Yorkshire Police",
    (("Plymouth",), "PCC"): "",
    (("Camden",), "Camden Council"): "London Borough of Camden",
    (("Dorset",), "CCG"): "NHS Dorset CCG",
    (("Gloucestershire",), "2gether"): "",
    (("Gloucestershire",), "2gether NHSFT"): "Gloucestershire Health and Care NHS Foundation Trust",
    (("Bolton",), "Bolton"): "",
    (("Bolton",), "Bolton FT"): "Bolton NHS Foundation Trust",
}


def test_same_letters_mean_the_body_that_serves_the_areas():
    commands.load_reference_data(at=AT)

    def meaning(areas, name):
        locality = LocalityFactory(areas=list(Area.objects.filter(name__in=areas)))
        return queries.OrganisationFinder(locality.pk).find(name).organisation_name

    assert {asked: meaning(*asked) for asked in MEANT} == MEANT
