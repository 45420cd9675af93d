"""Update sheets: what goes out to a partner to be filled in, and what of a file that comes back is an answer."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from concordat.accounts.domain.patients import identifiers_in, identifiers_sentence
from concordat.documents.domain import Cell, Document, Paragraph, Place, Row, Table
from concordat.plans.domain.days import spoken_day
from concordat.plans.domain.editions import fold_text
from concordat.plans.domain.proposing import LONGEST_ANSWER, Said, SaidField, Standing, news, said_in
from concordat.plans.domain.states import Confidence

# Letters and figures that nobody takes for each other, and no vowels, so that a code is never a word.
CODE_LETTERS = "CDFGHJKMNPQRTVWXY34679"
CODE_LENGTH = 8

_CODE = re.compile(
    rf"(?<!\w)sheet[\s:]*([{CODE_LETTERS}]{{4}})[\s\-\u2010-\u2015]*([{CODE_LETTERS}]{{4}})(?!\w)", re.IGNORECASE
)


def code_in_words(code: str) -> str:
    """A code as it stands in the file and as people say it: "SHEET 7F3K-9QTD"."""
    return f"SHEET {code[:4]}-{code[4:]}"


class Column(StrEnum):
    """The columns of a sheet, by their headings; the first six are closed, the others are there to be filled in."""

    NUMBER = "No."
    REFERENCE = "Ref"
    ACTION = "Action"
    WHEN = "When"
    SAID = "Said last time"
    STATE = "State now"
    PROGRESS = "What has happened since?"
    NEW_STATE = "Where is it now?"
    CONFIDENCE = "Confidence"
    NEW_DATE = "New date (if it moves)"
    REASON = "Why it moved"
    NEXT_STEP = "Next step"
    EVIDENCE = "Evidence"

    @property
    def answers(self) -> SaidField | None:
        """What an answer in it says; None for a closed column."""
        return _ANSWERS.get(self)


_ANSWERS = {
    Column.PROGRESS: SaidField.PROGRESS,
    Column.NEW_STATE: SaidField.STATE,
    Column.CONFIDENCE: SaidField.CONFIDENCE,
    Column.NEW_DATE: SaidField.TIMESCALE,
    Column.REASON: SaidField.REASON,
    Column.NEXT_STEP: SaidField.NEXT_STEP,
    Column.EVIDENCE: SaidField.EVIDENCE,
}
_CLOSED = tuple(column for column in Column if column.answers is None)
_COLUMNS = {fold_text(column.value): column for column in Column}


@dataclass(frozen=True, slots=True)
class Line:
    """An action as a sheet tells it."""

    number: int
    references: tuple[str, ...]
    text: str
    stood: Standing


def closed_words(line: Line) -> dict[Column, str]:
    """What the closed cells of an action say."""
    stood = line.stood
    state = stood.state.words
    if stood.confidence is not Confidence.NONE:
        state = f"{state}, {stood.confidence.value}"
    return {
        Column.NUMBER: str(line.number),
        Column.REFERENCE: ", ".join(line.references),
        Column.ACTION: line.text,
        Column.WHEN: stood.timescale.text,
        Column.SAID: f"{spoken_day(stood.said_on)}: {stood.progress}" if stood.progress.strip() else "",
        Column.STATE: state,
    }


class NotASheet(Exception):
    """The file is no update sheet that can be taken; `message` is one sentence: what is wrong and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row below the headings: its words by column, and `where` it stands, in words; `number` as it is written."""

    row: int
    where: str
    cells: Mapping[Column, str]

    @property
    def number(self) -> int | None:
        """The number of the action it is about; None where there is no such thing."""
        found = re.fullmatch(r"\s*(?:no\.?)?\s*(\d{1,9})(?:\.0*)?\s*", self.cells.get(Column.NUMBER, ""), re.IGNORECASE)
        return int(found.group(1)) if found else None

    @property
    def answers(self) -> dict[SaidField, str]:
        """What was filled in."""
        return {
            field: words
            for column, words in self.cells.items()
            if (field := column.answers) is not None and words.strip() and not _is_prompt(words)
        }


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A file that is an update sheet by its code and its headings; nothing of it is believed yet."""

    code: str
    rows: tuple[SheetRow, ...]
    texts: tuple[str, ...]  # everything that stands anywhere in the file


