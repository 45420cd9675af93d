"""The smaller pages of an import: one row, whom the names mean, what is missing, accepting, and the document itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from concordat.directory.queries import NamedOrganisation
from concordat.plans.domain.days import spoken_day
from concordat.plans.domain.editions import RowChangeKind
from concordat.plans.domain.passages import basis_in_words
from concordat.plans.domain.reviewing import ReviewedRow, timescale_words
from concordat.plans.presenters.importing.cells import CellShown, all_cells, document_href, place_words
from concordat.plans.presenters.importing.changes import TextChanged, row_texts
from concordat.plans.presenters.importing.leads import anchor_of, meaning_words, occurs_words
from concordat.plans.presenters.importing.rows import SPLIT_OFF, called, reference_of
from concordat.plans.presenters.states import STATE_TAGS, Tag
from concordat.plans.presenters.words import first_words
from concordat.plans.queries.importing import ImportReview, NameReviewed


@dataclass(frozen=True, slots=True)
class RowPage:
    """One row: its cells on the one side, on the other what was understood of it."""

    base: str
    heading: str
    locality_name: str
    locality_href: str
    document_name: str
    place: str
    place_href: str
    cells: tuple[CellShown, ...]
    extra: tuple[tuple[str, str], ...]
    struck: tuple[str, ...]
    doubts: tuple[str, ...]
    state: Tag
    state_because: str
    surely: str
    understood: str
    continues: str
    changed: tuple[TextChanged, ...]
    has_plan: bool
    is_left_out: bool
    is_open: bool
    before_href: str
    after_href: str


_SURELY = {
    "certain": "We are sure of it.",
    "likely": "This is likely, not certain.",
    "ambiguous": "A careful reader could see it otherwise.",
}


def present_row(review: ImportReview, row: ReviewedRow, *, base: str, locality_href: str) -> RowPage:
    number = review.number_of(row.index)
    basis = basis_in_words(row.read.status.basis)
    last = len(review.plan.rows) - 1
    return RowPage(
        base=base,
        heading=f"Action {reference_of(row)}",
        locality_name=review.locality_name,
        locality_href=locality_href,
        document_name=review.document_name,
        place=place_words(row.read.where),
        place_href=document_href(base, row.read.where),
        cells=all_cells(row.read),
        extra=row.read.extra,
        struck=tuple(words for _, words in row.read.struck),
        doubts=tuple(doubt.sentence for doubt in review.doubts_of(row)),
        state=STATE_TAGS[row.state],
        state_because=f"We concluded “{row.read.status.state.words}” from {basis}." if basis else
        "Nothing in the row says how far it has got.",
        surely=_SURELY[row.read.status.certainty] if basis else "",
        understood=timescale_words(row.timescale),
        continues=_continues(review, row, number),
        changed=row_texts(review, number, row) if number is not None else (),
        has_plan=bool(review.known),
        is_left_out=row.is_left_out,
        is_open=review.is_open,
        before_href=f"{base}rows/{row.index - 1}/" if row.index else "",
        after_href=f"{base}rows/{row.index + 1}/" if row.index < last else "",
    )  # fmt: skip


def _continues(review: ImportReview, row: ReviewedRow, number: int | None) -> str:
    if not review.known or row.is_left_out:
        return ""
    if number is None:
        split_from = review.split_from(row)
        if split_from is not None:
            return f"It is taken for a new action that was split off {called(review, split_from)}."
        return "It is taken for a new action."
    change = review.change_of(row, number)
    what = {
        RowChangeKind.SLIPPED: "its date is later",
        RowChangeKind.EDITED: "it was edited",
        RowChangeKind.RENUMBERED: "it was renumbered or moved",
        RowChangeKind.UNCHANGED: "its promise is unchanged",
    }
    told = ", ".join(what[kind] for kind in change.kinds)
    return f"It is taken for action number {number} of the plan: {told}."


def action_choices(review: ImportReview) -> list[tuple[str, str]]:
    """What a row can be: a new action, any action of the plan, or a part of any; empty where there is no plan yet."""
    if not review.known:
        return []
    words = {}
    for number, known in review.known.items():
        references = ", ".join(known.promise.references)
        words[number] = f"{references}: {first_words(known.promise.text, 90)}".removeprefix(": ")
    return [
        ("0", "A new action"),
        *((str(number), said) for number, said in words.items()),
        *((f"{SPLIT_OFF}{number}", f"Split off {said}") for number, said in words.items()),
    ]


@dataclass(frozen=True, slots=True)
class LeadChoice:
    """One organisation that may be meant."""

    value: str
    words: str
    how: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class LeadQuestion:
    """Whom does this name mean? `chosen` is the kind of answer that stands; `organisation` the one in the lists."""

    prefix: str
    anchor: str
    name: str
    occurs: str
    meaning: str
    suggestions: tuple[LeadChoice, ...]
    chosen: str
    organisation: str
    works_for: str
    new_name: str
    new_type: str
    errors: tuple[str, ...]
    is_open: bool
    is_decided: bool


def present_lead_question(
    review: ImportReview, name: NameReviewed, answers: dict[str, str], errors: Sequence[str], *, prefix: str
) -> LeadQuestion:
    """The question of one name; `answers` are what was sent, empty before anything was."""
    meaning, match = name.meaning, name.match
    suggestions = []
    if match.organisation_id is not None:
        suggestions.append((match.organisation_id, match.organisation_name, match.how))
    suggestions.extend((s.organisation_id, s.organisation_name, s.how) for s in match.suggestions)
    standing = _standing(name, [organisation for organisation, _, _ in suggestions])
    chosen = answers.get("kind", standing)
    organisation = str(meaning.organisation_id or "")
    return LeadQuestion(
        prefix=prefix,
        anchor=anchor_of(name),
        name=name.found.name,
        occurs=occurs_words(review, name),
        meaning=meaning_words(name),
        suggestions=tuple(
            LeadChoice(f"organisation:{key}", words, how, chosen == f"organisation:{key}")
            for key, words, how in dict.fromkeys(suggestions)
        ),
        chosen=chosen,
        organisation=answers.get("organisation", organisation if standing == "organisation" else ""),
        works_for=answers.get("works_for", organisation if standing == "person" else ""),
        new_name=answers.get("new_name", meaning.new_name or name.found.name),
        new_type=answers.get("new_type", meaning.new_type.value),
        errors=tuple(errors),
        is_open=name.is_open,
        is_decided=meaning.is_decided,
    )


def _standing(name: NameReviewed, suggested: list[int]) -> str:
    """The answer that is chosen before anybody answers; nothing where there are only guesses."""
    meaning = name.meaning
    if meaning.kind == "organisation" and meaning.organisation_id in suggested:
        return f"organisation:{meaning.organisation_id}"
    if meaning.kind is not None:
        return meaning.kind
    return "" if suggested else "new"


def organisation_choices(organisations: Sequence[NamedOrganisation], review: ImportReview) -> list[tuple[str, str]]:
    """Who may be meant, by name; those that were decided or suggested are always among them."""
    choices = {
        str(organisation.id): organisation.name
        + (f" (until {spoken_day(organisation.ended_on)})" if organisation.ended_on else "")
        for organisation in organisations
    }
    for name in review.names:
        if name.meaning.organisation_id is not None:
            choices.setdefault(str(name.meaning.organisation_id), name.meaning.organisation_name)
    return sorted(choices.items(), key=lambda choice: choice[1].casefold())
