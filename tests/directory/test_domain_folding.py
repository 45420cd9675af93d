"""Names are compared without what people leave out or write differently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.directory.domain import OrganisationType as Kind
from concordat.directory.domain import fold_name, likely_type, looks_like_an_acronym
from concordat.directory.domain.folding import core_name


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The Northshire Council", "northshire council"),
        ("St Osyth’s  Hospital", "st osyths hospital"),
        ("Health & Care", "health and care"),
        ("N.C.C.", "ncc"),
        ("Stow–on–Sea", "stow on sea"),
        ("Café Refuge", "cafe refuge"),
        ("…", ""),
    ],
)
def test_name_is_folded(name, folded):
    assert fold_name(name) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(name):
    assert fold_name(fold_name(name)) == fold_name(name)


@pytest.mark.parametrize("name", ["NCC", "NHfT", "C&I", "N.C.C.", "SECAmb", "Mind", "ncc", "A & E", ""])
def test_letters_that_stand_for_words_are_told(name):
    assert looks_like_an_acronym(name)


@pytest.mark.parametrize("name", ["Samaritans", "Northshire Police", "Turning Point", "HEALTHWATCH"])
def test_words_are_not_letters(name):
    assert not looks_like_an_acronym(name)


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Northshire Healthcare NHS Foundation Trust", "northshire healthcare"),
        ("Northshire Healthcare FT", "northshire healthcare"),
        ("Northshire Constabulary", "northshire police"),
        ("Northshire County Council", "northshire council"),
        ("London Borough of Eastham", "eastham council"),
        ("Northants Clinical Commissioning Groups", "northamptonshire ccg"),
        ("Northshire Police and Crime Commissioner", "northshire police and crime commissioner"),
        ("NHS Foundation Trust", ""),
    ],
)
def test_core_of_a_name_is_what_tells_it_apart(name, core):
    assert core_name(name) == core


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Northshire Police and Crime Commissioner", Kind.POLICE_COMMISSIONER),
        ("OPCC", Kind.POLICE_COMMISSIONER),
        ("Northshire Police", Kind.POLICE),
        ("British Transport Police", Kind.TRANSPORT_POLICE),
        ("Great Eastern Ambulance Service", Kind.AMBULANCE),
        ("Vale CCG", Kind.NHS_COMMISSIONER),
        ("NVCCG", Kind.NHS_COMMISSIONER),
        ("NSMHT", Kind.MENTAL_HEALTH_TRUST),
        ("Northshire Mental Health NHS Trust", Kind.MENTAL_HEALTH_TRUST),
        ("St Osyth’s Hospital", Kind.ACUTE_TRUST),
        ("Northshire Adult Social Care", Kind.LOCAL_AUTHORITY),
        ("Service users and carers", Kind.LIVED_EXPERIENCE),
        ("Northshire Mind", Kind.VOLUNTARY),
        ("Concordat steering group", Kind.GROUP),
        ("Healthwatch Northshire", Kind.HEALTHWATCH),
        ("Probation service", Kind.PROBATION),
        ("Acme Limited", Kind.OTHER),
    ],
)
def test_kind_of_a_body_is_told_from_its_name(name, kind):
    assert likely_type(name) is kind
