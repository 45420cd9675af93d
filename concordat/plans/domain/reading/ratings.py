"""What the words and signs of a rating's cell say: letters, colour words, emoji, dots, ticks, shapes, percentages."""

import re
from dataclasses import replace

from concordat.documents.domain import Cell, Run
from concordat.documents.values import value
from concordat.plans.domain import narratives, statuses
from concordat.plans.domain.reading.wording import tidy
from concordat.plans.domain.states import Certainty, ReadStatus, StatusWord
from concordat.plans.domain.status_keys import StatusKey
from concordat.plans.domain.statuses import Colour

_DOT = re.compile(r"^[^\w\s%]{1,3}$|^[lnòO0•●■▪⬤○◉]$")
_MIXED = re.compile(r"^\s*([A-Za-z]+)\s*[/–—-]\s*([A-Za-z]+)\s*$")
_LEADING_COLOUR = re.compile(
    r"^\W*(?:(?:b?rag|status|rating)\s*[:–-]\s*)?(red|amber|green|blue|gr[ea]y|yellow|orange|purple)\b(?!\s*\d)",
    re.IGNORECASE,
)
_LEADING_RATING = re.compile(rf"{_LEADING_COLOUR.pattern}|^\s*([BRAGY])(?=\s*[–—:-])", re.IGNORECASE)
_SHARE = re.compile(r"^\s*(\d{1,3})\s*%")
_YES, _NO = re.compile(r"^(?:y|yes|x|✓|☒|true)$", re.IGNORECASE), re.compile(r"^(?:n|no|false|☐)$", re.IGNORECASE)
# From what is furthest behind to what is done: between two ratings the earlier one counts.
_ORDER: tuple[StatusWord, ...] = (
    "overdue", "at_risk", "ongoing", "not_started", "complete", "complete_verified", "removed", "unknown",
)  # fmt: skip
_NEXT_TO_GREY = (Colour.WHITE, Colour.BLACK)  # there is no grey circle among the signs people can type
_SHORT = 60  # characters up to which a rating cell holds a rating and not a story


@value
class Found:
    """A status, and whether the words beside it say otherwise."""

    status: ReadStatus
    disagrees: str | None = None  # the words that say otherwise
    by_key: bool = True  # False where a colour was read without a key of the plan's own
    is_carried_forward: bool = False


def read_cell(cell: Cell, key: StatusKey, *, narrative: bool = False, yes: StatusWord | None = None) -> Found | None:
    """The status that a rating's cell gives by its words, signs or shapes; None where they say nothing.

    `narrative` says that the column is one of progress with a rating in it; `yes` is what a "Yes" means in a column
    such as "Completed? (Y/N)".
    """
    text = tidy(cell.text)
    if text and not (narrative and len(text) > 40):
        found = _read_words(cell, text, key, narrative=narrative, yes=yes)
        if found is not None:
            return found
    elif leading := _LEADING_RATING.match(text):
        named = statuses.colour_of_word(leading[1] or leading[2])
        return by_colour(named, leading[1] or leading[2], key, "certain")
    return read_shapes(cell, key, "drawn shape in the status cell")


def read_shapes(cell: Cell, key: StatusKey, at: str) -> Found | None:
    """The status that a traffic light drawn in a cell gives, by its words or its colour."""
    for shape in cell.shapes:
        words = tidy(shape.text)
        if words and (found := _read_words(cell, words, key, narrative=False, yes=None)) is not None:
            return found
        colour = statuses.colour_of_fill(shape.colour)
        if colour is not None and (by := key.of_colour(colour, shape.colour)) is not None:
            status = ReadStatus(by[0], f"shape {shape.colour}", sureness(colour, shape.colour, by[1]), shape.colour, at)
            return Found(status, by_key=by[1])
    return None


def sureness(colour: Colour, fill: str | None, by_key: bool) -> Certainty:
    """How sure a colour is: the palette's own colours by the plan's key are certain, without a key red never is."""
    if not by_key:
        return "likely" if colour in (Colour.GREEN, Colour.AMBER) else "ambiguous"
    return "certain" if fill is not None and statuses.is_standard_fill(fill) else "likely"


def with_fill(found: Found, fill: str | None, fill_at: str | None, key: StatusKey) -> Found:
    """Adds the cell's colour to a status from its words; says so where the two disagree."""
    if fill is None:
        return found
    status = replace(found.status, fill=fill, fill_at=fill_at)
    colour = statuses.colour_of_fill(fill)
    by = key.of_colour(colour, fill) if colour is not None and colour in key.colours else None
    if by is not None and found.by_key and not _agree(by[0], status.word):
        return replace(found, status=replace(status, certainty="ambiguous"), disagrees=f"fill {fill}")
    return replace(found, status=status)


def by_colour(colour: Colour | None, basis: str, key: StatusKey, certainty: Certainty) -> Found | None:
    """The status that a colour gives by the key, else by the common reading, which is never certain."""
    by = key.of_colour(colour) if colour is not None else None
    if by is None:
        return None
    word, is_key = by
    if not is_key:
        certainty = "likely" if colour in (Colour.GREEN, Colour.AMBER) else "ambiguous"
    return Found(ReadStatus(word, basis, certainty), by_key=is_key)


