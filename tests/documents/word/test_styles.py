"""Only the styles that a file's words name are parsed; however the part is spelt, they say the same."""

import time

import pytest

from concordat.documents import read
from concordat.documents.readers.package import Package
from concordat.documents.readers.word.style_sheet import StyleSheet
from tests.documents.building import TRANSITIONAL, p, root, word_file

BOLD = '<w:style w:type="paragraph" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
RED = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Plain"><w:name w:val="Normal"/>'
    '<w:rPr><w:color w:val="FF0000"/></w:rPr></w:style>'
)
BASED = '<w:style w:type="paragraph" w:styleId="Based"><w:name w:val="heading 2"/><w:basedOn w:val="Strong"/></w:style>'
DEFAULTS = '<w:docDefaults><w:rPrDefault><w:rPr><w:color w:val="00B050"/></w:rPr></w:rPrDefault></w:docDefaults>'
BODY = p("Bold", '<w:pStyle w:val="Strong"/>') + p("Red") + p("Heading", '<w:pStyle w:val="Based"/>')
SPELLINGS = {
    "as Word spells it": root("styles", DEFAULTS + BOLD + RED + BASED),
    "single quotes": root("styles", DEFAULTS + BOLD + RED + BASED).replace('"', "'"),
    "a comment that holds a style": root("styles", f"{DEFAULTS}<!-- {BOLD} -->{BOLD}{RED}{BASED}"),
    "another prefix": root("styles", DEFAULTS + BOLD + RED + BASED).replace("w:", "x:").replace("xmlns:w=", "xmlns:x="),
    "lines inside tags": root("styles", DEFAULTS + (BOLD + RED + BASED).replace("<w:style ", "<w:style\n")),
    "a style without content": root(
        "styles", f'{DEFAULTS}<w:style w:type="table" w:styleId="Bare"/>{BOLD}{RED}{BASED}'
    ),
    "two bytes a letter": root("styles", DEFAULTS + BOLD + RED + BASED)
    .replace('encoding="UTF-8"', 'encoding="UTF-16"')
    .encode("utf-16"),
    "no declaration": root("styles", DEFAULTS + BOLD + RED + BASED).partition("?>")[2],
}


@pytest.mark.parametrize("part", SPELLINGS.values(), ids=SPELLINGS)
def test_styles_say_the_same_however_the_part_is_spelt(part):
    document = read(word_file(BODY, parts={"word/styles.xml": part}), name="plan.docx")

    bold, red, heading = document.blocks
    assert (bold.runs[0].is_bold, bold.runs[0].colour) == (True, "00B050")
    assert (red.runs[0].is_bold, red.runs[0].colour) == (False, "FF0000")
    assert (heading.runs[0].is_bold, heading.heading) == (True, 2)


def test_style_sheet_is_parsed_whole_once_many_styles_are_asked_for():
    many = "".join(BOLD.replace("Strong", f"Strong{at}") for at in range(250))
    package = Package(word_file("", styles=many), name="plan.docx")
    sheet = StyleSheet(package, "word/styles.xml")

    found = [sheet.get(f"Strong{at}") for at in range(250)]

    names = [style.get(f"{{{TRANSITIONAL['w']}}}styleId") for style in found if style is not None]
    assert names == [f"Strong{at}" for at in range(250)]


def test_style_sheet_of_unended_styles_is_read_in_time_that_grows_with_it():
    part = root("styles", '<w:style w:styleId="Long" ' + "<w:style " * 200_000)

    began = time.process_time()
    with pytest.raises(Exception, match="damaged"):
        read(word_file(BODY, parts={"word/styles.xml": part}), name="plan.docx")

    assert time.process_time() - began < 5
