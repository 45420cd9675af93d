"""Any two editions can be seen beside each other: the public published ones, members drafts and the live plan too."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from concordat.directory.domain import Role
from concordat.documents import read
from concordat.documents.domain import Paragraph
from concordat.plans.domain.states import Confidence, State
from concordat.plans.models import ActionSuccession
from tests.factories.directory import OrganisationFactory, PersonFactory, RoleHeldFactory
from tests.factories.plan_rows import an_action, an_edition, many_actions, reword, say

pytestmark = pytest.mark.django_db
COMPARE = "/localities/fenmarsh/plan/compare/"
LATER = datetime(2026, 5, 4, 9, tzinfo=UTC)
MARCH, JUNE = date(2026, 3, 31), date(2026, 6, 30)


@pytest.fixture
def two_editions(plan):
    """One action for each thing that can happen, from edition 1 to edition 2."""
    line, guide, drive, café, bed, letter = (
        an_action(plan, number, text=text, end=MARCH)
        for number, text in enumerate(
            ("Open a crisis line", "Write a guide", "Agree who drives", "Open a café", "Keep a bed", "Send a letter"),
            start=1,
        )
    )
    an_edition(plan, 1)
    say(line, end=JUNE, at=LATER)
    say(guide, state=State.COMPLETE, at=LATER)
    reword(drive, text="Agree who drives and who pays", at=LATER)
    reword(café, text="Open a café", references=["2.9"], section="After a crisis", at=LATER)
    say(letter, state=State.MERGED, at=LATER)
    leads = [OrganisationFactory(name="Fenmarsh Police"), (OrganisationFactory(name="Fenmarsh Council"), "support")]
    pay = an_action(plan, 7, text="Agree who pays", leads=leads, end=MARCH, at=LATER)
    edition = an_edition(plan, 2, actions=[line, guide, drive, café, letter, pay])
    joins = ((drive, pay, "split"), (letter, line, "merged"))
    for earlier, later, kind in joins:
        ActionSuccession.objects.create(earlier=earlier, later=later, kind=kind, edition=edition, recorded_at=LATER)
    return bed


def page(response, status=200):
    assert response.status_code == status
    return html.fromstring(response.content.decode())


def words(element):
    return " ".join(element.text_content().split())


def groups(shown):
    """What stands under each heading."""
    return {words(section.find("h2")): words(section) for section in shown.xpath("//main//section")}


def test_each_action_stands_once_under_what_happened_to_it(client, two_editions):
    shown = page(client.get(f"{COMPARE}?from=1&to=2"))

    told = groups(shown)
    assert list(told) == [
        "Split off another action 1 action",
        "Became part of another action 1 action",
        "No longer in the plan 1 action",
        "Completed 1 action",
        "Slipped to a later date 1 action",
        "Edited 1 action",
        "Renumbered or moved 1 action",
    ]
    split, merged, removed, completed, slipped, edited, moved = told.values()
    assert "1.7 Agree who pays Split from action 1.3." in split
    assert "Led by Fenmarsh Police, with Fenmarsh Council in support. When: “31/03/2026” (by 31 March 2026)" in split
    assert "Became part of action 1.1" in merged
    assert "1.5 Keep a bed" in removed
    assert "State was In progress now Complete" in completed
    assert "was “31/03/2026” (by 31 March 2026) now “30/06/2026” (by 30 June 2026)" in slipped
    assert "Agree who drives added: and who pays, end of added" in edited
    assert "Reference was 1.4 now 2.9" in moved
    assert "Section was In crisis now After a crisis" in moved
    counts = [words(item) for item in shown.xpath("//*[@class='app-compare__counts']/li")]
    assert counts[0] == "1 split off another action"
    assert shown.xpath("//section//a[text()='1.7']/@href") == ["/localities/fenmarsh/plan/actions/7/"]


@pytest.fixture
def withdrawn_between(plan):
    """In edition 1; told withdrawn in edition 2; not in edition 3."""
    stays, goes = an_action(plan, 1, text="Open a crisis line"), an_action(plan, 2, text="Keep a bed")
    an_edition(plan, 1)
    say(goes, state=State.WITHDRAWN, progress="The ward closed", said_on=date(2026, 5, 4), at=LATER)
    an_edition(plan, 2)
    an_edition(plan, 3, actions=[stays])


@pytest.mark.parametrize("asked", ["from=1&to=3", "from=2&to=3"])
def test_action_that_was_withdrawn_says_so_with_the_day_and_the_reason(client, withdrawn_between, asked):
    told = groups(page(client.get(f"{COMPARE}?{asked}")))

    assert list(told) == ["Carried forward or withdrawn 1 action", "Unchanged, or with news of progress only 1 action"]
    assert "1.2 Keep a bed Withdrawn on 4 May 2026, in edition 2: The ward closed" in next(iter(told.values()))


def test_action_that_is_withdrawn_now_says_when_and_why(client, withdrawn_between):
    told = groups(page(client.get(f"{COMPARE}?from=1&to=2")))

    assert "Withdrawn on 4 May 2026: The ward closed" in told["Carried forward or withdrawn 1 action"]


def test_reason_of_a_draft_edition_is_for_members(client, locality, plan):
    stays, goes = an_action(plan, 1), an_action(plan, 2, text="Keep a bed")
    an_edition(plan, 1)
    say(goes, state=State.WITHDRAWN, progress="Nobody may know", at=LATER)
    an_edition(plan, 2, published=False)
    an_edition(plan, 3, actions=[stays])

    shown = page(client.get(f"{COMPARE}?from=1&to=3"))
    assert "Keep a bed" in groups(shown)["No longer in the plan 1 action"]
    assert "Nobody may know" not in words(shown)

    client.force_login(RoleHeldFactory(role=Role.MEMBER, locality=locality).user)
    assert "Nobody may know" in words(page(client.get(f"{COMPARE}?from=1&to=3")))


def test_section_that_was_renamed_is_told_once_and_moves_nothing(client, plan):
    first, second = (an_action(plan, text=text, section="Before crisis") for text in ("Open a line", "Write a guide"))
    an_edition(plan, 1)
    for action, text in ((first, "Open a line"), (second, "Write a guide")):
        reword(action, text=text, section="Help early on", at=LATER)
    an_edition(plan, 2)

    shown = page(client.get(f"{COMPARE}?from=1&to=2"))

    assert "One section has another title: “Before crisis” is now “Help early on”" in words(shown)
    assert list(groups(shown)) == ["Unchanged, or with news of progress only 2 actions"]


def test_form_names_the_editions_and_works_the_wrong_way_round(client, two_editions):
    shown = page(client.get(f"{COMPARE}?from=2&to=1"))

    assert shown.xpath("//select[@name='from']/option[@selected]/@value") == ["1"]
    assert shown.xpath("//select[@name='to']/option[@selected]/@value") == ["2"]
    assert shown.xpath("//select[@name='to']/option/@value") == ["2", "1"]
    assert "From edition 1 to edition 2" in words(shown)


def test_without_an_answer_the_latest_two_are_compared(client, two_editions, plan):
    an_edition(plan, 3, dated_on=date(2026, 8, 1))

    assert "From edition 2 to edition 3" in words(page(client.get(COMPARE)))


@pytest.mark.parametrize("asked", ["from=1&to=1", "from=1", "to=1", "from=x&to=y", ""])
def test_one_edition_has_nothing_to_be_compared_with(client, plan, asked):
    an_action(plan)
    an_edition(plan, 1)

    shown = page(client.get(f"{COMPARE}?{asked}"))

    assert "There is one edition so far." in words(shown)
    assert groups(shown) == {}


def test_plan_that_nobody_published_says_so(client, plan):
    an_action(plan)

    assert "has not published an edition of its plan yet" in words(page(client.get(COMPARE)))


@pytest.mark.parametrize("asked", ["from=1&to=2", "from=1&to=9", "from=2&to=1"])
def test_draft_edition_is_for_members(client, locality, plan, asked):
    an_action(plan)
    an_edition(plan, 1)
    an_edition(plan, 2, published=False)

    assert client.get(f"{COMPARE}?{asked}").status_code == 404


def test_live_plan_is_for_members(client, plan, locality):
    action = an_action(plan, text="Open a crisis line")
    an_edition(plan, 1)
    reword(action, text="Open a secret crisis line", at=LATER)
    assert "secret" not in client.get(f"{COMPARE}?from=1&to=live").content.decode()

    client.force_login(RoleHeldFactory(role=Role.MEMBER, locality=locality).user)

    shown = page(client.get(f"{COMPARE}?from=1&to=live"))
    assert "From edition 1 to the live plan" in words(shown)
    assert "added: secret, end of added" in words(shown)
    assert shown.xpath("//select[@name='to']/option[@selected]/@value") == ["live"]


def test_names_of_staff_are_withheld_before_words_are_compared(client, locality, plan):
    PersonFactory(locality=locality, name="Winifred Tarrant")
    PersonFactory(locality=locality, name="Kim Dunnock")
    action = an_action(plan, text="Ring Winifred Tarrant at once", led_by_text="Winifred Tarrant")
    an_edition(plan, 1)
    reword(action, text="Ring Kim Dunnock at once", led_by_text="Kim Dunnock", at=LATER)
    an_edition(plan, 2)

    shown = words(page(client.get(f"{COMPARE}?from=1&to=2")))

    assert "Tarrant" not in shown
    assert "Dunnock" not in shown
    assert "Unchanged, or with news of progress only 1 action" in shown


def test_number_of_queries_does_not_grow_with_the_plan(client, plan):
    police = OrganisationFactory(name="Fenmarsh Police")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"{COMPARE}?from=1&to=2").status_code == 200
        return len(captured)

    many_actions(plan, 6, [police])
    an_edition(plan, 1)
    an_edition(plan, 2)
    few = queries()
    for edition in plan.editions.all():
        edition.entries.all().delete()
        edition.delete()
    many_actions(plan, 30, [police], first=7)
    an_edition(plan, 1)
    an_edition(plan, 2)

    assert queries() == few
    assert few <= 14


def test_paper_for_a_meeting_says_first_what_is_overdue_and_then_what_changed(client, two_editions, plan):
    drive = plan.actions.get(number=3)
    say(drive, confidence=Confidence.RED, progress="Nobody drives", at=LATER)
    reword(drive, text="Agree who drives and who pays", section="In a crisis", at=LATER)
    an_edition(plan, 3, actions=[drive], dated_on=date(2026, 8, 1))
    (link,) = page(client.get(f"{COMPARE}?from=1&to=3")).xpath("//a[contains(., 'paper for a meeting')]/@href")

    response = client.get(link)

    assert response["Content-Disposition"] == 'attachment; filename="fenmarsh-plan-changes-1-to-3.docx"'
    paper = read(response.content, name="paper.docx")
    headings = [block.text for block in paper.blocks if isinstance(block, Paragraph) and block.heading]
    assert headings[0] == "Fenmarsh: what changed in the action plan"
    assert headings[1].startswith("Overdue on ")
    assert headings[1].endswith(": 1 action")
    assert headings[2] == "Red: not expected in time: 1 action"
    assert "Edited: 1 action" in headings
    assert headings[-1] == "Sections with another title"
    assert "“In crisis” is now “In a crisis”" in paper.blocks[-1].text
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert "4 May 2026: Nobody drives" in cells
    assert any("+and who pays" in text for text in cells)


@pytest.mark.parametrize("asked", ["?from=1&to=9", "?from=1&to=2"])
def test_paper_of_what_the_public_may_not_compare_is_not_found(client, plan, asked):
    an_action(plan)
    an_edition(plan, 1)
    an_edition(plan, 2, published=False)
    assert client.get(f"{COMPARE}download.docx{asked}").status_code == 404


def test_members_see_a_first_edition_beside_the_live_plan(client, plan):
    client.force_login(RoleHeldFactory(role=Role.MEMBER, locality=plan.locality).user)
    an_action(plan)
    an_edition(plan, 1)
    an_action(plan, text="Open a café")

    assert words(page(client.get(COMPARE)).find(".//h1")).endswith("From edition 1 to the live plan")


def test_paper_of_one_edition_leads_to_the_page_that_says_so(client, plan):
    an_action(plan)
    an_edition(plan, 1)
    assert client.get(f"{COMPARE}download.docx")["Location"] == COMPARE


def test_unknown_locality_is_not_found(client):
    assert client.get("/localities/nowhere/plan/compare/").status_code == 404
