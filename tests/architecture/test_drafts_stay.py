"""Whatever everybody can reach by following links is read for words that stand in a draft alone."""

import html
import io
import re
import zipfile
from collections import Counter
from datetime import UTC, date, datetime
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client

from concordat.assurance.models import DeclarationWording
from concordat.directory.domain import OrganisationType as Type
from concordat.directory.domain import PartnerKind, Role
from concordat.documents import read
from concordat.documents.domain import Paragraph, Table
from concordat.indicators.commands import add_step
from concordat.indicators.models import FigureLoad
from concordat.plans.commands import publish_edition, rebuild_search
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.states import Confidence, State
from concordat.plans.models import ActionMeasure, Edition, ProposedUpdate
from tests.assurance import steps as declaring
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    AliasFactory,
    AreaFactory,
    FormerAreaFactory,
    LocalityFactory,
    OrganisationFactory,
    PartnerFactory,
    PersonFactory,
    RegionFactory,
    RoleHeldFactory,
    SuccessionFactory,
)
from tests.factories.measure_rows import a_figure, a_measure
from tests.factories.plan_rows import a_plan, an_action, an_edition, reword, say

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECRET = "quagga"  # each draft word begins so, and its end says where it stands
# What an edition holds for everybody once it is published; the rest stays with the members for ever.
PUBLISHED = {
    "title", "purpose", "text", "theme", "outcome", "group", "section", "reference", "lead", "supporter", "progress",
    "nextstep", "when", "newtext",
}  # fmt: skip
MEMBERS = {
    "ledby", "lead-as-written", "contact", "board", "proposed", "alias", "mere", "person", "declaration", "point",
    "note", "words", "measure", "question", "definition", "measuresource", "step", "stepby", "revised", "load",
}  # fmt: skip
TRUE_FIGURE = re.compile(r"(?<![\d.,])77,?(713|293)(?!\d)")  # of a published measure, and of one that is not
MOST_QUERIES = 3  # of one path: choices among localities multiply
MOST_PAGES = 600


@pytest.fixture
def locality():
    """A locality with an edition and a declaration that everybody reads, and in draft a secret in every place."""
    region = RegionFactory(name="The Fells")
    area = AreaFactory(name="Askdale", slug="askdale", region=region)
    FormerAreaFactory(name="Oldshire", region=region).successions.create(
        after=area.code, extent="whole", what="renamed", happened_on=date(2021, 4, 1)
    )
    locality = LocalityFactory(name="Askdale", slug="askdale", region=region, areas=[area])
    kinds = (Type.NHS_COMMISSIONER, Type.MENTAL_HEALTH_TRUST, Type.AMBULANCE, Type.POLICE, Type.LOCAL_AUTHORITY)
    partners = {kind: PartnerFactory(locality=locality, organisation__type=kind) for kind in kinds}
    made = declaring.begin(locality, at=AT)
    declaring.everybody_signs(made, partners, at=AT)
    declaring.make(made, on=AT.date(), at=AT)
    old = SuccessionFactory(after=partners[Type.NHS_COMMISSIONER].organisation).before
    plan = a_plan(locality, title="Askdale plan", front_matter={"purposes": ["People get help"]})
    police = partners[Type.POLICE].organisation
    one = an_action(plan, 1, text="Open a crisis line", leads=[police, old], end=date(2026, 2, 1))
    an_action(plan, 2, text="Train the sergeants", leads=[police], state=State.COMPLETE)
    first = an_edition(plan, 1)
    submission = declaring.submit(locality, 1, at=AT)
    declaring.ask_for_changes(submission, ages=f"{SECRET}point", at=AT)
    _draft(locality, plan, one, police)
    ProposedUpdate.objects.create(
        action=one, kind="reported", based_on=one.update, partner=partners[Type.POLICE],
        said_by=f"{SECRET}words", said_at=LATER, progress=f"{SECRET}proposed",
    )  # fmt: skip
    _measures(locality, one)
    draft = declaring.begin(locality, at=LATER)
    wording = draft.wording or DeclarationWording.objects.filter(declaration=draft).latest("pk")
    wording.parts = [{**part, "text": f"{SECRET}declaration"} for part in wording.parts]
    wording.save()
    rebuild_search()
    assert first.published_at
    return locality


