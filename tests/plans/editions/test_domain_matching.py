"""The next document is matched with the plan by words, outcome, leads and place, never by reference alone."""

import json
import random
import time
from datetime import date

import pytest

from concordat.plans.domain.editions.matching import match_promises
from concordat.plans.domain.editions.row_changes import (
    Promise,
    RowChangeKind,
    change_between,
    fold_section,
    is_same_time,
)
from concordat.plans.domain.states import State
from concordat.plans.domain.timescales import Timescale, TimescaleKind
from tests.shared import SHARED, needs_shared

MAY = Timescale("May 2031", TimescaleKind.MONTH, date(2031, 5, 1), date(2031, 5, 31))
JULY = Timescale("July 2031", TimescaleKind.MONTH, date(2031, 7, 1), date(2031, 7, 31))


def promise(key, text, **more):
    return Promise(key, text, **{"section": "1. Before crisis", "timescale": MAY, **more})


PLAN = [
    promise(1, "Open a night café beside the harbour", references=("1.1",), led_by="Harbour Trust"),
    promise(2, "Write a guide for landlords about tenants in crisis", references=("1.2",), led_by="Borough"),
    promise(3, "Train every desk sergeant in listening skills", references=("1.3",), led_by="Police"),
]


def test_reference_that_was_given_to_another_action_does_not_decide():
    rows = [
        promise(0, "Train every desk sergeant in listening skills", references=("1.2",), led_by="Police"),
        promise(1, "Open a night café beside the harbour", references=("1.1",), led_by="Harbour Trust"),
    ]

    matching = match_promises(PLAN, rows)

    assert [(m.row, m.number, m.is_doubtful) for m in matching.matches] == [(0, 3, False), (1, 1, False)]
    assert [m.number for m in matching.missing] == [2]


def test_new_action_in_the_place_and_with_the_lead_of_an_old_one_is_new():
    rows = [promise(0, "Map where people walk at night", references=("1.2",), led_by="Borough")]

    matching = match_promises(PLAN, rows)

    assert [(m.number, m.is_doubtful) for m in matching.matches] == [(None, False)]
    assert [m.number for m in matching.missing] == [1, 2, 3]


def test_row_that_may_be_an_action_reworded_and_moved_is_asked_about():
    rows = [
        promise(
            0,
            "A guide for landlords and their tenants in crisis, on paper and as a film, with advice about arrears",
            references=("2.9",),
            section="2. In crisis",
            led_by="Housing First",
        )
    ]

    (match,) = match_promises(PLAN, rows).matches

    assert (match.number, match.is_doubtful, match.likest) == (2, True, (2,))


def test_two_rows_for_one_action_leave_the_second_new_and_doubtful():
    rows = [
        promise(0, "Open a night café beside the harbour", references=("1.1",), led_by="Harbour Trust"),
        promise(1, "Open a second night café beside the harbour", references=("1.9",), led_by="Harbour Trust"),
    ]

    first, second = match_promises(PLAN, rows).matches

    assert (first.number, first.is_doubtful) == (1, False)
    assert (second.number, second.is_doubtful, second.likest) == (None, True, (1,))


def test_two_actions_of_the_same_words_are_told_apart_by_their_place():
    plan = [
        promise(1, "Review the protocol", section="1. Police", led_by="Police"),
        promise(2, "Review the protocol", section="2. Ambulance", led_by="Ambulance"),
    ]
    rows = [
        promise(0, "Review the protocol", section="2. Ambulance", led_by="Ambulance"),
        promise(1, "Review the protocol", section="1. Police", led_by="Police"),
    ]

    assert [m.number for m in match_promises(plan, rows).matches] == [2, 1]


def test_what_a_person_chose_stands_and_frees_nothing_twice():
    rows = [
        promise(0, "Open a night café beside the harbour", references=("1.1",), led_by="Harbour Trust"),
        promise(1, "Open a second night café beside the harbour", references=("1.9",), led_by="Harbour Trust"),
    ]

    matching = match_promises(PLAN, rows, {0: None, 1: 1})

    assert [(m.number, m.is_doubtful) for m in matching.matches] == [(None, False), (1, False)]
    assert [m.number for m in matching.missing] == [2, 3]


def test_row_that_was_an_action_s_second_half_was_split_off_it():
    plan = [*PLAN, promise(4, "Ring people the day after they go home and send their doctor a letter about the stay")]
    rows = [
        promise(0, "Ring people the day after they go home"),
        promise(1, "Send the doctor a letter about the stay"),
        promise(2, "Open a night café beside the harbour"),
    ]

    first, second, cafe = match_promises(plan, rows).matches

    assert (first.number, first.split_from) == (4, None)
    assert (second.number, second.split_from, second.is_doubtful, second.likest) == (None, 4, True, (4,))
    assert (cafe.number, cafe.split_from, cafe.is_doubtful) == (1, None, False)


