"""The page on which is said which measures an action should move, in finished words."""

from dataclasses import dataclass

from concordat.plans.presenters.words import paragraphs
from concordat.plans.queries.outcomes.choosing import MeasuresOfAction


@dataclass(frozen=True, slots=True)
class ActionMeasuresPage:
    """`has_choice`: the locality follows something that could be chosen."""

    locality_name: str
    reference: str
    text: tuple[str, ...]
    has_choice: bool


def present_action_measures(action: MeasuresOfAction) -> ActionMeasuresPage:
    return ActionMeasuresPage(
        locality_name=action.locality_name,
        reference=f"Action {', '.join(action.references) or action.number}",
        text=paragraphs(action.text),
        has_choice=bool(action.measures),
    )
