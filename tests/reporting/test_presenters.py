from datetime import date

from concordat.assurance.domain.histories import History, status_on
from concordat.plans.domain.editions.comparing import Change, ChangeKind, Standing
from concordat.plans.domain.states import State
from concordat.plans.queries import ActionChange, EditionChanges, PlanProgress
from concordat.reporting.presenters.locality import MOST_CHANGES, present_locality
from concordat.reporting.presenters.standing import standing_words
from concordat.reporting.queries import LocalityPicture
from tests.plans.test_presenters_plans import FIRST, POLICE, TRUST, action, plan, timescale

ON = date(2026, 6, 1)
PROGRESS = PlanProgress(edition=3, dated_on=date(2026, 3, 2), actions=42, complete=17, open=20, overdue=5)


def test_standing_is_one_sentence():
    assert standing_words(PROGRESS) == "42 actions promised; 17 complete; 5 overdue; edition 3, March 2026"
    assert standing_words(None) == "No edition of a plan has been published yet"


def picture(seen, changes=None):
    from concordat.directory.queries import LocalityFacts

    place = LocalityFacts(1, "fenmarsh", "Fenmarsh", "R1", "East", (), "the coast", "", False, ())
    status = status_on(History(), on=ON)
    may = dict.fromkeys(("may_see_draft", "may_import", "may_see_reviews", "may_propose", "may_keep_people"), False)
    return LocalityPicture(place, (), seen, status, changes, **may)


def test_bar_counts_every_action_once():
    seen = plan(
        action(1, state=State.COMPLETE),
        action(2, state=State.IN_PROGRESS, timescale=timescale(date(2026, 1, 1), 1, date(2025, 1, 1))),
        action(3, state=State.IN_PROGRESS),
    )
    page = present_locality(picture(seen), on=ON, plan_href="/plan/")
    assert [(part.count, part.words, part.href) for part in page.bar] == [
        (1, "complete", "/plan/?state=complete"),
        (2, "in progress", "/plan/?state=in_progress"),
    ]
    assert [(link.words, link.href) for link in page.late] == [
        ("1 is overdue", "/plan/?overdue=yes"),
        ("1 has slipped to a later date", "/plan/?slipped=yes"),
    ]


def test_partners_come_by_their_share():
    seen = plan(action(1, leads=(POLICE, TRUST)), action(2, leads=(TRUST,), state=State.COMPLETE))
    page = present_locality(picture(seen), on=ON, plan_href="/plan/")
    assert [(partner.name, partner.words, partner.href) for partner in page.partners] == [
        ("Fenmarsh Trust", "2 actions, 1 complete", "/plan/?partner=trust"),
        ("Fenmarsh Police", "1 action, 0 complete", "/plan/?partner=police"),
    ]


def change(kind, number=1, before=None, after=None):
    return ActionChange(Change(kind, number, before, after), (f"1.{number}",), "Open a crisis line")


def test_changes_are_told_in_a_sentence_and_a_few_lines():
    march = Standing(1, State.IN_PROGRESS, date(2026, 3, 31), ON)
    june = Standing(1, State.IN_PROGRESS, date(2026, 6, 30), ON)
    changes = (
        change(ChangeKind.SLIPPED, 1, march, june),
        change(ChangeKind.REMOVED, 2, march),
        change(ChangeKind.ADDED, 3, None, june),
        *(change(ChangeKind.COMPLETED, number, march, march) for number in (4, 5, 6)),
    )
    page = present_locality(picture(plan(action()), EditionChanges(FIRST, changes)), on=ON, plan_href="/plan/")
    assert page.changes_sentence == (
        "Since edition 1 (5 January 2026): 3 completed, 1 slipped, 1 new and 1 no longer in the plan."
    )
    assert [(line.kind, line.detail) for line in page.changes[:3]] == [
        ("Slipped", "from 31 March 2026 to 30 June 2026"),
        ("No longer in the plan", "it was in progress"),
        ("New", ""),
    ]
    assert len(page.changes) == MOST_CHANGES
    assert page.changes[0].href == "/plan/actions/1/"


def test_edition_that_changed_nothing_says_so():
    page = present_locality(picture(plan(action()), EditionChanges(FIRST, ())), on=ON, plan_href="/plan/")
    assert page.changes_sentence == "Since edition 1 (5 January 2026) no action has changed its state or its date."