def _draft(locality, plan, one, police) -> None:
    lead = OrganisationFactory(name=f"{SECRET}lead friends", slug=f"{SECRET}-lead")
    supporter = OrganisationFactory(name=f"{SECRET}supporter friends", slug=f"{SECRET}-supporter")
    person = PersonFactory(locality=locality, name=f"{SECRET}person Marsh", organisation=police)
    PartnerFactory(
        locality=locality, organisation__name=f"{SECRET}mere", organisation__slug=f"{SECRET}-mere",
        kind=PartnerKind.PARTNER,
    )  # fmt: skip
    AliasFactory(locality=locality, organisation=police, text=f"{SECRET}alias")
    reword(
        one, text=f"Open a {SECRET}text line", section=f"{SECRET}section", theme=f"{SECRET}theme",
        outcome=f"{SECRET}outcome", group=f"{SECRET}group", led_by_text=f"{SECRET}ledby",
        references=[f"{SECRET}reference"], leads=[lead, (supporter, LeadRole.SUPPORT), person], at=LATER,
    )  # fmt: skip
    say(
        one, progress=f"{SECRET}progress", next_step=f"{SECRET}nextstep", when=f"by {SECRET}when",
        end=date(2027, 2, 1), confidence=Confidence.RED, at=LATER,
    )  # fmt: skip
    an_action(plan, 3, text=f"{SECRET}newtext", leads=[police], at=LATER)
    plan.title = f"{SECRET}title"
    plan.front_matter = {
        "purposes": [f"{SECRET}purpose"], "contact": f"{SECRET}contact",
        "boards": [{"heading": f"{SECRET}board", "text": f"{SECRET}board"}],
    }  # fmt: skip
    plan.save()
    an_edition(plan, 2, published=False, dated_on=date(2026, 3, 2))


def _measures(locality, action) -> None:
    """A measure that everybody sees as it was released, and one that members alone know of."""
    staff = UserFactory(name=f"{SECRET}stepby Marsh")
    public = a_measure(locality, "all-detentions", standard_key="all-detentions")
    draft = a_measure(
        locality, f"{SECRET}-measure", published=False, name=f"{SECRET}measure", question=f"{SECRET}question",
        definition=f"{SECRET}definition", source=f"{SECRET}measuresource", standard_key="under-18-police-station",
    )  # fmt: skip
    for measure, figure in ((public, 77_713), (draft, 77_293)):
        month = AT.date().replace(day=1)
        a_figure(measure, 1, month, at=AT, by=staff)
        a_figure(measure, figure, month, at=LATER, by=staff, reason=f"{SECRET}revised")
        add_step(measure_id=measure.pk, on=AT.date(), reason="A new unit" if measure == public else f"{SECRET}step",
                 by=staff, at=LATER)  # fmt: skip
        ActionMeasure.objects.create(action=action, measure=measure, at=AT)
    FigureLoad.objects.create(locality=locality, name=f"{SECRET}load", created_at=LATER)


class Walk:
    """Follows every link of this site from where it starts, and keeps what each address says."""

    def __init__(self, client: Client, *, within: str = "") -> None:
        self.client = client
        self.within = re.compile(within)
        self.said: dict[str, str] = {}
        self._asked: Counter[str] = Counter()

    def from_(self, *addresses: str) -> "Walk":
        waiting = list(addresses)
        while waiting and len(self.said) < MOST_PAGES:
            address = waiting.pop(0)
            path = urlsplit(address).path
            if address in self.said or not self.within.match(path) or self._asked[path] >= MOST_QUERIES:
                continue
            self._asked[path] += 1
            response = self.client.get(address)
            if response.status_code in (301, 302):
                waiting.append(urljoin(address, response["Location"]))
                self.said[address] = ""
                continue
            content = b"".join(response.streaming_content) if response.streaming else response.content
            self.said[address] = text = words_in(content, path)
            if "text/html" in response["Content-Type"]:
                found = (html.unescape(each) for each in re.findall(r'(?:href|src)="([^"]+)"', text))
                waiting += [urldefrag(urljoin(address, each)).url for each in found if is_ours(address, each)]
        return self

    def secrets(self) -> dict[str, set[str]]:
        """Each secret that was read, and where."""
        found: dict[str, set[str]] = {}
        for address, text in self.said.items():
            for word in re.findall(rf"{SECRET}-?([a-z]+)", f"{address} {text}".lower()):
                found.setdefault(word, set()).add(address)
        return found


def is_ours(address: str, link: str) -> bool:
    there = urljoin(address, link)
    return there.startswith("/") and not there.startswith(("/static/", "/accounts/", "/components/", "//"))


def words_in(content: bytes, path: str) -> str:
    if content[:4] == b"%PDF":
        blocks = read(content, name="plan.pdf").blocks
        said = [block.text for block in blocks if isinstance(block, Paragraph)]
        said += [cell.text for block in blocks if isinstance(block, Table) for row in block.rows for cell in row.cells]
        # A long word is broken where a column ends.
        return " ".join(re.sub(r"-?\n", "", text) for text in said)
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return " ".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
    return content.decode(errors="replace")


