from dataclasses import replace
from datetime import date

from concordat.documents.domain import Place
from concordat.plans.domain.editions.wording_changes import Piece, PieceKind
from concordat.plans.domain.readings import SourceCell
from concordat.plans.domain.states import Confidence, State
from concordat.plans.domain.timescales import TimescaleKind
from concordat.plans.presenters import present_action, present_source
from concordat.plans.presenters.sources import colour_words
from concordat.plans.queries.actions import ActionHistory, RevisionSeen, UpdateSeen, WordingSeen
from concordat.plans.queries.plans import TimescalePart
from concordat.plans.queries.sources import SourceRowSeen, SourceSeen
from tests.plans.test_presenters_plans import FIRST, POLICE, SECOND, TRUST, action, timescale

ON = date(2026, 6, 1)


def said(**given):
    values = {
        "kind": "imported",
        "said_on": date(2026, 1, 5),
        "recorded_on": date(2026, 1, 5),
        "edition": 1,
        "state": State.IN_PROGRESS,
        "confidence": Confidence.NONE,
        "state_basis": "",
        "progress": "Begun",
        "next_step": "",
        "timescale": timescale(date(2026, 3, 31), text="March 2026"),
        "said_by": None,
    }
    return UpdateSeen(**{**values, **given})


def worded(**given):
    values = {
        "recorded_on": date(2026, 1, 5),
        "edition": 1,
        "references": ("1.1",),
        "section": "In crisis",
        "text": "Open a crisis line",
        "theme": "",
        "outcome": "",
        "leads": (POLICE,),
        "reason": "",
    }
    return WordingSeen(**{**values, **given})


def history(**given):
    values = {
        "locality_slug": "fenmarsh",
        "locality_name": "Fenmarsh",
        "action": action(),
        "edition": SECOND,
        "latest_edition": SECOND,
        "may_see_draft": False,
        "updates": (said(),),
        "wordings": (worded(),),
        "revisions": (),
        "sources": (),
        "names_people": False,
    }
    return ActionHistory(**{**values, **given})


def present(**given):
    return present_action(history(**given), on=ON, plan_href="/plan/", locality_href="/place/")


def test_history_is_newest_first_and_says_what_changed():
    page = present(
        updates=(
            said(),
            said(
                edition=2,
                said_on=date(2026, 5, 1),
                state=State.COMPLETE,
                confidence=Confidence.GREEN,
                progress="Done",
                timescale=timescale(date(2026, 6, 30), text="June 2026"),
            ),
            said(
                edition=3,
                said_on=date(2026, 5, 9),
                state=State.COMPLETE,
                confidence=Confidence.GREEN,
                progress="Done",
                timescale=timescale(date(2026, 6, 30), text="June 2026"),
            ),
        )
    )
    assert [(item.said_on, item.who, item.said) for item in page.history] == [
        ("9 May 2026", "Read from edition 3", ()),
        ("1 May 2026", "Read from edition 2", ("Done",)),
        ("5 January 2026", "Read from edition 1", ("Begun",)),
    ]
    assert [item.changes for item in page.history] == [
        ("The words are the same as before",),
        (
            "State: was in progress, now complete",
            "Confidence: was not said, now green",
            "When: was “March 2026”, now “June 2026”",
        ),
        ("First heard of this action",),
    ]
    assert page.state_since == "1 May 2026"


def test_history_says_nothing_new_where_nothing_is():
    page = present(updates=(said(), said(progress="Going on")))
    assert page.history[0].changes == ("New words; nothing else changed",)


def test_who_said_it_is_a_role_and_a_name_for_members():
    kinds = [
        said(kind="corrected", edition=None, said_by="A Coordinator"),
        said(kind="reported", edition=2, said_by=None),
        said(kind="imported", edition=None),
    ]
    page = present(updates=tuple(kinds), may_see_draft=True)
    assert [item.who for item in page.history] == [
        "Read from a document",
        "Said by a lead, in edition 2",
        "Corrected by the coordinator, A Coordinator, not in an edition yet",
    ]


def test_when_is_as_written_and_as_understood():
    when = replace(
        timescale(date(2026, 3, 31), 1, date(2025, 12, 31), "March\n2026"),
        kind=TimescaleKind.MULTIPLE,
        start=date(2026, 1, 1),
        parts=(TimescalePart("i", "March 2026", TimescaleKind.MONTH, date(2026, 3, 1), date(2026, 3, 31)),),
    )
    page = present(action=action(timescale=when))
    assert (page.written, page.understood) == ("March 2026", "From 1 January 2026 to 31 March 2026")
    assert (page.parts[0].label, page.parts[0].understood) == ("i", "In March 2026, so by 31 March 2026")
    assert [(mark.tag.words, mark.reason) for mark in page.lateness] == [
        ("Overdue", "Promised by 31 March 2026, about 2 months ago, and it is said to be still in progress"),
        (
            "Slipped",
            "Its date has moved later once, by 90 days; it was first promised by 31 December 2025",
        ),
    ]


