"""Parts of real plans, as text: how much of each a careful reader's answers is found, by the layout of the text."""

import json
import re
import sys
from collections import Counter
from functools import cache

import pytest

from concordat.documents import read
from concordat.documents.domain import Document
from concordat.plans.domain.reading import read_plan
from concordat.plans.domain.readings import ReadAction, ReadPlan
from tests.plans.editions.comparing import squashed
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

PLANS = SHARED / "plans"
NAMES = sorted(path.stem for path in PLANS.glob("*.txt")) if PLANS.is_dir() else []
CUT = "(cut)"
# What the answers say of a cell without quoting it.
DESCRIBED = re.compile(r"^(?:person|reporting to\b.*|)$")
# Shares that were reached; a change that loses any of them fails.
FLOORS = {"references": 1.0, "timescale": 1.0, "lead": 1.0, "status": 1.0}


@cache
def document(name) -> Document:
    return read((PLANS / f"{name}.txt").read_bytes(), name=f"{name}.txt")


@cache
def plan(name) -> ReadPlan:
    return read_plan(document(name))


def answers(name):
    return json.loads((PLANS / f"{name}.expected.json").read_text())


def cells(action: ReadAction):
    return [squashed(cell.text) for cell in action.cells]


def has_reference(action: ReadAction, wanted: str):
    return [squashed(reference) for reference in action.references] == [squashed(wanted)]


def has_timescale(action: ReadAction, wanted: str):
    found = squashed(action.timescale_text)
    if parts := re.fullmatch(r"start (.*); finish (.*)", wanted):
        return found == squashed(parts[2]) and squashed(parts[1]) in cells(action)
    if elsewhere := re.fullmatch(r"(.*) \(in \w+\)", wanted):  # said in another cell than the timescale's
        return any(squashed(elsewhere[1]) in cell for cell in cells(action))
    return found == squashed(wanted)


def has_lead(action: ReadAction, wanted: str):
    found = squashed(action.led_by_text)
    if not wanted:
        return not found
    if wanted.endswith(("…", "…)")):
        return found.startswith(squashed(wanted))
    parts = [re.sub(r"\(lead body\)", "", part).strip() for part in wanted.split(";")]
    if any(DESCRIBED.match(part) for part in parts):
        return all(squashed(part) in found for part in parts if not DESCRIBED.match(part)) and bool(found)
    return found == squashed(wanted)


def has_status(action: ReadAction, wanted: str):
    if not wanted:
        return action.status_text is None
    said = squashed(wanted)
    return said in (squashed(action.status_text), squashed(action.progress)) or (
        said in squashed(action.status.basis) or said in cells(action)
    )


CHECKS = {"timescale": has_timescale, "lead": has_lead, "status": has_status}


@cache
def scores() -> tuple[Counter, Counter, list[str]]:
    """How many answers are right and how many there are, by layout and field; and what is wrong."""
    right: Counter = Counter()
    total: Counter = Counter()
    wrong: list[str] = []
    for name in NAMES:
        wanted = answers(name)
        found = list(plan(name).actions())
        for index, row in enumerate(wanted["rows"]):
            action = found[index] if index < len(found) else None
            checks = [("references", has_reference, row["ref"])]
            checks += [(field, check, row[field]) for field, check in CHECKS.items() if row[field] != CUT]
            for field, check, answer in checks:
                is_right = action is not None and check(action, answer)
                total[wanted["layout"], field] += 1
                right[wanted["layout"], field] += is_right
                if not is_right:
                    wrong.append(f"{name} {row['ref']}: {field} {answer!r}")
    return right, total, wrong


def share(right: Counter, total: Counter, *, field=None):
    chosen = [key for key in total if field is None or key[1] == field]
    return sum(right[key] for key in chosen) / sum(total[key] for key in chosen)


def test_answers_are_found(capsys):
    right, total, wrong = scores()
    with capsys.disabled():
        sys.stdout.write("\n")
        for layout in sorted({layout for layout, _ in total}):
            parts = [f"{field} {right[layout, field]}/{total[layout, field]}" for field in ("references", *CHECKS)]
            sys.stdout.write(f"  {layout}: {', '.join(parts)}\n")
        sys.stdout.write(f"  all: {sum(right.values())}/{sum(total.values())} ({share(right, total):.1%})\n")
    for field, floor in FLOORS.items():
        assert share(right, total, field=field) >= floor, [line for line in wrong if f": {field} " in line]


@pytest.mark.parametrize("name", NAMES)
def test_no_row_is_invented_and_none_is_lost(name):
    wanted = [row["ref"] for row in answers(name)["rows"]]
    assert len(list(plan(name).actions())) == len(wanted)


@pytest.mark.parametrize("name", [name for name in NAMES if not answers(name)["rows"]])
def test_text_without_rows_that_can_be_told_apart_is_no_plan_and_says_so(name):
    assert not plan(name).is_plan
    errors = {finding.code for finding in plan(name).findings if finding.severity == "error"}
    is_mixed = answers(name)["layout"] in ("pdf-columns-interleaved", "pdf-flattened")
    assert errors == ({"columns-interleaved", "no-plan"} if is_mixed else {"no-plan"})


@pytest.mark.parametrize("name", NAMES)
def test_no_words_are_lost(name):
    """Every word of the file stands in a block; only what pages repeat (titles, headers, page numbers) may go."""
    text = (PLANS / f"{name}.txt").read_text()
    found = squashed(document_words(name))
    missing = [word for word in set(re.findall(r"\w+", text)) if squashed(word) not in found]
    assert [word for word in missing if not word.isdigit()] == []


def document_words(name):
    words = []
    for block in document(name).blocks:
        if hasattr(block, "rows"):
            words += [cell.text for row in block.rows for cell in row.own_cells()]
        else:
            words.append(block.text)
    return "\n".join(words)


@pytest.mark.parametrize("name", NAMES)
def test_header_cells_are_those_of_the_answer(name):
    headers = [
        [squashed(cell.text) for cell in row.own_cells() if cell.text]
        for table in document(name).tables
        for row in table.rows
        if row.is_header
    ]
    wanted = [squashed(cell) for cell in answers(name)["header"] or () if cell != "(ref)"]
    assert all(header == wanted for header in headers)
    assert bool(headers) == bool(answers(name)["rows"])
