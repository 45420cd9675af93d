"""Changes the texts of the reference plans as other places, people and converters would, with their answers."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

CUT = "(cut)"
# Headings by what people write instead; longer ones first, so that "Led By" is not taken for a part of another.
OTHER_HEADINGS: tuple[dict[str, str], ...] = (
    {"Timescale": "By when", "TIMESCALE": "BY WHEN", "Timescales": "Target date", "Timeframe": "Deadline",
     "Time-scale": "By when", "Led By": "Owner", "LED BY": "OWNER", "Led by": "Owner", "Lead Agencies": "Who",
     "Lead organisation": "Responsible", "Lead Organisation": "Responsible agency", "Outcomes": "Success measure",
     "OUTCOMES": "SUCCESS MEASURE", "Action": "What we will do", "ACTION": "KEY ACTION", "No.": "Ref", "NO": "REF",
     "Number": "Ref", "Planned completion": "Due date", "Progress": "Update", "RAG": "Status"},
    {"Timescale": "Target date", "TIMESCALE": "TARGET DATE", "Timescales": "Due by", "Timeframe": "Timescale",
     "Time-scale": "Target date", "Led By": "Responsible lead", "LED BY": "RESPONSIBLE", "Led by": "Lead agency",
     "Lead Agencies": "Led by", "Lead organisation": "Lead partner", "Lead Organisation": "Lead body",
     "Outcomes": "Expected result", "OUTCOMES": "RESULT", "Action": "Actions required", "ACTION": "TASK",
     "No.": "Item", "NO": "NO.", "Number": "No.", "Planned completion": "Deadline", "Progress": "Progress to date",
     "Status": "RAG rating"},
    {"Timescale": "Deadline", "Led By": "Lead officer", "Outcomes": "What difference will it make?",
     "Action": "What will we do?", "LED BY": "WHO", "TIMESCALE": "DEADLINE", "No.": "Ref. No.", "Led by": "Who",
     "Timescales": "Completion date", "Timeframe": "By when", "Lead Agencies": "Owner",
     "Lead organisation": "Lead agency", "Planned completion": "Target date", "Actions": "Agreed action"},
)  # fmt: skip
PLACES = {
    "Croydon": "Wexcombe", "Gloucestershire": "Dalesland", "Doncaster": "Ashby", "Swindon": "Merrow",
    "Buckinghamshire": "Thornshire", "Sunderland": "Tidewater", "Suffolk": "Fenland", "Solihull": "Harrow Vale",
    "Lewisham": "Northwick", "Kingston": "Lydford", "Warwickshire": "Penshire", "Nottingham": "Coldbrook",
    "Hull": "Yarm", "East Riding": "West Marches", "ERYC": "WMCC", "Lancashire": "Moorshire", "Leeds": "Stoke Ferry",
    "Greater Manchester": "Upper Vale", "Bath and North East Somerset": "Ellerby and District",
    "South Gloucestershire": "South Dalesland", "Lincolnshire": "Levelshire", "Bucks": "Thorn",
}  # fmt: skip
BODIES = {
    "CCGs": "ICBs", "CCG": "ICB", "Clinical Commissioning Group": "Integrated Care Board", "NTW": "LMHT",
    "2gether NHSFT": "Dales NHSFT", "Police": "Constabulary", "Mental Health Joint Commissioning Team":
    "Adult Commissioning Unit", "Public Health": "Healthwatch", "NHS England": "NHS Improvement", "PHE": "OHID",
    "County Council": "Borough Council", "GMP": "UVP", "MHCCC Action Group": "Crisis Action Board",
}  # fmt: skip
DATES = {
    "March 2015": "May 2018", "2015/16": "2018/19", "December 2014": "October 2017", "April 2015": "July 2018",
    "October 2014": "August 2017", "2014": "2017", "2016": "2019", "2017": "2020", "December 15": "November 18",
    "January 2015": "Feb 2018", "Ongoing": "On-going", "On-going": "Ongoing", "2015": "2018", "Dec 14": "Nov 17",
}  # fmt: skip
BULLETS = "•·▪◦➢-*"


@dataclass
class Changed:
    """A text and the answers that belong to it; a row whose answer is not known any more has None for it."""

    name: str
    text: str
    layout: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    is_exact: bool = True  # as many actions as rows; else at most one more, cut in the middle


def _replaced(text: str, words: Mapping[str, str]) -> str:
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.sub(rf"(?<![A-Za-z0-9])(?:{pattern})(?![A-Za-z0-9])", lambda found: words[found[0]], text)


def with_words(text: str, rows: Sequence[dict[str, Any]], words: Mapping[str, str]) -> tuple[str, list[dict[str, Any]]]:
    """Words replaced in a text and in its answers alike; the address in the first line stays."""
    first, _, rest = text.partition("\n")
    changed = [
        {k: _replaced(v, words) if isinstance(v, str) and v != CUT else v for k, v in row.items()} for row in rows
    ]
    return f"{first}\n{_replaced(rest, words)}", changed


def with_headings(text: str, header: Sequence[str], words: Mapping[str, str]) -> str | None:
    """The headings of a text's tables replaced where they stand together; None where nothing changes."""
    known = [cell for cell in header if cell in words]
    if not known:
        return None
    lines = text.split("\n")
    found = False
    for at, line in enumerate(lines):
        if sum(cell in line for cell in header) >= min(3, len(header)):
            kept = line
            start = min(line.find(cell) for cell in header if cell in line)
            end = max(line.find(cell) + len(cell) for cell in header if cell in line)
            own = line[start:end]
            pattern = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
            lines[at] = (
                line[:start] + re.sub(rf"(?<![\w-])(?:{pattern})(?![\w-])", lambda m: words[m[0]], own) + line[end:]
            )
            found = found or lines[at] != kept
        elif line.strip() in known and any(
            lines[other].strip() in header for other in (at - 1, at + 1) if 0 <= other < len(lines)
        ):
            lines[at] = words[line.strip()]
            found = True
    return "\n".join(lines) if found else None


