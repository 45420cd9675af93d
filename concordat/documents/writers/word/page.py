"""Sets a blank Word file up: A4 landscape, a plain sans font, British English, page header and footer."""

from collections.abc import Sequence
from html import escape
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, Twips

from concordat.documents.writers import words

_LONG, _SHORT, _MARGIN = 16838, 11906, 964  # twentieths of a point: A4, and 17 mm
TEXT_WIDTH = _LONG - 2 * _MARGIN
_INDENT = 220  # of lists, which stand in narrow columns too
_FONT = "Arial"
_SIZES = {"Title": 20.0, "Heading 1": 16.0, "Heading 2": 13.0, "Heading 3": 11.0, "Heading 4": 10.0}
_SIZE, _SMALL = 9.5, 8.5
_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def set_styles(file: Any) -> None:
    """One font, black words and British English in every style; sizes that suit wide tables."""
    root = file.styles.element
    for fonts in root.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), _FONT)
    for language in root.iter(qn("w:lang")):
        language.set(qn("w:val"), words.LANGUAGE)
    for name in ("Title", *(f"Heading {level}" for level in range(1, 10)), "List Bullet", "Header", "Footer"):
        style = file.styles[name]
        for tag in ("w:color", "w:pBdr", "w:i", "w:iCs", "w:spacing", "w:kern", "w:contextualSpacing", "w:tabs"):
            for element in list(style.element.iter(qn(tag))):
                element.getparent().remove(element)
        if name.startswith(("Title", "Heading")):
            style.font.size = Pt(_SIZES.get(name, _SIZE))
            style.font.bold = True
            style.paragraph_format.space_before = Pt(0 if name == "Title" else 10)
            style.paragraph_format.space_after = Pt(4)
            style.paragraph_format.keep_with_next = True
        elif name == "List Bullet":
            style.paragraph_format.left_indent = Twips(_INDENT)
            style.paragraph_format.first_line_indent = Twips(-_INDENT)
            style.paragraph_format.space_after = Pt(1)
    normal = file.styles["Normal"]
    normal.font.size = Pt(_SIZE)
    normal.paragraph_format.space_before = Pt(1)
    normal.paragraph_format.space_after = Pt(2)
    normal.paragraph_format.line_spacing = 1.0


def set_page(section: Any, furniture: Sequence[str]) -> None:
    """A4 landscape; `furniture` is the page header and the footer, which the page's number stands beside."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Twips(_LONG), Twips(_SHORT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Twips(_MARGIN)
    section.header_distance = section.footer_distance = Twips(480)
    header, footer = (*furniture, "", "")[:2]
    if header.strip():
        _fill(section.header, _run(" ".join(header.split())))
    number = f"{_run('Page ')}{_field('PAGE')}{_run(' of ')}{_field('NUMPAGES')}"
    before = f"{_run(' '.join(footer.split()))}<w:r><w:tab/></w:r>" if footer.strip() else "<w:r><w:tab/></w:r>"
    _fill(section.footer, before + number)


def set_settings(file: Any, *, is_form: bool) -> None:
    """What Word keeps beside the words: that the file is no older Word's, and whether only controls may change."""
    root = file.settings.element
    for element in list(root):
        root.remove(element)
    protection = '<w:documentProtection w:edit="forms" w:enforcement="1"/>' if is_form else ""
    made = parse_xml(
        f'<w:settings {_NAMES}><w:zoom w:percent="100"/>{protection}<w:defaultTabStop w:val="720"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f'</w:compat><w:themeFontLang w:val="{words.LANGUAGE}"/></w:settings>'
    )
    root.extend(list(made))


def drop_thumbnail(file: Any) -> None:
    """Take out the picture of the template's own first page."""
    links = file.part.package.rels
    for key in [key for key, link in links.items() if link.reltype.endswith("/thumbnail")]:
        del links[key]


def _fill(part: Any, runs: str) -> None:
    """Replace the words of a page header or footer; its one tab stop stands at the right margin."""
    paragraph = part.paragraphs[0]._p
    style = paragraph.style
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    made = parse_xml(f'<w:p {_NAMES}><w:pPr><w:pStyle w:val="{style}"/>{tabs}</w:pPr>{runs}</w:p>')
    paragraph.getparent().replace(paragraph, made)


def _run(text: str) -> str:
    look = f'<w:rPr><w:sz w:val="{int(2 * _SMALL)}"/></w:rPr>'
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr="{code}">{_run("1")}</w:fldSimple>'
