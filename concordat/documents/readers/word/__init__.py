"""Reads Word documents (.docx), in the view that a person sees once every tracked change is accepted."""

from concordat.documents.domain import Document, Finding, Refused
from concordat.documents.readers.package import Package
from concordat.documents.readers.pictures import unread_pictures
from concordat.documents.readers.word.colours import Theme
from concordat.documents.readers.word.names import Element, r, w
from concordat.documents.readers.word.numbering import Numbering
from concordat.documents.readers.word.story import Story, text_of
from concordat.documents.readers.word.style_sheet import StyleSheet
from concordat.documents.readers.word.styles import Styles

_STYLES, _NUMBERING, _THEME = "styles", "numbering", "theme"


def read_word(package: Package) -> Document:
    """Read a Word file; raises `Refused` where it is damaged, locked or made to do harm."""
    name = package.name
    main = package.main_part("word/document.xml")
    root = package.tree(main)
    body = None if root is None else root.find(w("body"))
    if root is None or body is None:
        raise Refused(
            "not-a-word-document",
            f"{name} is not a Word document inside, whatever its name says: open it in the program that made it, save "
            "it as a Word document (.docx) and upload that.",
        )
    links = package.relationships(main)
    parts = {kind.rpartition("/")[2]: target for kind, target in reversed(links.values())}
    styles = Styles(StyleSheet(package, parts.get(_STYLES)), Theme(_part(package, parts, _THEME)))
    numbering = Numbering(_part(package, parts, _NUMBERING))
    story = Story(styles, numbering)
    blocks = tuple(story.blocks(body))
    return Document(
        name=name,
        format="docx",
        blocks=blocks,
        title=package.title(),
        headers=_headers(package, root, links, styles, numbering),
        text_boxes=tuple(story.text_boxes),
        findings=_findings(story),
    )


def _part(package: Package, parts: dict[str, str], kind: str) -> Element | None:
    target = parts.get(kind)
    return None if target is None else package.tree(target)


def _headers(
    package: Package, root: Element, links: dict[str, tuple[str, str]], styles: Styles, numbering: Numbering
) -> tuple[str, ...]:
    """The words of page headers and footers that a section uses, each part once."""
    texts: dict[str, str] = {}
    for reference in root.iter(w("headerReference"), w("footerReference")):
        target = links.get(reference.get(r("id"), ""), ("", ""))[1]
        if target in texts:
            continue
        part = package.tree(target) if target else None
        if part is not None:
            story = Story(styles, numbering)
            words = [text_of(story.blocks(part)), *story.text_boxes]
            texts[target] = "\n".join(text for text in words if text)
    return tuple(text for text in texts.values() if text)


def _findings(story: Story) -> tuple[Finding, ...]:
    findings = unread_pictures(story.pictures)
    if story.has_foreign_part:
        findings.append(
            Finding(
                "warning",
                "inserted-file",
                "Part of this document is another file that was inserted whole and can't be read: open it in Word, "
                "save it again and upload that copy.",
            )
        )
    return tuple(findings)
