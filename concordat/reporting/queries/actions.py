"""Reads the published actions behind a number, over many localities, a page at a time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add, or_

from django.db.models import Case, Q, QuerySet, Value, When

from concordat.directory.models import Person
from concordat.directory.queries import Viewer
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.states import State
from concordat.plans.domain.withholding import Withheld
from concordat.plans.models import ActionLead, EditionEntry
from concordat.plans.queries.slipping import slipped_actions
from concordat.reporting.domain.alike import nearest, without_name, words_to_look_for
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
MOST_COMPARED = 1_500  # actions that one is held against: some 40 ms


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
    return ActionsFound(count, page, pages, _read(ordered[(page - 1) * PAGE : page * PAGE], sought.as_on or on), name)


def get_alike(viewer: Viewer, locality: str, number: int, *, on: date) -> Alike:
    """A published action, and those of other localities that say nearly the same; raises `NoSuchAction`.

    In eight queries. Its words are held against at most `MOST_COMPARED` others, those with most of its long words.
    """
    subject = published_entries(locality=locality).filter(action__number=number)
    told = subject.values_list("wording__text", "edition__plan__locality__name").first()
    if told is None:
        raise NoSuchAction(f"action {number} of {locality}")
    text = without_name(*told)
    shared = [Q(wording__text__icontains=word) for word in words_to_look_for(text)]
    others = published_entries().exclude(edition__plan__locality__slug=locality)
    found = nearest(text, _nearly(others, shared)) if shared else ()
    by_place = {
        (action.locality, action.number): action for action in _read(EditionEntry.objects.filter(pk__in=found), on)
    }
    places = {
        pk: place
        for pk, *place in EditionEntry.objects.filter(pk__in=found).values_list(
            "pk", "edition__plan__locality__slug", "action__number"
        )
    }
    return Alike(_read(subject, on)[0], tuple(by_place[places[pk][0], places[pk][1]] for pk in found))


def _nearly(entries: QuerySet[EditionEntry], shared: list[Q]) -> dict[int, str]:
    """The texts that hold one of the words at least, without the names of their places; those with most of them."""
    words = reduce(add, (Case(When(each, then=Value(1)), default=Value(0)) for each in shared))
    rows = entries.filter(reduce(or_, shared)).order_by(words.desc(), "pk")
    return {
        pk: without_name(*told)
        for pk, *told in rows.values_list("pk", "wording__text", "edition__plan__locality__name")[:MOST_COMPARED]
    }


def _read(entries: QuerySet[EditionEntry], on: date) -> tuple[PublishedAction, ...]:
    """What everybody may read of these entries, in three queries."""
    rows = list(
        entries.values_list(
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
    leads = _leads(row[0] for row in rows)
    withheld = _withheld({row[1] for row in rows})
    return tuple(
        PublishedAction(
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
        for wording, place, slug, name, number, references, text, when, end, state, said_on, is_example in rows
    )


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
