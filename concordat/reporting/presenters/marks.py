"""How the map marks a step: a number or letter, words, and a colour that only repeats them."""

from dataclasses import dataclass

from concordat.assurance.domain.ladder import HistoricColour, Step
from concordat.reporting.domain.nation import Place


@dataclass(frozen=True, slots=True)
class Mark:
    """`sign` stands in the hexagon and in the key: the number of the step, or a letter. `look` is the style's name."""

    sign: str
    words: str
    look: str


STEP_MARKS = {step: Mark(str(step.rung), step.words, f"step-{step.rung}") for step in Step}
# In 2014 the map had only colours.
COLOUR_MARKS = {
    HistoricColour.RED: Mark("R", HistoricColour.RED.words, "red"),
    HistoricColour.AMBER: Mark("A", HistoricColour.AMBER.words, "amber"),
    HistoricColour.GREEN: Mark("G", HistoricColour.GREEN.words, "green"),
}
NOBODY = Mark("–", "No locality yet", "nobody")


def mark_of(place: Place, *, is_historic: bool) -> Mark:
    return COLOUR_MARKS[place.status.colour] if is_historic else STEP_MARKS[place.status.step]


def mark_in_words(place: Place, *, is_historic: bool) -> str:
    """ "step 8, In delivery, review overdue": what the table, the list and the map all say."""
    mark = mark_of(place, is_historic=is_historic)
    if is_historic:
        return mark.words
    late = ", review overdue" if place.status.is_review_overdue else ""
    return f"step {mark.sign}, {mark.words}{late}"
