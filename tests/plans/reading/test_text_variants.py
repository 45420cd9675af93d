"""Texts as other places, people and converters would have written them: how much of the known answers is found."""

import re
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache

import pytest

from concordat.documents import read
from concordat.plans.domain.reading import read_plan
from concordat.plans.domain.readings import ReadPlan
from tests.plans.editions.comparing import squashed
from tests.plans.reading import text_changes, text_variants
from tests.plans.reading.test_text_layouts import CHECKS, CUT, NAMES, PLANS, answers, has_reference
from tests.plans.reading.text_variants import HEADINGS, LAYOUTS, ORDERS, Look
from tests.shared import needs_shared

pytestmark = needs_shared

ATTRIBUTES = {
    "theme": "theme", "action": "action", "when": "timescale_text", "who": "led_by_text", "outcome": "outcome",
    "progress": "progress", "status": "status_text",
}  # fmt: skip
# Shares that were reached, rounded down; a change that loses any of them fails.
FLOOR_OF_CHANGED = 0.999
FLOORS = {"slashes": 0.99, "tabs": 0.999, "flattened": 0.999, "cell_lines": 0.98, "blocks": 0.975}
FLOORS_WITHOUT_LABELS = {"slashes": 0.90, "tabs": 0.999, "cell_lines": 0.985, "blocks": 0.975}
FLOOR_OF_DROPPED = 0.93  # a fifth of the cells are empty and left no trace
MOST_SILENT = 11  # of some 150 rows


def plan_of(text: str) -> ReadPlan:
    return read_plan(read(text.encode(), name="plan.txt"))


@cache
def changed_texts() -> tuple[text_changes.Changed, ...]:
    found: list[text_changes.Changed] = []
    for name in NAMES:
        found += text_changes.changes(name, (PLANS / f"{name}.txt").read_text(), answers(name))
    return tuple(found)


def test_changed_texts_give_the_changed_answers(capsys):
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: list[str] = []
    for changed in changed_texts():
        actions = list(plan_of(changed.text).actions())
        most = len(changed.rows) + (not changed.is_exact)
        assert len(actions) <= most, f"{changed.name}: {len(actions)} actions for {len(changed.rows)}"
        for index, row in enumerate(changed.rows):
            action = actions[index] if index < len(actions) else None
            checks = [("references", has_reference, row["ref"])]
            checks += [(field, check, row[field]) for field, check in CHECKS.items() if row[field] != CUT]
            for field, check, answer in checks:
                is_right = action is not None and check(action, answer)
                right[changed.layout] += is_right
                total[changed.layout] += 1
                if not is_right:
                    wrong.append(f"{changed.name} {row['ref']}: {field} {answer!r}")
    with capsys.disabled():
        sys.stdout.write(f"\n  changed texts ({len(changed_texts())}):\n")
        for layout in sorted(total):
            sys.stdout.write(f"  {layout}: {right[layout]}/{total[layout]} ({right[layout] / total[layout]:.1%})\n")
    assert sum(right.values()) >= FLOOR_OF_CHANGED * sum(total.values()), wrong


def looks(fields: tuple[str, ...] | None = None) -> list[Look]:
    orders = ORDERS if fields is None else [fields]
    return [
        Look(
            fields=order, headings=(at + other) % len(HEADINGS), header=("each", "once")[other], bullet=("", "•")[other]
        )
        for at, order in enumerate(orders)
        for other in (0, 1)
    ]


