"""What was split off and what was merged is decided in the review, kept with the edition, and told on both pages."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from concordat.plans import commands
from concordat.plans.domain.corrections import MissingChoice, MissingDecision, NotACorrection, RowField
from concordat.plans.domain.editions.comparing import Happening
from concordat.plans.models import Action, ActionSuccession
from tests.factories import plans as documents
from tests.factories.plans import Line
from tests.plans.importing.steps import (
    LATER,
    bring_in_document,
    full_form,
    page,
    part,
    review,
    settle_names,
    words,
)

pytestmark = pytest.mark.django_db
PUBLIC = AnonymousUser()
BEFORE = "1. Before a crisis"
DURING = "2. In a crisis"
LONG = "Ring people the day after they go home and send their doctor a letter about the stay"


def plan_of(*texts, title="Tarnshire crisis care plan", section=BEFORE):
    lines = [Line(f"1.{place}", text) for place, text in enumerate(texts, start=1)]
    return documents.word_plan([(section, lines)], title=title)


@pytest.fixture
def split(bring_in, accept):
    """The second document says in two rows what the first said in one."""
    accept(bring_in(plan_of("Open a night café beside the harbour", LONG)))
    again = (
        "Open a night café beside the harbour",
        "Ring people the day after they go home",
        "Send their doctor a letter about the stay",
    )
    return bring_in(plan_of(*again, title="The second plan"), at=LATER)


@pytest.fixture
def merged(bring_in, accept):
    """The second document says in one row what the first said in two."""
    accept(bring_in(plan_of("Open a night café beside the harbour", "Write a guide for landlords", "Train sergeants")))
    again = ("Open a night café beside the harbour and write a guide for landlords", "Train sergeants")
    return bring_in(plan_of(*again, title="The second plan"), at=LATER)


def joined():
    return [
        (one.kind, one.earlier.number, one.later.number, one.edition.number)
        for one in ActionSuccession.objects.select_related("earlier", "later", "edition")
    ]


def test_row_that_looks_split_off_is_asked_about_and_goes_in_as_it_looks(split, accept):
    seen = review(split)

    letter = seen.plan.rows[2]
    assert [doubt.field for doubt in seen.doubts_of(letter)] == [RowField.MATCH]
    assert [seen.happened_to(row) for row in seen.plan.rows][1:] == [(Happening.EDITED,), (Happening.SPLIT,)]
    accept(split, dated_on=date(2031, 9, 1), at=LATER)
    assert joined() == [("split", 2, 3, 2)]


def test_person_may_say_that_it_is_new_of_its_own(split, accept, coordinator):
    values = {RowField.MATCH: 0, RowField.SPLIT_FROM: 0}
    commands.correct_row(import_id=split, row=2, values=values, by=coordinator, at=LATER)

    seen = review(split)
    assert seen.happened_to(seen.plan.rows[2]) == (Happening.ADDED,)
    accept(split, dated_on=date(2031, 9, 1), at=LATER)
    assert joined() == []


def test_any_new_row_can_be_said_to_be_split_off_any_action(split, accept, coordinator):
    values = {RowField.MATCH: 0, RowField.SPLIT_FROM: 1}
    commands.correct_row(import_id=split, row=2, values=values, by=coordinator, at=LATER)
    accept(split, dated_on=date(2031, 9, 1), at=LATER)

    assert joined() == [("split", 1, 3, 2)]


def test_missing_action_that_became_part_of_a_row_is_told_with_its_edition(merged, accept, coordinator):
    assert [(one.number, one.merged_into) for one in review(merged).matching.missing] == [(2, 0)]
    decision = MissingDecision(MissingChoice.MERGED, into_row=0)
    commands.decide_missing(import_id=merged, decisions={2: decision}, by=coordinator, at=LATER)
    accept(merged, dated_on=date(2031, 9, 1), at=LATER)

    guide = Action.objects.get(number=2)
    assert joined() == [("merged", 2, 1, 2)]
    assert guide.update.state == "merged"
    assert guide.update.progress == "Not in the document of 1 September 2031: it became part of action 1.1."


def test_missing_action_is_not_merged_unless_a_person_says_so(merged, accept):
    accept(merged, dated_on=date(2031, 9, 1), at=LATER)

    assert joined() == []
    assert Action.objects.get(number=2).update.state == "in_progress"


def test_missing_action_can_become_part_of_another_that_is_missing(bring_in, accept, coordinator):
    accept(bring_in(plan_of("Open a night café", "Write a guide for landlords", "Train sergeants")))
    second = bring_in(plan_of("Train sergeants", title="The second plan"), at=LATER)
    decision = MissingDecision(MissingChoice.MERGED, into_number=1)
    commands.decide_missing(import_id=second, decisions={2: decision}, by=coordinator, at=LATER)
    accept(second, dated_on=date(2031, 9, 1), at=LATER)

    assert joined() == [("merged", 2, 1, 2)]


@pytest.mark.parametrize(
    "decisions",
    [
        {2: MissingDecision(MissingChoice.MERGED, into_number=2)},
        {2: MissingDecision(MissingChoice.MERGED, into_row=9)},
        {
            2: MissingDecision(MissingChoice.MERGED, into_number=1),
            1: MissingDecision(MissingChoice.MERGED, into_number=2),
        },
    ],
)
def test_action_does_not_become_part_of_itself_or_of_nothing(merged, coordinator, decisions):
    with pytest.raises(NotACorrection):
        commands.decide_missing(import_id=merged, decisions=decisions, by=coordinator, at=LATER)


def test_row_that_was_left_out_since_leaves_the_question_open(merged, accept, coordinator):
    decision = MissingDecision(MissingChoice.MERGED, into_row=0)
    commands.decide_missing(import_id=merged, decisions={2: decision}, by=coordinator, at=LATER)
    commands.correct_row(import_id=merged, row=0, values={RowField.LEFT_OUT: True}, by=coordinator, at=LATER)

    assert review(merged).merged_into(2) is None
    accept(merged, dated_on=date(2031, 9, 1), at=LATER)
    assert joined() == []


def test_both_pages_tell_of_a_split_to_the_public_once_the_edition_is_published(split, accept, client, coordinator):
    accept(split, dated_on=date(2031, 9, 1), at=LATER, publish=False)
    address = "/localities/tarnshire/plan/actions/{}/"
    assert "Split and merged" not in words(client.get(address.format(2)))

    edition = ActionSuccession.objects.get().edition
    commands.publish_edition(edition_id=edition.pk, by=coordinator, at=LATER)

    assert "Split from action 1.2 (edition 2)" in words(client.get(address.format(3)))
    earlier = page(client.get(address.format(2)))
    assert "A part of it became action 1.3 in edition 2" in words(earlier)
    assert earlier.xpath("//a[text()='action 1.3']/@href") == [address.format(3)]


def test_page_of_a_merged_action_says_where_it_went(merged, accept, client, coordinator):
    decision = MissingDecision(MissingChoice.MERGED, into_row=0)
    commands.decide_missing(import_id=merged, decisions={2: decision}, by=coordinator, at=LATER)
    accept(merged, dated_on=date(2031, 9, 1), at=LATER)

    assert "Became part of action 1.1 in edition 2" in words(client.get("/localities/tarnshire/plan/actions/2/"))
    assert "Took in action 1.2 in edition 2" in words(client.get("/localities/tarnshire/plan/actions/1/"))


def test_coordinator_answers_split_and_merged_on_the_pages(desk, split):
    address = f"/localities/tarnshire/imports/{split}/"
    card = part(desk, address, "row-2")
    options = {words(box.getparent().find("label")): box for box in card.xpath(".//input[@name='match']")}
    (likely,) = [said for said, box in options.items() if box.get("checked") is not None]
    assert likely == "It was split off action 1.2, which goes on as 1.2"

    desk.post(f"{address}rows/2/", {"asked": "match", "match": options[likely].get("value")})
    assert review(split).split_from(review(split).plan.rows[2]) == 2
    assert full_form(desk, f"{address}rows/2/")["match"] == "split:2"

    desk.post(f"{address}rows/2/", {**full_form(desk, f"{address}rows/2/"), "match": "0"})
    assert review(split).split_from(review(split).plan.rows[2]) is None
    settle_names(desk, address)
    assert "1 action will be added." in words(desk.get(f"{address}accept/"))


def test_answer_that_names_no_other_action_is_sent_back(desk, merged):
    review_page = f"/localities/tarnshire/imports/{merged}/"
    address = f"{review_page}missing/"
    sheet = page(desk.get(address))
    assert sheet.xpath("//input[@name='action-2'][@checked]/@value") == ["merged:row:0"]
    likest = [option.get("value") for option in sheet.xpath("//select[@name='into-2']/option")]
    assert likest[:2] == ["", "row:0"]

    told = page(desk.post(address, {"action-2": "merged", "into-2": ""}), 422)
    assert "Say which action it became part of: 1.2" in words(told)

    assert desk.post(address, {"action-2": "merged", "into-2": "row:1"}).status_code == 302
    assert review(merged).merged_into(2).row == 1
    assert "It became part of 1.2: Train sergeants" in words(part(desk, review_page, "changes"))


def test_counts_lead_to_what_happened_so(desk, second_with_everything):
    address = second_with_everything
    kinds = {" ".join(link.text_content().split()): link.get("href") for link in part_links(desk, address)}
    assert list(kinds) == [
        "2 doubtful: look at these first",
        "1 split off another",
        "1 merged into another",
        "1 missing from the document",
        "2 edited",
        "1 renumbered or moved",
    ]

    shown = page(desk.get(f"{address}?show=edited"))
    assert "Only what is edited is shown." in words(shown)
    assert len(shown.xpath("//details[@open]//li")) == 2
    assert len(shown.xpath("//*[@id='actions']//tbody/tr")) == 2
    assert shown.xpath("//*[@id='missing']") == []
    assert words(shown.xpath("//*[contains(@class,'app-kinds')]//*[@aria-current]")[0]) == "2 edited"


@pytest.fixture
def second_with_everything(desk, bring_in, accept):
    accept(bring_in(plan_of("Open a night café beside the harbour", "Write a guide for landlords", LONG)))
    again = (
        "Open a night café beside the harbour and write a guide for landlords",
        "Ring people the day after they go home",
        "Send their doctor a letter about the stay",
    )
    return bring_in_document(desk, plan_of(*again, title="The second plan"))


def part_links(desk, address):
    return page(desk.get(address)).xpath("//nav[contains(@class,'app-kinds')]//a")
