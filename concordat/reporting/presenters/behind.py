"""The addresses of the lists behind the numbers, and what such a list holds, in words."""

from urllib.parse import urlencode

from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.presenters.words import listed
from concordat.reporting.domain.headings import OTHER, Heading
from concordat.reporting.domain.rollups import ActionsSought
from concordat.reporting.domain.slugs import slug_of
from concordat.reporting.presenters.choosing import region_in_words


def query_of_actions(sought: ActionsSought) -> str:
    """What is sought as the query of an address, with its question mark; empty where nothing is."""
    pairs = (
        ("region", slug_of(sought.region)),
        ("locality", sought.locality),
        ("heading", sought.heading),
        ("state", sought.state or ""),
        ("lead", sought.lead or ""),
        ("organisation", sought.organisation),
        ("complete", "1" if sought.is_complete else ""),
        ("open", "1" if sought.is_open else ""),
        ("overdue", "1" if sought.is_overdue else ""),
        ("slipped", "1" if sought.is_slipped else ""),
        ("quiet", "1" if sought.is_quiet else ""),
        ("since", sought.done_since.isoformat() if sought.done_since else ""),
        ("on", sought.as_on.isoformat() if sought.as_on else ""),
    )
    query = urlencode([(name, str(value)) for name, value in pairs if value])
    return f"?{query}" if query else ""


def sought_actions_in_words(
    sought: ActionsSought, count: int, headings: tuple[Heading, ...], locality: str, organisation: str
) -> str:
    """ "12 actions: overdue, led by the police, in the South West." """
    said = []
    if sought.state:
        said.append(sought.state.words.lower())
    if sought.done_since:
        said.append(f"completed since {spoken_day(sought.done_since)}")
    elif sought.is_complete:
        said.append("complete, verified or not")
    if sought.is_open:
        said.append("still open")
    if sought.is_overdue:
        said.append("overdue")
    if sought.is_slipped:
        said.append("slipped to a later date")
    if sought.is_quiet:
        said.append("open, with nothing said for half a year")
    if sought.lead:
        said.append(f"led by this type of agency: {sought.lead.words}")
    if sought.organisation:
        name = organisation or sought.organisation
        said.append(f"led or supported by {name}, or by those whose duties passed to it")
    if sought.heading:
        titles = {heading.key: heading.title for heading in (*headings, OTHER)}
        said.append(f"under “{titles[sought.heading]}”")
    if sought.locality:
        said.append(f"in {locality or sought.locality}")
    elif sought.region:
        said.append(f"in {region_in_words(sought.region)}")
    whole = spoken_count(count, "published action")
    then = f", as everybody read it on {spoken_day(sought.as_on)}" if sought.as_on else ""
    return f"{whole}: {listed(said)}{then}." if said else f"{whole}{then}."
