"""What the plan of the example is for names measures and actions that the example has."""

import yaml
from django.utils.text import slugify

from tests.examples import contents


def told(name: str):
    return yaml.safe_load((contents.EXAMPLES / name).read_text("utf-8"))


def test_every_measure_and_action_is_one_of_the_example():
    facts = told("outcomes.yaml")
    outcomes = [outcome for priority in facts["priorities"] for outcome in priority["outcomes"]]
    measures = {each.get("standard_key") or slugify(each["name"]) for each in told("measures.yaml")["measures"]}
    actions = {row["ref"] for section in contents.content(3)["sections"] for row in section["rows"] if "ref" in row}
    named = {key for outcome in outcomes for key in outcome.get("measures", ())}
    named |= {key for keys in facts["moves"].values() for key in keys}
    meant = {reference for outcome in outcomes for reference in outcome.get("actions", ())} | set(facts["moves"])
    assert named - measures == set()
    assert meant - actions == set()


def test_example_leaves_something_to_connect():
    facts = told("outcomes.yaml")
    outcomes = [each for priority in facts["priorities"] for each in priority["outcomes"] if "ended" not in each]
    assert [each["text"] for each in outcomes if not each.get("measures")]
    assert [each["text"] for each in outcomes if not each.get("actions")]
    assert all("I " in priority["statement"] for priority in facts["priorities"])
