"""What the reader gets out of the words of a PDF: paragraphs, looks, headers, and the letters behind the codes."""

import pytest

from concordat.documents import read
from concordat.documents.domain import Paragraph, Place
from tests.documents.pdf.building import (
    HEIGHT,
    Sheet,
    file_of,
    paragraphs_of,
    pdf,
    read_sheets,
    stream,
    words_of,
    wrapped,
)

PROSE = (
    "People who ring at night are answered by somebody who knows them and what was agreed with them before, wherever "
    "they live in the county and whatever it is that they ring about. They are told when somebody will ring them back, "
    "and what to do until then. Everybody who answers has been trained by people who have themselves been in a crisis, "
    "and can ask a nurse at any time of the night. What was said goes to the family doctor on the same day."
)
LINES = wrapped(PROSE, 300)


def cells(sheet, *texts, width=200):
    sheet.table(40, 300, [width] * len(texts), [list(texts), ["x"] * len(texts)])
    return read_sheets(sheet).tables[0].rows[0].cells


def test_lines_of_running_text_are_one_paragraph():
    document = read_sheets(Sheet().lines(40, 60, *LINES).text(40, 76 + 11 * len(LINES), "The next one."))
    assert paragraphs_of(document) == [PROSE, "The next one."]


def test_paragraphs_stand_between_the_tables_in_reading_order():
    sheet = Sheet().text(40, 50, "Before")
    sheet.table(40, 60, [100, 100], [["a", "b"], ["c", "d"]])
    sheet.text(40, 130, "Between")
    sheet.table(40, 140, [100, 100], [["e", "f"], ["g", "h"]])
    blocks = read_sheets(sheet).blocks
    kinds = [block.text if isinstance(block, Paragraph) else block.rows[0].cells[0].text for block in blocks]
    assert kinds == ["Before", "a", "Between", "e"]
    assert blocks[2].place == Place(page=1)


def test_sentence_that_runs_over_a_page_is_one_paragraph():
    first = Sheet().lines(40, 500, *LINES[:-1])
    second = Sheet().lines(40, 60, LINES[-1])
    assert paragraphs_of(read_sheets(first, second)) == [PROSE]


def test_bold_words_with_a_colon_begin_a_note():
    for look, found in (("F2", "Sept 25: was met last month."), ("F1", f"{LINES[0]} Sept 25: was met last month.")):
        sheet = Sheet().text(45, 50, LINES[0]).text(45, 61, "Sept 25:", font=look).text(88, 61, "was met last month.")
        sheet.table(40, 40, [310, 60], [["\n", "x"], ["y", "z"]])
        cell = read_sheets(sheet).tables[0].rows[0].cells[0]
        assert cell.paragraphs[-1].text == found


def test_large_and_bold_lines_are_headings():
    sheet = Sheet().text(40, 50, "The plan", size=18, font="F2").text(40, 80, "Part one", size=12, font="F2")
    sheet.text(40, 100, "Who is who", font="F2").lines(40, 120, *LINES)
    assert [block.heading for block in read_sheets(sheet).blocks] == [1, 2, 3, None]


def test_looks_of_words_are_runs():
    sheet = Sheet().fill(40, 92, 22, 10, "FF0000").text(40, 100, "Red", colour="000000").text(62, 100, "late")
    sheet.text(82, 100, "done", font="F2", colour="00B050")
    (paragraph,) = read_sheets(sheet).blocks
    assert paragraph.text == "Red late done"
    assert [(run.text.strip(), run.fill, run.colour, run.is_bold) for run in paragraph.runs] == [
        ("Red", "FF0000", None, False),
        ("late", None, None, False),
        ("done", None, "00B050", True),
    ]


def test_words_with_a_line_through_them_are_struck():
    sheet = Sheet().text(40, 60, "May 2016").rule(40, 57, 78, 57).text(82, 60, "June 2016").rule(82, 61.5, 122, 61.5)
    (paragraph,) = read_sheets(sheet).blocks
    assert (paragraph.text, paragraph.struck_text) == ("June 2016", "May 2016")


def test_row_of_struck_words_is_struck():
    sheet = Sheet()
    sheet.table(40, 60, [100, 100], [["1.1", "Meet"], ["1.2", "Train"]])
    sheet.rule(45, 67, 58, 67).fill(145, 66.5, 22, 0.6, "000000")
    rows = read_sheets(sheet).tables[0].rows
    assert [row.is_struck for row in rows] == [True, False]
    assert rows[0].cells[1].struck_text == "Meet"


