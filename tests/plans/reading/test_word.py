"""One invented plan in many looks, written with python-docx: each is read as the same plan."""

import pytest

from concordat import documents
from concordat.plans.domain.reading import read_plan
from tests.plans.reading.varied import FIELDS, FILLS, Look, expected, write

WITHOUT_STATUS = tuple(name for name in FIELDS if name != "status")
WITH_THEME = ("ref", "action", "theme", "when", "who", "outcome", "progress", "status")
WITH_SECTION = ("ref", "section", "action", "when", "who", "outcome", "progress", "status")
TICKS = (*WITHOUT_STATUS, "tick:not_started", "tick:ongoing", "tick:complete")

LOOKS = {
    "plain": Look(),
    **{
        f"sections as {kind}, {'numbered' if numbered else 'bare'}": Look(
            sections=kind, numbered_titles=numbered, one_table=kind == "row"
        )
        for kind in ("heading", "paragraph", "bold", "row", "first_row")
        for numbered in (True, False)
    },
    "sections in a column": Look(
        sections="column", one_table=True, fields=WITH_SECTION, headers={"section": "Section"}
    ),
    "sections in a column of workstreams": Look(
        sections="column", one_table=True, fields=WITH_SECTION, headers={"section": "Workstream"}
    ),
    "no sections": Look(sections="none", one_table=True),
    "rows of sections and themes": Look(sections="row", themes="row", one_table=True),
    "rows of sections and themes without numbers": Look(
        sections="row", themes="row", one_table=True, numbered_titles=False
    ),
    "rows of themes under headings": Look(themes="row"),
    "rows of themes under bare paragraphs": Look(sections="paragraph", themes="row", numbered_titles=False),
    "themes in a column": Look(fields=WITH_THEME),
    "themes in a column without a heading": Look(fields=WITH_THEME, headers={"theme": "", "status": ""}),
    "no headers": Look(header="none"),
    "headers in the middle": Look(header="repeated"),
    **{f"status as {kind}": Look(status=kind) for kind in ("letter", "word", "dot", "highlight", "emoji")},
    "status as shading of rows": Look(status="row", fields=WITHOUT_STATUS),
    "status as shading of references": Look(status="ref", fields=WITHOUT_STATUS),
    "status in words of its own": Look(
        status="word", lines=(), words={"complete": "Done", "ongoing": "Under way", "not_started": "Yet to begin"}
    ),
    "status as ticks": Look(
        fields=TICKS,
        headers={"tick:not_started": "Not started", "tick:ongoing": "Under way", "tick:complete": "Done"},
        lines=(),
    ),
    "status told in progress only": Look(status="none", fields=WITHOUT_STATUS, lines=()),
    "colours without a key": Look(lines=()),
    "progress typed into outcomes": Look(
        status="none", fields=tuple(n for n in WITHOUT_STATUS if n != "progress"), together=True, lines=()
    ),
    "progress typed into outcomes beside colours": Look(
        fields=tuple(n for n in FIELDS if n != "progress"), together=True
    ),
    "pale colours": Look(fills={"complete": "C6EFCE", "ongoing": "FFEB9C", "not_started": "FFC7CE"}),
    "theme colours": Look(fills={"complete": "70AD47", "ongoing": "ED7D31", "not_started": "C00000"}),
    "columns the other way round": Look(fields=tuple(reversed(FIELDS))),
    "rating first": Look(fields=("status", "who", "when", "progress", "outcome", "action", "ref")),
    "no references": Look(fields=FIELDS[1:]),
    "no outcomes": Look(fields=("ref", "action", "who", "when", "progress", "status")),
    "key in lines": Look(lines=("Key", "Red – not started", "Amber – in progress", "Green – complete")),
    **{
        f"key: {line}": Look(lines=(line,))
        for line in (
            "Key: not started (red), started (amber), finished (green)",
            "RED no progress AMBER in progress/ongoing GREEN = achieved",
            "R = to do; A = doing; G = done",
            "Colours: green means that it is complete; amber that work is under way; red that nothing has happened.",
            "Traffic lights: Green - delivered. Amber - some progress. Red - no action taken.",
        )
    },
    **{
        f"headers: {', '.join(words)}": Look(headers=dict(zip(FIELDS, words, strict=True)))
        for words in (
            ("Ref", "What are we going to do?", "By when?", "Who is responsible?", "What difference will it make?",
             "Progress to date", "BRAG"),
            ("Action Number", "Agreed action", "Target completion date", "Lead agency / officer", "Success measures",
             "Latest update (Sept 2016)", "RAG status"),
            ("#", "ACTIONS REQUIRED", "DEAD LINE", "ACTION OWNER(S)", "EXPECTED IMPACT", "COMMENTARY", "R/A/G"),
            ("Item", "Task", "Date due", "Responsible", "Measure of success", "Status update", "Red / Amber / Green"),
            ("Nr", "Our promise", "To be done by", "Leading", "So that", "What has happened", "Where we are"),
            ("Number", "Acti on", "Times cale", "L ed by", "Outco mes", "Prog ress", "RA G"),
        )
    },
}  # fmt: skip


@pytest.mark.parametrize("name", LOOKS)
def test_plan_in_another_look_is_read_as_the_same_plan(name):
    look = LOOKS[name]
    plan = read_plan(documents.read(write(look), name="varied.docx"))
    found = [
        {
            "section": section.title,
            "references": action.references,
            "action": action.action,
            "theme": action.theme,
            "timescale_text": action.timescale_text,
            "led_by_text": action.led_by_text,
            "outcome": action.outcome,
            "progress": action.progress,
            "status": action.status.word,
        }
        for section in plan.sections
        for action in section.actions
    ]
    assert found == expected(look)
    assert plan.title == look.title


def test_key_with_blue_makes_green_mean_on_track():
    look = Look(
        lines=("Red = overdue, Amber = at risk, Green = on track, Blue = complete",),
        fills={**FILLS, "complete": "0070C0", "ongoing": "00B050"},
    )
    plan = read_plan(documents.read(write(look), name="varied.docx"))
    assert [action.status.word for action in plan.actions()] == [
        "complete", "ongoing", "overdue", "ongoing", "complete", "ongoing", "overdue",
    ]  # fmt: skip
