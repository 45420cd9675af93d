"""Reads the published actions behind a number, over many localities, a page at a time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from concordat.directory.models import Locality, Person
from concordat.directory.queries import Viewer
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.states import State
from concordat.plans.domain.withholding import Withheld
from concordat.plans.models import ActionLead, EditionEntry
from concordat.plans.queries import searching
from concordat.plans.queries.slipping import slipped_actions
from concordat.reporting.domain.alike import Spread, nearest, words_of, words_of_name, words_to_look_for
from concordat.reporting.domain.headings import heading_of
from concordat.reporting.domain.rollups import ActionsSought
from concordat.reporting.queries.nation import COMPLETE, OPEN
from concordat.reporting.queries.organisations import organisation_name, promised_by, under_names_of
from concordat.reporting.queries.rollups import (
    headings,
    is_overdue,
    is_quiet,
    leads_of_type,
    published_entries,
    was_complete_on,
)

PAGE = 50  # actions on a page of the list
MOST_COMPARED = 1_500  # actions that one is held against
MOST_ASKED = 60  # words of an action


@dataclass(frozen=True, slots=True)
class PublishedAction:
    """An action as the latest published edition of its locality has it; names of staff are withheld."""

    locality: str
    locality_name: str
    number: int
    references: tuple[str, ...]
    text: str
    leads: tuple[str, ...]
    when: str
    end: date | None
    state: State
    said_on: date
    is_overdue: bool
    is_example: bool


class NoSuchAction(LookupError):
    """No published edition of this locality holds such an action."""


@dataclass(frozen=True, slots=True)
class Alike:
    """An action with those of other localities that say nearly the same, the nearest first."""

    action: PublishedAction
    others: tuple[PublishedAction, ...]


@dataclass(frozen=True, slots=True)
class ActionsFound:
    """A page of what was found, and how many there are in all; `page` is the one that is shown, from 1.

    `organisation` is the name of the one that was asked for, where any published action names it.
    """

    count: int
    page: int
    pages: int
    actions: tuple[PublishedAction, ...]
    organisation: str = ""


def published_actions(viewer: Viewer, sought: ActionsSought, *, on: date, page: int = 1) -> ActionsFound:
    """A page of the published actions that are sought: in four queries, two more for what has slipped and as many
    for an organisation.
    """
    entries = _sought(sought, on)
    count = entries.count()
    pages = max(1, -(-count // PAGE))
    page = min(max(1, page), pages)
    ordered = entries.order_by(
        "edition__plan__locality__name", "wording__section__position", "wording__position", "action__number"
    )
    name = organisation_name(sought.organisation) if sought.organisation and count else ""
    read = _read(ordered[(page - 1) * PAGE : page * PAGE], sought.as_on or on)
    return ActionsFound(count, page, pages, tuple(read.values()), name)


def get_alike(viewer: Viewer, locality: str, number: int, *, on: date) -> Alike:
    """A published action, and those of other localities that say nearly the same; raises `NoSuchAction`.

    In nine queries. Its words are held against at most `MOST_COMPARED` others, those that have one of its rarest words;
    what is not written for search yet is not found.
    """
    subject = published_entries(locality=locality).filter(action__number=number)
    told = subject.values_list("pk", "wording__text", "edition__plan__locality_id").first()
    if told is None:
        raise NoSuchAction(f"action {number} of {locality}")
    entry, text, here = told
    found = _nearest(text, here)
    read = _read(EditionEntry.objects.filter(pk__in=[entry, *found]), on)
    return Alike(read[entry], tuple(read[pk] for pk in found))


def _nearest(text: str, here: int) -> tuple[int, ...]:
    """The entries of other localities that say nearly the same, the nearest first."""
    named = {pk: words_of_name(name) for pk, name in Locality.objects.order_by().values_list("pk", "name")}
    words = words_of(text) - named[here]
    # The longer a word, the rarer it is, mostly; a text of hundreds of words is asked for by some of them.
    counted = searching.actions_with_each(sorted(words, key=lambda word: (-len(word), word))[:MOST_ASKED])
    words -= {word for word, count in counted.items() if not count}  # names of staff stand in no index
    known = {word: count for word, count in counted.items() if 0 < count <= searching.MOST_WITH_A_WORD}
    spread = Spread(searching.published_count(), known)
    rare = words_to_look_for(words, spread, most=MOST_COMPARED)
    others = {
        entry: theirs - named[place]
        for entry, place, theirs in searching.actions_with_any(rare, but=here, most=MOST_COMPARED)
    }
    return nearest(words, others, spread)


def _read(entries: QuerySet[EditionEntry], on: date) -> dict[int, PublishedAction]:
    """What everybody may read of these entries, by primary key in their order; in three queries."""
    rows = list(
        entries.values_list(
            "pk",
            "wording_id",
            "edition__plan__locality_id",
            "edition__plan__locality__slug",
            "edition__plan__locality__name",
            "action__number",
            "wording__references",
            "wording__text",
            "update__timescale__text",
            "end_on",
            "state",
            "said_on",
            "edition__plan__locality__is_example",
        )
    )
    leads = _leads(row[1] for row in rows)
    withheld = _withheld({row[2] for row in rows})
    return {
        pk: PublishedAction(
            locality=slug,
            locality_name=name,
            number=number,
            references=tuple(references),
            text=withheld[place](text),
            leads=leads[wording],
            when=withheld[place](when),
            end=end,
            state=State(state),
            said_on=said_on,
            is_overdue=State(state).is_open and end is not None and end < on,
            is_example=is_example,
        )
        for pk, wording, place, slug, name, number, references, text, when, end, state, said_on, is_example in rows
    }


def _sought(sought: ActionsSought, on: date) -> QuerySet[EditionEntry]:
    entries = published_entries(region=sought.region, locality=sought.locality, as_on=sought.as_on)
    on = sought.as_on or on
    if sought.is_slipped:
        entries = entries.filter(action__in=slipped_actions(entries))
    if sought.heading:
        titles = entries.order_by().values_list("wording__section__title", flat=True).distinct()
        wanted = [title for title in titles if heading_of(title, headings()).key == sought.heading]
        entries = entries.filter(wording__section__title__in=wanted)
    if sought.state:
        entries = entries.filter(state=sought.state)
    if sought.lead:
        entries = entries.filter(leads_of_type(sought.lead))
    if sought.organisation:
        entries = entries.filter(promised_by(under_names_of(sought.organisation)))
    if sought.is_complete or sought.done_since:
        entries = entries.filter(state__in=COMPLETE)
    if sought.is_open:
        entries = entries.filter(state__in=OPEN)
    if sought.is_overdue:
        entries = entries.filter(is_overdue(on))
    if sought.is_quiet:
        entries = entries.filter(is_quiet(on))
    if sought.done_since:
        entries = entries.exclude(was_complete_on(sought.done_since))
    return entries


def _leads(wordings: Iterable[int]) -> defaultdict[int, tuple[str, ...]]:
    """Who leads, as organisations: a person stands as the one that they work for."""
    found: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    rows = (
        ActionLead.objects.filter(wording__in=list(wordings), role=LeadRole.LEAD)
        .order_by("wording", "position", "pk")
        .values_list("wording_id", "organisation__name", "person__organisation__name")
    )
    for wording, name, theirs in rows:
        body = name or theirs
        if body and body not in found[wording]:
            found[wording] += (body,)
    return found


def _withheld(localities: set[int]) -> dict[int, Withheld]:
    names: defaultdict[int, list[str]] = defaultdict(list)
    for locality, name in Person.objects.filter(locality__in=localities).values_list("locality_id", "name"):
        names[locality].append(name)
    return {locality: Withheld(names[locality]) for locality in localities}