def test_revisions_are_told_only_where_there_were_any():
    first = RevisionSeen(timescale(date(2026, 3, 31), text="March 2026"), date(2026, 1, 5), "")
    second = RevisionSeen(timescale(date(2026, 6, 30), text="June 2026"), date(2026, 5, 4), "A nurse left")
    assert present(revisions=(first,)).revisions == ()
    newest, oldest = present(revisions=(first, second)).revisions
    assert (newest.written, newest.reason, newest.is_present) == ("June 2026", "A nurse left", True)
    assert (oldest.written, oldest.is_present) == ("March 2026", False)


def test_wordings_are_compared_word_by_word():
    page = present(
        wordings=(
            worded(),
            worded(edition=2, text="Open a crisis café", references=("2.1",), section="After", leads=(POLICE, TRUST)),
        )
    )
    changed = page.wordings[0]
    assert changed.heading == "Changed with edition 2"
    assert changed.pieces == (
        Piece(PieceKind.KEPT, "Open a crisis"),
        Piece(PieceKind.REMOVED, "line"),
        Piece(PieceKind.ADDED, "café"),
    )
    assert changed.others == (
        "Reference: was 1.1, now 2.1",
        "Section: was “In crisis”, now “After”",
        "Leads: was Police, now Police and Fenmarsh Trust",
    )


def test_wording_that_only_moved_is_not_told():
    assert present(wordings=(worded(), worded(edition=2))).wordings == ()
    assert present(wordings=(worded(section="1 In crisis"), worded(section="1. In Crisis"))).wordings == ()


def test_old_references_are_kept():
    page = present(action=action(references=("2.1",)), wordings=(worded(), worded(references=("2.1",))))
    assert (page.heading, page.old_references) == ("Action 2.1", "1.1")


def test_leads_lead_to_all_they_promised():
    page = present(action=action(leads=(POLICE, TRUST)))
    assert [(lead.role, lead.words, lead.type, lead.href) for lead in page.leads] == [
        ("Leads", "Fenmarsh Police", "Police", "/plan/?partner=police"),
        ("Supports", "Fenmarsh Trust", "Mental health trust", "/plan/?partner=trust"),
    ]


def test_action_that_left_the_plan_says_so():
    page = present(edition=FIRST)
    assert page.warning == (
        "This action is not in the latest edition of the plan (edition 2, dated 4 May 2026). "
        "Below is what edition 1 said."
    )
    assert present().warning == ""


def test_people_are_said_to_be_hidden():
    assert present(names_people=True).hides_people
    assert not present(names_people=True, may_see_draft=True).hides_people


def test_source_says_document_edition_and_place():
    source = SourceSeen(7, 3, "plan.docx", SECOND, 2, 5, None)
    line = present(sources=(source,)).sources[0]
    assert (line.words, line.href) == ("Edition 2, dated 4 May 2026, table 2, row 5", "/plan/actions/1/source/7/")
    assert line.document_href == ""
    assert present(sources=(source,), may_see_draft=True).sources[0].document_href == "/place/documents/3/"
    sheet = present(sources=(replace(source, table=1, sheet="Plan"),)).sources[0]
    assert sheet.words == "Edition 2, dated 4 May 2026, sheet “Plan”, row 5"


def row_seen(**given):
    values = {
        "locality_slug": "fenmarsh",
        "locality_name": "Fenmarsh",
        "action_number": 1,
        "references": ("2.1",),
        "source": SourceSeen(7, 3, "plan.docx", SECOND, 2, 5, None),
        "may_see_draft": False,
        "cells": (
            SourceCell("Action", "action", "Open\n\na line", None, Place(2, 5, 1)),
            SourceCell("", None, "", "00B050", Place(2, 5, 2)),
        ),
        "withheld": (),
        "corrected": (),
        "status_word": "complete",
        "status_basis": "fill 00B050",
        "status_certainty": "likely",
    }
    return SourceRowSeen(**{**values, **given})


def source_page(**given):
    return present_source(row_seen(**given), plan_href="/plan/", locality_href="/place/")


def test_source_page_shows_each_cell_in_words():
    page = source_page()
    assert (page.heading, page.place) == ("Where action 2.1 was read from", "table 2, row 5")
    words, colour = page.cells
    assert (words.header, words.text, words.place, words.colour_words) == ("Action", ("Open", "a line"), "column 1", "")
    assert (colour.header, colour.text, colour.colour, colour.colour_words) == (
        "No header",
        (),
        "00B050",
        "green (00B050)",
    )
    assert page.conclusion == "From this row the state was probably read as complete, because of the green shading."


def test_source_page_says_what_is_not_shown():
    assert source_page().withheld == ()
    assert source_page(withheld=("Led by", "Contact"), corrected=("Progress",)).withheld == (
        "The cells headed “Led by” and “Contact” are not shown here, "
        "because names or contacts of staff may stand there.",
        "The cell headed “Progress” is not shown here, "
        "because the words were corrected before the edition was published.",
    )


def test_colours_are_said_in_words():
    assert [colour_words(fill) for fill in (None, "FFFFFF", "FFC000", "7030A0")] == [
        "",
        "white, or nearly (FFFFFF)",
        "amber, orange or yellow (FFC000)",
        "purple (7030A0)",
    ]