STARTS = (
    "/", "/?view=rag", "/localities/?words=askdale", "/search/", "/search/?words=crisis",
    "/search/?words=line&overdue=yes", "/nation/?since=2025-12-31", "/nation/actions/?since=2025-12-31",
    "/nation/actions/?on=2026-06-01", "/nation/actions/?lead=police", "/areas/oldshire/", "/regions/the-fells/",
    "/help-now/", "/localities/askdale/plan/compare/", "/localities/askdale/plan/progress/table.csv",
)  # fmt: skip
PLAN = "/localities/askdale/plan/"
MEASURES = "/localities/askdale/measures/"
MUST_BE_READ = {
    MEASURES, "/localities/askdale/measures.csv", "/localities/askdale/measures.json", "/nation/measures/",
    "/nation/measures/police-station/", f"{MEASURES}all-detentions/", f"{MEASURES}all-detentions/chart.csv",
    f"{MEASURES}all-detentions/chart.svg",
    "/", "/nation/", "/nation/table/", "/nation/words/", "/nation/actions/", "/regions/the-fells/", "/areas/askdale/",
    "/search/", "/localities/", "/localities/askdale/", "/localities/askdale/declaration/", PLAN,
    f"{PLAN}actions/1/", f"{PLAN}progress/",
    *(f"{PLAN}download.{ending}" for ending in ("csv", "json", "docx", "xlsx", "pdf")),
}  # fmt: skip


def test_nothing_of_a_draft_can_be_reached_by_everybody(client, locality):
    walk = Walk(client).from_(*STARTS)
    assert {urlsplit(address).path for address in walk.said} >= MUST_BE_READ
    assert len(walk.said) < MOST_PAGES, "the walk did not come to its end"
    assert walk.secrets() == {}
    assert [address for address, text in walk.said.items() if TRUE_FIGURE.search(text)] == []
    # What was released of them is there, so it was not for want of anything to find.
    assert "77,715" in walk.said["/localities/askdale/measures/all-detentions/"]


def test_addresses_that_name_a_draft_say_nothing_of_it(client, locality):
    for address in (
        f"{PLAN}editions/2/", f"{PLAN}editions/2/download.json", f"{PLAN}actions/3/", f"/organisations/{SECRET}-lead/",
        f"/organisations/{SECRET}-mere/", f"{MEASURES}{SECRET}-measure/", f"{MEASURES}{SECRET}-measure/chart.csv",
        f"{MEASURES}{SECRET}-measure/chart.svg", "/nation/alike/askdale/3/", f"{PLAN}on/?day=2026-03-02",
    ):  # fmt: skip
        response = client.get(address)
        assert response.status_code in (302, 404), address
        # The link to sign in leads back to this address.
        assert SECRET not in response.content.decode().replace(urlsplit(address).path, ""), address
    for word in PUBLISHED | MEMBERS:
        page = client.get("/search/", {"words": f"{SECRET}{word}"}).content.decode()
        assert f"{PLAN}actions/" not in page, word
    for query in (f"organisation={SECRET}-lead", "locality=askdale&state=unknown", "on=2999-01-01"):
        assert f"{SECRET}lead" not in client.get(f"/nation/actions/?{query}").content.decode(), query


@pytest.mark.parametrize("role", [Role.NATIONAL, Role.REGIONAL])
def test_pages_of_the_nation_show_no_draft_to_those_who_may_read_drafts(client, locality, role):
    region = locality.region if role is Role.REGIONAL else None
    client.force_login(RoleHeldFactory(role=role, locality=None, region=region).user)
    walk = Walk(client, within=r"/($|nation/|regions/|areas/|organisations/|search/|localities/$)").from_(*STARTS)
    assert {"/nation/", "/regions/the-fells/", "/nation/actions/"} <= {urlsplit(each).path for each in walk.said}
    assert walk.secrets() == {}
    # They do read them where they belong, so it was not for want of anything to find.
    assert f"{SECRET}text" in client.get(PLAN).content.decode()


def test_walk_finds_every_word_once_its_edition_is_published(client, locality):
    """Else the walk would prove nothing; and even then what is for members stays with them."""
    publish_edition(edition_id=Edition.objects.get(number=2).pk, by=None, at=LATER)
    found = set(Walk(client).from_(*STARTS).secrets())
    assert found >= PUBLISHED
    assert found & MEMBERS == set()