@pytest.mark.parametrize("sign", ["•", "–", "o"])
def test_bullets_are_labels(sign):
    sheet = Sheet()
    for number, words in enumerate(["Adults", "Children"]):
        sheet.text(50, 60 + 11 * number, sign).text(64, 60 + 11 * number, words)
    sheet.text(40, 300, "Text")
    found = [(block.label, block.text) for block in read_sheets(sheet).blocks]
    assert found == [(sign, "Adults"), (sign, "Children"), (None, "Text")]


def test_bullet_by_itself_is_a_sign():
    assert cells(Sheet(), "•", "Late")[0].text == "•"


def test_numbers_of_a_list_are_labels_and_typed_ones_are_words():
    own = Sheet().text(40, 60, "a)").text(54, 60, "Meet").text(40, 71, "b)").text(54, 71, "Train")
    assert [(block.label, block.text) for block in read_sheets(own).blocks] == [("a)", "Meet"), ("b)", "Train")]
    typed = Sheet().text(40, 60, "a) Meet").text(40, 71, "b) Train")
    assert [(block.label, block.text) for block in read_sheets(typed).blocks] == [(None, "a) Meet"), (None, "b) Train")]


def narrow(*lines, known=""):
    """The text of a cell just as wide as its lines."""
    sheet = Sheet()
    sheet.table(40, 60, [90, 300], [["\n".join(lines), known], ["", ""]])
    return read_sheets(sheet).tables[0].rows[0].cells[0].text


def test_hyphen_at_the_end_of_a_line_stays_unless_the_word_is_known_without_it():
    assert narrow("Liaison is out-of-", "hours and at home") == "Liaison is out-of-hours and at home"
    assert narrow("Plans for develop-", "ment of staff") == "Plans for develop-ment of staff"
    assert (
        narrow("Plans for develop-", "ment of staff", known="development of care") == "Plans for development of staff"
    )
    assert narrow("Until spring 2016-", "17 at the latest") == "Until spring 2016-17 at the latest"


def test_slash_at_the_end_of_a_line_joins_as_it_was_written():
    assert narrow("Trust/Council/The/", "Police and others") == "Trust/Council/The/Police and others"
    assert narrow("Trust / Council /", "Police and others") == "Trust / Council / Police and others"


def test_optional_hyphen_is_not_a_letter():
    assert narrow("Plans for develop\xad", "ment of the staff") == "Plans for development of the staff"


def test_wide_gap_is_a_tab():
    sheet = Sheet().text(40, 60, "Chair:").text(160, 60, "the Council")
    assert paragraphs_of(read_sheets(sheet)) == ["Chair:\tthe Council"]


def test_letters_painted_twice_are_bold_not_double():
    sheet = Sheet().text(40, 60, "Twice painted").text(40.3, 60, "Twice painted")
    assert paragraphs_of(read_sheets(sheet)) == ["Twice painted"]


# What repeats, and what stands apart


def test_headers_and_footers_are_taken_out():
    sheets = []
    for number in (1, 2, 3):
        sheet = Sheet().text(40, 30, f"Crisis plan, version 2 of {number}").text(400, 580, f"Page {number} of 3")
        sheets.append(sheet.text(40, 60, f"Part {'abc'[number - 1]}"))
    document = read_sheets(*sheets)
    assert document.headers == ("Crisis plan, version 2 of 1",)
    assert paragraphs_of(document) == ["Part a", "Part b", "Part c"]


def test_headers_that_the_file_marks_are_taken_out():
    sheet = Sheet().raw("/Artifact <</Type/Pagination/Subtype/Header>> BDC").text(40, 30, "Draft").raw("EMC")
    document = read_sheets(sheet.text(40, 60, "The plan"))
    assert (document.headers, paragraphs_of(document)) == (("Draft",), ["The plan"])


def test_footnotes_part_no_table_and_their_numbers_no_word():
    first, second = Sheet(), Sheet()
    rows = [["1.1", "Meet"], *[[f"1.{n}", "Report"] for n in range(2, 30)]]
    first.table(40, 60, [100, 200], rows)
    first.text(165, 67, "1", size=5).rule(40, 530, 180, 530).text(40, 541, "1 Every month.")
    second.table(40, 60, [100, 200], [["1.30", "Train"]] * 2)
    document = read_sheets(first, second)
    (table,) = document.tables
    assert table.rows[0].cells[1].text == "Meet"
    assert len(table.rows) == len(rows) + 2
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["1 Every month."]


# What can't be seen


