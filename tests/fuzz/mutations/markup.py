"""Spoils XML and HTML: attributes, words, whole elements, and the text itself."""

import copy
import re
from contextlib import suppress
from random import Random

from lxml import etree

from tests.fuzz.mutations import extremes, plain

Element = etree._Element

_ATTRIBUTE = re.compile(rb'(?<![\w:.-])([\w:.-]{1,80}+)="([^"<>]*+)"')
_WORDS = re.compile(rb">([^<>]++)<")
_MOST_BYTES = 6_000_000
_STRUCTURES = 0.45  # the part of the changes that are made to the tree

# What the formats count, repeat, span and nest by; added where the file itself has none.
_COUNTED = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
        b"<w:tc>", b'<w:tcPr><w:gridSpan w:val="%s"/><w:vMerge/></w:tcPr>', b"<w:tr>",
        b'<w:trPr><w:gridBefore w:val="%s"/><w:gridAfter w:val="%s"/></w:trPr>',
        b"<w:p>", b'<w:pPr><w:numPr><w:ilvl w:val="%s"/><w:numId w:val="%s"/></w:numPr></w:pPr>',
    ),
    b"urn:oasis:names:tc:opendocument:xmlns:table:1.0": (
        b"<table:table-cell ", b'table:number-columns-repeated="%s" table:number-columns-spanned="%s" ',
        b"<table:table-row ", b'table:number-rows-repeated="%s" ',
        b"<table:table-cell ", b'table:number-rows-spanned="%s" ',
    ),
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
        b"<sheetData>", b'<row r="%s"><c r="XFD%s" t="inlineStr"><is><t>far</t></is></c></row>',
        b"</sheetData>", b'<mergeCells><mergeCell ref="A1:XFD%s"/></mergeCells>',
        b"<row ", b'spans="1:%s" ht="%s" ',
    ),
}  # fmt: skip


def spoil(content: bytes, chance: Random) -> bytes:
    """Markup with a few things changed; mostly still well formed."""
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        if len(content) > _MOST_BYTES:
            break
        way = _structure if chance.random() < _STRUCTURES else chance.choice(_WAYS)
        content = way(content, chance)
    return content


def _value(content: bytes, chance: Random) -> bytes:
    """One attribute, or all of one name, take another value."""
    found = list(_ATTRIBUTE.finditer(content))
    if not found:
        return content
    match = chance.choice(found)
    new = _escaped(extremes.value(chance)) if chance.random() < 0.75 else chance.choice(found)[2]
    if chance.random() < 0.25:
        name = re.escape(match[1])
        return re.sub(rb'(\b%s=")[^"<>]*(?=")' % name, lambda each: each[1] + new, content)
    return content[: match.start(2)] + new + content[match.end(2) :]


def _words(content: bytes, chance: Random) -> bytes:
    found = list(_WORDS.finditer(content))
    if not found:
        return content
    match = chance.choice(found)
    old = match[1]
    new = chance.choice(
        (
            lambda: _escaped(extremes.value(chance)),
            lambda: old * extremes.many(chance, len(old), most=2_000_000),
            lambda: chance.choice(
                (b"&foo;", b"&#0;", b"&#xFFFFFFFF;", b"&#x202E;", b"&amp;#1;", b"]]>", b"<![CDATA[<]]>")
            ),
            lambda: chance.choice(found)[1],
            lambda: b"",
        )
    )()
    return content[: match.start(1)] + new + content[match.end(1) :]


def _counted(content: bytes, chance: Random) -> bytes:
    for address, pieces in _COUNTED.items():
        if address in content:
            at = chance.randrange(0, len(pieces), 2)
            before, more = pieces[at : at + 2]
            for _ in range(more.count(b"%s")):
                more = more.replace(b"%s", _escaped(extremes.number(chance)), 1)
            times = -1 if chance.random() < 0.3 else 1
            return content.replace(before, before + more, times)
    return content