def row_starts(text: str, rows: Sequence[dict[str, Any]]) -> list[int] | None:
    """The line in which each row begins, by its reference; None where a row can't be found or two share one."""
    lines = text.split("\n")
    found: list[int] = []
    at = 1
    for row in rows:
        ref = re.escape(row["ref"])
        pattern = re.compile(rf"(?:[A-Z][\w ]*\s)?{ref}(?:\s|$)") if row["ref"] else None
        if pattern is None:
            return None
        at = next((n for n in range(at, len(lines)) if pattern.match(lines[n].strip())), -1)
        if at < 0:
            return None
        found.append(at)
        at += 1
    return found


def _row_lines(text: str, rows: Sequence[dict[str, Any]], index: int) -> tuple[list[str], int, int] | None:
    """A text's lines, and where a row begins and ends; a title above the next row is not the row's."""
    starts = row_starts(text, rows)
    if starts is None or index + 1 >= len(starts):
        return None
    lines = text.split("\n")
    start, end = starts[index], starts[index + 1]
    while end - 1 > start and re.match(r"^(?:\s*\d+\.\s+[A-Z]|[A-Z][A-Z ]{8,}|Matching|Key Outcome)", lines[end - 1]):
        end -= 1
    return lines, start, end


def changes(name: str, text: str, answers: Mapping[str, Any]) -> Iterator[Changed]:
    """Every change of one text, with its answers."""
    rows, layout, header = list(answers["rows"]), answers["layout"], list(answers["header"] or ())

    def changed(kind: str, words: str, own: Sequence[dict[str, Any]] = rows, *, is_exact: bool = True) -> Changed:
        return Changed(f"{name}: {kind}", words, layout, list(own), is_exact)

    for at, headings in enumerate(OTHER_HEADINGS):
        if rows and (words := with_headings(text, header, headings)) is not None:
            yield changed(f"headings {at + 1}", words)
    for kind, words_of in (("places", PLACES), ("bodies", BODIES), ("dates", DATES)):
        words, own = with_words(text, rows, words_of)
        yield changed(kind, words, own)
    if header and rows:
        capitals = with_headings(text, header, {cell: cell.upper() for cell in header})
        if capitals:
            yield changed("headings in capitals", capitals)
    yield from _in_other_bytes(text, changed)
    yield from _with_other_signs(text, layout, changed)
    yield from _without_rows(text, rows, layout, changed)
    yield from _cut(text, rows, changed)
    yield from _with_pages(text, rows, changed)
    body = text.split("\n")
    yield changed("no address", "\n".join(body[1:]))
    first = header_line(body, header)
    if first and rows:
        above = max((n for n in range(first) if re.match(r"^\W*\d+\.\s", body[n])), default=first)
        yield changed("no introduction", "\n".join(body[above:]))
        yield changed("header first", "\n".join(body[first:]))
        if layout.startswith("slash"):
            yield from _with_other_header(body, first, changed)


