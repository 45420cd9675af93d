"""How far the plans of the nation or of a region have got, in finished words; every number leads to its actions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.domain.states import State
from concordat.plans.presenters.states import BAR_ORDER, STATE_TAGS
from concordat.reporting.domain.headings import OTHER, Heading
from concordat.reporting.domain.rollups import ActionsSought, Change, Tally, total
from concordat.reporting.domain.slugs import slug_of
from concordat.reporting.presenters.behind import query_of_actions
from concordat.reporting.presenters.choosing import region_in_words
from concordat.reporting.queries.rollups import LocalityNamed, Rollup
from concordat.ui.values import BarPart

_AGO = ((31, "a month ago"), (92, "three months ago"), (183, "half a year ago"), (366, "a year ago"))
MOST_STUCK = 12


@dataclass(frozen=True, slots=True)
class NumberLink:
    """A number and the list behind it; without an `href` there is nothing to list."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class RollupRow:
    """`share` is how much of it is complete, 0 to 100."""

    name: str
    href: str
    share: str
    numbers: tuple[NumberLink, ...]


@dataclass(frozen=True, slots=True)
class RollupTable:
    caption: str
    first: str
    heads: tuple[str, ...]
    rows: tuple[RollupRow, ...]


@dataclass(frozen=True, slots=True)
class SinceLink:
    words: str
    href: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class RollupPage:
    """The roll-up of the nation, or of a region. `unmoved` localities completed nothing since the day of `since`."""

    title: str
    region: str
    region_slug: str
    region_href: str
    sentence: str
    bar: tuple[BarPart, ...]
    late: tuple[NumberLink, ...]
    tables: tuple[RollupTable, ...]
    stuck: tuple[RollupRow, ...]
    since: str
    since_value: str
    since_links: tuple[SinceLink, ...]
    since_sentence: str
    changes: RollupTable
    unmoved: tuple[SinceLink, ...]
    regions: tuple[SinceLink, ...]
    is_empty: bool
    has_examples: bool


_HEADS = ("Actions", "Complete", "Verified", "Overdue", "Slipped")


def present_rollup(
    rollup: Rollup,
    changes: dict[LocalityNamed, Change],
    regions: Iterable[str],
    *,
    region: str,
    since: date,
    on: date,
    here: str,
    actions_at: str,
    locality_href: Callable[[str], str],
    region_href: Callable[[str], str],
) -> RollupPage:
    """The page; `actions_at` is the list of actions, whose query says which."""
    within = ActionsSought(region=region)

    def number(count: int, sought: ActionsSought, words: str = "") -> NumberLink:
        said = words or f"{count:,}"
        return NumberLink(said, actions_at + query_of_actions(sought) if count else "")

    def row(name: str, href: str, tally: Tally, sought: ActionsSought, slipped: int | None) -> RollupRow:
        numbers = [
            number(tally.actions, sought),
            number(tally.complete, replace(sought, is_complete=True)),
            number(tally.verified, replace(sought, state=State.COMPLETE_VERIFIED)),
            number(tally.overdue, replace(sought, is_overdue=True)),
        ]
        if slipped is not None:
            numbers.append(number(slipped, replace(sought, is_slipped=True)))
        share = f"{100 * tally.complete / tally.actions:.1f}" if tally.actions else "0"
        return RollupRow(name, href, share, tuple(numbers))

    whole = total(rollup.localities.values())
    headings = sorted(rollup.headings, key=lambda heading: (heading == OTHER, heading.key))
    tables = (
        RollupTable(
            "By theme: the headings of the concordat",
            "Theme",
            _HEADS,
            tuple(
                row(
                    _heading_words(heading),
                    "",
                    rollup.headings[heading],
                    replace(within, heading=heading.key),
                    rollup.slipped_by_heading[heading],
                )
                for heading in headings
            ),
        ),
        RollupTable(
            "By who leads: types of agency",
            "Lead",
            _HEADS[:4],
            tuple(
                row(kind.words, "", tally, replace(within, lead=kind), None)
                for kind, tally in sorted(rollup.leads.items(), key=lambda pair: (-pair[1].actions, pair[0].words))
            ),
        ),
        _places(rollup, region, row, locality_href, region_href),
    )
    stuck = sorted(
        ((place, tally) for place, tally in rollup.localities.items() if tally.quiet),
        key=lambda pair: (-pair[1].quiet / max(1, pair[1].open), pair[0].name),
    )
    return RollupPage(
        title=f"How far the plans of {region_in_words(region)} have got" if region else "How far the plans have got",
        region=region,
        region_slug=slug_of(region),
        region_href=region_href(slug_of(region)) if region else "",
        sentence=_sentence(rollup, whole),
        bar=tuple(
            BarPart(
                STATE_TAGS[state].words.lower(),
                rollup.states[state],
                STATE_TAGS[state].colour,
                STATE_TAGS[state].shape,
                actions_at + query_of_actions(replace(within, state=state)),
            )
            for state in BAR_ORDER
            if rollup.states[state]
        ),
        late=(
            number(whole.overdue, replace(within, is_overdue=True), f"{whole.overdue:,} overdue"),
            number(rollup.slipped, replace(within, is_slipped=True), f"{rollup.slipped:,} slipped to a later date"),
            number(
                whole.quiet, replace(within, is_quiet=True), f"{whole.quiet:,} open with nothing said for half a year"
            ),
        ),
        tables=tables,
        stuck=tuple(
            RollupRow(
                place.name,
                locality_href(place.slug),
                "0",
                (
                    number(
                        tally.quiet,
                        replace(within, region="", locality=place.slug, is_quiet=True),
                        f"{tally.quiet:,} of {spoken_count(tally.open, 'open action')}",
                    ),
                ),
            )
            for place, tally in stuck[:MOST_STUCK]
        ),
        since=spoken_day(since),
        since_value=since.isoformat(),
        since_links=_since_links(since, on, here, region),
        since_sentence=_since_sentence(changes),
        changes=_changes(changes, number, region, since, locality_href, region_href),
        unmoved=tuple(
            SinceLink(place.name, locality_href(place.slug), False)
            for place, change in changes.items()
            if not change.done
        ),
        regions=_region_links(regions, region, here),
        is_empty=not whole.actions,
        has_examples=any(place.is_example for place in rollup.localities),
    )


