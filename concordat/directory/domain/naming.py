"""Matches a name as somebody wrote it to an organisation that a locality knows, or says that it cannot."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from concordat.directory.domain.folding import (
    COUNCIL_WORDS,
    FORM_WORDS,
    POLICE_WORDS,
    core_name,
    fold_name,
    looks_like_an_acronym,
)
from concordat.directory.domain.kinds import OrganisationType
from concordat.directory.domain.teams import BODIES, COMMISSIONING_GROUP, DEPARTMENT_WORDS, MORE_THAN_ONE, TEAMS

NEAR_ENOUGH = 90.0  # of 100, rapidfuzz; below it two names of real bodies were taken for one another
CLEAR_MARGIN = 5.0  # over the next organisation
SUGGESTED_AT_MOST = 5
WORTH_SUGGESTING = 65.0


class Nearness(IntEnum):
    """How near a known name stands to the locality; the nearer is asked first."""

    CALLED_SO_HERE = 1  # the locality's own alias
    PARTNER = 2  # a name of one of its partners
    SERVES_HERE = 3  # a name of a body that serves its areas, or the whole country
    ELSEWHERE = 4  # the full name of a body that serves other areas


_WORDS = {
    Nearness.CALLED_SO_HERE: "This locality calls it so.",
    Nearness.PARTNER: "A partner of this locality goes by this name.",
    Nearness.SERVES_HERE: "A body that serves these areas goes by this name.",
    Nearness.ELSEWHERE: "A body in the national list has this name.",
}


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """An organisation that may be meant."""

    id: int
    name: str
    type: OrganisationType
    nearness: Nearness
    is_current: bool = True  # it has not ended
    is_main: bool = True  # of its kind, for an area of the locality


@dataclass(frozen=True, slots=True)
class KnownName:
    """One name of an organisation, and from how near it is known."""

    organisation: int
    text: str
    nearness: Nearness


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An organisation that may be meant; `score` from 0 to 100."""

    organisation_id: int
    organisation_name: str
    score: float
    how: str


@dataclass(frozen=True, slots=True)
class Match:
    """What a name means: one organisation, or none and up to five suggestions, the likeliest first.

    `how` says in a sentence what the answer rests on; `score` is 100 for a name that is known as it stands.
    """

    name: str
    organisation_id: int | None = None
    organisation_name: str = ""
    how: str = ""
    score: float = 0.0
    suggestions: tuple[Suggestion, ...] = ()


