"""Places, organisations, people and who holds which role where."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from concordat.accounts.models import User
from concordat.directory.domain import AliasKind, Extent, OrganisationType, PartnerKind, Role


class Region(models.Model):
    """One of the nine regions of England that the concordat was signed by; not the seven of the NHS."""

    code = models.CharField(max_length=9, primary_key=True)
    name = models.CharField(max_length=60, unique=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """An agency, with its dates: a commissioning group became part of a board and keeps its promises under its name."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=120, blank=True)
    type = models.CharField(max_length=30, choices=[(t.value, t.words) for t in OrganisationType])
    code = models.CharField(max_length=30, blank=True)  # ODS code, or the force's id
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint("type", "code", condition=~Q(code=""), name="organisation_code_once_a_type"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(starts_on__lte=F("ends_on")),
                name="organisation_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One organisation's duties passed to another on a day."""

    before = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions")
    after = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="predecessions")
    kind = models.CharField(max_length=30)
    happened_on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("before", "after", name="succession_once")]


class Area(models.Model):
    """An upper-tier local authority area.

    One that ended while this service ran keeps its row (`ends_on`), because declarations name it; no map shows it, and
    no locality is tied to it any more.
    """

    code = models.CharField(max_length=9, primary_key=True)  # GSS code
    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    council = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="areas")
    organisations = models.ManyToManyField(Organisation, through="AreaOrganisation", related_name="areas")
    hex_q = models.SmallIntegerField()  # column and row of its hexagon; rows grow northwards
    hex_r = models.SmallIntegerField()
    hex_label = models.CharField(max_length=6)
    ends_on = models.DateField(null=True)  # the last day of one that is a former area now

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class FormerArea(models.Model):
    """An area that was abolished, merged or split, or got another code; no locality is tied to it any more."""

    code = models.CharField(max_length=9, primary_key=True)  # GSS code
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=80, unique=True)
    council = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="former_areas")
    ends_on = models.DateField()
    source = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class AreaSuccession(models.Model):
    """A former area became another, or a part of it did; `after` is the code of an area or of a former one."""

    before = models.ForeignKey(FormerArea, on_delete=models.CASCADE, related_name="successions")
    after = models.CharField(max_length=9)
    extent = models.CharField(max_length=10, choices=[(e.value, e.value) for e in Extent])
    what = models.CharField(max_length=200)
    happened_on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("before", "after", name="area_succession_once")]


class AreaOrganisation(models.Model):
    """A body that serves an area: its police force, its board, its ambulance and mental health trusts."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    # How much of the area it serves, 0 to 1; None where nobody counted, as for a hospital tied by its board.
    share = models.FloatField(default=1.0, null=True)
    is_main = models.BooleanField(default=True)  # of its kind, in its time

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("area", "organisation", name="area_organisation_once")]


class Locality(models.Model):
    """A local concordat group; covers one or more areas, or part of one."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="localities")
    areas = models.ManyToManyField(Area, related_name="localities", blank=True)
    areas_note = models.CharField(max_length=200, blank=True)  # "the northern half", or an invented place
    about = models.TextField(blank=True)
    is_example = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class CoverageChange(models.Model):
    """What a locality covered and covers from a day on, why, and who said so; `before` is what stood until then.

    Both hold `areas` (GSS codes), `note` and `region` (its code). Rows are kept for ever.
    """

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="coverage_changes")
    holds_from = models.DateField()
    before = models.JSONField()
    after = models.JSONField()
    why = models.CharField(max_length=500)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True)  # None: it followed from the reference data
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]


class CrisisService(models.Model):
    """A crisis service that a person can reach: numbers, hours and the day somebody last checked them."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="crisis_services")
    name = models.CharField(max_length=120)
    telephone = models.CharField(max_length=40, blank=True)
    text_number = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=120)
    for_whom = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    checked_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["position", "name"]


class Alias(models.Model):
    """What people call an organisation; the same letters mean different bodies in different localities.

    Without a locality it came with the reference data, where one text may stand for several bodies.
    """

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="aliases", null=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="aliases")
    text = models.CharField(max_length=200)
    folded = models.CharField(max_length=200)  # `domain.fold_name(text)`
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in AliasKind])

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("locality", "folded", name="alias_once_a_locality"),
            models.UniqueConstraint(
                "organisation", "text", condition=Q(locality=None), name="reference_alias_once_an_organisation"
            ),
            models.CheckConstraint(
                condition=Q(kind=AliasKind.REFERENCE, locality=None) | Q(kind=AliasKind.LOCAL, locality__isnull=False),
                name="alias_is_of_a_locality_or_of_the_reference_data",
            ),
        ]


class Partner(models.Model):
    """An organisation in a locality."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partnerships")
    kind = models.CharField(
        max_length=20, choices=[(k.value, k.value) for k in PartnerKind], default=PartnerKind.PARTNER
    )

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("locality", "organisation", name="partner_once_a_locality")]

    def __str__(self) -> str:
        return self.organisation.name


class Person(models.Model):
    """A work contact in a locality, never shown to the public."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="people")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="people")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="people")
    is_contact = models.BooleanField(default=False)  # is asked about what their organisation leads
    left_on = models.DateField(null=True)  # no longer works there; what they led says so until somebody takes it

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("locality", "name", name="person_once_a_locality"),
            models.CheckConstraint(
                condition=Q(is_contact=False) | (Q(organisation__isnull=False) & ~Q(email="")),
                name="contact_has_an_organisation_and_an_address",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RoleHeld(models.Model):
    """A role that somebody holds at a place: a partner, a locality, a region or the nation."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="roles_held")
    role = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Role])
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, null=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True)
    since_on = models.DateField()
    until_on = models.DateField(null=True)  # from this day on it is not held; the row stays for ever

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(
                    Q(role=Role.LEAD, partner__isnull=False, locality=None, region=None)
                    | Q(
                        role__in=[Role.MEMBER, Role.COORDINATOR, Role.CHAIR, Role.ANALYST],
                        locality__isnull=False,
                        partner=None,
                        region=None,
                    )
                    | Q(role=Role.REGIONAL, region__isnull=False, locality=None, partner=None)
                    | Q(role__in=[Role.NATIONAL, Role.ADMINISTRATOR], region=None, locality=None, partner=None)
                ),
                name="role_is_held_at_its_kind_of_place",
            ),
        ]


class ReferenceLoad(models.Model):
    """Which reference files the tables hold, so that loading them again costs nothing."""

    key = models.CharField(max_length=40, primary_key=True)
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the files' bytes
    loaded_at = models.DateTimeField()