def test_part_that_begins_as_the_action_did_continues_it_even_where_the_other_part_is_longer():
    plan = [promise(1, "Ring people at home and send their doctor a letter about the stay with all their medicines")]
    rows = [
        promise(0, "Send their doctor a letter about the stay with all their medicines"),
        promise(1, "Ring people at home within a day"),
    ]

    letter, call = match_promises(plan, rows).matches

    assert (letter.number, letter.split_from) == (None, 1)
    assert call.number == 1


def test_action_whose_reference_two_new_rows_share_with_letters_was_split_into_them():
    plan = [
        *PLAN,
        promise(4, "Bring the crisis line and the referrals of doctors into one point", references=("3.9",)),
    ]
    rows = [
        promise(0, "Put adults and children behind one option on the telephone", references=("3.9a",)),
        promise(1, "Give general practices one number and one form", references=("3.9b",)),
        promise(2, "Plant one tree", references=("3.8a",)),
    ]

    matches = match_promises(plan, rows).matches

    told = [(match.number, match.split_from, match.is_doubtful) for match in matches]
    assert told == [(4, None, True), (None, 4, True), (None, None, False)]


def test_row_that_holds_the_words_of_two_actions_took_in_the_missing_one():
    rows = [
        promise(0, "Open a night café beside the harbour, and write a guide for landlords about tenants in crisis"),
        promise(1, "Train every desk sergeant in listening skills"),
    ]

    matching = match_promises(PLAN, rows)

    assert [match.number for match in matching.matches] == [1, 3]
    assert [(one.number, one.merged_into, one.likest_rows) for one in matching.missing] == [(2, 0, (0,))]


def test_action_whose_words_the_row_had_all_along_was_not_merged():
    plan = [*PLAN, promise(4, "Open a café")]

    (*_, cafe) = match_promises(plan, [promise(0, PLAN[0].text)]).missing

    assert (cafe.number, cafe.merged_into) == (4, None)


def test_one_word_put_for_another_makes_another_short_action():
    plan = [promise(1, "Train police staff", led_by="Police"), promise(2, "Train ward staff", led_by="Fell Trust")]
    rows = [promise(0, "Train council staff", led_by="Borough"), promise(1, "Train wadr staff", led_by="Fell Trust")]

    assert [match.number for match in match_promises(plan, rows).matches] == [None, 2]


def test_missing_action_says_which_row_is_near_it():
    rows = [
        promise(0, "Open a night café beside the harbour", references=("1.1",), led_by="Harbour Trust"),
    ]
    plan = [*PLAN, promise(4, "Open a night café beside the harbour for carers", led_by="Harbour Trust")]

    missing = {m.number: m.likest_rows for m in match_promises(plan, rows).missing}

    assert missing == {2: (), 3: (), 4: (0,)}


@pytest.mark.parametrize(
    ("changed", "kinds", "fields"),
    [
        ({}, (RowChangeKind.UNCHANGED,), ()),
        ({"text": "Open a night café, beside the harbour."}, (RowChangeKind.UNCHANGED,), ()),
        ({"text": "Open a day café beside the harbour"}, (RowChangeKind.EDITED,), ("text",)),
        ({"led_by": "Borough"}, (RowChangeKind.EDITED,), ("led_by",)),
        ({"outcome": "Somewhere to go"}, (RowChangeKind.EDITED,), ("outcome",)),
        ({"references": ("1.4",)}, (RowChangeKind.RENUMBERED,), ()),
        ({"section": "2. Before crisis"}, (RowChangeKind.UNCHANGED,), ()),
        ({"section": "2. In crisis"}, (RowChangeKind.RENUMBERED,), ()),
        ({"timescale": JULY}, (RowChangeKind.SLIPPED,), ()),
        ({"timescale": Timescale("Ongoing", TimescaleKind.ONGOING)}, (RowChangeKind.EDITED,), ()),
        (
            {"timescale": JULY, "text": "Open a day café beside the harbour", "references": ("7",)},
            (RowChangeKind.SLIPPED, RowChangeKind.EDITED, RowChangeKind.RENUMBERED),
            ("text",),
        ),
    ],
)
def test_change_is_named_by_what_weighs_most(changed, kinds, fields):
    old = promise(1, "Open a night café beside the harbour", references=("1.1",), led_by="Harbour Trust")
    new = promise(1, **{"text": old.text, "references": old.references, "led_by": old.led_by, **changed})

    change = change_between(old, new)

    assert (change.kinds, change.fields) == (kinds, fields)


def test_earlier_date_is_an_edit_and_not_a_slip():
    change = change_between(promise(1, "Open", timescale=JULY), promise(1, "Open", timescale=MAY))

    assert change.kinds == (RowChangeKind.EDITED,)
    assert change.was_due is None


def test_reference_with_its_dot_moved_is_another_reference():
    change = change_between(promise(1, "Open", references=("1.11",)), promise(1, "Open", references=("11.1",)))

    assert change.kinds == (RowChangeKind.RENUMBERED,)


def test_completion_is_told_beside_the_kind_of_change():
    change = change_between(
        promise(1, "Open", state=State.IN_PROGRESS), promise(1, "Open", state=State.COMPLETE, timescale=JULY)
    )

    assert (change.kind, change.is_completed) == (RowChangeKind.SLIPPED, True)


