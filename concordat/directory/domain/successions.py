"""What became of organisations: who followed whom, when, and who answers today for what an ended body promised."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SuccessionKind(StrEnum):
    """How one body's duties came to another, in the words of `reference/successions.csv`."""

    MERGER = "merger"
    SPLIT = "split"
    DUTIES_PASSED = "duties passed to the ICB"
    REORGANISATION = "reorganisation of councils"
    BOUNDARY_CHANGE = "boundary change"
    SERVICES_MOVED = "mental health services moved"

    @property
    def words(self) -> str:
        """What happened, as it stands before the name of the body that followed."""
        return _WORDS[self]


_WORDS = {
    SuccessionKind.MERGER: "merged into",
    SuccessionKind.SPLIT: "split; a part went to",
    SuccessionKind.DUTIES_PASSED: "duties passed to",
    SuccessionKind.REORGANISATION: "replaced by",
    SuccessionKind.BOUNDARY_CHANGE: "a part of its area went to",
    SuccessionKind.SERVICES_MOVED: "mental health services moved to",
}


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation as far as its time goes; `ends_on` is its last day."""

    slug: str
    name: str
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Succession:
    """The duties of one body, or a part of them, passed to another on a day."""

    before: Body
    after: Body
    kind: SuccessionKind
    happened_on: date


@dataclass(frozen=True, slots=True)
class Heir:
    """A body that has the duties of an ended one today; `since` is the day on which they came to it."""

    slug: str
    name: str
    since: date


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a body that has ended.

    `heirs` have its duties today, by name; nobody does where no file says who followed. `passed_to` are the slugs of
    all that had them since, heirs included.
    """

    slug: str
    name: str
    ended_on: date
    heirs: tuple[Heir, ...] = ()
    passed_to: frozenset[str] = frozenset()


class Lineage:
    """Who followed whom, of all bodies that the reference data joins."""

    def __init__(self, successions: Iterable[Succession]) -> None:
        self._after: defaultdict[str, list[Succession]] = defaultdict(list)
        self._before: defaultdict[str, list[Succession]] = defaultdict(list)
        for each in successions:
            self._after[each.before.slug].append(each)
            self._before[each.after.slug].append(each)

    def fate_of(self, body: Body, *, on: date) -> Fate | None:
        """What had become of a body by a day; None where it had not ended."""
        if body.ends_on is None or body.ends_on >= on:
            return None
        heirs: dict[str, Heir] = {}
        passed_to: set[str] = set()
        ways = list(self._after[body.slug])
        while ways:
            step = ways.pop()
            after = step.after
            if step.happened_on > on or after.slug == body.slug or after.slug in passed_to:
                continue
            passed_to.add(after.slug)
            if after.ends_on is None or after.ends_on >= on:
                heirs[after.slug] = Heir(after.slug, after.name, step.happened_on)
            else:
                ways += self._after[after.slug]
        return Fate(
            slug=body.slug,
            name=body.name,
            ended_on=body.ends_on,
            heirs=tuple(sorted(heirs.values(), key=lambda heir: heir.name)),
            passed_to=frozenset(passed_to),
        )

    def followed_by(self, slug: str) -> tuple[Succession, ...]:
        """Who took over from this body itself, oldest first."""
        return tuple(sorted(self._after[slug], key=lambda each: (each.happened_on, each.after.name)))

    def came_from(self, slug: str) -> tuple[Succession, ...]:
        """Whom this body itself took over from, oldest first."""
        return tuple(sorted(self._before[slug], key=lambda each: (each.happened_on, each.before.name)))

    def predecessors_of(self, slug: str) -> tuple[Body, ...]:
        """Every body that had ended and whose duties, or a part of them, came to this one, by name.

        A body that lives on keeps what it promised, whatever moved from it.
        """
        found: dict[str, Body] = {}
        ways = [slug]
        while ways:
            for step in self._before[ways.pop()]:
                before = step.before
                if before.slug != slug and before.slug not in found and before.ends_on is not None:
                    found[before.slug] = before
                    ways.append(before.slug)
        return tuple(sorted(found.values(), key=lambda each: each.name))