def share_right(layout: str, fields: tuple[str, ...] | None = None) -> tuple[float, dict[str, str]]:
    """The share of fields that come back, and that of each field; more actions than there are fails."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for plan in text_variants.known_plans():
        for look in (text_variants.fields_held(plan, each) for each in looks(fields)):
            actions = list(plan_of(LAYOUTS[layout](plan, look)).actions())
            items = plan.items()
            assert len(actions) <= len(items) + 1, f"{plan.name} as {layout} with {look}"
            found = defaultdict(list)
            for action in actions:
                found["".join(map(squashed, action.references)) if "ref" in look.fields else key(action.action)].append(
                    action
                )
            for item in items:
                own = found[squashed(item.ref) if "ref" in look.fields else key(item.action)]
                action = own.pop(0) if own else None
                for field in look.fields:
                    total[field] += 1
                    right[field] += action is not None and (
                        field == "ref" or squashed(getattr(action, ATTRIBUTES[field])) == squashed(getattr(item, field))
                    )
    by_field = {field: f"{right[field]}/{total[field]}" for field in total}
    return sum(right.values()) / sum(total.values()), by_field


def key(action: str) -> str:
    return squashed(action)[:24]


@pytest.mark.parametrize("layout", FLOORS)
def test_known_plans_come_back_from_each_layout(layout, capsys):
    share, by_field = share_right(layout)
    with capsys.disabled():
        sys.stdout.write(f"\n  {layout}: {share:.1%} {by_field}\n")
    assert share >= FLOORS[layout], by_field


@pytest.mark.parametrize("layout", FLOORS_WITHOUT_LABELS)
def test_known_plans_without_references_come_back(layout, capsys):
    share, by_field = share_right(layout, ("action", "when", "who", "outcome"))
    with capsys.disabled():
        sys.stdout.write(f"\n  {layout} without references: {share:.1%} {by_field}\n")
    assert share >= FLOORS_WITHOUT_LABELS[layout], by_field


def test_cells_that_left_no_trace_are_told_from_what_the_others_say(capsys):
    right = total = silent = 0
    for plan in text_variants.known_plans():
        plan = text_variants.with_cells_emptied(plan, share=0.2)
        look = text_variants.fields_held(plan, Look(fields=ORDERS[0]))
        read_as = plan_of(text_variants.cell_lines(plan, look))
        told = {finding.where for finding in read_as.findings if finding.code == "row-parted-doubtful"}
        found = {"".join(map(squashed, action.references)): action for action in read_as.actions()}
        for item in plan.items():
            action = found.get(squashed(item.ref))
            are_right = [
                action is not None and squashed(getattr(action, ATTRIBUTES[field])) == squashed(getattr(item, field))
                for field in look.fields
                if field != "ref"
            ]
            right, total = right + sum(are_right), total + len(are_right)
            silent += action is not None and not all(are_right) and action.where not in told
    with capsys.disabled():
        sys.stdout.write(f"\n  cells emptied: {right / total:.1%}, {silent} rows wrong and not told\n")
    assert right >= FLOOR_OF_DROPPED * total
    assert silent <= MOST_SILENT


@pytest.mark.parametrize("order", range(len(ORDERS)))
@pytest.mark.parametrize("header", ["each", "once"])
def test_columns_that_ran_into_one_another_are_refused(order, header):
    for plan in text_variants.known_plans():
        look = text_variants.fields_held(plan, Look(fields=ORDERS[order], header=header))
        read_as = plan_of(text_variants.interleaved(plan, look))
        assert list(read_as.actions()) == [], plan.name
        assert "columns-interleaved" in {each.code for each in read_as.findings if each.severity == "error"}, plan.name


PAPERS = {
    "minutes": """Fellshire Crisis Care Steering Group
Minutes of the meeting held on 14 March 2016
Present
Rowan Ash / Fellshire CCG / Chair
Olive Fir / Fellshire Police / Inspector
Apologies
Ivy Moss / Fellshire County Council
1. Welcome
2. Matters arising
The street triage pilot was talked over. Action: Olive Fir to send figures round by April 2016.
3. Action plan
Date of next meeting: 12 May 2016
""",
    "signatories": """Declaration on better help in a crisis
Partner organisation / Lead officer / Date signed
Fellshire CCG / Rowan Ash, Chief Officer / March 2015
Fellshire Constabulary / Olive Fir, Chief Constable / April 2015
Fell Ambulance Service / Ivy Moss, Locality Manager / May 2015
""",
    "contents": """Fellshire Action Plan
Contents
Section / Title / Page
1 / Introduction / 3
2 / Access to support before crisis point / 4
3 / Recovery / 12
""",
    "groups": """Groups that look after the plan
Group / Membership / Frequency / Chair
Steering Group / All partners / Monthly / Rowan Ash
Urgent Care Board / CCG, hospitals / Bi-monthly / Hazel Wood
""",
    "risks": """Risk log
No. / Risk / Likelihood / Impact / Mitigation / Owner
1 / Funding for triage ends in March / High / High / Bid being written / CCG
2 / Too few staff at night / Medium / High / Recruitment under way / FHT
""",
    "introduction": """Introduction
The guide sets out how bodies will work together better.
Outcomes
People get help.
Timescale
The plan covers 2015 to 2018.
Led by the CCG.
""",
}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("between", [" / ", " | ", "\t", "\n", "\n\n"])
def test_papers_that_are_no_plan_give_no_actions(paper, between):
    text = PAPERS[paper].replace(" / ", between)
    if between == "\n\n":
        text = text.replace("\n", "\n\n")
    read_as = plan_of(text)
    assert list(read_as.actions()) == []
    assert not read_as.is_plan


@pytest.mark.parametrize("name", [name for name in NAMES if answers(name)["layout"] == "slash"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_give_the_same_actions(name, encoding):
    text = (PLANS / f"{name}.txt").read_text()
    content = text.encode(encoding, errors="ignore")
    plan = read_plan(read(content, name=f"{name}.txt"))
    same = plan_of(content.decode(encoding))
    assert [action.action for action in plan.actions()] == [action.action for action in same.actions()]


def test_text_cut_anywhere_is_read_without_a_fall_and_without_a_row_too_many():
    for name in NAMES:
        text, most = (PLANS / f"{name}.txt").read_text(), len(answers(name)["rows"])
        for end in range(200, len(text), 331):
            assert len(list(plan_of(text[:end]).actions())) <= most, f"{name} cut at {end}"


def test_known_pages_between_rows_are_left_out():
    plan = text_variants.known_plans()[0]
    look = replace(Look(), has_pages=True)
    actions = list(plan_of(text_variants.cell_lines(plan, text_variants.fields_held(plan, look))).actions())
    assert not any(re.search(re.escape(plan.title), action.action) for action in actions)
    assert len(actions) == len(plan.items())