def read_sheet(document: Document) -> SheetRead:
    """The code and the rows of a file; raises `NotASheet`."""
    texts = tuple(_texts(document))
    codes = {"".join(found).upper() for text in texts for found in _CODE.findall(text)}
    if not codes:
        raise NotASheet(
            f"{document.name} is no update sheet: no sheet code, such as SHEET 7F3K-9QTD, stands in it. "
            "Choose the file that was sent out to be filled in."
        )
    if len(codes) > 1:
        both = " and ".join(code_in_words(code) for code in sorted(codes)[:2])
        raise NotASheet(f"{document.name} holds more than one sheet ({both}). Bring each in as a file of its own.")
    parts = [part for table in document.tables if (part := list(_rows(table)))]
    rows = [row for part in parts for row in part]
    if len(parts) == 1:
        rows = [replace(row, where=f"Row {row.row}") for row in rows]
    if not rows:
        raise NotASheet(
            f"{document.name} has a sheet code, but no table with the columns “{Column.NUMBER}” and "
            f"“{Column.PROGRESS}”. Put the headings of the sheet back, or fill in a new one."
        )
    return SheetRead(codes.pop(), tuple(rows), texts)


def _texts(document: Document) -> Iterator[str]:
    yield from (document.title or "", *document.headers, *document.text_boxes)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for row in block.rows:
                yield from (cell.text for cell in row.own_cells())


def _rows(table: Table) -> Iterator[SheetRow]:
    columns: dict[int, Column] = {}
    above: tuple[Cell, ...] = ()
    for at, row in enumerate(table.rows, start=1):
        headings = _headings(row)
        if headings:
            columns, above = headings, ()
        elif columns:
            yield SheetRow(row.place.row or at, _where(row.place, table.place, at), _cells(row, columns, above))
            above = row.cells


def _headings(row: Row) -> dict[int, Column]:
    """Which column of the table is which; empty where the row is not the row of headings."""
    found: dict[int, Column] = {}
    for at, cell in enumerate(row.cells):
        column = _COLUMNS.get(fold_text(cell.text))
        if column is not None and column not in found.values():
            found[at] = column
    is_header = Column.NUMBER in found.values() and any(column.answers for column in found.values())
    return found if is_header else {}


def _cells(row: Row, columns: Mapping[int, Column], above: Sequence[Cell]) -> dict[Column, str]:
    """The words by column. A cell that was merged across or down counts where it begins only."""
    found: dict[Column, str] = {}
    for at, column in columns.items():
        if at >= len(row.cells):
            continue
        cell = row.cells[at]
        is_merged = (at > 0 and row.cells[at - 1] is cell) or (at < len(above) and above[at] is cell)
        found[column] = "" if is_merged else cell.text
    return found


def _where(place: Place, table: Place, at: int) -> str:
    number = place.row or place.line or at
    sheet = place.sheet or table.sheet
    if sheet:
        return f"Row {number} of “{sheet}”"
    if table.table is not None and table.table > 1:
        return f"Row {number} of table {table.table}"
    return f"Row {number}"


# What Word and Excel put into a cell that waits for an answer.
_PROMPTS = frozenset(
    fold_text(prompt)
    for prompt in (
        "Choose an item", "Choose", "Choose one", "Select", "Click or tap here to enter text",
        "Click here to enter text", "Click or tap to enter a date", "Click to enter a date", "Fill in",
    )
)  # fmt: skip


def _is_prompt(words: str) -> bool:
    folded = fold_text(words)
    return not folded or folded in _PROMPTS


class FindingKind(StrEnum):
    """What is to be said of a row that came back."""

    LEFT_OUT = "left_out"  # nothing of it was taken
    STOPPED = "stopped"  # nor may it be kept
    PASSED_OVER = "passed_over"  # something of it was, and does not count


@dataclass(frozen=True, slots=True)
class RowFinding:
    """A sentence about a row (None: about the file); `number` is the action it is about."""

    kind: FindingKind
    row: int | None
    number: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is new of an action, from one row."""

    row: int
    number: int
    said: Said


@dataclass(frozen=True, slots=True)
class Returned:
    """What a file that came back says: answers in the order of the sheet, and what to say of the rest."""

    answers: tuple[Answer, ...]
    findings: tuple[RowFinding, ...]

    @property
    def may_be_kept(self) -> bool:
        """Whether nothing in the file looks like a person's own details."""
        return not any(finding.kind is FindingKind.STOPPED for finding in self.findings)


def answers_in(read: SheetRead, lines: Iterable[Line], *, overruled: bool = False) -> Returned:
    """What is new in a sheet that came back, held against its `lines` as they went out.

    Only open cells of actions that are on the sheet ever make an answer. `overruled`: somebody gave a reason why
    what looks like a person's details is none.
    """
    issued = {line.number: line for line in lines}
    review = _Review(issued, overruled)
    for row in read.rows:
        review.take(row)
    answers = review.answers()
    if not overruled:
        review.look_elsewhere(read)
    order = {number: at for at, number in enumerate(issued)}
    return Returned(tuple(sorted(answers, key=lambda answer: order[answer.number])), tuple(review.findings))


