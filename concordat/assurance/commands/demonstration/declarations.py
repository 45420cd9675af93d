"""Writes the declarations of an invented locality: who was asked, who signed and who did not, and how they ended."""

import hashlib
import secrets
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from concordat.accounts.models import Message, User
from concordat.assurance.commands.demonstration.batches import Batch
from concordat.assurance.commands.demonstration.bodies import REAL, Body
from concordat.assurance.commands.demonstration.courses import Course
from concordat.assurance.commands.demonstration.places import Place
from concordat.assurance.commands.demonstration.plans import moment
from concordat.assurance.commands.demonstration.rounds import UNSENT
from concordat.assurance.domain.declaring import How, SignatoryKind
from concordat.assurance.domain.ladder import DECLARED_OR_HIGHER, Step
from concordat.assurance.models import (
    Declaration,
    DeclarationPaper,
    DeclarationWording,
    Signatory,
    Signature,
    SignatureRequest,
)
from concordat.assurance.queries import reference
from concordat.directory.domain import OrganisationType, PartnerKind
from concordat.directory.models import Locality

Type = OrganisationType
Ending = Declaration.Ending
_SUPPORTERS = (Type.VOLUNTARY, Type.LIVED_EXPERIENCE, Type.PRIMARY_CARE)
_OFFERS = ("We keep a room open for a drop-in.", "We tell our members about it.", "We take part in the training.")
# A picture of one white point: nobody signed a paper.
_PAPER = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==")


