"""A declaration from its first words to its withdrawal."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from concordat.accounts.models import AuditEntry, Message
from concordat.assurance import commands, queries
from concordat.assurance.domain.declaring import Part, SignatoryKind
from concordat.assurance.domain.ladder import Step
from concordat.assurance.models import Declaration, SignatureRequest
from concordat.directory.domain import OrganisationType, PartnerKind
from concordat.plans.commands.proposing import EvidenceGiven, EvidenceRefused
from tests.assurance.steps import AT, DAY, ask, begin, everybody_signs, make, name, sign_on_paper
from tests.factories.directory import PartnerFactory

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=30)


def word(declaration, at=AT, **changes) -> bool:
    wording = declaration.wording
    given = {
        "title": wording.title,
        "parts": [Part(**part) for part in wording.parts],
        "areas": list(wording.areas.values_list("pk", flat=True)),
        "areas_note": wording.areas_note,
        **changes,
    }
    return commands.word_declaration(declaration_id=declaration.pk, **given, by=None, at=at)


def step(locality, on=DAY) -> Step:
    return queries.standings([locality.slug], on=on)[locality.slug].step


def test_draft_begins_with_the_pattern_and_the_areas_of_the_locality(locality):
    draft = begin(locality)
    assert draft.wording.title == "Declaration on crisis care in Tarnshire"
    assert all(part["text"] and "{" not in part["text"] for part in draft.wording.parts)
    assert [area.name for area in draft.wording.areas.all()] == ["Tarnshire"]
    assert step(locality) is Step.FORMING


@pytest.mark.one_database
def test_beginning_names_all_who_sign_at_once(locality):
    counts = []
    for more in (1, 12):
        for _ in range(more):
            PartnerFactory(locality=locality, kind=PartnerKind.SUPPORTER)
        known = locality.partners.filter(kind__in=("signatory", "supporter")).values_list("pk", "kind")
        with CaptureQueriesContext(connection) as captured:
            draft = begin(locality)
        counts.append(len(captured))
        assert set(draft.signatories.values_list("partner", "kind")) == set(known)
        commands.drop_declaration(declaration_id=draft.pk, by=None, at=AT)
    assert counts[0] == counts[1]


def test_second_draft_is_refused(locality):
    begin(locality)
    with pytest.raises(commands.AlreadyBegun, match="Version 1 is being written already"):
        begin(locality)


def test_declaration_is_made_when_every_required_type_has_signed(locality, partners):
    draft = begin(locality)
    everybody_signs(draft, partners)
    make(draft)
    assert step(locality) is Step.DECLARED
    assert {partner.kind for partner in locality.partners.all()} == {PartnerKind.SIGNATORY}


def test_making_says_what_is_missing_in_sentences(locality, partners, charity):
    draft = begin(locality)
    del partners[OrganisationType.AMBULANCE]
    police = name(draft, partners.pop(OrganisationType.POLICE))
    everybody_signs(draft, partners)
    sign_on_paper(name(draft, charity, SignatoryKind.SUPPORTER))
    word_later = {"parts": [Part(part["key"], part["title"], "") for part in draft.wording.parts[:1]]}
    with pytest.raises(commands.NotReady) as refused:
        make(draft)
    assert [lack.sentence for lack in refused.value.lacks] == [
        "No ambulance service has signed these words, and none is named among the signatories. A declaration needs an "
        "ambulance service.",
        "No police force has signed these words: Tarnshire Police is named and not asked yet.",
    ]
    ask(police)
    word(draft, areas=[], areas_note="", **word_later)
    draft.refresh_from_db()
    with pytest.raises(commands.NotReady) as refused:
        make(draft)
    sentences = [lack.sentence for lack in refused.value.lacks]
    assert sentences[0] == "It says nothing under “What we declare” yet."
    assert "It does not say which areas it covers." in sentences
    assert "No police force has signed these words: Tarnshire Police is asked and has not signed." in sentences
    assert "No council has signed these words: Tarnshire Council signed earlier ones, on 3 March 2031." in sentences


def test_types_are_those_of_the_day_that_is_declared(locality, partners):
    """Before the concordat nothing was required; but nobody can have signed then."""
    draft = begin(locality)
    everybody_signs(draft, partners, signed_on=date(2014, 12, 1))
    with pytest.raises(commands.NotReady, match=r"Tarnshire Police signed on 1 December 2014\. Choose that day"):
        make(draft, on=date(2014, 11, 30))
    with pytest.raises(commands.NotReady, match="4 March 2031 has not come yet"):
        make(draft, on=date(2031, 3, 4))
    make(draft, on=date(2014, 12, 3))
    history = queries.histories()[locality.slug]
    assert (history.declarations[0].begun_on, history.declarations[0].declared_on) == (date(2014, 12, 3),) * 2
    assert step(locality, on=date(2014, 12, 3)) is Step.DECLARED
    assert step(locality, on=date(2014, 12, 2)) is Step.NOT_STARTED


def test_other_words_are_to_be_signed_again(locality, partners):
    draft = begin(locality)
    everybody_signs(draft, partners)
    assert not word(draft)
    assert word(draft, title="Our declaration")
    draft.refresh_from_db()
    with pytest.raises(commands.NotReady, match="Tarnshire Police signed earlier ones"):
        make(draft)
    assert draft.wordings.count() == 2


def test_words_that_name_a_patient_are_stopped(locality):
    draft = begin(locality)
    with pytest.raises(commands.NamesAPatient) as refused:
        word(draft, parts=[Part("opening", "What we declare", "We failed her (NHS number 943 476 5919).")])
    assert refused.value.field == "part_opening"
    assert "943" not in str(refused.value)


def test_link_signs_for_the_organisation(locality, partners, coordinator):
    draft = begin(locality)
    police = name(draft, partners[OrganisationType.POLICE])
    request = ask(police, by=coordinator, words="See you on Thursday.")
    letter = Message.objects.get()
    assert letter.to_address == "reed@police.example"
    assert "Tarnshire Police to sign it" in letter.text
    assert "See you on Thursday." in letter.text
    assert letter.link_path == "/sign/{token}/"
    assert request.secret not in letter.text
    commands.sign_by_link(
        request_id=request.pk, wording_id=draft.wording_id, name="Robin Reed", role="Chief constable", at=LATER
    )
    signature = police.signatures.get()
    assert (signature.name, signature.role, signature.signed_on) == (
        "Robin Reed", "Chief constable", timezone.localdate(LATER),
    )  # fmt: skip
    with pytest.raises(commands.AlreadySigned):
        commands.sign_by_link(
            request_id=request.pk, wording_id=draft.wording_id, name="Robin Reed", role="Chief constable", at=LATER
        )


def test_link_signs_no_words_that_its_reader_has_not_seen(locality, partners):
    draft = begin(locality)
    police = name(draft, partners[OrganisationType.POLICE])
    request, read = ask(police), draft.wording_id
    word(draft, title="Our declaration")
    with pytest.raises(commands.WordsChanged):
        commands.sign_by_link(request_id=request.pk, wording_id=read, name="R", role="Chief", at=LATER)
    draft.refresh_from_db()
    commands.sign_by_link(request_id=request.pk, wording_id=draft.wording_id, name="R", role="Chief", at=LATER)
    assert police.signatures.count() == 1


def test_new_link_ends_the_old_one_and_its_letter(locality, partners):
    police = name(begin(locality), partners[OrganisationType.POLICE])
    old = ask(police)
    new = ask(police, name="Alex Ford", email="ford@police.example", at=LATER)
    assert old.secret != new.secret
    assert list(Message.objects.values_list("to_address", "state")) == [
        ("reed@police.example", "failed"),
        ("ford@police.example", "waiting"),
    ]
    with pytest.raises(commands.SigningEnded):
        commands.decline_by_link(request_id=old.pk, words="Not me", at=LATER)


def test_declining_is_told_and_can_be_changed(locality, partners):
    draft = begin(locality)
    police = name(draft, partners[OrganisationType.POLICE])
    request = ask(police)
    commands.decline_by_link(request_id=request.pk, words="Ask the chief", at=AT)
    desk_sentence = "No police force has signed these words: Tarnshire Police has said that it does not sign."
    with pytest.raises(commands.NotReady) as refused:
        make(draft)
    assert desk_sentence in [lack.sentence for lack in refused.value.lacks]
    commands.sign_by_link(request_id=request.pk, wording_id=draft.wording_id, name="R", role="Chief", at=LATER)
    assert SignatureRequest.objects.get().declined_at is None


def test_paper_is_kept_and_what_is_no_paper_refused(locality, partners):
    police = name(begin(locality), partners[OrganisationType.POLICE])
    ask(police)
    with pytest.raises(EvidenceRefused):
        sign_on_paper(police, paper=EvidenceGiven("signed.exe", b"MZ\x90\x00 a program"))
    with pytest.raises(commands.NothingToSign, match="has not come yet"):
        sign_on_paper(police, signed_on=DAY + timedelta(days=1))
    sign_on_paper(police)
    paper = police.signatures.get().paper
    assert (paper.name, paper.format) == ("signed.png", "png")
    assert police.requests.get().revoked_at == AT  # the link that went before opens nothing any more


def test_new_version_replaces_the_one_that_stands(locality, partners, charity):
    first = begin(locality)
    everybody_signs(first, partners)
    sign_on_paper(name(first, charity, SignatoryKind.SUPPORTER), offer="Train 20 volunteers")
    make(first)
    second = begin(locality, at=LATER)
    assert second.wording.parts == first.wording.parts
    assert {row.partner_id for row in second.signatories.all()} == {row.partner_id for row in first.signatories.all()}
    assert not any(row.signatures.exists() for row in second.signatories.all())
    everybody_signs(second, partners, at=LATER)
    assert step(locality) is Step.DECLARED
    make(second, on=LATER.date(), at=LATER)
    first.refresh_from_db()
    assert (first.ending, first.ended_at) == (Declaration.Ending.REPLACED, LATER)
    charity.refresh_from_db()
    assert charity.kind == PartnerKind.PARTNER  # it did not support the second one


def test_who_signs_later_joins_the_declaration_that_stands(locality, partners, charity):
    draft = begin(locality)
    everybody_signs(draft, partners)
    make(draft)
    sign_on_paper(name(draft, charity, SignatoryKind.SUPPORTER), at=LATER)
    charity.refresh_from_db()
    assert charity.kind == PartnerKind.SUPPORTER


def test_signature_taken_back_is_said_beside_the_step_and_moves_nobody(locality, partners):
    draft = begin(locality)
    everybody_signs(draft, partners)
    make(draft)
    signature = draft.signatories.get(partner=partners[OrganisationType.POLICE]).signatures.get()
    with pytest.raises(commands.ReasonMissing):
        commands.take_back_signature(signature_id=signature.pk, reason=" ", by=None, at=LATER)
    commands.take_back_signature(signature_id=signature.pk, reason="A new chief", by=None, at=LATER)
    status = queries.standings(on=LATER.date())[locality.slug]
    assert (status.step, status.missing) == (Step.DECLARED, (OrganisationType.POLICE,))
    partners[OrganisationType.POLICE].refresh_from_db()
    assert partners[OrganisationType.POLICE].kind == PartnerKind.PARTNER


def test_who_has_signed_is_not_left_out_without_a_word(locality, partners):
    draft = begin(locality)
    police = name(draft, partners[OrganisationType.POLICE])
    sign_on_paper(police)
    with pytest.raises(commands.AlreadySigned, match="Take its signature back first"):
        commands.leave_out(signatory_id=police.pk, by=None, at=AT)
    council = name(draft, partners[OrganisationType.LOCAL_AUTHORITY])
    request = ask(council)
    commands.leave_out(signatory_id=council.pk, by=None, at=AT)
    with pytest.raises(commands.SigningEnded):
        commands.sign_by_link(request_id=request.pk, wording_id=draft.wording_id, name="S", role="Leader", at=AT)
    name(draft, partners[OrganisationType.LOCAL_AUTHORITY])
    council.refresh_from_db()
    assert council.left_out_at is None


def test_withdrawal_needs_a_reason_and_keeps_everything_readable(locality, partners):
    draft = begin(locality)
    everybody_signs(draft, partners)
    make(draft)
    with pytest.raises(commands.ReasonMissing):
        commands.withdraw_declaration(declaration_id=draft.pk, reason="", by=None, at=LATER)
    commands.withdraw_declaration(declaration_id=draft.pk, reason="Two boards merge", by=None, at=LATER)
    assert step(locality, on=LATER.date()) is Step.NOT_STARTED
    assert step(locality, on=DAY) is Step.DECLARED
    draft.refresh_from_db()
    assert draft.wording.parts
    assert {partner.kind for partner in locality.partners.all()} == {PartnerKind.PARTNER}
    with pytest.raises(commands.DeclarationEnded, match="Version 1: withdrawn"):
        word(draft)
    again = begin(locality, at=LATER)
    assert again.wording.parts == draft.wording.parts


def test_dropped_draft_sends_no_letters_that_wait(locality, partners):
    draft = begin(locality)
    ask(name(draft, partners[OrganisationType.POLICE]))
    commands.drop_declaration(declaration_id=draft.pk, by=None, at=LATER)
    assert Message.objects.get().state == Message.State.FAILED
    assert step(locality, on=LATER.date()) is Step.NOT_STARTED


def test_organisation_that_is_no_partner_is_not_named(locality):
    stranger = PartnerFactory()
    with pytest.raises(commands.NothingToSign, match="no partner here"):
        name(begin(locality), stranger)


def test_every_change_leaves_its_evidence(locality, partners):
    draft = begin(locality)
    everybody_signs(draft, partners)
    make(draft)
    told = set(AuditEntry.objects.values_list("command", flat=True))
    assert told == {"begin_declaration", "name_signatory", "sign_in_the_room", "make_declaration", "count_partners"}
