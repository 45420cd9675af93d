"""Colours, letters and words of status, and a plan's own key to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.documents.domain import Paragraph, Run
from concordat.plans.domain import status_keys, statuses
from concordat.plans.domain.status_keys import StatusKey
from concordat.plans.domain.statuses import Colour
from tests.plans.building import cell, row, table


@pytest.mark.parametrize(
    ("fill", "colour"),
    [
        ("FF0000", Colour.RED), ("C00000", Colour.RED), ("FF3300", Colour.RED), ("FFC7CE", Colour.RED),
        ("FFC000", Colour.AMBER), ("F4B083", Colour.AMBER), ("FFD966", Colour.AMBER), ("ED7D31", Colour.AMBER),
        ("FFFF00", Colour.AMBER), ("FFEB9C", Colour.AMBER), ("92D050", Colour.GREEN), ("66FF33", Colour.GREEN),
        ("538135", Colour.GREEN), ("C6EFCE", Colour.GREEN), ("0070C0", Colour.BLUE), ("00B0F0", Colour.BLUE),
        ("D9D9D9", Colour.GREY), ("000000", Colour.BLACK), ("7030A0", Colour.PURPLE), ("FFFFFF", None), (None, None),
        ("nothex", None),
    ],
)  # fmt: skip
def test_colour_of_fill_names_what_a_person_sees(fill, colour):
    assert statuses.colour_of_fill(fill) is colour


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("not yet begun", "not_started"), ("No work yet", "not_started"), ("Outstanding", "not_started"),
        ("work has begun", "ongoing"), ("On track", "ongoing"), ("On-going", "ongoing"), ("Partly done", "ongoing"),
        ("WIP", "ongoing"),
        ("No issues or risks", "ongoing"), ("will be done by the due date", "ongoing"), ("finished", "complete"),
        ("Complete and ongoing", "complete"), ("Some delay, recovery plan agreed", "at_risk"),
        ("May be late", "at_risk"),
        ("Overdue", "overdue"), ("Due but not complete", "overdue"), ("Not on track to deliver", "overdue"),
        ("Off track", "overdue"), ("Complete, evidence seen by the board", "complete_verified"),
        ("Under way, on time or late", "ongoing"), ("Begun, whether late or not", "ongoing"),
        ("Work has begun (on schedule or behind)", "ongoing"), ("In progress, even if overdue", "ongoing"),
        ("Not started, overdue or not", "not_started"), ("Under way or late", "ongoing"),
        ("Finished, late or on time", "complete"), ("On time or late", None), ("Under way but late", "overdue"),
        ("Overdue or not started", "overdue"), ("Not complete or overdue", "overdue"),
        ("Merged with another action", "removed"), ("Moved to another plan", "removed"), ("Ambridge", None),
    ],
)  # fmt: skip
def test_meaning_of_understands_the_words_of_keys(words, meaning):
    assert statuses.meaning_of(words) == meaning


@pytest.mark.parametrize(
    ("line", "meanings"),
    [
        ("Red – Not yet started, Amber – Ongoing, Green – Completed", "not_started ongoing complete"),
        ("Key : Red Outstanding, Amber Ongoing, Green Completed", "not_started ongoing complete"),
        ("Colours: green is done, amber is under way, red is not started. Each chair keeps it.",
         "complete ongoing not_started"),
        ("Amber means work has begun, green that it is finished, red that it has not begun.",
         "ongoing complete not_started"),
        ("R = not started    A = in progress    G = finished", "not_started ongoing complete"),
        ("Key: not started (red), in progress (amber) and complete (green)", "not_started ongoing complete"),
        ("Not started = Red; Ongoing = Amber; Done = Green", "not_started ongoing complete"),
        ("Blue: complete and verified; Green: on track; Amber: some delay; Red: overdue",
         "complete_verified ongoing at_risk overdue"),
        ("Red not started  Amber under way  Green complete", "not_started ongoing complete"),
    ],
)  # fmt: skip
def test_key_in_text_reads_a_key_in_many_wordings(line, meanings):
    key = StatusKey.of(status_keys.key_in_text(line))
    assert list(key.colours.values()) == meanings.split()


@pytest.mark.parametrize(
    "line", ["The red car and the green light were seen", "Red/Amber/Green (RAG)", "A - Z of help", ""]
)
def test_key_in_text_takes_no_other_line_for_a_key(line):
    assert status_keys.key_in_text(line) == ()


def test_key_in_lines_reads_one_colour_a_line():
    lines = ["Key", "Red – not started", "Amber – in progress", "Green – complete"]
    assert status_keys.key_in_lines(lines) == (
        ("Red", "not started"), ("Amber", "in progress"), ("Green", "complete"),
    )  # fmt: skip


def test_key_in_runs_reads_empty_patches_and_shaded_words():
    patches = Paragraph("x", runs=(Run("  ", fill="FF0000"), Run(" to do "), Run("  ", fill="00B050"), Run(" done")))
    words = Paragraph("x", runs=(Run("Not started", fill="FF0000"), Run(" "), Run("Under way", fill="FFC000")))
    assert status_keys.key_in_runs([patches]) == (("Red", "to do"), ("Green", "done"))
    assert status_keys.key_in_runs([words]) == (("Red", "Not started"), ("Amber", "Under way"))


def test_key_in_table_reads_colours_above_or_beside_their_meaning():
    above = table(["BLUE", "GREEN", "RED"], ["Complete, evidence seen", "On track", "Overdue"])
    beside = table(row(cell("", fill="FF0000"), "Not started"), row(cell("", fill="00B050"), "Finished"))
    within = table(row(cell("Overdue", fill="FF0000"), cell("On track", fill="00B050")))
    words = table(["Status", "What it means"], ["Complete", "Done and evidenced"], ["At risk", "May be late"])
    assert status_keys.key_in_table(above) == (
        ("Blue", "Complete, evidence seen"), ("Green", "On track"), ("Red", "Overdue"),
    )  # fmt: skip
    assert status_keys.key_in_table(beside) == (("Red", "Not started"), ("Green", "Finished"))
    assert status_keys.key_in_table(within) == (("Red", "Overdue"), ("Green", "On track"))
    assert status_keys.key_in_table(words) == (("Complete", "Done and evidenced"), ("At risk", "May be late"))


def test_key_in_table_takes_no_table_of_actions_for_a_key():
    assert status_keys.key_in_table(table(["1.1", "Open a cafe"], ["1.2", "Train the call takers"])) == ()


def test_status_key_decides_what_a_colour_means():
    delivery = StatusKey.of((("Red", "not started"), ("Green", "complete")))
    risk = StatusKey.of((("Red", "overdue"), ("Green", "on track")))
    assert delivery.of_colour(Colour.RED) == ("not_started", True)
    assert risk.of_colour(Colour.RED) == ("overdue", True)
    assert risk.of_colour(Colour.GREEN) == ("ongoing", True)
    assert risk.of_colour(Colour.AMBER) == ("ongoing", False)  # silent: only the common reading


@pytest.mark.parametrize(
    "entries",
    [
        status_keys.key_in_text("Dark green – complete, light green – on track, red – overdue"),
        status_keys.key_in_table(
            table(row(cell("Complete", fill="00B050"), cell("On track", fill="92D050"), cell("Late", fill="FF0000")))
        ),
    ],
)
def test_status_key_tells_light_from_dark_where_it_has_both(entries):
    key = StatusKey.of(entries)
    assert key.of_colour(Colour.GREEN, "00B050") == ("complete", True)
    assert key.of_colour(Colour.GREEN, "92D050") == ("ongoing", True)
    assert key.of_colour(Colour.RED, "FF9999") == ("overdue", True)


def test_status_key_takes_evidence_for_verification_only_beside_blue():
    with_blue = StatusKey.of((("Blue", "Complete, evidence seen"), ("Green", "On track")))
    without = StatusKey.of((("Green", "Complete and evidenced"), ("Red", "Not started")))
    assert with_blue.colours[Colour.BLUE] == "complete_verified"
    assert without.colours[Colour.GREEN] == "complete"


@given(st.text(max_size=300))
def test_key_in_text_never_raises(text):
    assert isinstance(status_keys.key_in_text(text), tuple)
