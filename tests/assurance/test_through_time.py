"""A declaration keeps who signed it and what it was made for, whatever becomes of them."""

from datetime import UTC, date, datetime

import pytest

from concordat.directory import commands as directory
from concordat.directory.domain import OrganisationType as Type
from concordat.directory.models import Area, Succession
from tests.assurance.steps import AT, begin, everybody_signs, make
from tests.directory.test_commands_reference import write
from tests.factories.directory import OrganisationFactory

pytestmark = pytest.mark.django_db
LATER = datetime(2028, 4, 2, 9, tzinfo=UTC)


def test_signatory_that_ended_says_who_has_its_duties_now(client, locality, partners):
    declaration = begin(locality)
    everybody_signs(declaration, partners)
    make(declaration)
    group = partners[Type.NHS_COMMISSIONER].organisation
    group.ends_on = date(2025, 3, 31)
    group.save()
    board = OrganisationFactory(name="Tarnshire Board")
    Succession.objects.create(before=group, after=board, kind="merger", happened_on=date(2025, 4, 1))

    page = client.get("/localities/tarnshire/declaration/").content.decode()

    assert group.name in page
    assert f'href="/organisations/{group.slug}/">Now part of Tarnshire Board, since 1 April 2025</a>' in page


def test_declaration_keeps_the_area_it_was_made_for_and_the_next_begins_with_what_it_became(
    client, locality, partners, tmp_path
):
    directory.load_reference_data(at=AT, folder=write(tmp_path))
    locality.areas.set([Area.objects.get(code="A1")])
    declaration = begin(locality)
    everybody_signs(declaration, partners)
    make(declaration)
    split = {
        "areas": (
            "A1,Northshire,northshire,Northshire Council,county,R1,0,1,Nsh\n",
            "A2,East,east,East Council,city,R1,0,1,E\nA3,West,west,West Council,city,R1,0,2,W\n",
        ),
        "former_areas": ("A0,", "A1,Northshire,northshire,Council,county,R1,2028-03-31,made up\nA0,"),
        "area_successions": ("A0,A1,", "A1,A2,part,the east,2028-04-01\nA1,A3,part,the west,2028-04-01\nA0,A1,"),
        "area_organisations": ("A1,new,1,yes\nA1,old,,no\n", "A2,new,1,yes\n"),
    }

    directory.load_reference_data(at=LATER, folder=write(tmp_path, **split))

    assert "Northshire (until 2028)" in client.get("/localities/tarnshire/declaration/").content.decode()
    draft = begin(locality, at=LATER)
    draft.refresh_from_db()
    assert list(draft.wording.areas.values_list("name", flat=True)) == ["East", "West"]