def by_leading_colour(progress: str, key: StatusKey) -> Found | None:
    """A narrative that opens with its rating: "Green – rooms in use"; words about the status come first."""
    leading = _LEADING_COLOUR.match(progress.split("\n", 1)[0])
    if leading is None:
        return None
    story = narratives.judge(progress)
    if story.certainty == "certain" and story.word != "unknown":
        return None
    return by_colour(statuses.colour_of_word(leading[1]), leading[1], key, "likely")


def _agree(one: StatusWord, other: StatusWord) -> bool:
    families = ({"complete", "complete_verified"}, {"not_started", "overdue"}, {"ongoing", "at_risk"})
    return one == other or any(one in family and other in family for family in families)


def _read_words(cell: Cell, text: str, key: StatusKey, *, narrative: bool, yes: StatusWord | None) -> Found | None:
    runs = [run for paragraph in cell.paragraphs for run in paragraph.runs if run.text.strip()]
    if (colour := statuses.colour_of_symbol(text)) is not None:
        if colour in _NEXT_TO_GREY and colour not in key.colours and Colour.GREY in key.colours:
            return by_colour(Colour.GREY, f"symbol {text}", key, "likely")
        return by_colour(colour, f"symbol {text}", key, "certain")
    if yes is not None and _YES.match(text):
        return Found(ReadStatus(yes, text, "likely"))
    if yes is not None and _NO.match(text):
        return None  # "not completed" is anything from not started to nearly done
    if (word := statuses.word_of_sign(text)) is not None:
        return Found(ReadStatus(word, f"symbol {text}", "likely"))
    if _DOT.match(text) and statuses.colour_of_word(text) is None:
        return _read_colour_of(runs, key)
    if share := _SHARE.match(text):
        return _read_share(int(share[1]), text)
    if (mixed := _MIXED.match(text)) and (found := _between(mixed, text, key)) is not None:
        return found
    highlight = next((run.highlight for run in runs if run.highlight), None)
    basis = f"{text} (highlight {highlight})" if highlight else text
    return _read_rating(text, basis, key, narrative=narrative) or _read_colour_of(runs, key)


def _read_rating(text: str, basis: str, key: StatusKey, *, narrative: bool) -> Found | None:
    if (by_key := key.of_words(text)) is not None:
        return Found(ReadStatus(by_key, basis, "certain"))
    if len(text) <= 14 and (colour := statuses.colour_of_word(text)) is not None:
        return by_colour(colour, basis, key, "certain")
    if leading := _LEADING_RATING.match(text):
        named = statuses.colour_of_word(leading[1] or leading[2])
        return by_colour(named, basis if len(text) <= _SHORT else leading[1] or leading[2], key, "certain")
    if not narrative and len(text) <= _SHORT and (meant := statuses.meaning_of(text)) is not None:
        if meant == "complete_verified" and meant not in key.colours.values() and "verif" not in text.casefold():
            meant = "complete"  # only a plan that tells the two apart means more than complete
        return Found(ReadStatus(meant, basis, "certain"))
    told = narratives.judge(text)
    if told.word == "unknown":
        return None
    certainty: Certainty = told.certainty if narrative or len(text) > _SHORT else "likely"
    return Found(ReadStatus(told.word, told.basis, certainty))


def _read_colour_of(runs: list[Run], key: StatusKey) -> Found | None:
    """The status that the colour of a dot, or of words that mean nothing, gives."""
    for run in runs:
        for said, at in ((run.colour, "text colour"), (run.fill, "fill")):
            colour = statuses.colour_of_fill(said)
            if colour not in (None, Colour.BLACK, Colour.GREY):
                return by_colour(colour, f"{at} {said}", key, "likely")
        if run.highlight and (colour := statuses.colour_of_word(run.highlight)):
            return by_colour(colour, f"highlight {run.highlight}", key, "likely")
    return None


def _read_share(share: int, text: str) -> Found | None:
    """A percentage: all of it is complete, none of it not started."""
    if share > 100:
        return None
    word: StatusWord = "complete" if share == 100 else "not_started" if share == 0 else "ongoing"
    return Found(ReadStatus(word, text, "certain" if share == 100 else "likely"))


def _between(mixed: re.Match[str], text: str, key: StatusKey) -> Found | None:
    """ "A/G": between two ratings; the less finished counts, and a person is asked."""
    both = [statuses.colour_of_word(mixed[1]), statuses.colour_of_word(mixed[2])]
    said = [by for colour in both if colour is not None and (by := key.of_colour(colour)) is not None]
    if len(said) != 2:
        return None
    least, is_key = min(said, key=lambda by: _ORDER.index(by[0]))
    same = said[0][0] == said[1][0]
    return Found(ReadStatus(least, text, "likely" if same else "ambiguous"), by_key=is_key)
