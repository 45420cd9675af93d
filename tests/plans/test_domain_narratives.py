"""What sentences of progress say of a status, and where an outcome ends and its progress begins."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.documents.domain import Paragraph, Run
from concordat.plans.domain import narratives
from concordat.plans.domain.narratives import sharing
from concordat.plans.domain.narratives import words as patterns


@pytest.mark.parametrize(
    ("words", "word", "certainty"),
    [
        ("Completed", "complete", "certain"),
        ("Rota agreed and in use - complete", "complete", "certain"),
        ("Work now complete and reports go out each month", "complete", "certain"),
        ("New leaflets sent to every surgery. Action complete", "complete", "certain"),
        ("On- going work-  the course runs each spring", "ongoing", "certain"),
        ("Work On-going", "ongoing", "certain"),
        ("In progress and money set aside", "ongoing", "certain"),
        ("Not yet started", "not_started", "certain"),
        ("No progress since the last meeting", "not_started", "certain"),
        ("The safe house is now open and running well", "complete", "likely"),
        ("Bid awaiting response", "ongoing", "likely"),
        ("Talks in place with the ambulance service about a joint car", "ongoing", "likely"),
        ("Out for tender but the old service goes on meanwhile", "ongoing", "likely"),
        ("Withdrawn", "removed", "certain"),
        ("As above", "unknown", "ambiguous"),
        ("A desk in the town hall for people who call", "unknown", "ambiguous"),
        ("", "unknown", "certain"),
    ],
)
def test_judge_reads_a_status_from_words_or_meaning(words, word, certainty):
    found = narratives.judge(words)
    assert (found.word, found.certainty) == (word, certainty)


@pytest.mark.parametrize(
    ("words", "word"),
    [
        ("Work on-going\nCompleted and report published", "complete"),
        ("Mapping underway. Course started.\nWork now complete", "complete"),
        ("Business case is complete, talks about the lease ongoing.\nThe hostel is now open and functioning well",
         "complete"),
        ("Awaiting the audit score.\nThe audit score shows compliance.", "complete"),
        ("Not started\nCompleted in May", "complete"),
    ],
)  # fmt: skip
def test_judge_lets_the_later_update_decide(words, word):
    assert narratives.judge(words).word == word


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (
            "On-going work. First group set up.\nInduction training completed, will continue, now being evaluated",
            "ongoing",
        ),
        ("On-going work – engagement completed, meetings going forward\nAction plan in place for the trust", "ongoing"),
        ("Three of five sessions delivered", "ongoing"),
        ("To be completed by June", "ongoing"),
        ("Nearly complete", "ongoing"),
        ("Green 2 response under way with control", "ongoing"),
        ("Two posts filled, the third post re-advertised", "ongoing"),
    ],
)
def test_judge_is_not_misled_by_a_completed_part(words, word):
    assert narratives.judge(words).word == word


def test_judge_quotes_the_words_it_rests_on():
    assert narratives.judge("Work on-going\nCompleted and report published").basis == "Completed and report published"


@pytest.mark.parametrize(
    ("words", "is_carried"),
    [
        ("Carry forward into 2017 priorities", True),
        ("On-going work – Priority for 2018", True),
        ("Carried forward to the estates plan and is not a key priority for this plan", False),
        ("Form in use - complete – to enable further work in priorities for 2018", False),
        ("Work on-going", False),
    ],
)
def test_judge_tells_what_is_carried_forward_in_this_plan(words, is_carried):
    assert narratives.judge(words).is_carried_forward is is_carried


def test_judge_action_counts_only_listed_parts_that_report():
    promised = "Develop a joint policy.\n1) Propose a car\n2) Train the drivers"
    reported = "Develop a joint policy.\n1) Draft policy produced.\n2) Gaps being raised with commissioners."
    assert narratives.judge_action(promised).word == "unknown"
    assert narratives.judge_action(reported).word == "ongoing"
    assert narratives.judge_action("Work is undertaken to scope what is needed.").word == "unknown"


@given(st.text(max_size=400))
def test_judge_never_raises_and_quotes_only_what_stands_there(text):
    found = narratives.judge(text)
    assert (found.basis is None) == (found.word == "unknown")
    assert found.basis is None or found.basis in text


def cells(*pairs):
    return [[Paragraph(line) for line in lines] for lines in pairs]


MIXED = cells(
    ("People get home safely", "Completed"),
    ("Carers can ring at any hour", "On-going work with the call centre"),
    ("There is one door for everyone", "In progress, lease signed"),
    ("Staff feel safe", "A new alarm in every room"),
)


def test_habit_of_sees_progress_typed_into_outcome_cells():
    assert sharing.habit_of(MIXED).is_shared
    assert not sharing.habit_of(
        cells(("People get home safely",), ("Services are good", "Nobody waits long"))
    ).is_shared


@pytest.mark.parametrize(
    ("lines", "outcome", "progress"),
    [
        (("People get home safely", "Completed"), ["People get home safely"], ["Completed"]),
        (("Completed",), [], ["Completed"]),
        (("On-going work. Awaiting the study", "The study shows compliance"), [],
         ["On-going work. Awaiting the study", "The study shows compliance"]),
        (("There is raised awareness among employers",), ["There is raised awareness among employers"], []),
        (("Carers are better able to:", "Cope with more at home", "Stay calm", "A worker has been employed"),
         ["Carers are better able to:", "Cope with more at home", "Stay calm"], ["A worker has been employed"]),
        (("People get the right help at the right time On-going The page is now live",),
         ["People get the right help at the right time"], ["On-going The page is now live"]),
        (("There is less loneliness across the county - Work On-going", "The new plan will take this on"),
         ["There is less loneliness across the county"], ["Work On-going", "The new plan will take this on"]),
        (("Shorter stays in hospital for older people Lessons from the pilot taken into the pathway - Complete",),
         ["Shorter stays in hospital for older people"], ["Lessons from the pilot taken into the pathway - Complete"]),
        (("Staff feel safe", "A new alarm in every room"), ["Staff feel safe"], ["A new alarm in every room"]),
    ],
)  # fmt: skip
def test_divide_parts_outcome_from_progress_by_words(lines, outcome, progress):
    habit = sharing.Habit(by_words=True, certainty=0.6)
    assert sharing.divide([Paragraph(line) for line in lines], habit) == (outcome, progress)


def test_divide_parts_outcome_from_progress_by_colour():
    def coloured(*runs):
        return [Paragraph("".join(text for text, _ in runs), runs=tuple(Run(t, colour=c) for t, c in runs))]

    first = coloured(("People are warm. ", None), ("Heaters bought", "0070C0"))
    second = coloured(("People are fed. ", None), ("Cook found", "0070C0"))
    third = coloured(("People are heard. ", None), ("Line open", "0070C0"))
    habit = sharing.habit_of([first, second, third])
    assert habit.colour == "0070C0"
    assert sharing.divide(first, habit) == (["People are warm."], ["Heaters bought"])


@given(st.lists(st.text(max_size=80), max_size=6))
def test_divide_loses_no_words(lines):
    paragraphs = [Paragraph(line) for line in lines]
    outcome, progress = sharing.divide(paragraphs, sharing.Habit(by_words=True))
    kept = "".join("".join(part.split()) for part in (*outcome, *progress)).replace("-", "")
    assert len(kept) >= len("".join("".join(line.split()) for line in lines).replace("-", "")) - 3 * len(lines)


_MARKED = {name: found for name, found in vars(patterns).items() if isinstance(found, patterns.Marked)}


@pytest.mark.parametrize("name", _MARKED)
@settings(max_examples=20)  # a busy machine is no fault of a pattern
@given(drawn=st.data())
def test_marked_finds_whatever_its_pattern_finds(name, drawn):
    marked = _MARKED[name]
    text = drawn.draw(st.from_regex(marked.pattern))
    assert marked.search(text) is not None
