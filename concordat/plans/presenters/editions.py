"""The page on which the live plan becomes an edition, in finished words."""

from dataclasses import dataclass

from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.queries.editions import NextEdition


@dataclass(frozen=True, slots=True)
class NextEditionPage:
    locality_name: str
    number: int
    sentence: str
    is_new: bool
    last_edition: str


def present_next_edition(due: NextEdition) -> NextEditionPage:
    """What would be frozen, and how much of it is new."""
    actions = spoken_count(due.actions, "action")
    if due.latest is None:
        sentence, last = f"The live plan has {actions}. No edition has been made of it yet.", ""
    elif due.new:
        verb = "has" if due.new == 1 else "have"
        sentence = f"The live plan has {actions}; {due.new:,} {verb} something new since edition {due.latest.number}."
        last = f"Edition {due.latest.number} is dated {spoken_day(due.latest.dated_on)}."
    else:
        sentence = f"Nothing has changed since edition {due.latest.number}, so there is nothing to make an edition of."
        last = ""
    return NextEditionPage(due.locality_name, due.number, sentence, due.latest is None or due.new > 0, last)
