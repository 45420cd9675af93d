"""Tables beside the actions are never read as actions, in whatever format and place they stand."""

import pytest

from concordat import documents
from concordat.plans.domain.reading import read_plan
from tests.plans.families.asides import ASIDES, with_aside
from tests.plans.families.writing import written


@pytest.mark.parametrize("name", ASIDES)
@pytest.mark.parametrize("is_before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("kind", ["docx", "html", "xlsx", "odt"])
def test_table_beside_the_actions_gives_no_action(name, is_before, kind):
    content = written(with_aside(name, is_before=is_before), kind)
    plan = read_plan(documents.read(content, name=f"plan.{kind}"))
    assert [(action.references, action.status.word) for action in plan.actions()] == [
        (("1.1",), "ongoing"),
        (("1.2",), "complete"),
    ]
    assert all(section.title in (None, "Actions") for section in plan.sections)
