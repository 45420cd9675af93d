"""A plan of two actions under the header words of many partnerships, each read as the same plan."""

import pytest

from concordat import documents
from concordat.plans.domain.reading import read_plan
from tests.plans.families.pieces import P, T
from tests.plans.families.writing import written

ROWS = (
    ("1.1", "Open a café on Sundays", "Mind", "May 2016", "Company", "Completed"),
    ("1.2", "Train staff in listening", "Trust", "June 2016", "Kinder care", "In progress"),
)
HEADERS = (
    ("Ref", "Actions to be taken", "Lead Officer/Organisation", "Timescales for delivery", "Expected Impact",
     "Current Status"),
    ("No", "Specific actions", "Who is going to do it?", "By what date?", "What will success look like?",
     "Where are we up to?"),
    ("Action Number", "Activity", "Partner responsible", "Delivery by", "Intended results", "R A G"),
    ("ID", "What needs to change?", "Lead agencies", "To be delivered by", "Evidence of success", "Update"),
    ("Item", "How we will achieve this", "Accountable organisation(s)", "Dates", "Output/Outcome", "Progress at Oct"),
    ("#", "Local action", "Nominated lead", "Target completion", "Measurable outcome", "Milestone status"),
    ("Ref No", "Key Deliverables", "Lead Commissioner / Provider", "Timeframe for completion", "KPI / Outcome measure",
     "Quarter 2 position"),
    ("Action ID", "Proposed Action", "Led by (agency)", "Completion date (planned)",
     "What difference will this make to people?", "How's it going?"),
    ("Code", "Task description", "Assigned", "Finish by", "Goal", "% complete"),
    ("Our ref", "We will…", "Led by…", "By…", "So that…", "Status"),
    ("", "Action", "Lead", "Date", "Outcome", ""),
    ("Action", "Detail", "Responsible agency", "Month due", "Impact on patients", "Delivery RAG"),
    ("Nº", "The action", "The lead", "The date", "The outcome", "The status"),
    ("Ref", "Improvement action", "Exec lead", "Planned end date", "Benefits", "Action status (Open/Closed)"),
    ("Line", "Local Offer / Commitment", "Organisation leading", "Target (month/year)", "Concordat outcome",
     "Self assessment RAG"),
    ("Ref", "CRISIS CARE ACTION", "AGENCY LEAD(S)", "TIME FRAME", "ANTICIPATED OUTCOMES", "ACTION TAKEN"),
    ("Ref", "What?", "Who?", "When?", "Why?", "How far?"),
    ("Ref", "What are we doing?", "Who's responsible?", "Deadline?", "What will be better?", "RAG & comment"),
)  # fmt: skip


@pytest.mark.parametrize("header", HEADERS, ids=[" | ".join(header) for header in HEADERS])
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_header_in_other_words_names_the_same_columns(header, kind):
    pieces = (P("Fenwold Crisis Care Concordat Action Plan"), T((header, *ROWS)))
    plan = read_plan(documents.read(written(pieces, kind), name=f"plan.{kind}"))
    found = [
        (
            *a.references,
            a.action,
            a.led_by_text,
            a.timescale_text,
            a.outcome,
            a.progress or a.status_text,
            a.status.word,
        )
        for a in plan.actions()
    ]
    assert found == [(*row, word) for row, word in zip(ROWS, ("complete", "ongoing"), strict=True)]
