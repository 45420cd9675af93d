"""The seeds against the gold standard, and the Word plans against their answer keys, with a floor for each figure."""

import json
from pathlib import Path

import pytest

from concordat import documents
from concordat.documents.domain import Refused
from concordat.plans.domain.reading import read_plan
from concordat.plans.domain.readings import ReadPlan
from tests.plans.editions.comparing import Score, compare, report, squashed
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

SEEDS = {
    "northamptonshire-action-plan.txt": ("northamptonshire.json", 77),
    "leicester-leicestershire-rutland-action-plan.txt": ("llr.json", 24),
}
WORD_PLANS = sorted(path.name for path in (SHARED / "documents").glob("*.docx")) if SHARED.is_dir() else []


def read(path: Path) -> ReadPlan:
    return read_plan(documents.read(path.read_bytes(), name=path.name))


def gold(name: str) -> dict:
    return json.loads((SHARED / "gold" / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("seed", SEEDS)
def test_seed_is_read_as_the_gold_standard_says(seed):
    name, count = SEEDS[seed]
    plan, wanted = read(SHARED / "seeds" / seed), gold(name)
    score = compare(plan, wanted, exact=True)
    report(seed, score)
    assert len(list(plan.actions())) == count
    assert score.share("count", "refs", "section", "sections") == 1
    assert score.share("action", "criteria", "timescale_text", "led_by_text", "reference_text") >= 0.99, score.wrong
    assert score.share("outcome_text", "progress_text") >= 0.95, score.wrong
    assert score.share("timescale") >= 0.97, score.wrong
    assert score.share("leads") >= 0.95, score.wrong
    assert score.share("status") >= 0.95, score.wrong
    assert score.share("carried_forward") >= 0.95, score.wrong


@pytest.mark.parametrize("seed", SEEDS)
def test_seed_gives_what_stands_around_its_tables(seed):
    name, _ = SEEDS[seed]
    plan, wanted = read(SHARED / "seeds" / seed), gold(name)["plan"]
    assert dict(plan.status_key) == (wanted["status_key"] or {})
    assert [squashed(purpose) for purpose in plan.purposes] == [squashed(purpose) for purpose in wanted["purposes"]]
    assert [(theme.number, squashed(theme.title), [squashed(c) for c in theme.criteria]) for theme in plan.themes] == [
        (theme["no"], squashed(theme["title"]), [squashed(c) for c in theme["criteria"]]) for theme in wanted["themes"]
    ]
    assert [(squashed(board.heading), squashed(board.text)) for board in plan.boards] == [
        (squashed(board["name"]), squashed(board["description"])) for board in wanted["boards"]
    ]
    assert [squashed(passage.text) for passage in plan.other_text] == [
        squashed(passage["text"]) for passage in wanted["other_text"]
    ]
    assert (plan.last_updated, plan.contact) == (wanted["last_updated"], wanted["contact"])
    assert squashed(plan.locality) == squashed(wanted["locality"])


@pytest.mark.parametrize("name", WORD_PLANS)
def test_word_plan_is_read_as_its_answer_key_says(name):
    path = SHARED / "documents" / name
    wanted = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    plan = read(path)
    score = compare(plan, wanted)
    report(name, score)
    assert score.share("count", "refs", "section", "sections") == 1, score.wrong
    assert score.share() >= 0.99, score.wrong
    assert plan.is_plan is not wanted["document"].get("no_plan", False)
    assert squashed(plan.title) == squashed(wanted["plan"]["title"])


def test_word_plans_together_have_nearly_every_field_right():
    whole = Score()
    for name in WORD_PLANS:
        path = SHARED / "documents" / name
        wanted = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
        whole.add(compare(read(path), wanted))
    report("All Word plans", whole)
    assert whole.share() >= 0.99, whole.wrong


OTHER_PLANS = sorted(
    path.name
    for path in (SHARED / "documents").glob("*.*")
    if path.suffix not in (".docx", ".json", ".md") and path.with_suffix(".expected.json").exists()
)


@pytest.mark.parametrize("name", OTHER_PLANS)
def test_plan_in_another_format_is_read_as_its_answer_key_says(name, program):
    path = SHARED / "documents" / name
    if path.suffix in (".doc", ".rtf"):
        program("soffice", "libreoffice")
    wanted = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    try:
        plan = read(path)
    except Refused:
        assert wanted.get("refused", wanted["document"].get("refused"))
        return
    score = compare(plan, wanted)
    report(name, score)
    assert score.share("count", "refs", "section", "sections") == 1, score.wrong
    assert score.share() >= 0.99, score.wrong


def test_long_plan_is_read_whole():
    plan = read(SHARED / "documents" / "hostile" / "five-thousand-rows.docx")
    wanted = json.loads(
        (SHARED / "documents" / "hostile" / "five-thousand-rows.expected.json").read_text(encoding="utf-8")
    )
    actions = list(plan.actions())
    assert len(actions) == wanted["count"]
    for sample in wanted["sample"]:
        action = actions[sample["index"] - 1]
        assert (list(action.references), action.status.word, action.status.fill) == (
            sample["refs"], sample["status"], sample["fill"],
        )  # fmt: skip
        assert squashed(action.action) == squashed(sample["action"])
