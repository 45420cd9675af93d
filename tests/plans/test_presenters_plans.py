from dataclasses import replace
from datetime import date

import pytest

from concordat.directory.domain import OrganisationType
from concordat.plans.domain.filtering import Wanted
from concordat.plans.domain.front_matter import FrontMatter
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.states import Confidence, State
from concordat.plans.domain.timescales import TimescaleKind
from concordat.plans.presenters import present_plan
from concordat.plans.presenters.states import STATE_TAGS
from concordat.plans.presenters.words import first_words, listed, opening_of
from concordat.plans.queries.plans import ActionSeen, LeadSeen, PlanSeen, TimescaleSeen
from concordat.plans.queries.standpoints import EditionSeen

ON = date(2026, 6, 1)
POLICE = LeadSeen(LeadRole.LEAD, "Fenmarsh Police", "Police", "police", OrganisationType.POLICE, None, None)
TRUST = LeadSeen(LeadRole.SUPPORT, "Fenmarsh Trust", None, "trust", OrganisationType.MENTAL_HEALTH_TRUST, None, None)
FIRST = EditionSeen(1, date(2026, 1, 5), "The plan", date(2026, 1, 6))
SECOND = EditionSeen(2, date(2026, 5, 4), "The plan", date(2026, 5, 5))
DRAFT = EditionSeen(3, date(2026, 6, 1), "The plan", None)


def timescale(end=None, slips=0, first_end=None, text="as written"):
    kind = TimescaleKind.DAY if end else TimescaleKind.ONGOING
    return TimescaleSeen(text, kind, end, end, "", (), slips, first_end)


def action(number=1, **given):
    values = {
        "pk": number,
        "number": number,
        "references": (f"1.{number}",),
        "section": "In crisis",
        "text": "Open a crisis line",
        "theme": "",
        "outcome": "",
        "group": "",
        "led_by_text": None,
        "has_lead_words": False,
        "leads": (POLICE,),
        "timescale": timescale(),
        "state": State.IN_PROGRESS,
        "confidence": Confidence.NONE,
        "progress": "",
        "next_step": "",
        "said_on": date(2026, 5, 1),
    }
    return ActionSeen(**{**values, **given})


def plan(*actions, edition=SECOND, editions=(SECOND, FIRST), is_draft=False, may_see_draft=False):
    return PlanSeen(
        "fenmarsh",
        "Fenmarsh",
        "The plan",
        edition,
        is_draft,
        may_see_draft,
        editions,
        FrontMatter(),
        tuple(dict.fromkeys(each.section for each in actions)),
        actions,
    )


def present(seen, wanted=None, **given):
    return present_plan(
        seen, wanted or Wanted(), on=ON, base="/here/", plan_href="/plan/", locality_href="/place/", **given
    )


def test_row_says_what_whom_when_and_how_far():
    row = (
        present(
            plan(
                action(
                    references=("2.1", "2.2"),
                    text="Run a car. Every evening of the week, also at Christmas.\n\nWith a nurse.",
                    leads=(POLICE, TRUST),
                    progress="It runs\non six evenings.",
                )
            )
        )
        .sections[0]
        .rows[0]
    )
    assert (row.reference, row.href) == ("2.1, 2.2", "/plan/actions/1/")
    assert row.words.more == ("With a nurse.",)
    assert (row.leads, row.supports) == (("Police",), ("Fenmarsh Trust",))
    assert (row.when, row.marks) == ("as written", ())
    assert row.state == STATE_TAGS[State.IN_PROGRESS]
    assert (row.said_on, row.said) == ("1 May 2026", "It runs on six evenings.")


def test_action_without_a_reference_is_called_by_its_number():
    assert present(plan(action(7, references=()))).sections[0].rows[0].reference == "Action 7"


@pytest.mark.parametrize(
    ("given", "marks"),
    [
        ({"end": date(2026, 5, 31)}, [("Overdue", "by 1 day")]),
        ({"end": ON}, [("Due soon", "today")]),
        ({"end": date(2026, 6, 3)}, [("Due soon", "in 2 days")]),
        ({"end": date(2026, 12, 31), "slips": 1, "first_end": ON}, [("Slipped", "once, from 1 June 2026")]),
        (
            {"end": date(2026, 3, 31), "slips": 3, "first_end": date(2025, 3, 31)},
            [("Overdue", "by about 2 months"), ("Slipped", "3 times, from 31 March 2025")],
        ),
    ],
)
def test_lateness_is_said_beside_the_date(given, marks):
    row = present(plan(action(timescale=timescale(**given)))).sections[0].rows[0]
    assert [(mark.tag.words, mark.words) for mark in row.marks] == marks


def test_leads_who_are_not_recognised_are_not_called_nobody():
    assert present(plan(action(leads=()))).sections[0].rows[0].leads == ("Nobody is named",)
    row = present(plan(action(leads=(), has_lead_words=True))).sections[0].rows[0]
    assert row.leads == ("Named in the document, but not as a partner here",)
    row = present(plan(action(leads=(), has_lead_words=True, led_by_text="CAMHS\n(to confirm)"))).sections[0].rows[0]
    assert row.leads == ("As written: “CAMHS (to confirm)”",)
    person = LeadSeen(LeadRole.LEAD, None, None, None, None, None, None)
    assert present(plan(action(leads=(person,)))).sections[0].rows[0].leads == ("A named person",)
    named = replace(POLICE, person="Winifred Askew-Tarrant")
    assert present(plan(action(leads=(named,)))).sections[0].rows[0].leads == ("Winifred Askew-Tarrant (Police)",)