class _Review:
    """Goes through the rows of a sheet and keeps what each says."""

    def __init__(self, issued: Mapping[int, Line], overruled: bool) -> None:
        self.issued = issued
        self.overruled = overruled
        self.findings: list[RowFinding] = []
        self._numbers_by_text = _numbers_by_text(issued.values())
        self._said: dict[int, list[tuple[SheetRow, Said]]] = {}
        self._stopped_rows: set[int] = set()

    def take(self, row: SheetRow) -> None:
        answers, number = row.answers, row.number
        line = self.issued.get(number) if number is not None else None
        if not answers:
            if line is not None:
                self._note_closed_cells(row, line)
        elif number is None:
            # Not shown again: anything may have been typed there.
            self._leave_out(row, None, "it has no number of an action. Write the number that the sheet gave it.")
        elif line is None:
            self._leave_out(row, None, f"action {number} is not on this sheet. Ask for a sheet that has it.")
        elif (other := self._other_action(row, number)) is not None:
            self._leave_out(
                row, number, f"it has the number {number}, but the words of action {other}. Say which it is."
            )
        else:
            self._take_answers(row, line, answers)

    def _take_answers(self, row: SheetRow, line: Line, answers: Mapping[SaidField, str]) -> None:
        self._note_closed_cells(row, line)
        if any(len(words) > LONGEST_ANSWER for words in answers.values()):
            self._leave_out(row, line.number, f"an answer is longer than {LONGEST_ANSWER:,} characters. Shorten it.")
            return
        said = news(said_in(answers), line.stood)
        if not self.overruled and (found := said.identifiers()):
            self._stopped_rows.add(row.row)
            sentence = (
                f"{row.where} (action {line.number}) was stopped: there is {identifiers_sentence(found)} in it. "
                "Plans hold nothing about patients. Take it out, and bring the sheet in again."
            )
            self.findings.append(RowFinding(FindingKind.STOPPED, row.row, line.number, sentence))
        elif not said.is_nothing:
            self._said.setdefault(line.number, []).append((row, said))

    def answers(self) -> list[Answer]:
        """One answer an action; where a number stands in two rows that differ, neither."""
        found: list[Answer] = []
        for number, said in self._said.items():
            if all(each == said[0][1] for _, each in said):
                found.append(Answer(said[0][0].row, number, said[0][1]))
                continue
            for row, _ in said:
                self._leave_out(
                    row, number, f"action {number} stands in more than one row, with other answers. Keep one."
                )
        return found

    def look_elsewhere(self, read: SheetRead) -> None:
        """What looks like a person's details outside the answers and was not in the file that went out."""
        if self._stopped_rows:
            return
        known = {
            fold_text(text)
            for line in self.issued.values()
            for text in (*closed_words(line).values(), line.stood.progress, line.stood.next_step, line.stood.evidence)
        }
        found = [each for text in read.texts if fold_text(text) not in known for each in identifiers_in(text)]
        if found:
            sentence = (
                f"The file was not kept: there is {identifiers_sentence(found)} in it, outside the cells to be filled "
                "in. The answers were taken."
            )
            self.findings.append(RowFinding(FindingKind.STOPPED, None, None, sentence))

    def _leave_out(self, row: SheetRow, number: int | None, why: str) -> None:
        sentence = f"{row.where} was left out: {why}"
        self.findings.append(RowFinding(FindingKind.LEFT_OUT, row.row, number, sentence))

    def _other_action(self, row: SheetRow, number: int) -> int | None:
        """The action whose words stand in the row, where that is another one than its number says."""
        numbers = self._numbers_by_text.get(fold_text(row.cells.get(Column.ACTION, "")), ())
        return numbers[0] if numbers and number not in numbers else None

    def _note_closed_cells(self, row: SheetRow, line: Line) -> None:
        issued = closed_words(line)
        changed = [
            f"“{column.value}”"
            for column in _CLOSED
            if column in row.cells and fold_text(row.cells[column]) != fold_text(issued[column])
            if column is not Column.NUMBER
        ]
        if changed:
            names = " and ".join(part for part in (", ".join(changed[:-1]), changed[-1]) if part)
            sentence = (
                f"{row.where} (action {line.number}): {names} was changed in the file. "
                "That changes nothing in the plan: only the cells to be filled in are read."
            )
            self.findings.append(RowFinding(FindingKind.PASSED_OVER, row.row, line.number, sentence))


def _numbers_by_text(lines: Iterable[Line]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for line in lines:
        folded = fold_text(line.text)
        if folded:
            found[folded] = (*found.get(folded, ()), line.number)
    return found