class NameBook:
    """The names that a locality knows. Exact names come first, then names without their legal form, then near ones.

    A name that could mean two bodies means none: a person is asked. Letters that stand for words are never
    compared by nearness, because "NCC" and "LCC" are near and different.
    """

    def __init__(self, organisations: Iterable[KnownOrganisation], names: Iterable[KnownName]) -> None:
        self._organisations = {organisation.id: organisation for organisation in organisations}
        self._names = tuple(name for name in names if name.organisation in self._organisations)
        self._exact: dict[Nearness, dict[str, set[int]]] = {nearness: {} for nearness in Nearness}
        self._cores: dict[str, list[tuple[int, str]]] = {}  # organisation, folded
        self._comparable: list[tuple[int, str, str]] = []  # organisation, folded, core
        for name in self._names:
            folded, core = fold_name(name.text), core_name(name.text)
            if not folded:
                continue
            self._exact[name.nearness].setdefault(folded, set()).add(name.organisation)
            if name.nearness is not Nearness.ELSEWHERE and not looks_like_an_acronym(name.text):
                self._cores.setdefault(core, []).append((name.organisation, folded))
                self._comparable.append((name.organisation, folded, core))

    def find(self, name: str) -> Match:
        """The organisation that a name means here, with what that rests on; or suggestions."""
        for way in (
            self._as_it_stands,
            self._without_its_form,
            self._with_its_letters,
            self._only_of_its_kind,
            self._part_of,
            self._near,
        ):
            match = way(name)
            if match is not None:
                return match
        return Match(name, suggestions=self._suggestions(name))

    def _as_it_stands(self, name: str) -> Match | None:
        folded = fold_name(name)
        for nearness, known in self._exact.items():
            meant = known.get(folded, set())
            if len(meant) == 1:
                kind = BODIES.get(folded)
                (organisation,) = meant
                # "PCC" is Plymouth's council and its police's commissioner.
                if nearness is Nearness.SERVES_HERE and kind and self._organisations[organisation].type is not kind:
                    return self._several(name, meant | {body.id for body in self._of_kind(kind)})
                return self._match(name, organisation, _WORDS[nearness], 100.0)
            if meant:
                return self._several(name, meant)
        return None

    def _without_its_form(self, name: str) -> Match | None:
        core = core_name(name)
        # "Bolton FT" is the hospital trust; "Bolton" alone may be anybody there.
        if looks_like_an_acronym(name) or not core or (" " not in core and core == fold_name(name)):
            return None
        kind_of_council = {"city", "county"} & set(fold_name(name).split())
        meant = self._current_of(
            {
                organisation
                for organisation, known in self._cores.get(core, ())
                if (kind_of_council ^ ({"city", "county"} & set(known.split()))) != {"city", "county"}
            }
        )
        if len(meant) != 1:
            return self._several(name, meant) if meant else None
        return self._match(name, meant.pop(), "The same name, written out or cut short.", 97.0)

    def _with_its_letters(self, name: str) -> Match | None:
        """ "Northshire Health Trust (NHT)": the name and the letters in brackets must not mean two bodies."""
        found = _NAME_AND_LETTERS.fullmatch(name.strip())
        if found is None or not looks_like_an_acronym(found["letters"]):
            return None
        named = self._as_it_stands(found["name"]) or self._without_its_form(found["name"]) or self._near(found["name"])
        meant, letters_mean = named.organisation_id if named else None, self._meant_by(fold_name(found["letters"]))
        if meant is None and len(letters_mean) == 1:
            return self._match(name, min(letters_mean), f"The letters in brackets: “{found['letters']}”.", 93.0)
        if meant is None or (letters_mean and letters_mean != {meant}):
            return None
        return self._match(name, meant, "Its name, with letters for it in brackets.", 97.0)

    def _only_of_its_kind(self, name: str) -> Match | None:
        folded = fold_name(name)
        bodies = self._groups() if folded in COMMISSIONING_GROUP else self._of_kind(BODIES.get(folded))
        if len(bodies) != 1 or folded in MORE_THAN_ONE:
            return self._several(name, {body.id for body in bodies}) if bodies else None
        return self._match(name, bodies[0].id, f"The only one of its kind here ({bodies[0].type.words}).", 95.0)

    def _part_of(self, name: str) -> Match | None:
        """ "NCC Adult Social Care" is a part of NCC; "Kent Police and Crime Commissioner" is no part of Kent Police."""
        words = fold_name(name).split()
        for length in range(len(words) - 1, 0, -1):
            first, last = words[:length], words[-length:]
            for known, rest in ((first, words[length:]), (last, words[:-length])):
                meant = self._meant_by(" ".join(known), by_kind=known is first)
                if len(meant) == 1 and _is_a_part(rest, self._organisations[min(meant)].type):
                    how = f"A part of it is named beside “{' '.join(known)}”."
                    return self._match(name, min(meant), how, 93.0)
        return None

    def _near(self, name: str) -> Match | None:
        if looks_like_an_acronym(name):
            return None
        scores = self._scores(name)
        if not scores or scores[0][0] < NEAR_ENOUGH:
            return None
        if len(scores) > 1 and scores[0][0] - scores[1][0] < CLEAR_MARGIN:
            return None
        score, organisation = scores[0]
        return self._match(name, organisation, f"Spelt almost alike ({score:.0f} of 100).", score)

    def _scores(self, name: str) -> list[tuple[float, int]]:
        """How near each organisation's nearest name is, highest first; names that differ in a telling word are out."""
        from rapidfuzz import fuzz  # loaded with the first name to compare, not when a site starts

        folded, core = fold_name(name), core_name(name)
        best: dict[int, float] = {}
        for organisation, known, known_core in self._comparable:
            score = fuzz.ratio(folded, known)
            if len(core) >= 8 and len(known_core) >= 8:
                score = max(score, fuzz.ratio(core, known_core))
            if score > best.get(organisation, WORTH_SUGGESTING) and not _differ_in_a_telling_word(name, known):
                best[organisation] = score
        return sorted(((score, organisation) for organisation, score in best.items()), reverse=True)

    def _suggestions(self, name: str) -> tuple[Suggestion, ...]:
        folded = fold_name(name)
        if not folded:
            return ()
        found: dict[int, tuple[float, str]] = {}

        def offer(organisation: int, score: float, how: str) -> None:
            if score > found.get(organisation, (0.0, ""))[0]:
                found[organisation] = (score, how)

        if "ccg" in core_name(name).split():
            for group in self._groups():
                offer(group.id, 80.0, "A commissioning group here.")
        for words, kind in TEAMS.items():
            if name.strip() == "LAS" and kind is OrganisationType.LOCAL_AUTHORITY:
                continue  # "LAs" are councils; in capitals it is an ambulance service, or a body of its own
            if re.search(rf"\b(?:{words})\b", folded):
                score = 92.0 if re.fullmatch(words, folded) else 75.0
                for body in self._of_kind(kind):
                    offer(body.id, score, f"{kind.words} here.")
        if looks_like_an_acronym(name):
            for known in self._names:
                if known.nearness is not Nearness.ELSEWHERE and _initials_fit(folded, known.text):
                    offer(known.organisation, 80.0, "The letters fit its name.")
        else:
            from rapidfuzz import fuzz

            ours = _telling_part(core_name(name))
            for organisation, _, known_core in self._comparable:
                theirs = _telling_part(known_core)
                if ours and theirs:
                    near = max(fuzz.ratio(ours, theirs), 0.9 * fuzz.token_set_ratio(ours, theirs))
                    if near >= WORTH_SUGGESTING:
                        offer(organisation, near, "Some of its words are the same.")
        return self._suggested(found)

    def _several(self, name: str, meant: set[int]) -> Match:
        return Match(name, suggestions=self._suggested(dict.fromkeys(meant, (90.0, "Its name, but others share it."))))

    def _suggested(self, found: dict[int, tuple[float, str]]) -> tuple[Suggestion, ...]:
        def order(item: tuple[int, tuple[float, str]]) -> tuple[float, int, str]:
            organisation = self._organisations[item[0]]
            return -item[1][0], organisation.nearness, organisation.name

        return tuple(
            Suggestion(each, self._organisations[each].name, score, how)
            for each, (score, how) in sorted(found.items(), key=order)[:SUGGESTED_AT_MOST]
        )

    def _match(self, name: str, organisation: int, how: str, score: float) -> Match:
        return Match(name, organisation, self._organisations[organisation].name, how, score)

    def _meant_by(self, folded: str, *, by_kind: bool = False) -> set[int]:
        for nearness in (Nearness.CALLED_SO_HERE, Nearness.PARTNER, Nearness.SERVES_HERE):
            if meant := self._exact[nearness].get(folded):
                return meant
        return {body.id for body in self._of_kind(BODIES.get(folded))} if by_kind else set()

    def _current_of(self, meant: set[int]) -> set[int]:
        return {each for each in meant if self._organisations[each].is_current} or set(meant)

    def _of_kind(self, kind: OrganisationType | None) -> list[KnownOrganisation]:
        """The bodies of a kind that may be meant by the kind alone: partners if there are any, else who serves here."""
        return self._nearest(
            organisation
            for organisation in self._organisations.values()
            if organisation.type is kind and organisation.is_current and organisation.is_main
        )

    def _groups(self) -> list[KnownOrganisation]:
        """Clinical commissioning groups: all ended in 2022, and most plans were written before."""
        return self._nearest(
            organisation
            for organisation in self._organisations.values()
            if organisation.type is OrganisationType.NHS_COMMISSIONER and "ccg" in core_name(organisation.name).split()
        )

    def _nearest(self, organisations: Iterable[KnownOrganisation]) -> list[KnownOrganisation]:
        found = list(organisations)
        partners = [organisation for organisation in found if organisation.nearness is Nearness.PARTNER]
        return partners or [organisation for organisation in found if organisation.nearness is Nearness.SERVES_HERE]