def test_dates_without_meaning_are_compared_by_their_words():
    assert is_same_time(Timescale("To be agreed"), Timescale("to be agreed."))
    assert not is_same_time(Timescale("To be agreed"), Timescale("When the suite opens"))
    assert is_same_time(Timescale("May 31", TimescaleKind.MONTH, MAY.start, MAY.end), MAY)


def test_section_is_compared_without_its_number():
    assert fold_section("3. Before crisis") == fold_section("BEFORE CRISIS")
    assert fold_section("136 suite") != fold_section("Suite")


def _promises(path):
    document = json.loads(path.read_text())
    found = []
    for section in document["sections"]:
        for action in section["actions"]:
            when = action["timescale"]
            found.append(
                Promise(
                    key=len(found) + 1,
                    text=action["action"],
                    section=section["title"] or "",
                    references=tuple(action["refs"]),
                    theme=action["criteria"] or "",
                    outcome=action["outcome_text"] or "",
                    led_by=action["led_by_text"] or "",
                    timescale=Timescale(
                        action["timescale_text"] or "",
                        TimescaleKind(when["kind"]),
                        when["start"] and date.fromisoformat(when["start"]),
                        when["end"] and date.fromisoformat(when["end"]),
                        when.get("recurrence"),
                    ),
                )
            )
    return found


@needs_shared
def test_pair_of_editions_gives_the_expected_kinds_of_change():
    documents = SHARED / "documents"
    old, new = (_promises(documents / f"edition-{n}.expected.json") for n in (1, 2))
    expected = json.loads((documents / "editions.expected.json").read_text())

    matching = match_promises(old, new)

    assert sorted(map(_told, expected), key=str) == sorted(_found(matching, old, new), key=str)
    assert not any(match.is_doubtful for match in matching.matches)


def _told(entry):
    from_, to = ((side and (side["ref"], side["section"])) for side in (entry["from"], entry["to"]))
    return entry["kind"], from_, to, tuple(entry.get("also", ()))


def _found(matching, old, new):
    by_number = {p.key: p for p in old}
    for match, row in zip(matching.matches, new, strict=True):
        if match.number is None:
            yield "added", None, (row.references[0], row.section), ()
            continue
        before = by_number[match.number]
        kinds = change_between(before, row).kinds
        first, *also = (kind.value for kind in kinds)
        yield first, (before.references[0], before.section), (row.references[0], row.section), tuple(also)
    for missing in matching.missing:
        before = by_number[missing.number]
        yield "removed", (before.references[0], before.section), None, ()


@needs_shared
@pytest.mark.parametrize("seed", range(5))
def test_plan_that_was_renumbered_cut_and_reworded_is_still_matched(seed):
    """A whole real plan with a third of the words of each second row changed and every reference given anew."""
    chance = random.Random(seed)
    old = _promises(SHARED / "gold" / "northamptonshire.json")
    strangers = _promises(SHARED / "gold" / "llr.json")
    kept = [p for p in old if chance.random() < 0.8]
    chance.shuffle(kept)
    rows, truth = [], {}
    for place, source in enumerate(sorted([*kept, *strangers[:12]], key=lambda _: chance.random())):
        words = source.text.split()
        if place % 2:
            words = [w if chance.random() > 0.33 else chance.choice(strangers[-1].text.split()) for w in words]
        rows.append(
            Promise(place, " ".join(words), source.section, (f"{place // 9}.{place % 9}",), "", source.outcome, "",
                    source.led_by, source.timescale)
        )  # fmt: skip
        truth[place] = source.key if source in kept else None

    matches = match_promises(old, rows).matches

    wrong = [m for m in matches if m.number != truth[m.row]]
    assert len(wrong) / len(rows) <= 0.05
    assert not [m for m in wrong if m.number is not None and not m.is_doubtful]


def test_thousand_rows_are_matched_within_seconds():
    chance = random.Random(7)
    vocabulary = [f"{a}{b}{c}" for a in "bdfglmnprst" for b in "aeiou" for c in ("nt", "lm", "rk", "st", "pp", "gg")]
    vocabulary = [first + last for first in vocabulary for last in ("en", "our", "il", "ax")]
    texts = [" ".join(chance.choices(vocabulary, k=14)) for _ in range(1_000)]
    plan = [promise(n, text, references=(str(n),)) for n, text in enumerate(texts, start=1)]
    rows = [promise(n, text + " gently", references=(str(n),)) for n, text in enumerate(reversed(texts))]
    began = time.process_time()

    matches = match_promises(plan, rows).matches

    assert time.process_time() - began < 10
    assert [m.number for m in matches] == list(range(1_000, 0, -1))


def test_hundreds_of_actions_of_nearly_the_same_words_are_told_apart_within_seconds():
    plan = [promise(n, f"Open door number {n} at the harbour on night {n * 7}") for n in range(1, 601)]
    rows = [promise(n, f"Open door number {n} at the harbour quay on night {n * 7}") for n in range(600, 0, -1)]
    began = time.process_time()

    matches = match_promises(plan, rows).matches

    assert time.process_time() - began < 10
    assert all(match.number == match.row for match in matches)
