"""What shows that an action is done leaves with it: words for everybody, names of files for members."""

import json
from datetime import UTC, datetime

import pytest

from concordat.directory.domain import Role
from concordat.plans.models import ActionUpdate, EvidenceFile, ProposedUpdate
from tests.factories.directory import PersonFactory, RoleHeldFactory
from tests.factories.plan_rows import a_plan, an_action, an_edition, say
from tests.plans.exporting.comparing import read_back

pytestmark = pytest.mark.django_db
PLAN = "/localities/fenmarsh/plan/"
LATER = datetime(2026, 5, 4, 9, tzinfo=UTC)


@pytest.fixture
def proven(locality):
    """An action with evidence in edition 1, a file that came after it, and one that shows nothing."""
    PersonFactory(locality=locality, name="Winifred Tarrant")
    plan = a_plan(locality)
    action, _ = an_action(plan, 1, text="Open a café"), an_action(plan, 2, text="Write a guide")
    tell(action, "https://café.example/opening\nMinutes by Winifred Tarrant")
    an_edition(plan, 1)
    later = tell(action, "https://café.example/opening\nThe visitors’ book", at=LATER)
    proposal = ProposedUpdate.objects.create(
        action=action, kind="reported", based_on=later, said_by="Wren", said_at=LATER, update=later,
        decision="accepted", decided_at=LATER,
    )  # fmt: skip
    EvidenceFile.objects.create(
        proposal=proposal, name="visitors.xlsx", format="xlsx", content=b"x", size=1, sha256="0" * 64, uploaded_at=LATER
    )
    return action


def tell(action, evidence, **given):
    update = say(action, **given)
    ActionUpdate.objects.filter(pk=update.pk).update(evidence=evidence)
    return update


@pytest.fixture
def member(client, locality):
    client.force_login(RoleHeldFactory(role=Role.MEMBER, locality=locality).user)
    return client


def evidence_of(response):
    values = json.loads(response.content)
    return [action["evidence"] for section in values["sections"] for action in section["actions"]]


def test_everybody_reads_what_published_editions_name_without_names_of_staff(client, proven):
    (told,), nothing = evidence_of(client.get(f"{PLAN}download.json"))
    assert set(told) == {"said_on", "words"}
    assert told["words"].startswith("https://café.example/opening\nMinutes by ")
    assert "Tarrant" not in told["words"]
    assert nothing == []
    for ending in ("csv", "docx", "xlsx"):
        content = client.get(f"{PLAN}download.{ending}").content
        table = str(read_back(content, f"plan.{ending}")) if ending != "csv" else content.decode()
        assert ("visitors" in table, "Tarrant" in table) == (False, False)
    assert "https://café.example/opening" in client.get(f"{PLAN}download.csv").content.decode()


def test_members_read_all_of_it_and_the_names_of_files(member, proven):
    file = EvidenceFile.objects.get().pk
    (first, later), _ = evidence_of(member.get(f"{PLAN}download.json"))
    assert "Winifred Tarrant" in first["words"]
    assert (first["files"], later["said_on"]) == ([], "2026-05-04")
    assert later["files"] == [{"name": "visitors.xlsx", "address": f"http://testserver{PLAN}evidence/{file}/"}]
    listed = member.get(f"{PLAN}download.csv").content.decode()
    assert listed.count("https://café.example/opening") == 1
    assert "File: visitors.xlsx" in listed


def test_edition_and_day_tell_what_was_known_by_then(member, proven):
    (told,), _ = evidence_of(member.get(f"{PLAN}editions/1/download.json"))
    assert "visitors’ book" not in told["words"]
    before = member.get(f"{PLAN}on/download.csv?day=2026-05-03").content.decode()
    after = member.get(f"{PLAN}on/download.csv?day=2026-05-04").content.decode()
    assert ("visitors’ book" in before, "visitors’ book" in after) == (False, True)


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv"])
def test_file_with_evidence_reads_back_as_the_same_plan(member, proven, ending):
    plan = read_back(member.get(f"{PLAN}download.{ending}").content, f"plan.{ending}")
    assert [action.action for action in plan.actions()] == ["Open a café", "Write a guide"]
    assert [action.extra for action in plan.actions()] == [(), ()]