def test_words_that_nobody_sees_are_left_out():
    sheet = Sheet().text(40, 60, "Seen").text(40, 80, "white on white", colour="FFFFFF")
    sheet.text(40, 100, "blacked out").fill(38, 92, 60, 11, "000000")
    sheet.raw("3 Tr").text(40, 120, "invisible").raw("0 Tr")
    sheet.text(40, 700, "below the page")
    sheet.raw(f"BT /F1 30 Tf .7 .7 -.7 .7 200 {HEIGHT - 400} Tm (DRAFT) Tj ET")
    assert paragraphs_of(read_sheets(sheet)) == ["Seen"]


def test_white_words_on_colour_are_read():
    sheet = Sheet().fill(38, 50, 80, 14, "1F3864").text(40, 60, "A heading", colour="FFFFFF")
    assert paragraphs_of(read_sheets(sheet)) == ["A heading"]


def test_invisible_words_over_a_scanned_page_are_read_with_a_warning():
    sheet = Sheet().picture(0, 0, 842, 595).raw("3 Tr")
    for number in range(12):
        sheet.text(40, 60 + 11 * number, LINES[number % 5])
    document = read_sheets(sheet)
    assert len(paragraphs_of(document)) >= 1
    assert [finding.code for finding in document.findings] == ["page-is-picture"]


# Pages and files of other kinds


def test_turned_pages_read_as_they_stand_when_turned():
    upright = Sheet()
    upright.table(40, 60, [100, 200], [["1.1", "Meet"], ["1.2", "Train"]])
    expected = words_of(read_sheets(upright))
    by_entry = Sheet(595, 842, entries=b"/Rotate 90")
    by_entry.raw("0 1 -1 0 595 0 cm").raw(bytes(upright.content))
    assert words_of(read_sheets(by_entry)) == expected
    by_words = Sheet(595, 842)
    by_words.raw("0 1 -1 0 595 0 cm").raw(bytes(upright.content))
    assert words_of(read_sheets(by_words)) == expected


def test_words_that_run_upwards_in_a_cell_are_read():
    sheet = Sheet()
    sheet.table(40, 60, [20, 200, 100], [["\n\n\n", "Meet every month in the town hall", "May"], ["", "Train", "June"]])
    sheet.raw(f"0 g BT /F1 9 Tf 0 1 -1 0 54 {HEIGHT - 100} Tm (Lead) Tj ET")
    assert words_of(read_sheets(sheet))[0][0][0] == "Lead"


def test_drawing_in_a_drawing_is_read():
    form = stream(
        b"BT /F1 9 Tf 10 20 Td (Inside) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 200 50]/Matrix[1 0 0 1 30 400]"
    )
    sheet = Sheet().raw("q 1 0 0 1 10 10 cm /Fm1 Do Q").text(40, 60, "Outside")
    assert paragraphs_of(read_sheets(sheet, extra={100: form})) == ["Outside", "Inside"]


def test_codes_are_letters_by_the_fonts_own_table():
    mapping = b"2 beginbfchar <01> <0041> <02> <00660069> endbfchar 1 beginbfrange <03> <05> <0062> endbfrange"
    font = (
        b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Own/FirstChar 1/Widths[600 600 600 600 600]/ToUnicode 101 0 R>>"
    )
    sheet = Sheet().raw(f"BT /F9 9 Tf 40 {HEIGHT - 60} Td <0102030405> Tj ET")
    found = read_sheets(sheet, fonts=b"/F9 100 0 R", extra={100: font, 101: stream(mapping)})
    assert paragraphs_of(found) == ["Afibcd"]


def test_codes_of_two_bytes_and_names_of_glyphs_are_letters():
    wide = b"<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/Identity-H/DescendantFonts[101 0 R]/ToUnicode 102 0 R>>"
    inner = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Own/DW 500/W[1 [600 600] 3 4 700]>>"
    names = b"<</Differences[65/eacute/fi/uni2019]>>"
    named = b"<</Type/Font/Subtype/Type1/BaseFont/Own/FirstChar 65/Widths[600 600 600]/Encoding %s>>" % names
    sheet = Sheet().raw(f"BT /F8 9 Tf 40 {HEIGHT - 60} Td <00010002> Tj /F9 9 Tf 0 -40 Td (ABC) Tj ET")
    extra = {100: wide, 101: inner, 102: stream(b"1 beginbfrange <0001> <0002> [<0058> <0059>] endbfrange"), 103: named}
    assert paragraphs_of(read_sheets(sheet, fonts=b"/F8 100 0 R/F9 103 0 R", extra=extra)) == ["XY", "éfi’"]


