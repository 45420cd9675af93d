"""The pages of a declaration: for everybody, for members, and by the link in a letter."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.accounts.gateways import sign as signed
from concordat.assurance import commands, queries
from concordat.assurance.domain.declaring import SignatoryKind
from concordat.assurance.models import Declaration, DeclarationPaper, Signature, SignatureRequest
from concordat.directory.domain import OrganisationType as Type
from concordat.directory.domain import Role
from tests.assurance.steps import AT, PNG, ask, begin, everybody_signs, make, name, sign_on_paper
from tests.factories.directory import LocalityFactory, OrganisationFactory, PartnerFactory, RoleHeldFactory

pytestmark = pytest.mark.django_db
PAGE = "/localities/tarnshire/declaration/"
BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


@pytest.fixture
def keeper(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def declared(locality, partners, charity):
    draft = begin(locality)
    everybody_signs(draft, partners, name="Robin Reed", role="Chief officer (Robin Reed)")
    sign_on_paper(name(draft, charity, SignatoryKind.SUPPORTER), offer="Ring Robin Reed on Fridays")
    make(draft)
    return draft


def text_of(response, status=200) -> str:
    assert response.status_code == status, response.content.decode()[:400]
    return response.content.decode()


def test_public_reads_organisation_role_and_day_and_no_name(client, declared):
    page = text_of(client.get(PAGE))
    assert "Declared on 3 March 2031, signed by 5 organisations and supported by 1 other." in page
    assert "Tarnshire Police" in page
    assert "Chief officer ([name withheld])" in page
    assert "Ring [name withheld] on Fridays" in page
    assert "Robin Reed" not in page
    assert "Reed" not in page


def test_member_reads_who_signed(client, locality, declared):
    client.force_login(RoleHeldFactory(role=Role.MEMBER, locality=locality).user)
    assert "Robin Reed (members only)" in text_of(client.get(PAGE))


def test_public_sees_no_draft(client, locality, partners):
    begin(locality)
    page = text_of(client.get(PAGE))
    assert "Tarnshire has made no declaration here yet." in page
    assert "whichever of us they meet first" not in page
    assert client.get(f"{PAGE}versions/1/").status_code == 404
    assert client.get(f"{PAGE}versions/7/").status_code == 404


def test_withdrawn_declaration_stays_readable_with_its_reason(client, declared):
    commands.withdraw_declaration(
        declaration_id=declared.pk, reason="Robin Reed and two boards merge", by=None, at=AT + timedelta(days=1)
    )
    page = text_of(client.get(PAGE))
    assert "Withdrawn on 4 March 2031: [name withheld] and two boards merge" in page
    assert "What we declare" in page


def test_versions_are_told_apart(client, locality, partners, declared):
    again = begin(locality)
    everybody_signs(again, partners)
    make(again)
    page = text_of(client.get(PAGE))
    assert "Version 2, declared on 3 March 2031 (this page)" in page
    assert 'href="/localities/tarnshire/declaration/versions/1/"' in page
    assert "Replaced on 3 March 2031 by a newer version." in text_of(client.get(f"{PAGE}versions/1/"))


def test_page_runs_as_many_queries_for_six_signatories_as_for_thirty(client, locality, declared):
    client.get(PAGE)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(PAGE)
    for number in range(24):
        body = OrganisationFactory(name=f"Club {number}")
        sign_on_paper(name(declared, PartnerFactory(locality=locality, organisation=body)), name=f"Person {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)
    assert len(many) == len(few)


def test_standings_run_as_many_queries_for_one_locality_as_for_ten(declared, django_assert_num_queries):
    with CaptureQueriesContext(connection) as one:
        queries.standings(on=AT.date())
    for number in range(9):
        begin(LocalityFactory(name=f"Place {number}", slug=f"place-{number}"))
    with CaptureQueriesContext(connection) as ten:
        assert len(queries.standings(on=AT.date())) == 10
    assert len(ten) == len(one) <= 9


def test_desk_says_what_is_missing(keeper, locality, partners):
    assert "Begin the declaration" in text_of(keeper.get(f"{PAGE}prepare/"))
    text_of(keeper.post(f"{PAGE}begin/", follow=True))
    draft = Declaration.objects.get()
    ask(name(draft, partners[Type.POLICE]))
    page = text_of(keeper.get(f"{PAGE}prepare/"))
    assert "No police force has signed these words: Tarnshire Police is asked and has not signed." in page
    assert "Robin Reed was asked on" in page
    assert "Make the declaration" in page
    page = text_of(keeper.post(f"{PAGE}make/", DAY_POSTED), 422)
    assert page.count("No police force has signed these words: Tarnshire Police is asked and has not signed.") == 1


DAY_POSTED = {"declared_on-day": "1", "declared_on-month": "2", "declared_on-year": "2015"}


def test_coordinator_writes_asks_signs_on_paper_and_makes_it(keeper, locality, partners):
    keeper.post(f"{PAGE}begin/")
    draft = Declaration.objects.get()
    parts = {f"part_{part['key']}": part["text"] for part in draft.wording.parts}
    area = locality.areas.get()
    words = {"title": "Our declaration", **parts, "areas": [area.code], "areas_note": ""}
    assert "The words are saved." in text_of(keeper.post(f"{PAGE}words/", words, follow=True))
    for partner in partners.values():
        asked = keeper.post(f"{PAGE}signatories/new/", {"partner": partner.pk, "kind": "signatory"})
        paper = BytesIO(PNG)
        paper.name = "signed.png"
        given = {
            "name": "Robin Reed", "role": "Chief", "signed_on-day": "3", "signed_on-month": "12",
            "signed_on-year": "2014", "paper": paper,
        }  # fmt: skip
        assert keeper.post(f"{asked.headers['Location']}room/", given).status_code == 302
    page = text_of(keeper.post(f"{PAGE}make/", DAY_POSTED, follow=True))
    assert "The declaration is made. Everybody can read it." in page
    assert "Declared on 1 February 2015, signed by 5 organisations." in page
    paper = DeclarationPaper.objects.first()
    response = keeper.get(f"{PAGE}papers/{paper.pk}/")
    assert response.content == PNG
    assert response["Content-Disposition"] == 'attachment; filename="signed.png"'


def test_words_that_name_a_patient_are_refused_beside_their_field(keeper, locality):
    keeper.post(f"{PAGE}begin/")
    page = text_of(keeper.post(f"{PAGE}words/", {"title": "T", "part_before": "DOB 3/4/1991", "areas_note": ""}), 422)
    assert 'href="#id_part_before"' in page
    assert "what looks like a date of birth" in page


def test_letter_is_asked_for_on_the_page_of_the_organisation(keeper, locality, partners):
    draft = begin(locality)
    police = name(draft, partners[Type.POLICE])
    address = f"{PAGE}signatories/{police.pk}/"
    assert "Enter the name" in text_of(keeper.post(address, {"name": "", "email": ""}), 422)
    text_of(keeper.post(address, {"name": "Robin Reed", "email": "reed@police.example", "words": ""}, follow=True))
    assert SignatureRequest.objects.get().signatory == police
    text_of(keeper.post(f"{address}change/", {"do": "take_back_link"}, follow=True))
    assert SignatureRequest.objects.get().revoked_at is not None


def test_signature_is_taken_back_with_a_reason(keeper, declared):
    signature = Signature.objects.get(signatory__partner__organisation__name="Tarnshire Police")
    address = f"{PAGE}signatories/{signature.signatory_id}/signatures/{signature.pk}/take-back/"
    assert "Take the signature back" in text_of(keeper.get(address))
    text_of(keeper.post(address, {"reason": "A new chief reads it again"}, follow=True))
    assert "No police force has signed." in text_of(keeper.get(PAGE))
    assert keeper.get(address).status_code == 404


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ANALYST, Role.CHAIR])
def test_only_the_coordinator_asks_and_writes(client, locality, partners, role):
    police = name(begin(locality), partners[Type.POLICE])
    client.force_login(RoleHeldFactory(role=role, locality=locality).user)
    for address in ("words/", "drop/", f"signatories/{police.pk}/", f"signatories/{police.pk}/room/"):
        assert client.get(PAGE + address).status_code == 403
    assert client.get(f"{PAGE}prepare/").status_code == 200
    assert client.get(f"{PAGE}make/").status_code == (200 if role is Role.CHAIR else 403)


def test_coordinator_of_another_locality_reaches_nothing(keeper, partners):
    elsewhere = LocalityFactory(name="Fenmarsh", slug="fenmarsh")
    police = name(begin(elsewhere), PartnerFactory(locality=elsewhere))
    paper_of = "/localities/fenmarsh/declaration/"
    assert keeper.get(f"{paper_of}prepare/").status_code == 403
    assert keeper.get(f"{PAGE}signatories/{police.pk}/").status_code == 404


def test_paper_is_for_members_of_its_locality(client, keeper, declared):
    paper = DeclarationPaper.objects.first().pk
    LocalityFactory(name="Fenmarsh", slug="fenmarsh")
    assert keeper.get(f"/localities/fenmarsh/declaration/papers/{paper}/").status_code == 403
    keeper.logout()
    assert keeper.get(f"{PAGE}papers/{paper}/").status_code == 302


@pytest.fixture
def asked(locality, partners, coordinator):
    draft = begin(locality)
    return ask(name(draft, partners[Type.POLICE]), by=coordinator)


def link(request) -> str:
    return f"/sign/{signed(request.secret)}/"


def signature_posted(request, **changes) -> dict[str, object]:
    wording = request.signatory.declaration.wording_id
    return {"wording": wording, "name": "Robin Reed", "role": "Chief constable", "may_sign": "on", **changes}


def test_link_opens_the_declaration_and_signs_it(client, asked):
    page = text_of(client.get(link(asked), **BROWSER))
    assert "Rowan Ash asks Tarnshire Police to sign this declaration." in page
    assert "Support before crisis point" in page
    assert SignatureRequest.objects.get().opened_at is not None
    assert "Enter your role" in text_of(client.post(link(asked), signature_posted(asked, role="")), 422)
    page = text_of(client.post(link(asked), signature_posted(asked), follow=True))
    assert "Thank you: Tarnshire Police has signed" in page
    assert Signature.objects.get().role == "Chief constable"
    text_of(client.post(link(asked), signature_posted(asked), follow=True))  # pressed twice
    assert Signature.objects.count() == 1


def test_link_shows_new_words_before_it_takes_a_signature_under_them(client, asked):
    read = signature_posted(asked)
    draft = asked.signatory.declaration
    commands.word_declaration(
        declaration_id=draft.pk, title="Quite another declaration", parts=[], areas=[], areas_note="x", by=None, at=AT
    )
    page = text_of(client.post(link(asked), read), 422)
    assert "The words were changed while you read them." in page
    assert "Quite another declaration" in page
    draft.refresh_from_db()
    assert f'name="wording" value="{draft.wording_id}"' in page
    assert not Signature.objects.exists()


def test_link_declines(client, asked):
    text_of(client.post(f"{link(asked)}decline/", {"words": "The chief signs"}, follow=True))
    assert SignatureRequest.objects.get().declined_words == "The chief signs"
    page = text_of(client.get(link(asked)))
    assert "you said that Tarnshire Police does not sign" in page


def test_dead_link_says_so_and_nothing_of_the_declaration(client, asked):
    commands.drop_declaration(declaration_id=asked.signatory.declaration_id, by=None, at=AT)
    for page in (
        text_of(client.get(link(asked)), 410),
        text_of(client.post(link(asked), signature_posted(asked)), 410),
        text_of(client.get(f"{link(asked)}decline/"), 410),
    ):
        assert "There is nothing to sign here any more" in page
        assert "What we declare" not in page
        assert "Tarnshire" not in page


@pytest.mark.parametrize("token", ["nonsense", "a:b", signed("never sent")])
def test_link_that_nobody_was_sent_opens_nothing(client, token):
    assert "This link does not work" in text_of(client.get(f"/sign/{token}/"), 404)


def test_program_that_looks_into_mail_opens_nothing(client, asked):
    client.get(link(asked), HTTP_USER_AGENT="Barracuda link scan")
    client.head(link(asked), **BROWSER)
    assert SignatureRequest.objects.get().opened_at is None
