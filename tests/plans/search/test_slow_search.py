"""The search beside a slow second one in Python, which looks through every action: so each database finds the same."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.directory.domain import OrganisationType
from concordat.plans import commands
from concordat.plans.domain.searching import Asked, Filters, Indexed, ranked, read_question
from concordat.plans.domain.states import State
from concordat.plans.queries.searching import search
from tests.factories.directory import LocalityFactory, OrganisationFactory, RegionFactory
from tests.factories.plan_rows import a_plan, an_action, an_edition
from tests.plans.search.stems import stems_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
TEXTS = (
    "Open a sanctuary at night", "Begin street triage under s136", "Triage on every street, also at night",
    "Fewer people detained under section 136", "A café in the sanctuary’s garden",
)  # fmt: skip
SAID = ("", "The sanctuary is open at night", "Detention under S.136 was told to all at night")
THEMES = ("1. At night", "Section 2: Access", "")
ENDS = (date(1998, 12, 31), date(2026, 5, 31), date(2026, 6, 1), date(2031, 1, 1), None)
STATES = tuple(State)
TYPED = (
    "", "night", "sanctuary", "136", "s136", "section 136", "cafe", "sanctuary's", "street triage", '"street triage"',
    "triage street night", "police", "detention night", '"at night" open', "sanctuary xylophone", "saltby",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One published action as the slow search sees it."""

    stems: Indexed
    locality: str
    region: str
    state: State
    lead: OrganisationType
    theme: str
    end: date | None


@pytest.fixture(scope="module")
def rows(kept_rows) -> tuple[Row, ...]:
    """Sixty actions of three localities in two regions, every text beside every other thing."""
    made: list[Row] = []
    regions = [RegionFactory(code="E12000091"), RegionFactory(code="E12000092")]
    bodies = [
        OrganisationFactory(name="Fen Police", short_name="", type=OrganisationType.POLICE),
        OrganisationFactory(name="Fen Council", short_name="", type=OrganisationType.LOCAL_AUTHORITY),
    ]
    for place, name in enumerate(("Fenmarsh", "Saltby", "Wold")):
        locality = LocalityFactory(name=name, slug=name.lower(), region=regions[place // 2])
        plan = a_plan(locality)
        for n in range(20):
            at = place * 20 + n
            text, said, theme = TEXTS[at % 5], SAID[at // 2 % 3], THEMES[at // 3 % 3]
            end, state, body = ENDS[at // 4 % 5], STATES[at // 5 % len(STATES)], bodies[at // 7 % 2]
            an_action(plan, text=text, progress=said, theme=theme, end=end, state=state, leads=[body], references=[])
            key = {"1. At night": "at-night", "Section 2: Access": "access", "": "in-crisis"}[theme]
            stems = Indexed(
                at, stems_of(text), stems_of("", theme, "In crisis"), stems_of(body.name, name), stems_of(said, "")
            )
            made.append(Row(stems, locality.slug, locality.region_id, state, body.type, key, end))
        an_edition(plan)
        assert commands.write_search(locality=locality.pk) == 20
    return tuple(made)


def fits(row: Row, filters: Filters) -> bool:
    is_late = row.state.is_open and row.end is not None and row.end < TODAY
    return (
        filters.locality in (None, row.locality)
        and filters.region in (None, row.region)
        and filters.state in (None, row.state.value)
        and filters.lead_type in (None, row.lead.value)
        and filters.theme in (None, row.theme)
        and (is_late or not filters.is_overdue)
    )


def slowly(rows: tuple[Row, ...], asked: Asked, filters: Filters) -> list[int]:
    """The numbers of the rows that should be found, the best first."""

    def has(parts, *texts: str) -> list[bool]:
        return [any(f" {' '.join(part)} " in f" {text} " for text in texts) for part in parts]

    everywhere = [row for row in rows if fits(row, filters)]
    if asked.is_nothing:
        return [row.stems.key for row in everywhere]
    enough = all
    if len(asked.parts) > 1 and not any(all(has(asked.parts, *row.stems[1:])) for row in everywhere):
        enough = any
    tiers: list[list[Indexed]] = [[], [], []]
    for row in everywhere:
        is_together = enough is all and asked.together and all(has((asked.together, *asked.parts), row.stems.words))
        if is_together:
            tiers[0].append(row.stems)
        elif enough(has(asked.parts, row.stems.words)):
            tiers[1].append(row.stems)
        elif enough(has(asked.parts, *row.stems[1:])):
            tiers[2].append(row.stems)
    return [key for tier in tiers for key in ranked(tier, asked)]


@settings(max_examples=60)
@given(
    typed=st.sampled_from(TYPED),
    locality=st.sampled_from([None, None, None, "saltby", "nowhere"]),
    region=st.sampled_from([None, None, "E12000091", "E12000092", "E12"]),
    state=st.sampled_from([None, None, "in_progress", "unknown", "complete"]),
    lead_type=st.sampled_from([None, None, "police", "ambulance"]),
    theme=st.sampled_from([None, None, "at-night", "none'\\"]),
    is_overdue=st.booleans(),
)
def test_search_finds_what_a_slow_one_finds_in_the_same_order(rows, typed, **chosen):
    asked, filters = read_question(typed), Filters(**chosen)
    wanted = slowly(rows, asked, filters)
    places = ("fenmarsh", "saltby", "wold")
    found: list[int] = []
    for page in range(1, -(-len(wanted) // 20) + 1):
        seen = search(asked, filters, page=page, on=TODAY)
        assert seen.whole == seen.counts.whole == len(wanted)
        found += [places.index(hit.place.slug) * 20 + hit.number - 1 for hit in seen.hits]
    assert found == wanted
    assert search(asked, filters, page=1, on=TODAY).whole == len(wanted)
