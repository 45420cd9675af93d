"""Two editions of one plan, read from their files, give the kinds of change that a careful reader expects."""

import json

import pytest

from concordat.documents import read
from concordat.plans.domain.matching import match_promises
from concordat.plans.domain.reading import read_plan
from concordat.plans.domain.reviewing import review
from concordat.plans.domain.row_changes import RowChangeKind, change_between
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared


def promises(number):
    name = f"edition-{number}.docx"
    plan = review(read_plan(read((SHARED / "documents" / name).read_bytes(), name=name)), [], title=name)
    return [row.as_promise() for row in plan.rows]


@pytest.fixture(scope="module")
def editions():
    return promises(1), promises(2)


def told(promise):
    return {"ref": promise.references[0], "section": promise.section}


def test_kinds_of_change_are_those_expected(editions):
    old, new = editions
    expected = json.loads((SHARED / "documents" / "editions.expected.json").read_text())
    by_key = {promise.key: promise for promise in old}

    found = []
    matching = match_promises(old, new)
    for match, row in zip(matching.matches, new, strict=True):
        if match.number is None:
            found.append({"kind": "added", "from": None, "to": told(row)})
            continue
        before = by_key[match.number]
        kinds = [kind.value for kind in change_between(before, row).kinds]
        found.append({"kind": kinds[0], "from": told(before), "to": told(row), "also": kinds[1:]})
    found.extend({"kind": "removed", "from": told(by_key[one.number]), "to": None} for one in matching.missing)

    right = [entry for entry in expected if _picked(entry) in [_picked(one) for one in found]]
    assert len(right) / len(expected) >= 0.95
    assert len(found) == len(expected)


def _picked(entry):
    return {"also": [], **{name: entry[name] for name in ("kind", "from", "to", "also") if name in entry}}


def test_no_two_different_actions_are_taken_for_unchanged(editions):
    old, new = editions
    by_key = {promise.key: promise for promise in old}
    expected = json.loads((SHARED / "documents" / "editions.expected.json").read_text())
    same = {(entry["from"]["ref"], entry["to"]["ref"]) for entry in expected if entry["from"] and entry["to"]}

    for match, row in zip(match_promises(old, new).matches, new, strict=True):
        before = by_key.get(match.number)
        if before and change_between(before, row).kind is RowChangeKind.UNCHANGED:
            assert (before.references[0], row.references[0]) in same


def test_every_plan_of_the_reference_documents_continues_itself_unchanged():
    """A document brought in again, under another name, changes nothing."""
    for path in sorted((SHARED / "documents").glob("*.docx")):
        plan = review(read_plan(read(path.read_bytes(), name=path.name)), [], title="x")
        rows = [row.as_promise() for row in plan.rows]

        matches = match_promises(rows, rows).matches

        assert [(match.number, match.is_doubtful) for match in matches] == [(row.key, False) for row in rows], path.name
