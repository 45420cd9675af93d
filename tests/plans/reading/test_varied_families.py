"""Plans as other partnerships would have made them, in every format, against a reader's answers."""

import pytest

from tests.plans.editions.comparing import Score, report
from tests.plans.families import cards, habits, oddities, others, tables
from tests.plans.families.judging import judged, read

PAPERS = tables.PAPERS | cards.PAPERS | oddities.PAPERS | others.PAPERS | habits.PAPERS
WRITTEN = [(name, kind) for name, paper in PAPERS.items() for kind in paper.formats]


@pytest.mark.parametrize(("name", "kind"), WRITTEN, ids=[f"{name}.{kind}" for name, kind in WRITTEN])
def test_plan_of_another_partnership_is_read_as_a_careful_reader_would(name, kind):
    score = judged(PAPERS[name], read(PAPERS[name], kind))
    report(f"{name}.{kind}", score)
    assert score.share("actions", "never") == 1, score.wrong
    assert score.share() >= 0.98, score.wrong


def test_plans_of_other_partnerships_together_have_nearly_every_field_right():
    whole = Score()
    for name, kind in WRITTEN:
        whole.add(judged(PAPERS[name], read(PAPERS[name], kind)))
    report("invented plans", whole)
    assert whole.share() >= 0.995, whole.wrong
