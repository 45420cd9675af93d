"""The names in the lead cells: whom each is taken for, why, and where it occurs."""

from dataclasses import dataclass

from concordat.plans.domain.days import spoken_count
from concordat.plans.presenters.importing.rows import reference_of
from concordat.plans.queries.importing import ImportReview, NameReviewed

_MOST_REFERENCES = 6


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name with what it will mean; `suggested` are organisations that may be meant, when nobody can say."""

    folded: str
    name: str
    occurs: str
    meaning: str
    how: str
    suggested: tuple[str, ...]
    is_open: bool
    is_decided: bool
    is_known: bool  # of an organisation, as it stands: nothing was concluded
    href: str


def present_names(review: ImportReview, *, base: str) -> tuple[NameLine, ...]:
    """Each name once: those that nobody could tell first, then what was found, then what people decided."""
    lines = [_line(review, name, base) for name in review.names]
    return tuple(sorted(lines, key=lambda line: (not line.is_open, line.is_decided)))


def _line(review: ImportReview, name: NameReviewed, base: str) -> NameLine:
    return NameLine(
        folded=name.found.folded,
        name=name.found.name,
        occurs=occurs_words(review, name),
        meaning=meaning_words(name),
        how=name.meaning.how,
        suggested=tuple(suggestion.organisation_name for suggestion in name.match.suggestions[:3]),
        is_open=name.is_open,
        is_decided=name.meaning.is_decided,
        is_known=not name.is_open and name.match.organisation_id is not None and not name.meaning.is_decided,
        href=f"{base}leads/#{anchor_of(name)}",
    )


def anchor_of(name: NameReviewed) -> str:
    return "name-" + name.found.folded.replace(" ", "-")


def occurs_words(review: ImportReview, name: NameReviewed) -> str:
    """ "3 actions: 1.1, 1.2, 2.4"."""
    rows = {row.index: row for row in review.plan.rows}
    shown = [reference_of(rows[index]) for index in name.found.rows[:_MOST_REFERENCES]]
    more = "…" if len(name.found.rows) > _MOST_REFERENCES else ""
    return f"{spoken_count(len(name.found.rows), 'action')}: {', '.join(shown)}{', ' + more if more else ''}"


def meaning_words(name: NameReviewed) -> str:
    """Whom a name is taken for."""
    meaning = name.meaning
    if meaning.kind is None:
        return "Not known here yet"
    if meaning.kind == "organisation":
        return meaning.organisation_name
    if meaning.kind == "new":
        return f"{meaning.new_name or name.found.name}, a new partner ({meaning.new_type.words})"
    if meaning.kind == "person":
        return f"A person at {meaning.organisation_name}" if meaning.organisation_name else "A person"
    return "Nobody: the words stay as they were written"


def names_words(names: tuple[NameLine, ...]) -> str:
    """ "16 names stand in the lead cells. 9 are known; 7 are not." """
    if not names:
        return "No name stands in the lead cells."
    stand = "stands" if len(names) == 1 else "stand"
    unknown = sum(name.is_open for name in names)
    said = f"{spoken_count(len(names), 'name')} {stand} in the lead cells."
    if not unknown:
        return f"{said} We know whom each of them means."
    if unknown == 1:
        return f"{said} 1 is not known here: say whom it means."
    return f"{said} {unknown:,} are not known here: say whom they mean."
