"""The lists before the tables: what a plan is for, and the themes that it goes by."""

import re
from collections.abc import Sequence

from concordat.documents.domain import Paragraph, Table
from concordat.plans.domain.reading import titles
from concordat.plans.domain.reading.wording import BULLETS, SENTENCE, label_of, tidy, words_of
from concordat.plans.domain.readings import ReadTheme

_LONGEST = 4000  # characters at the end of a paragraph that can open a list
_INTRODUCED = re.compile(r"\b(?:purposes?|aims?|objectives?)\b[^.]*:\s*$", re.IGNORECASE)
_NAMES = r"(?:purposes?|aims?|objectives?|goals?|ambitions?)"
_HEADED = re.compile(
    rf"^(?:\d{{1,2}}[.)]?\s+)?(?:(?:the|our|its|main|key|shared|common|joint|overall|overarching|plan[’']?s)\s+)*{_NAMES}"
    rf"(?:\s*(?:and|&|/|,)\s*(?:our\s+)?{_NAMES})*(?:\s+(?:of|for|behind)\s+(?:the|this|our)\s+[^.:]{{3,60}})?$|"
    r"^what\s+(?:this|the|our)\s+[\w\s-]{1,40}\bis\s+(?:for|meant to do)$|"
    r"^what\s+(?:we|the partners|this plan)\s+(?:\w+\s+)?(?:wants?|aims?|hopes?|intends?|sets? out|(?:is|are) trying)"
    r"\s+to\s+(?:do|achieve|change)$|^what\s+we\s+(?:want|are\s+aiming\s+for)$|"
    r"^why\s+(?:we\s+have|there\s+is)\s+(?:this|a|the)\s+[\w\s-]{0,30}plan$",
    re.IGNORECASE,
)
_NUMBERED_THEME = re.compile(r"^(\d{1,2})[.)]\s+(\S.*)$")
_THEMES_INTRODUCED = re.compile(r"\b(?:areas|themes|headings|points)\b[^.]*:\s*$")


def introduces_purposes(text: str) -> bool:
    """Whether words end by opening a list of purposes: "The purposes of the plan are:"."""
    return bool(_INTRODUCED.search(text))


def take_purposes(paragraphs: list[Paragraph]) -> tuple[tuple[str, ...], list[Paragraph]]:
    """The list of purposes, under a heading or after a colon, and the paragraphs that are left."""
    for index, paragraph in enumerate(paragraphs):
        if _HEADED.match(" ".join(tidy(paragraph.text).split()).rstrip(" ?:.–-")):
            start = index + 1
            if start < len(paragraphs) and _opens_list(paragraphs[start]):
                start += 1
            end = _end_of_bullets(paragraphs, start)
            if end > start:
                return _texts(paragraphs[start:end]), [*paragraphs[:index], *paragraphs[end:]]
        if not introduces_purposes(paragraph.text.strip()[-_LONGEST:]):
            continue
        end = _end_of_bullets(paragraphs, index + 1)
        if end == index + 1:
            while end < len(paragraphs) and not titles.is_heading(paragraphs[end]) and end - index <= 12:
                end += 1
        if purposes := _texts(paragraphs[index + 1 : end]):
            kept = _without_last_sentence(paragraph)
            return purposes, [*paragraphs[:index], *kept, *paragraphs[end:]]
    return (), paragraphs


def take_themes(paragraphs: list[Paragraph], tables: Sequence[Table]) -> tuple[tuple[ReadTheme, ...], list[Paragraph]]:
    """The numbered themes with bullets below them, then those of `tables`, and the paragraphs that are left."""
    found: list[ReadTheme] = []
    left: list[Paragraph] = []
    index = 0
    while index < len(paragraphs):
        end = _end_of_bullets(paragraphs, index + 1)
        number = _theme_number(paragraphs[index])
        if number is not None and end > index + 1:
            found.append(ReadTheme(number[0], number[1], _texts(paragraphs[index + 1 : end])))
            index = end
        else:
            left.append(paragraphs[index])
            index += 1
    if len(found) < 2:
        found, left = [], list(paragraphs)
    else:
        left = [p for p in left if not _THEMES_INTRODUCED.search(p.text.strip())]
    for table in tables:
        found.extend(_themes_of_table(table))
    return tuple(found), left


def is_bullet(paragraph: Paragraph) -> bool:
    """Whether a paragraph is an item of a list, by its automatic label or by a bullet that was typed."""
    label = (paragraph.label or "").strip()
    return (bool(label) and label in BULLETS) or paragraph.text.lstrip()[:1] in "•·▪●"


def _opens_list(paragraph: Paragraph) -> bool:
    return not is_bullet(paragraph) and paragraph.heading is None and paragraph.text.rstrip().endswith(":")


def _end_of_bullets(paragraphs: Sequence[Paragraph], start: int) -> int:
    end = start
    while end < len(paragraphs) and is_bullet(paragraphs[end]):
        end += 1
    return end


def _texts(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    return tuple(tidy(p.text).lstrip("•·▪● ").strip() for p in paragraphs)


def _without_last_sentence(paragraph: Paragraph) -> list[Paragraph]:
    sentences = SENTENCE.split(paragraph.text.strip())
    if len(sentences) < 2:
        return []
    return [Paragraph(" ".join(sentences[:-1]), place=paragraph.place)]


def _theme_number(paragraph: Paragraph) -> tuple[int, str] | None:
    text = tidy(paragraph.text)
    label = (paragraph.label or "").strip().rstrip(".)")
    if label.isdigit() and text:
        return int(label), text
    found = _NUMBERED_THEME.match(text)
    return (int(found[1]), found[2]) if found else None


def _themes_of_table(table: Table) -> list[ReadTheme]:
    """Themes of a table whose rows hold a number, a title and perhaps criteria."""
    found = []
    for row in table.rows[1:] if table.rows else ():
        cells = list(row.own_cells())
        number: int | None = None
        if cells and (len(tidy(cells[0].text)) <= 3):
            label = tidy(cells[0].text) or label_of(cells[0].paragraphs) or ""
            number = int(label.rstrip(".)")) if label.rstrip(".)").isdigit() else None
            cells = cells[1:]
        if not cells or not tidy(cells[0].text):
            continue
        title = words_of(cells[0].paragraphs).replace("\n", " ")
        criteria = _texts([p for cell in cells[1:] for p in cell.paragraphs if p.text.strip()])
        found.append(ReadTheme(number, title, criteria))
    return found
