"""A small nation: localities on different steps, one over three areas, two in one area, and an area with none."""

from dataclasses import dataclass
from datetime import UTC, datetime

from concordat.assurance.models import Declaration
from concordat.directory.models import Area, Locality, Region
from tests.factories.directory import AreaFactory, LocalityFactory, OrganisationFactory, RegionFactory
from tests.factories.plan_rows import a_plan, an_action, an_edition

BEGUN = datetime(2026, 1, 5, 9, tzinfo=UTC)
DRAFT_WORDS = "Move the zebra crossing"


@dataclass(frozen=True)
class SmallNation:
    """`wide` covers three areas; `north` and `south` share one; nobody is in `empty`."""

    region: Region
    wide: Locality
    north: Locality
    south: Locality
    shared: Area
    empty: Area


def a_small_nation() -> SmallNation:
    fells = RegionFactory(name="The Fells")
    areas = [
        AreaFactory(name=name, slug=name.lower(), region=fells, hex_q=q, hex_r=r, hex_label=name[:4])
        for name, q, r in (("Askdale", 0, 0), ("Birkby", 1, 0), ("Corrie", 0, 1), ("Dunmoor", 1, 1), ("Eskham", 2, 0))
    ]
    wide = LocalityFactory(name="Askdale and the becks", slug="askdale", region=fells, areas=areas[:3])
    north = LocalityFactory(name="North Dunmoor", slug="north-dunmoor", region=fells, areas=[areas[3]])
    south = LocalityFactory(name="South Dunmoor", slug="south-dunmoor", region=fells, areas=[areas[3]])
    declare(wide)
    declare(north, made=False)
    return SmallNation(fells, wide, north, south, areas[3], areas[4])


def declare(locality: Locality, *, at: datetime = BEGUN, made: bool = True) -> Declaration:
    return Declaration.objects.create(
        locality=locality,
        number=1,
        begun_at=at,
        declared_on=at.date() if made else None,
        submitted_at=at if made else None,
    )


def a_published_plan(locality: Locality, *, actions: int = 2, **given):
    """A plan with an edition, and one action more that stands only in a draft."""
    police = OrganisationFactory(type="police")
    plan = a_plan(locality)
    for number in range(1, actions + 1):
        an_action(plan, number, leads=[police], **given)
    edition = an_edition(plan, 1)
    an_action(plan, actions + 1, text=DRAFT_WORDS, section=DRAFT_WORDS, leads=[police])
    an_edition(plan, 2, published=False)
    return plan, edition