def test_summary_counts_what_stands():
    page = present(
        plan(
            action(1, state=State.COMPLETE),
            action(2, section="After", timescale=timescale(date(2026, 1, 1), 1, date(2025, 1, 1))),
        )
    )
    assert page.summary == "2 actions in 2 sections: 1 complete, 1 overdue, 1 slipped."


def test_superseded_edition_is_judged_on_its_own_day():
    seen = plan(action(timescale=timescale(date(2026, 3, 31))), edition=FIRST)
    page = present(seen)
    assert page.sections[0].rows[0].marks == ()
    assert page.on_words == "What was overdue is worked out for the day of this edition, 5 January 2026."
    assert page.superseded_words == (
        "This is edition 1 as it stood on 5 January 2026. The latest is edition 2, dated 4 May 2026."
    )


def test_draft_says_who_sees_it():
    live = plan(action(), edition=None, editions=(DRAFT, SECOND), is_draft=True, may_see_draft=True)
    assert present(live).draft_words == "This is the live plan, which only members see. The public sees edition 2."
    assert present(replace(live, editions=())).draft_words == (
        "This is the live plan. Only members see it: no edition has been published yet."
    )
    waiting = present(live).waiting
    assert waiting is not None
    assert waiting.words == "Edition 3, dated 1 June 2026"
    assert waiting.href.endswith("/editions/3/")
    assert present(replace(live, editions=(SECOND,))).waiting is None
    unpublished = replace(live, edition=DRAFT)
    assert present(unpublished).waiting is None
    assert present(unpublished).draft_words == "Edition 3 has not been published: only members see it."
    assert [(link.words, link.is_shown) for link in present(live).editions] == [
        ("Live plan (members only)", True),
        ("Edition 3, dated 1 June 2026 (not published)", False),
        ("Edition 2, dated 4 May 2026", False),
    ]


def test_filter_leaves_rows_and_says_so():
    seen = plan(action(1, state=State.COMPLETE), action(2, leads=(TRUST,)), action(3, section="After"))
    page = present(seen, Wanted(state="in_progress", partner="police"))
    assert [row.reference for section in page.sections for row in section.rows] == ["1.3"]
    assert page.filters.sentence == (
        "1 of 3 actions: those that are in progress and that Fenmarsh Police leads or supports."
    )
    assert page.sections[0].count == "1 action"
    assert present(seen, Wanted(state="complete")).sections[0].count == "1 of 2 actions"


def test_filter_links_add_and_take_away():
    seen = plan(action(1, state=State.COMPLETE), action(2))
    links = {
        link.words: link
        for link in present(seen, Wanted(state="complete", words=("crisis line", "open"))).filters.links
    }
    assert (links["Complete"].is_on, links["Complete"].href) == (True, "/here/?words=%22crisis+line%22+open")
    assert links["In progress"].href == "/here/?state=in_progress&words=%22crisis+line%22+open"
    assert (links["In progress"].count, links["Overdue"].count) == (1, 0)
    assert "Merged" not in links


def test_filter_that_leaves_nothing_says_so():
    page = present(plan(action()), Wanted(words=("zebra",)))
    assert (page.filters.is_empty, page.sections) == (True, ())
    assert page.filters.sentence == "None of 1 action: those with the words “zebra”."


def test_words_are_looked_for_in_everything_an_action_says():
    seen = plan(
        action(1, text="Café"),
        action(2, outcome="cafe"),
        action(3, progress="CAFÉ"),
        action(4, leads=(TRUST,)),
        action(5),
    )

    def found(*words):
        page = present(seen, Wanted(words=words))
        return [row.reference for section in page.sections for row in section.rows]

    assert found("cafe") == ["1.1", "1.2", "1.3"]
    assert found("fenmarsh trust") == ["1.4"]
    assert found("1.5") == ["1.5"]


def test_select_with_one_choice_is_left_out():
    page = present(plan(action(1, theme="Urgent care"), action(2, leads=(TRUST,), theme="Urgent care")))
    assert [select.name for select in page.filters.selects] == ["partner"]
    assert page.filters.selects_words == "partner"
    assert [option.words for option in page.filters.selects[0].options] == [
        "Any partner",
        "Fenmarsh Police (1)",
        "Fenmarsh Trust (1)",
    ]


def test_first_sentence_opens_a_long_text():
    assert opening_of("Short").first == "Short"
    opening = opening_of("Open the café every evening. Then tell everybody about it.", 40)
    assert (opening.first, opening.rest) == ("Open the café every evening.", "Then tell everybody about it.")
    cut = opening_of("one two three four five six seven eight", 20)
    assert (cut.first, cut.rest) == ("one two three four", "five six seven eight")
    assert opening_of("x" * 300, 20).rest == "x" * 280
    assert opening_of(" \n ").first == "(no words)"


def test_words_are_cut_after_a_word():
    assert first_words("one two\nthree", 20) == "one two three"
    assert first_words("one two, three", 10) == "one two…"
    assert first_words("x" * 30, 10) == "x" * 10 + "…"


def test_names_are_listed_as_people_say_them():
    assert [listed(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == ["", "A", "A and B", "A, B and C"]
