"""Places, organisations, partners and roles."""

from datetime import UTC, date, datetime

import factory

from concordat.directory.domain import AliasKind, OrganisationType, PartnerKind, Role, SuccessionKind, fold_name
from concordat.directory.models import (
    Alias,
    Area,
    AreaOrganisation,
    CrisisService,
    FormerArea,
    Locality,
    Organisation,
    Partner,
    Person,
    Region,
    RoleHeld,
    Succession,
)
from tests.factories.accounts import UserFactory


class RegionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Region

    code = factory.Sequence(lambda number: f"R{number:08}")
    name = factory.Sequence(lambda number: f"Region {number}")


class AreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Area

    code = factory.Sequence(lambda number: f"A{number:08}")
    name = factory.Sequence(lambda number: f"Area {number}")
    slug = factory.Sequence(lambda number: f"area-{number}")
    council = factory.LazyAttribute(lambda area: f"{area.name} Council")
    kind = "county council"
    region = factory.SubFactory(RegionFactory)
    hex_q = factory.Sequence(lambda number: number)
    hex_r = 0
    hex_label = factory.Sequence(lambda number: f"A{number}")


class FormerAreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FormerArea

    code = factory.Sequence(lambda number: f"F{number:08}")
    name = factory.Sequence(lambda number: f"Former area {number}")
    slug = factory.LazyAttribute(lambda area: area.name.lower().replace(" ", "-"))
    council = factory.LazyAttribute(lambda area: f"{area.name} County Council")
    kind = "county council"
    region = factory.SubFactory(RegionFactory)
    ends_on = date(2021, 3, 31)
    source = "reference"


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda number: f"Organisation {number}")
    slug = factory.Sequence(lambda number: f"organisation-{number}")
    type = OrganisationType.VOLUNTARY


class AreaOrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AreaOrganisation

    area = factory.SubFactory(AreaFactory)
    organisation = factory.SubFactory(OrganisationFactory, source="reference")


class SuccessionFactory(factory.django.DjangoModelFactory):
    """One body follows another that ended the day before."""

    class Meta:
        model = Succession

    before = factory.SubFactory(OrganisationFactory, ends_on=date(2022, 6, 30), source="reference")
    after = factory.SubFactory(OrganisationFactory, source="reference")
    kind = SuccessionKind.MERGER
    happened_on = date(2022, 7, 1)


class LocalityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Locality
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"Locality {number}")
    slug = factory.Sequence(lambda number: f"locality-{number}")
    region = factory.SubFactory(RegionFactory)
    created_at = datetime(2026, 1, 5, 9, tzinfo=UTC)

    @factory.post_generation
    def areas(self, create, extracted, **kwargs):
        if create and extracted:
            self.areas.set(extracted)


class CrisisServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CrisisService

    locality = factory.SubFactory(LocalityFactory)
    name = factory.Sequence(lambda number: f"Crisis line {number}")
    telephone = "01632 960123"
    hours = "24 hours a day, every day"
    checked_on = date(2026, 1, 5)


class AliasFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Alias

    locality = factory.SubFactory(LocalityFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    text = factory.Sequence(lambda number: f"Alias {number}")
    folded = factory.LazyAttribute(lambda alias: fold_name(alias.text))
    kind = factory.LazyAttribute(lambda alias: AliasKind.LOCAL if alias.locality else AliasKind.REFERENCE)


class PartnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partner

    locality = factory.SubFactory(LocalityFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    kind = PartnerKind.PARTNER


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    locality = factory.SubFactory(LocalityFactory)
    name = factory.Sequence(lambda number: f"Contact {number}")


class RoleHeldFactory(factory.django.DjangoModelFactory):
    """A role at a locality; for another kind of place give `locality=None` and the place."""

    class Meta:
        model = RoleHeld

    user = factory.SubFactory(UserFactory)
    role = Role.COORDINATOR
    locality = factory.SubFactory(LocalityFactory)
    since_on = date(2026, 1, 5)