def _heading_words(heading: Heading) -> str:
    return heading.title if heading == OTHER else f"{heading.key}. {heading.title}"


def _sentence(rollup: Rollup, whole: Tally) -> str:
    places = spoken_count(len(rollup.localities), "locality", "localities")
    if not whole.actions:
        return "No locality has published an edition of its plan yet."
    return (
        f"The latest published editions of {places} hold {spoken_count(whole.actions, 'action')}: "
        f"{whole.complete:,} complete, of which {whole.verified:,} verified."
    )


def _places(
    rollup: Rollup,
    region: str,
    row: Callable[[str, str, Tally, ActionsSought, int | None], RollupRow],
    locality_href: Callable[[str], str],
    region_href: Callable[[str], str],
) -> RollupTable:
    if region:
        rows = [
            row(
                place.name,
                locality_href(place.slug),
                tally,
                ActionsSought(locality=place.slug),
                rollup.slipped_by_locality[place.slug],
            )
            for place, tally in sorted(rollup.localities.items(), key=lambda pair: pair[0].name)
        ]
        return RollupTable("By locality", "Locality", _HEADS, tuple(rows))
    rows = []
    for name in sorted({place.region for place in rollup.localities}):
        here = {place: tally for place, tally in rollup.localities.items() if place.region == name}
        slipped = sum(rollup.slipped_by_locality[place.slug] for place in here)
        rows.append(row(name, region_href(slug_of(name)), total(here.values()), ActionsSought(region=name), slipped))
    return RollupTable("By region", "Region", _HEADS, tuple(rows))


def _since_links(since: date, on: date, here: str, region: str) -> tuple[SinceLink, ...]:
    kept = f"region={slug_of(region)}&" if region else ""
    days = ((on - timedelta(days=days), words) for days, words in _AGO)
    return tuple(SinceLink(words, f"{here}?{kept}since={day.isoformat()}#changed", day == since) for day, words in days)


def _since_sentence(changes: dict[LocalityNamed, Change]) -> str:
    done = sum(change.done for change in changes.values())
    moved = sum(bool(change.done) for change in changes.values())
    still = len(changes) - moved
    if not changes:
        return "Nothing is published yet."
    places = spoken_count(moved, "locality", "localities")
    if not done:
        return f"No action was completed in {spoken_count(still, 'locality', 'localities')}."
    return f"{spoken_count(done, 'action')} completed in {places}{f'; none in the other {still:,}' if still else ''}."


def _changes(
    changes: dict[LocalityNamed, Change],
    number: Callable[..., NumberLink],
    region: str,
    since: date,
    locality_href: Callable[[str], str],
    region_href: Callable[[str], str],
) -> RollupTable:
    """Of the nation region by region, of a region locality by locality; who completed most first."""
    of: dict[tuple[str, str, ActionsSought], Change] = {}
    for place, change in changes.items():
        if region:
            key = place.name, locality_href(place.slug), ActionsSought(locality=place.slug)
        else:
            key = place.region, region_href(slug_of(place.region)), ActionsSought(region=place.region)
        of[key] = of.get(key, Change()) + change
    rows = [
        RollupRow(
            name,
            href,
            "0",
            (
                number(change.done, replace(sought, done_since=since)),
                number(change.complete_then, replace(sought, is_complete=True, as_on=since)),
                number(change.complete_now, replace(sought, is_complete=True)),
                number(change.overdue_then, replace(sought, is_overdue=True, as_on=since)),
                number(change.overdue_now, replace(sought, is_overdue=True)),
            ),
        )
        for (name, href, sought), change in sorted(of.items(), key=lambda pair: (-pair[1].done, pair[0][0]))
    ]
    heads = ("Completed since", "Complete then", "Complete now", "Overdue then", "Overdue now")
    caption = f"Completed and overdue, {spoken_day(since)} and now"
    return RollupTable(caption, "Locality" if region else "Region", heads, tuple(rows))


def _region_links(regions: Iterable[str], region: str, here: str) -> tuple[SinceLink, ...]:
    links = [SinceLink("England", here, not region)]
    return (*links, *(SinceLink(name, f"{here}?region={slug_of(name)}", name == region) for name in regions))
