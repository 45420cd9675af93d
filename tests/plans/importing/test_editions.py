"""Two editions of one plan, read from their files, give the kinds of change that a careful reader expects."""

import json

import pytest

from concordat.documents import read
from concordat.plans.domain.editions.matching import match_promises
from concordat.plans.domain.editions.row_changes import change_between
from concordat.plans.domain.reading import read_plan
from concordat.plans.domain.reviewing import review
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared


FIELDS = {"text": "action", "led_by": "led_by_text", "outcome": "outcome_text", "theme": "criteria"}


def promises(folder, name):
    plan = review(read_plan(read((SHARED / folder / name).read_bytes(), name=name)), [], title=name)
    return [row.as_promise() for row in plan.rows]


@pytest.fixture(scope="module")
def editions():
    return promises("documents", "edition-1.docx"), promises("documents", "edition-2.docx")


@pytest.fixture(scope="module")
def expected():
    return json.loads((SHARED / "documents" / "editions.expected.json").read_text())


def told(promise):
    return {"ref": promise.references[0], "section": promise.section}


def found_between(old, new):
    """What became of each action, as the answer key writes it down."""
    by_key = {promise.key: promise for promise in old}
    matching = match_promises(old, new)
    for match, row in zip(matching.matches, new, strict=True):
        if match.number is None:
            yield {"kind": "added", "from": None, "to": told(row)}
            continue
        before = by_key[match.number]
        change = change_between(before, row)
        kinds = [kind.value for kind in change.kinds]
        fields = {FIELDS[name] for name in change.fields} | ({"timescale_text"} if change.is_time_changed else set())
        yield {
            "kind": kinds[0],
            "from": told(before),
            "to": told(row),
            "also": kinds[1:],
            "fields": fields,
            "due": change.was_due and {"was": change.was_due.isoformat(), "now": change.is_due.isoformat()},
        }
    for missing in matching.missing:
        yield {"kind": "removed", "from": told(by_key[missing.number]), "to": None}


def picked(entry):
    """What is compared, as text; an entry of the answer key leaves out what is empty."""
    values = {name: entry.get(name) or None for name in ("kind", "from", "to", "also", "due")}
    return json.dumps({**values, "fields": sorted(entry.get("fields") or ())}, sort_keys=True)


def test_kinds_of_change_are_those_expected(editions, expected):
    found = {picked(entry) for entry in found_between(*editions)}

    right = [entry for entry in expected if picked(entry) in found]

    figures = f"{len(right)} of {len(expected)} expected changes were found, with references, fields and dates"
    print(f"\n{figures}; {len(found - set(map(picked, expected)))} others")  # noqa: T201 - pytest -s shows the figures
    assert len(right) / len(expected) >= 0.95
    assert len(found) == len(expected)


def test_no_two_different_actions_are_taken_for_unchanged(editions, expected):
    same = {(entry["from"]["ref"], entry["to"]["ref"]) for entry in expected if entry["from"] and entry["to"]}

    unchanged = [entry for entry in found_between(*editions) if entry["kind"] == "unchanged"]

    assert [entry for entry in unchanged if (entry["from"]["ref"], entry["to"]["ref"]) not in same] == []


def test_pair_of_real_plans_without_a_common_action_has_none():
    """Two versions of one plan, seven months apart: the part that is kept of each holds other actions."""
    old, new = (promises("plans", f"gloucestershire_v{number}.txt") for number in (18, 23))

    kinds = [entry["kind"] for entry in found_between(old, new)]

    assert kinds == ["added"] * len(new) + ["removed"] * len(old)
    assert not [match for match in match_promises(old, new).matches if match.is_doubtful]


def test_every_plan_of_the_reference_documents_continues_itself_unchanged():
    """A document brought in again, under another name, changes nothing."""
    for path in sorted((SHARED / "documents").glob("*.docx")):
        plan = review(read_plan(read(path.read_bytes(), name=path.name)), [], title="x")
        rows = [row.as_promise() for row in plan.rows]

        matches = match_promises(rows, rows).matches

        assert [(match.number, match.is_doubtful) for match in matches] == [(row.key, False) for row in rows], path.name