@dataclass(frozen=True, slots=True)
class Days:
    """When a locality declared, and what came of it; None has not happened."""

    declared_on: date | None
    withdrawn_on: date | None = None
    replaced_on: date | None = None
    draft_on: date | None = None  # a draft that is being written was begun then

    def began(self) -> date | None:
        return self.declared_on or self.draft_on


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration that was made, from one day until another."""

    pk: int
    declared_on: date
    until: date | None
    signed: frozenset[OrganisationType]


def draw_days(step: Step, course: Course | None, random: Random, *, today: date) -> Days:
    """The days that bring a locality with this plan to this step."""
    if step is Step.NOT_STARTED or step is Step.FORMING:
        declared = withdrawn = None
        if random.random() < 0.3:
            declared = today - timedelta(days=random.randint(500, 700))
            withdrawn = today - timedelta(days=random.randint(190, 300))
        draft = today - timedelta(days=random.randint(20, 150)) if step is Step.FORMING else None
        return Days(declared, withdrawn, draft_on=draft)
    before = course.begins_on if course else today
    declared = before - timedelta(days=random.randint(12, 200))
    replaced = None
    if (today - before).days > 250 and random.random() < 0.25:
        replaced = before + timedelta(days=random.randint(100, 200))
    draft = today - timedelta(days=random.randint(5, 60)) if random.random() < 0.08 else None
    return Days(declared, replaced_on=replaced, draft_on=draft)


def add_declarations(
    batch: Batch,
    place: Place,
    locality: Locality,
    bodies: Sequence[Body],
    days: Days,
    random: Random,
    *,
    by: User,
) -> list[Declared]:
    """Each version with its signatories; gives those that were made, oldest first."""
    writer = _Writer(batch, place, locality, bodies, random, by)
    made = []
    if days.declared_on is not None:
        until = days.withdrawn_on or days.replaced_on
        ending = Ending.WITHDRAWN if days.withdrawn_on else Ending.REPLACED if days.replaced_on else None
        made.append(writer.make(days.declared_on, until=until, ending=ending))
    if days.replaced_on is not None:
        made.append(writer.make(days.replaced_on, until=None, ending=None))
    if days.draft_on is not None:
        writer.draft(days.draft_on)
    return made


@dataclass(slots=True)
class _Writer:
    batch: Batch
    place: Place
    locality: Locality
    bodies: Sequence[Body]
    random: Random
    by: User
    count: int = 0

    def make(self, day: date, *, until: date | None, ending: Ending | None) -> Declared:
        """A declaration that was made on a day, and ended or stands."""
        row, wording = self._begin(day - timedelta(days=45))
        row.declared_on, row.submitted_at, row.submitted_by_id = day, moment(day, 15), self.by.pk
        if until is not None and ending is not None:
            row.ending, row.ended_at, row.ended_by_id = ending, moment(until, 15), self.by.pk
            if ending is Ending.WITHDRAWN:
                row.ending_reason = "In this invented locality the partners begin again in another form."
        signed = set()
        for body in self._there(day):
            kind = SignatoryKind.SUPPORTER if body.type in _SUPPORTERS else SignatoryKind.SIGNATORY
            is_needed = body.type in REAL
            if not is_needed and self.random.random() < 0.25:
                continue
            signatory = self._name(row, body, kind, day - timedelta(days=40))
            if not is_needed and self.random.random() < 0.2:
                self._ask(signatory, body, day - timedelta(days=30), declined=self.random.random() < 0.3)
                continue
            self._sign(row, wording, signatory, body, day - timedelta(days=self.random.randint(0, 25)))
            if kind is SignatoryKind.SIGNATORY:
                signed.add(body.type)
            if until is None:
                body.partner.kind = PartnerKind(kind.value)
        return Declared(row.pk, day, until, frozenset(signed))

    def draft(self, day: date) -> None:
        """A draft that still lacks somebody: one type at the least has not signed."""
        row, wording = self._begin(day)
        missing = self.random.choice(REAL)
        for body in self._there(day):
            kind = SignatoryKind.SUPPORTER if body.type in _SUPPORTERS else SignatoryKind.SIGNATORY
            signatory = self._name(row, body, kind, day)
            signs = body.type is not missing and self.random.random() < 0.45
            if signs and self.place.step not in DECLARED_OR_HIGHER:
                self._sign(row, wording, signatory, body, day + timedelta(days=self.random.randint(1, 4)))
            elif self.random.random() < 0.7:
                self._ask(signatory, body, day + timedelta(days=1), declined=False)

    def _there(self, day: date) -> list[Body]:
        """The bodies of a day: not those that had ended, nor those that came after them."""
        later = [body.successor for body in self.bodies if body.successor and body.ended_on and body.ended_on >= day]
        return [body for body in self.bodies if body not in later and not (body.ended_on and body.ended_on < day)]

    def _begin(self, day: date) -> tuple[Declaration, DeclarationWording]:
        self.count += 1
        at = moment(day, 9)
        row = self.batch.add(
            Declaration(locality_id=self.locality.pk, number=self.count, begun_at=at, begun_by_id=self.by.pk)
        )
        pattern = reference.declaration_pattern().worded_for(self.locality.name)
        parts = [{"key": part.key, "title": part.title, "text": part.text} for part in pattern.parts]
        if self.count > 1:
            parts[-1]["text"] += " We will say each year what we did not do, and why."
        wording = self.batch.add(
            DeclarationWording(
                declaration_id=row.pk, title=pattern.title, parts=parts, areas_note=self.place.areas_note,
                pattern_version=pattern.origin.version, recorded_at=at, by_id=self.by.pk,
            )
        )  # fmt: skip
        for area in self.place.areas:
            through = DeclarationWording.areas.through
            self.batch.link(through, declarationwording_id=wording.pk, area_id=area)
        row.wording_id = wording.pk
        return row, wording

    def _name(self, row: Declaration, body: Body, kind: SignatoryKind, day: date) -> Signatory:
        return self.batch.add(
            Signatory(
                declaration_id=row.pk, partner_id=body.partner.pk, kind=kind.value, named_at=moment(day, 10),
                named_by_id=self.by.pk,
            )
        )  # fmt: skip

    def _ask(self, signatory: Signatory, body: Body, day: date, *, declined: bool) -> SignatureRequest:
        """A letter that asks; nobody was written to."""
        at = moment(day, 11)
        name = body.contact.name if body.contact else f"Invented contact of {self.locality.name}"[:120]
        email = body.contact.email if body.contact else "nobody@invented.example"
        message = self.batch.add(
            Message(
                key=f"declaration-signature-{signatory.pk}-{day}", to_address=email, to_name=name,
                subject=f"Please sign the crisis care declaration of {self.locality.name}"[:200], text=UNSENT,
                written_at=at, not_before=at, state=Message.State.SENT, attempts=1, sent_at=at,
            )
        )  # fmt: skip
        later = moment(day + timedelta(days=1), 12)
        return self.batch.add(
            SignatureRequest(
                signatory_id=signatory.pk, name=name, email=email, secret=secrets.token_urlsafe(32),
                message_id=message.pk, asked_at=at, asked_by_id=self.by.pk, opened_at=later if declined else None,
                declined_at=later if declined else None,
                declined_words="Our board has not met yet." if declined else "",
            )
        )  # fmt: skip

    def _sign(self, row: Declaration, wording: DeclarationWording, signatory: Signatory, body: Body, day: date) -> None:
        at = moment(day, 14)
        is_on_paper = self.random.random() < 0.2
        request = paper = None
        if is_on_paper:
            paper = self.batch.add(
                DeclarationPaper(
                    declaration_id=row.pk, name="invented.png", format="png", content=_PAPER, size=len(_PAPER),
                    sha256=hashlib.sha256(_PAPER).hexdigest(), uploaded_at=at, by_id=self.by.pk,
                )
            )  # fmt: skip
        else:
            request = self._ask(signatory, body, day - timedelta(days=1), declined=False)
            request.opened_at = at
        is_supporter = signatory.kind == SignatoryKind.SUPPORTER.value
        self.batch.add(
            Signature(
                signatory_id=signatory.pk, wording_id=wording.pk, how=How.ROOM.value if paper else How.LINK.value,
                name="Nobody: this signature is invented", role="Invented signatory",
                offer=self.random.choice(_OFFERS) if is_supporter else "", signed_on=day, recorded_at=at,
                request_id=request.pk if request else None, paper_id=paper.pk if paper else None,
                by_id=self.by.pk if paper else None,
            )
        )  # fmt: skip
