"""Automatic numbers of Word files, as Word shows them."""

import pytest

from concordat.documents.readers.word.numbering import spell
from tests.documents.building import p, read_body


def level(at, pattern, spelling="decimal", start=1, more=""):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{spelling}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def lists(*levels, overrides=""):
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{overrides}</w:num>'
    )


def item(at=0, number_list=1, more=""):
    return p("x", f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number_list}"/></w:numPr>{more}')


def labels(body, numbering, styles=""):
    return [block.label for block in read_body(body, numbering=numbering, styles=styles).blocks]


def test_levels_count_under_each_other_and_restart():
    numbering = lists(level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"))
    body = "".join(item(at) for at in (0, 1, 1, 2, 2, 0, 1, 2))
    assert labels(body, numbering) == ["1.", "1.1", "1.2", "(a)", "(b)", "2.", "2.1", "(a)"]


def test_level_without_its_parents_shows_their_start():
    assert labels(item(1), lists(level(0, "%1.", start=3), level(1, "%1.%2"))) == ["3.1"]


def test_two_lists_of_one_definition_go_on_counting():
    assert labels(item() + item(0, 2) + item(), lists(level(0, "%1)"))) == ["1)", "2)", "3)"]


def test_start_of_its_own_applies_once():
    numbering = lists(
        level(0, "%1"), overrides='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    )
    assert labels(item() + item() + item(0, 2) + item(0, 2), numbering) == ["1", "2", "1", "2"]


def test_level_of_its_own_replaces_the_definition():
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "upperRoman", start=4)}</w:lvlOverride>'
    assert labels(item(0, 2), lists(level(0, "%1."), overrides=own)) == ["IV)"]


def test_level_that_never_restarts_goes_on():
    numbering = lists(level(0, "%1"), level(1, "%2", more='<w:lvlRestart w:val="0"/>'))
    assert labels(item(0) + item(1) + item(0) + item(1), numbering) == ["1", "1", "2", "2"]


def test_legal_level_spells_its_parents_in_digits():
    numbering = lists(level(0, "%1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))
    assert labels(item(0) + item(1), numbering) == ["I", "1.1"]


def test_style_gives_number_and_level():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Top"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Top"/></w:style>'
    )
    numbering = lists(
        level(0, "%1.", more='<w:pStyle w:val="Top"/>'), level(1, "%1.%2", more='<w:pStyle w:val="Sub"/>')
    )
    body = p("a", '<w:pStyle w:val="Top"/>') + p("b", '<w:pStyle w:val="Sub"/>')
    body += p("c", '<w:pStyle w:val="Top"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert labels(body, numbering, styles) == ["1.", "1.1", None]


def test_deleted_and_hidden_items_are_not_counted():
    gone = item(more="<w:rPr><w:del/></w:rPr>").replace('<w:t xml:space="preserve">x</w:t>', "")
    hidden = p(
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>",
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>',
    )
    assert labels(item() + gone + hidden + item(), lists(level(0, "%1."))) == ["1.", "2."]


def test_list_style_lends_its_levels():
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="Ours"/>{level(0, "A%1")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Ours"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert labels(item() + item(), numbering) == ["A1", "A2"]


def test_unknown_list_gives_no_label():
    assert labels(item(0, 77), lists(level(0, "%1."))) == [None]


@pytest.mark.parametrize(
    ("count", "spelling", "spelt"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (0, "lowerLetter", "0"),
        (1994, "upperRoman", "MCMXCIV"),
        (9, "lowerRoman", "ix"),
        (30000, "lowerRoman", "30000"),
        (22, "ordinal", "22nd"),
        (112, "ordinal", "112th"),
        (21, "cardinalText", "Twenty-one"),
        (40, "cardinalText", "Forty"),
        (3, "none", ""),
        (3, "ideographDigital", "3"),
    ],
)
def test_counts_are_spelt_as_word_spells_them(count, spelling, spelt):
    assert spell(count, spelling) == spelt
