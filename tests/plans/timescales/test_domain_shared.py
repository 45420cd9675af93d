"""Timescales of the reference documents against what a reader sees in them."""

import json
import sys

from concordat.plans.domain.timescales import TimescaleKind, combine_struck, parse_timescale
from tests.plans.reading.reference_pairs import expected_actions
from tests.shared import SHARED, needs_shared


def _facts(entry):
    """Kind, first day, last day and recurrence, of a timescale or of an entry of an answer key."""
    if isinstance(entry, dict):
        return (entry["kind"], entry["start"], entry["end"], entry.get("recurrence"))
    return (
        entry.kind.value,
        entry.start and entry.start.isoformat(),
        entry.end and entry.end.isoformat(),
        entry.recurrence,
    )


@needs_shared
def test_timescales_of_the_reference_documents(capsys):
    actions = [action for action in expected_actions() if action.get("timescale")]
    hits = dict.fromkeys(("kind", "start", "end", "recurrence", "parts", "previous"), 0)
    for action in actions:
        expected = action["timescale"]
        timescale = parse_timescale(action["timescale_text"] or "")
        timescale = combine_struck(timescale, (action.get("struck_text") or {}).get("timescale_text", ""))
        for name, found, wanted in zip(
            ("kind", "start", "end", "recurrence"), _facts(timescale), _facts(expected), strict=True
        ):
            hits[name] += found == wanted
        parts = [(part.label, part.text, _facts(part)) for part in timescale.parts]
        hits["parts"] += parts == [(part["label"], part["text"], _facts(part)) for part in expected.get("parts", [])]
        previous = [(each.text, _facts(each)) for each in timescale.previous]
        hits["previous"] += previous == [(each["text"], _facts(each)) for each in expected.get("previous", [])]
    with capsys.disabled():
        shares = ", ".join(f"{name} {hit / len(actions):.1%}" for name, hit in hits.items())
        sys.stdout.write(f"\ntimescales of {len(actions)} actions: {shares}\n")
    assert all(hit >= 0.99 * len(actions) for hit in hits.values())


@needs_shared
def test_every_spelling_of_the_vocabulary_is_known():
    lines = (SHARED / "vocabulary" / "timescales.jsonl").read_text().splitlines()
    for line in lines:
        entry = json.loads(line)
        timescale = parse_timescale(entry["text"])
        assert _facts(timescale) == _facts(entry), entry
        assert timescale.status == entry.get("status")
        assert [str(each.end) for each in timescale.previous] == (
            [entry["revised_from"]] if "revised_from" in entry else []
        )


@needs_shared
def test_timescales_of_the_partial_plans_say_what_a_reader_sees():
    rows = [
        row
        for key in sorted(SHARED.glob("plans/*.expected.json"))
        for row in json.loads(key.read_text())["rows"]
        if row.get("timescale") and "(cut)" not in row["timescale"]
    ]
    unknown = {row["timescale"] for row in rows if parse_timescale(row["timescale"]).kind is TimescaleKind.UNKNOWN}
    assert len(rows) > 25
    assert unknown == {"Q2"}  # its year stands in the header of the column
