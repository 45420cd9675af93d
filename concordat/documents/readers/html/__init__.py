"""Reads web pages: those of a site, and documents that Word or another program saved as a page."""

from concordat.documents.domain import Document, Finding, Refused
from concordat.documents.readers.grids import TooManySlots
from concordat.documents.readers.html import notes, pages
from concordat.documents.readers.html.archives import ArchivedText, is_archive, open_archive
from concordat.documents.readers.html.decoding import decode
from concordat.documents.readers.html.elements import Element, words_in
from concordat.documents.readers.html.looks import Looks, Style
from concordat.documents.readers.html.story import Story, words_of
from concordat.documents.readers.html.trees import parse, too_large
from concordat.documents.readers.pictures import unread_pictures

__all__ = ["is_archive", "read_html"]


def read_html(content: bytes, *, name: str) -> Document:
    """Read a page's bytes, also those of a page saved whole as one file; nothing that it points at is fetched.

    Raises `Refused` where the page is too large, nested beyond reason, or only a frame around other files.
    """
    single = ArchivedText("text/html", content, None)
    texts = open_archive(content, name=name) if is_archive(content) else [single]
    pages_found = [decode(text.content, declared=text.charset) for text in texts if text.kind == "text/html"]
    sheets = [decode(text.content, declared=text.charset) for text in texts if text.kind == "text/css"]
    try:
        return _read(pages_found, sheets, name)
    except TooManySlots as error:
        raise too_large(name) from error


def _read(texts: list[str], sheets: list[str], name: str) -> Document:
    """Reads the first page; where it is only a frame, those that it frames."""
    first = parse(texts[0], name=name)
    if first is None or not _is_frame(first):
        return _page(first, texts[0], sheets, name)
    framed = [(root, text) for text in texts[1:] if (root := parse(text, name=name)) is not None]
    found = [_page(root, text, sheets, name) for root, text in framed if root.find(".//table") is not None]
    if not found:
        raise Refused(
            "frames-only",
            f"{name} is only a frame around other files, which are not in it: open it in the program that made it, "
            "save it as a Word document (.docx) or as a single file (.mht) and upload that.",
        )
    blocks = tuple(block for document in found for block in document.blocks)
    findings = tuple(finding for document in found for finding in document.findings)
    return Document(name=name, format="html", blocks=blocks, title=_title(first), findings=findings)


def _page(root: Element | None, text: str, sheets: list[str], name: str) -> Document:
    body = None if root is None else root.find("body")
    if root is None or body is None:
        return Document(name=name, format="html", blocks=())
    own_sheets = [words_in(element) for element in root.iter("style")]
    looks = Looks([*sheets, *own_sheets], name=name)
    story = Story(looks, is_tracked=notes.is_tracked(text))
    main = pages.main_part(body)
    title = pages.title_outside(body, main)
    if title is not None:
        story.read(title, _style(title, looks))
    story.read(main, _style(main, looks))
    margins = Story(looks, is_tracked=notes.is_tracked(text))
    headers: list[str] = []
    for element in pages.margins(body):
        margins.blocks = []
        margins.read(element, _style(element, looks))
        headers.append(words_of(margins.blocks))
    return Document(
        name=name,
        format="html",
        blocks=tuple(story.blocks),
        title=_title(root),
        headers=tuple(header for header in headers if header),
        findings=tuple(_findings(story, root, has_sheets=bool(sheets))),
    )


def _style(element: Element, looks: Looks) -> Style:
    """The style of an element that is read without those around it."""
    around = element.getparent()
    return looks.of(element, None if around is None else _style(around, looks))


def _is_frame(root: Element) -> bool:
    """Whether a page only puts other pages side by side."""
    return root.find(".//frameset") is not None and root.find(".//table") is None


def _title(root: Element) -> str | None:
    title = root.find("head/title")
    return None if title is None else " ".join(words_in(title).split()) or None


def _findings(story: Story, root: Element, *, has_sheets: bool) -> list[Finding]:
    found = unread_pictures(story.pictures)
    if story.hides_table:
        found.append(
            Finding(
                "warning",
                "hidden-table",
                "A table on this page is hidden and was left out: open the page in a browser, unfold what is folded, "
                "copy the plan into a Word document (.docx) and upload that.",
            )
        )
    if story.has_unknown_class and not has_sheets and _has_sheets_elsewhere(root):
        found.append(
            Finding(
                "note",
                "styles-elsewhere",
                "The page keeps its colours in another file, which is never fetched: where colours tell how actions "
                "stand, open the page in a browser, save it as a single file (.mhtml) and upload that.",
            )
        )
    return found


def _has_sheets_elsewhere(root: Element) -> bool:
    return any("stylesheet" in (link.get("rel") or "").lower().split() for link in root.iter("link"))
