"""An organisation through time in finished words: its names and dates, who came before and after, what it promised."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from concordat.directory.presenters import now_words
from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.domain.states import State
from concordat.plans.presenters.words import listed
from concordat.reporting.domain.rollups import ActionsSought, Tally, total
from concordat.reporting.presenters.behind import query_of_actions
from concordat.reporting.presenters.rollups import NumberLink, RollupRow, RollupTable
from concordat.reporting.queries import OrganisationSeen


@dataclass(frozen=True, slots=True)
class StepLine:
    """What happened on a day; the other body stands between `before` and `after`, with its page."""

    day: str
    before: str
    name: str
    slug: str
    after: str


@dataclass(frozen=True, slots=True)
class NamedLine:
    name: str
    slug: str
    words: str


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """Everything the page says. `fate` is empty for a body that is there; `heirs` have its duties now."""

    name: str
    type: str
    dates: str
    called: str
    source: str
    fate: str
    heirs: tuple[NamedLine, ...]
    steps: tuple[StepLine, ...]
    sentence: str
    promised: RollupTable | None
    names: tuple[NamedLine, ...]
    partner_in: tuple[NamedLine, ...]
    has_examples: bool


def present_organisation(
    seen: OrganisationSeen, *, actions_at: str, locality_href: Callable[[str], str]
) -> OrganisationPage:
    """The page; `actions_at` is the list of published actions, whose query says which."""
    return OrganisationPage(
        name=seen.name,
        type=seen.type.words,
        dates=_dates(seen),
        called=listed(list(seen.aliases)),
        source=_source(seen),
        fate=now_words(seen.fate) if seen.fate else "",
        heirs=tuple(
            NamedLine(heir.name, heir.slug, f"since {spoken_day(heir.since)}")
            for heir in (seen.fate.heirs if seen.fate else ())
        ),
        steps=tuple(_steps(seen)),
        sentence=_sentence(seen),
        promised=_promised(seen, actions_at, locality_href) if seen.localities else None,
        names=tuple(
            NamedLine(body.name, body.slug, spoken_count(seen.names[body.slug].actions, "action"))
            for body in seen.predecessors
            if body.slug in seen.names
        ),
        partner_in=tuple(NamedLine(place.name, place.slug, "") for place in seen.partner_in),
        has_examples=any(place.is_example for place in (*seen.localities, *seen.partner_in)),
    )


def _dates(seen: OrganisationSeen) -> str:
    if seen.starts_on and seen.ends_on:
        return f"{spoken_day(seen.starts_on)} to {spoken_day(seen.ends_on)}"
    if seen.ends_on:
        return f"Until {spoken_day(seen.ends_on)}"
    return f"Since {spoken_day(seen.starts_on)}" if seen.starts_on else ""


def _source(seen: OrganisationSeen) -> str:
    if not seen.source:
        return "Written down by a locality"
    return seen.source[:1].upper() + seen.source[1:]


def _steps(seen: OrganisationSeen) -> Iterator[StepLine]:
    for each in seen.came_from:
        yield StepLine(spoken_day(each.happened_on), "", each.before.name, each.before.slug, f"({each.kind.words} it)")
    for each in seen.followed_by:
        words = each.kind.words[:1].upper() + each.kind.words[1:]
        yield StepLine(spoken_day(each.happened_on), words, each.after.name, each.after.slug, "")


def _sentence(seen: OrganisationSeen) -> str:
    whole = total(seen.localities.values())
    if not whole.actions:
        return "No published plan names it as leading or supporting an action."
    own = seen.names.get(seen.slug, Tally()).actions
    under = f", {own:,} of them under this name" if own != whole.actions else ""
    return (
        f"{spoken_count(whole.actions, 'published action')} that it leads or supports, in "
        f"{spoken_count(len(seen.localities), 'locality', 'localities')}{under}: "
        f"{whole.complete:,} complete and {whole.overdue:,} overdue."
    )


def _promised(seen: OrganisationSeen, actions_at: str, locality_href: Callable[[str], str]) -> RollupTable:
    def number(count: int, sought: ActionsSought) -> NumberLink:
        return NumberLink(f"{count:,}", actions_at + query_of_actions(sought) if count else "")

    rows = []
    for place, tally in seen.localities.items():
        sought = ActionsSought(organisation=seen.slug, locality=place.slug)
        numbers = (
            number(tally.actions, sought),
            number(tally.complete, replace(sought, is_complete=True)),
            number(tally.verified, replace(sought, state=State.COMPLETE_VERIFIED)),
            number(tally.overdue, replace(sought, is_overdue=True)),
        )
        rows.append(
            RollupRow(place.name, locality_href(place.slug), f"{100 * tally.complete / tally.actions:.1f}", numbers)
        )
    heads = ("Actions", "Complete", "Verified", "Overdue")
    return RollupTable("What it leads or supports, by locality", "Locality", heads, tuple(rows))