def _declaration(content: bytes, chance: Random) -> bytes:
    """Other encodings, names and document types than the content has."""
    kind = chance.randrange(4)
    if kind == 0:
        start = chance.choice(
            (
                b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
                b'<!DOCTYPE x SYSTEM "file:///etc/passwd">',
                b'<?xml version="1.0" encoding="utf-7"?>',
                b'<?xml version="1.1" encoding="cp037"?>',
                b"\xef\xbb\xbf\xef\xbb\xbf",
            )
        )
        return start + content
    if kind == 1:
        return content.replace(b"UTF-8", chance.choice((b"UTF-16", b"utf-32", b"none", b"cp1252", b"ascii")), 1)
    if kind == 2:
        return content.decode("utf-8", "replace").encode(
            chance.choice(("utf-16", "utf-16-le", "utf-32", "utf-7")), "replace"
        )
    found = re.findall(rb'xmlns:?\w*="([^"]+)"', content)
    return content.replace(chance.choice(found), chance.choice([*found, b"urn:x"])) if found else content


def _tags(content: bytes, chance: Random) -> bytes:
    """A tag is lost, doubled, or repeated until it nests very deep."""
    found = list(re.finditer(rb"<[^<>]++>", content))
    if not found:
        return content
    match = chance.choice(found)
    times = chance.choice((0, 2, 50, 300, extremes.many(chance, len(match[0]), most=1_000_000)))
    return content[: match.start()] + match[0] * times + content[match.end() :]


_WAYS = (_value, _value, _value, _words, _words, _counted, _counted, _declaration, _tags, plain.spoil)


# Changes of the tree


def _structure(content: bytes, chance: Random) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return plain.spoil(content, chance)
    found = [element for element in root.iter() if isinstance(element.tag, str)][1:]
    if not found:
        return content
    # What a spoilt part left in the tree may be no name or no words that a tree can be given.
    with suppress(ValueError, TypeError):
        chance.choice(_TREE_WAYS)(chance.choice(found), found, chance)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _drop(element: Element, _: list[Element], __: Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Element, _: list[Element], __: Random) -> None:
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


def _multiply(element: Element, _: list[Element], chance: Random) -> None:
    parent = element.getparent()
    if parent is None:
        return
    size = len(etree.tostring(element))
    at = parent.index(element)
    parent[at:at] = [copy.deepcopy(element) for _ in range(extremes.many(chance, size, most=3_000_000))]


def _nest(element: Element, _: list[Element], chance: Random) -> None:
    """The element stands in a copy of itself, that in another, and so on."""
    parent = element.getparent()
    if parent is None:
        return
    size = len(etree.tostring(element))
    depth = max(1, min(chance.choice((1, 3, 20, 100, 240)), 2_000_000 // size))
    outer = element
    at = parent.index(element)
    for _ in range(depth):
        around = copy.deepcopy(element)
        deepest = chance.choice([each for each in around if isinstance(each.tag, str)] or [around])
        deepest.append(outer)
        outer = around
    parent.insert(at, outer)


def _move(element: Element, found: list[Element], chance: Random) -> None:
    target = chance.choice(found)
    if element not in target.iterancestors() and target is not element:
        target.insert(chance.randint(0, len(target)), element)


def _copy(element: Element, found: list[Element], chance: Random) -> None:
    target = chance.choice(found)
    if len(etree.tostring(element)) < 500_000:
        target.insert(chance.randint(0, len(target)), copy.deepcopy(element))


def _rename(element: Element, found: list[Element], chance: Random) -> None:
    element.tag = chance.choice(found).tag


def _reverse(element: Element, _: list[Element], __: Random) -> None:
    element[:] = list(element)[::-1]


_TREE_WAYS = (_drop, _unwrap, _multiply, _multiply, _nest, _nest, _move, _copy, _rename, _reverse)


def _escaped(text: str) -> bytes:
    return (
        text.encode("utf-8")
        .replace(b"&", b"&amp;")
        .replace(b"<", b"&lt;")
        .replace(b'"', b"&quot;")
        .replace(b"\x00", b"")
    )