def test_signs_of_pictorial_fonts_are_signs():
    font = (
        b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Wingdings-Regular/FirstChar 252/Widths[900]/ToUnicode 101 0 R>>"
    )
    sheet = Sheet().raw(f"BT /F9 9 Tf 40 {HEIGHT - 60} Td <FC> Tj ET")
    mapping = stream(b"1 beginbfchar <FC> <F0FC> endbfchar")
    assert paragraphs_of(read_sheets(sheet, fonts=b"/F9 100 0 R", extra={100: font, 101: mapping})) == ["✓"]


def test_words_with_gaps_for_spaces_are_parted():
    sheet = Sheet().raw(f"BT /F1 9 Tf 40 {HEIGHT - 60} Td [(Meet)-300(ev)20(ery)-280(month)] TJ ET")
    assert paragraphs_of(read_sheets(sheet)) == ["Meet every month"]


def test_text_that_stands_for_signs_is_read_in_their_place():
    sheet = Sheet().raw(f"BT /F1 9 Tf 40 {HEIGHT - 60} Td /Span <</ActualText(first)>> BDC (xy) Tj EMC ( aid) Tj ET")
    assert paragraphs_of(read_sheets(sheet)) == ["first aid"]


def test_title_is_the_files_own_and_not_the_name_of_another():
    sheet = Sheet().text(40, 60, "Text")
    assert read_sheets(sheet, title="Crisis plan – 2016").title == "Crisis plan – 2016"
    assert read_sheets(sheet, title="Microsoft Word - plan v3.docx").title is None


def packed_file():
    """A file whose objects are packed together and listed in a packed table, as newer programs write."""
    inner = [(1, b"<</Type/Catalog/Pages 2 0 R>>"), (2, b"<</Type/Pages/Count 1/Kids[3 0 R]>>")]
    inner.append(
        (3, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>")
    )
    inner.append((5, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"))
    heads, bodies = b"", b""
    for number, body in inner:
        heads += b"%d %d " % (number, len(bodies))
        bodies += body + b" "
    found = b"%PDF-1.5\n"
    pack = len(found)
    found += b"6 0 obj " + stream(heads + bodies, b"/Type/ObjStm/N 4/First %d" % len(heads)) + b" endobj\n"
    text = len(found)
    found += b"4 0 obj " + stream(b"BT /F1 9 Tf 40 500 Td (Packed) Tj ET") + b" endobj\n"
    table = len(found)
    rows = [(0, 0, 0), (2, 6, 0), (2, 6, 1), (2, 6, 2), (1, text, 0), (2, 6, 3), (1, pack, 0), (1, table, 0)]
    # Each row is kept as its difference from the row above, which makes it small.
    plain = [bytes([kind, *place.to_bytes(2, "big"), index]) for kind, place, index in rows]
    kept, above = b"", bytes(4)
    for row in plain:
        kept += b"\x02" + bytes((a - b) & 0xFF for a, b in zip(row, above, strict=True))
        above = row
    entries = b"/Type/XRef/Size 8/W[1 2 1]/Root 1 0 R/DecodeParms<</Predictor 12/Columns 4>>"
    return found + b"7 0 obj " + stream(kept, entries) + b" endobj\nstartxref\n%d\n%%%%EOF" % table


def test_packed_objects_are_read():
    assert paragraphs_of(read(packed_file(), name="plan.pdf")) == ["Packed"]


def test_file_whose_table_of_objects_is_wrong_is_read_by_searching():
    good = pdf(Sheet().text(40, 60, "Found"))
    shifted = good.replace(b"%PDF-1.5\n", b"%PDF-1.5\n% edited by hand, which moved everything\n")
    assert paragraphs_of(read(shifted, name="plan.pdf")) == ["Found"]


def test_other_ways_of_packing_are_read():
    instructions = b"BT /F1 9 Tf 40 500 Td (Packed) Tj ET"
    hexadecimal = b"<</Length %d/Filter/ASCIIHexDecode>>stream\n%s>\nendstream" % (
        len(instructions) * 2 + 1,
        instructions.hex().encode(),
    )
    lengths = bytes([len(instructions) - 1]) + instructions + b"\x80"
    runs = b"<</Length %d/Filter[/RunLengthDecode]>>stream\n%s\nendstream" % (len(lengths), lengths)
    for content in (hexadecimal, runs):
        objects = {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            4: content,
            5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        }
        assert paragraphs_of(read(file_of(objects), name="plan.pdf")) == ["Packed"]