def _with_other_header(lines: Sequence[str], at: int, changed: Callable[..., Changed]) -> Iterator[Changed]:
    above, header, below = list(lines[:at]), lines[at], list(lines[at + 1 :])
    yield changed("header twice", "\n".join([*above, header, header, *below]))
    bare = re.sub(r"^(.*?)(?:No\.|NO|Ref) / ", r"\1 / ", header)
    if bare != header and len(below) > 6:
        yield changed("no heading above the references", "\n".join([*above, bare, *below]))
    slip = header.replace("Timescale", "Timscale").replace("Outcomes", "Outcmes").replace("Action ", "Actoin ")
    if slip != header and "unless" not in header:
        yield changed("slips in headings", "\n".join([*above, slip, *below]))


def header_line(lines: Sequence[str], header: Sequence[str]) -> int | None:
    """The line in which the header begins."""
    if not header:
        return None
    for at, line in enumerate(lines):
        if at and sum(cell in line for cell in header) >= min(3, len(header)):
            return at
        if line.strip() == header[0] and at + 1 < len(lines) and lines[at + 1].strip() in header:
            return at
    return None


def _in_other_bytes(text: str, changed: Callable[..., Changed]) -> Iterator[Changed]:
    yield changed("CRLF", text.replace("\n", "\r\n"))
    yield changed("byte order mark", "\ufeff" + text)
    yield changed("no final newline", text.rstrip("\n"))
    yield changed("blank lines doubled", re.sub(r"\n\n", "\n\n\n", text))
    yield changed("trailing spaces", re.sub(r"(?m)$", "  ", text))
    yield changed("no-break spaces", re.sub(r"(?<=[a-z]) (?=[a-z])", "\u00a0", text))
    yield changed("two spaces", re.sub(r"(?<=\S) (?=\S)", "  ", text))
    yield changed("typewriter quotes", text.translate(str.maketrans("‘’“”", "''\"\"")))


def _with_other_signs(text: str, layout: str, changed: Callable[..., Changed]) -> Iterator[Changed]:
    if not layout.startswith("slash"):
        return
    for bullet in BULLETS:
        if "  • " in text and bullet != "•":
            yield changed(f"bullets {bullet}", text.replace("  • ", f"  {bullet} "))
    if "  • " in text:
        yield changed("bullets not indented", text.replace("  • ", "• "))
    yield changed("pipes", re.sub(r"(?m)(?:(?<=\s)|^)/(?=\s|$)", "|", text))
    yield changed("wide slashes", text.replace(" / ", "  /  "))


def _without_rows(
    text: str, rows: Sequence[dict[str, Any]], layout: str, changed: Callable[..., Changed]
) -> Iterator[Changed]:
    if layout == "slash-bullets-rowspan":
        return
    for index in range(len(rows) - 1):
        found = _row_lines(text, rows, index)
        if found is None:
            return
        lines, start, end = found
        if len(rows) > 2:
            yield changed(f"without row {index + 1}", "\n".join(lines[:start] + lines[end:]),
                          [*rows[:index], *rows[index + 1 :]])  # fmt: skip
        yield changed(f"row {index + 1} twice", "\n".join(lines[:end] + lines[start:end] + lines[end:]),
                      [*rows[: index + 1], *rows[index:]])  # fmt: skip


def _cut(text: str, rows: Sequence[dict[str, Any]], changed: Callable[..., Changed]) -> Iterator[Changed]:
    """Cut off inside each row: the rows before it stay as they are."""
    starts = row_starts(text, rows)
    if starts is None:
        return
    lines = text.split("\n")
    for index in range(2 if len(rows) > 2 else 1, len(rows)):
        before = "\n".join(lines[: starts[index]])
        own = "\n".join(lines[starts[index] :])
        end = len("\n".join(lines[starts[index] : starts[index + 1]])) if index + 1 < len(starts) else len(own)
        for share in (0.2, 0.5, 0.8):
            yield changed(
                f"cut in row {index + 1} at {share:.0%}", f"{before}\n{own[: max(4, int(end * share))]}", rows[:index],
                is_exact=False,
            )  # fmt: skip


def _with_pages(text: str, rows: Sequence[dict[str, Any]], changed: Callable[..., Changed]) -> Iterator[Changed]:
    starts = row_starts(text, rows)
    if starts is None or len(rows) < 2:
        return
    lines = text.split("\n")
    middle = starts[len(rows) // 2]
    yield changed("a page's number", "\n".join([*lines[:middle], "Page 2 of 9", *lines[middle:]]))
    title = next((line for line in lines[1:] if len(line.split()) > 3), "")
    yield changed("a page's title and number", "\n".join([*lines[:middle], "Page 2", title, *lines[middle:]]))
