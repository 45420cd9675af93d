"""Loads an invented nation over the real areas of England, in a database that holds nothing but examples."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.assurance.commands.demonstration.batches import Batch
from concordat.assurance.commands.demonstration.bodies import Directory, add_bodies
from concordat.assurance.commands.demonstration.courses import Course, draw_course
from concordat.assurance.commands.demonstration.declarations import add_declarations, draw_days
from concordat.assurance.commands.demonstration.figures import add_figures
from concordat.assurance.commands.demonstration.places import MARK, AreaGiven, Place, draw_places
from concordat.assurance.commands.demonstration.plans import PlanLife, moment
from concordat.assurance.commands.demonstration.rounds import run_rounds
from concordat.assurance.commands.demonstration.submissions import add_submissions
from concordat.assurance.commands.tallies import tally_editions
from concordat.directory.commands import load_reference_data
from concordat.directory.models import Area, Locality
from concordat.indicators.commands import release_figures
from concordat.plans.commands import write_search

ACTIONS = 10_000
_FEWEST = 6  # actions of a plan
_ABOUT = (
    "This locality is invented. Its areas and the large agencies are real, and nothing that is said here of either "
    "happened: a program drew it, to show what Concordat does."
)


class NotADemonstration(Exception):
    """The database holds localities that are no examples, or an invented nation already; the message says which."""


@dataclass(frozen=True, slots=True)
class NationLoaded:
    """What was written: `steps` holds, by slug, where each locality is meant to stand (a value of `Step`)."""

    localities: int
    actions: int
    rows: int
    steps: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Drawn:
    place: Place
    course: Course | None
    actions: int
    random: Random


def load_nation(
    *, seed: int, scale: int = 1, at: datetime, localities: int | None = None, actions: int = ACTIONS
) -> NationLoaded:
    """Write the nation that belongs to a seed, as it stands on the day of `at`; one transaction a locality.

    `scale` multiplies the updates. With `localities` only so many, and with `actions` so many actions in all. Raises
    `NotADemonstration`.
    """
    _refuse_what_is_real()
    load_reference_data(at=at)
    today = timezone.localdate(at)
    drawn = _draw(seed, today, localities, actions)
    directory = Directory.read()
    by, checker = _people(at)
    rows = 0
    steps = {}
    for each in drawn:
        with transaction.atomic():
            slug, written = _load_locality(each, directory, scale=scale, by=by, checker=checker, today=today, at=at)
        rows += written
        steps[slug] = each.place.step.value
    tally_editions(at=at)
    return NationLoaded(len(drawn), sum(each.actions for each in drawn), rows, steps)


def _refuse_what_is_real() -> None:
    real = list(Locality.objects.filter(is_example=False).order_by("name").values_list("name", flat=True))
    if real:
        which = f"{real[0]} is" if len(real) == 1 else f"{real[0]} and {len(real) - 1} more are"
        raise NotADemonstration(
            f"{which} no example. An invented nation is loaded beside nothing real: take another database."
        )
    if Locality.objects.filter(name__endswith=MARK).exists():
        raise NotADemonstration(
            "This database holds an invented nation already. Take another database to load one anew."
        )


def _draw(seed: int, today: date, localities: int | None, actions: int) -> list[_Drawn]:
    """Every locality with its course and its own source of chance, so that one does not move the others."""
    present = Area.objects.filter(ends_on=None)
    areas = [AreaGiven(*row) for row in present.values_list("code", "name", "region", "hex_q", "hex_r")]
    places = draw_places(areas, Random(f"{seed} places"), most=localities)
    randoms = [Random(f"{seed} {place.number}") for place in places]
    courses = [draw_course(place.step, random, today=today) for place, random in zip(places, randoms, strict=True)]
    counts = _counts(courses, actions, Random(f"{seed} counts"))
    return [_Drawn(*each) for each in zip(places, courses, counts, randoms, strict=True)]


def _counts(courses: Sequence[Course | None], actions: int, random: Random) -> list[int]:
    """How many actions each plan has: some twice as many as others, and all together as many as are wanted."""
    weights = [random.uniform(0.6, 1.4) if course else 0.0 for course in courses]
    counts = [max(int(actions * weight / sum(weights)), _FEWEST) if weight else 0 for weight in weights]
    largest = counts.index(max(counts))
    counts[largest] += max(actions - sum(counts), 0)
    return counts


def _people(at: datetime) -> tuple[User, User]:
    """Who did it all: two who are nobody, and can never sign in."""
    made = []
    for name in ("Invented coordinator", "Invented checker"):
        user, is_new = User.objects.get_or_create(
            email=f"{slugify(name)}@nation.example", defaults={"name": name, "is_active": False}
        )
        if is_new:
            user.set_unusable_password()
            user.save(update_fields=["password"])
            record_audit("load_nation", user, by=None, at=at)
        made.append(user)
    return made[0], made[1]


def _load_locality(
    drawn: _Drawn, directory: Directory, *, scale: int, by: User, checker: User, today: date, at: datetime
) -> tuple[str, int]:
    """One locality with all that happened in it; gives its slug and the number of rows."""
    place, course, random = drawn.place, drawn.course, drawn.random
    batch = Batch()
    days = draw_days(place.step, course, random, today=today)
    began = min(day for day in (days.began(), course and course.begins_on, today) if day is not None)
    locality = batch.add(
        Locality(
            slug=slugify(place.name)[:70],
            name=place.name,
            region_id=place.region,
            areas_note=place.areas_note,
            about=_ABOUT,
            is_example=True,
            created_at=moment(began - timedelta(days=60), 9),
        )
    )
    for area in place.areas:
        batch.link(Locality.areas.through, locality_id=locality.pk, area_id=area)
    bodies = add_bodies(batch, directory, place, locality, on=began)
    declared = add_declarations(batch, place, locality, bodies, days, random, by=by)
    if course is not None:
        life = PlanLife(batch, place, locality, bodies, course, random, by, scale)
        life.begin(drawn.actions)
        run_rounds(life, today=today)
        add_submissions(life, declared, checker=checker, today=today)
    published = add_figures(batch, locality, random, today=today, by=by)
    written = batch.write()
    if published:
        written += release_figures(locality=locality, at=at)
    if course is not None:
        write_search(locality=locality.pk)
    record_audit("load_nation", locality, by=None, at=at, step=place.step.value, rows=written)
    return locality.slug, written