_NAME_AND_LETTERS = re.compile(r"(?P<name>[^()]+)\((?P<letters>[A-Za-z&]{2,10})\)")
# Words that so many bodies share that having them in common suggests nothing.
_SAID_OF_MANY = frozenset(
    {"nhs", "integrated", "care", "board", "service", "services", "health", "healthcare", "and", "of", "for", "team"}
)


def _telling_part(core: str) -> str:
    return " ".join(word for word in core.split() if word not in _SAID_OF_MANY)


def _initials_fit(letters: str, name: str) -> bool:
    words = [word for word in fold_name(name).split() if word not in {"and", "of", "for", "in"}]
    initials = "".join(word[0] for word in words)
    without_form = "".join(word[0] for word in words if word not in {"nhs"})
    return len(words) > 1 and letters.replace(" and ", "").replace(" ", "") in {initials, without_form}


def _is_a_part(rest: list[str], kind: OrganisationType) -> bool:
    """Whether what stands beside a name is a part of such a body: public health is no part of a hospital."""
    if {rest[0], rest[-1]} & {"and"} or not all(word in DEPARTMENT_WORDS for word in rest):
        return False
    return not any(
        kind is not other and re.search(rf"\b(?:{words})\b", " ".join(rest)) for words, other in TEAMS.items()
    )


_MAY_BE_ADDED = FORM_WORDS | COUNCIL_WORDS | POLICE_WORDS | {"and", "for", "in"}
_TELLING = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "central",
        "mid",
        "upper",
        "lower",
        "inner",
        "outer",
        "greater",
        "city",
        "county",
    ]
)


def _differ_in_a_telling_word(written: str, known_folded: str) -> bool:
    """Whether a word of one name has no likely misspelling in the other.

    "North West Ambulance Service" and "North East Ambulance Service" are 93 of 100 alike, and two bodies.
    """
    ours, theirs = fold_name(written).split(), known_folded.split()
    if set(ours) & _TELLING != set(theirs) & _TELLING:
        return True
    left = [word for word in ours if word not in theirs and word not in _MAY_BE_ADDED]
    right = [word for word in theirs if word not in ours and word not in _MAY_BE_ADDED]
    return any(not any(_may_be_misspelt(word, other) for other in theirs) for word in left) or any(
        not any(_may_be_misspelt(word, other) for other in ours) for word in right
    )


def _may_be_misspelt(word: str, other: str) -> bool:
    from rapidfuzz import fuzz

    if min(len(word), len(other)) < 4 or any(letter.isdigit() for letter in word + other):
        return False
    return word[0] == other[0] and fuzz.ratio(word, other) >= 80.0
