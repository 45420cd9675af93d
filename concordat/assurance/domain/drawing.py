"""Draws the ladder for the docs from the steps and moves themselves."""

from collections.abc import Iterable

from concordat.assurance.domain import ladder
from concordat.assurance.domain.ladder import MOVES, Event, Move, Step
from concordat.directory.domain import Role

_GROUPS = {"on_the_ladder": ladder.DECLARED_OR_HIGHER, "approved_or_higher": ladder.DELIVERING}


def ladder_page() -> str:
    """`docs/ladder.md`: the steps, a Mermaid diagram of the moves, and the moves as a table."""
    parts = (
        "# The ladder of a locality",
        "This page is written by `concordat draw_ladder` from `concordat/assurance/domain/ladder.py`; a test holds "
        "that the two agree. Each step needs every step under it. Two things are said beside a step and move nobody: "
        "“review overdue”, where nobody has frozen an edition or closed a round of updates for over a year, and the "
        "agencies that a declaration needs and has lost.",
        _steps_table(),
        "```mermaid\n" + "\n".join(_diagram()) + "\n```",
        "## Who moves it, by what",
        _moves_table(),
    )
    return "\n\n".join(parts) + "\n"


def _steps_table() -> str:
    lines = ["| | step | what it means | on the map of 2014 |", "|---|---|---|---|"]
    for step in Step:
        colour = ladder.historic_colour(step).value
        lines.append(f"| {step.rung} | **{step.words}** | {step.meaning} | {colour} |")
    return "\n".join(lines)


def _diagram() -> Iterable[str]:
    yield "stateDiagram-v2"
    yield "    [*] --> not_started"
    yield from (f"    {step.value}: {step.words}" for step in (Step.NOT_STARTED, Step.FORMING))
    yield "    state on_the_ladder {"
    below = (step for step in ladder.DECLARED_OR_HIGHER if step not in ladder.DELIVERING)
    yield from (f"        {step.value}: {step.words}" for step in below)
    yield "        state approved_or_higher {"
    yield from (f"            {step.value}: {step.words}" for step in ladder.DELIVERING)
    yield "        }"
    yield "    }"
    for before, after, words in _arrows(MOVES):
        yield f"    {before} --> {after}: {words}"


def _arrows(moves: Iterable[Move]) -> Iterable[tuple[str, str, str]]:
    """One arrow for the moves that every step of a group makes alike, and one for each other move."""
    left = list(moves)
    for name, group in _GROUPS.items():
        for event, after in dict.fromkeys((move.event, move.after) for move in left):
            alike = [move for move in left if (move.event, move.after) == (event, after) and move.before in group]
            if {move.before for move in alike} == set(group):
                left = [move for move in left if move not in alike]
                yield name, after.value, _arrow_words(alike[0])
    published = [move for move in left if move.event is Event.EDITION_PUBLISHED]
    for move in (move for move in left if move not in published):
        yield move.before.value, move.after.value, _arrow_words(move)
    # Every step of delivery leads to every other: drawn as one loop, because twelve arrows can't be read.
    if published:
        yield "approved_or_higher", "approved_or_higher", f"{Event.EDITION_PUBLISHED.words}, by its verified actions"


def _arrow_words(move: Move) -> str:
    return f"{move.event.words}, and {move.where}" if move.where else move.event.words


def _moves_table() -> str:
    lines = ["| from | to | when | who |", "|---|---|---|---|"]
    for move in MOVES:
        lines.append(f"| {move.before.words} | {move.after.words} | {_arrow_words(move)} | {_roles(move.who)} |")
    return "\n".join(lines)


def _roles(roles: Iterable[Role]) -> str:
    return " or ".join(role.words.lower() for role in roles)
