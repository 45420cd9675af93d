"""Spoils web pages: their tags, how they nest and span, their styles, and how their letters are kept."""

import re
from random import Random

from tests.fuzz.mutations import extremes, lines, markup, plain

_CELL = re.compile(rb"<(t[dhr]|table|div|p|span|li|ol|ul|h[1-6]|a)\b", re.IGNORECASE)
_STYLE = re.compile(rb"(<style[^>]*>)|style=(['\"])", re.IGNORECASE)
_ODD_TAGS = (
    b"<table>", b"<tr>", b"<td>", b"</table>", b"</td></tr>", b"<div>", b"<ul><li>", b"<ol start=%s>", b"<!--", b"-->",
    b"<![if !supportLists]>", b"<style>", b"<script>", b"<title>", b"<textarea>", b"<plaintext>", b"<template>",
    b"<svg>",
    b"<frameset>", b"<form>", b"<a><b><i>", b"<p><font color=%s>", b"<select><option>", b"<math><mi>",
    b"<col span=%s>",
    b"<base href=x>", b"<meta charset=%s>", b"<colgroup>", b"<caption>", b"<del>", b"<o:p>", b"<br>", b"&#%s;",
    b"<tbody>",
)  # fmt: skip
_RULES = (
    b"* * * * * * * *{color:red}", b"td{background:%s}", b"a>b+c~d:not(.x):nth-child(%s){color:red}", b"{", b"}",
    b"/*",
    b".x{display:none}", b"@media print{", b"@import url(x);", b"td{color:rgb(%s,%s,%s)}",
    b"p{mso-list:l%s level%s lfo%s}",
    b"@list l%s:level%s{mso-level-number-format:roman-lower;mso-level-text:\"%%1\";}",
    b"td{background:url(data:image/png;base64,%s)}",
    b"tr{background:linear-gradient(red,blue)}", b"td:nth-child(%s){text-decoration:line-through}", b"\\",
    b".a.b.c.d.e.f{color:#ff}",
)  # fmt: skip
_CHARSETS = (
    b"utf-8",
    b"utf-16",
    b"utf-7",
    b"windows-1252",
    b"none",
    b"idna",
    b"punycode",
    b"base64",
    b"zlib",
    b"rot13",
    b"",
)


def spoil(content: bytes, chance: Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 4))):
        if len(content) > 4_000_000:
            break
        content = chance.choice(_WAYS)(content, chance)
    return content


def _span(content: bytes, chance: Random) -> bytes:
    found = list(_CELL.finditer(content))
    if not found:
        return content
    match = chance.choice(found)
    number = extremes.number(chance).encode()
    name = chance.choice(
        (b"colspan", b"rowspan", b"start", b"value", b"span", b"width", b"type", b"hidden", b"bgcolor")
    )
    more = b' %s="%s"' % (name, number)
    if chance.random() < 0.3:
        return re.sub(rb"<%s\b" % match[1], lambda each: each[0] + more, content)
    return content[: match.end()] + more + content[match.end() :]


def _tag(content: bytes, chance: Random) -> bytes:
    at = chance.randint(0, len(content))
    piece = chance.choice(_ODD_TAGS)
    times = chance.choice((1, 1, 50, extremes.many(chance, len(piece), most=1_000_000)))
    if b"%s" in piece:
        piece = piece.replace(b"%s", extremes.number(chance).encode())
    return content[:at] + piece * times + content[at:]


def _table_in_table(content: bytes, chance: Random) -> bytes:
    """The first table stands in its own first cell, over and over."""
    start, end = content.find(b"<table"), content.find(b"</table>")
    cell = content.find(b"<td", start)
    if not 0 <= start < cell < end:
        return content
    inside = content.find(b">", cell) + 1
    table = content[start : end + 8]
    depth = max(1, min(chance.choice((2, 10, 100, 400, 3000)), 2_000_000 // len(table)))
    head, tail = content[start:inside], content[inside : end + 8]
    return content[:start] + head * depth + table + tail * depth + content[end + 8 :]


def _style(content: bytes, chance: Random) -> bytes:
    rule = chance.choice(_RULES)
    while b"%s" in rule:
        rule = rule.replace(b"%s", extremes.number(chance).encode(), 1)
    rule *= chance.choice((1, 1, 20, extremes.many(chance, len(rule), most=1_000_000)))
    found = list(_STYLE.finditer(content))
    if found and chance.random() < 0.6:
        at = chance.choice(found).end()
        return (
            content[:at]
            + rule.replace(b'"', b"").partition(b"{")[2 if chance.random() < 0.5 else 0]
            + b";"
            + content[at:]
        )
    return (
        b"<style>" + rule + b"</style>" + content
        if chance.random() < 0.3
        else content.replace(b"</head>", b"<style>" + rule + b"</style></head>", 1)
    )


def _letters(content: bytes, chance: Random) -> bytes:
    charset = chance.choice(_CHARSETS)
    if chance.random() < 0.5:
        return re.sub(rb"charset=[\"']?[\w-]+", b"charset=" + charset, content)
    text = content.decode("utf-8", "replace")
    return text.encode(chance.choice(("utf-16", "utf-16-be", "utf-7", "utf-32", "cp1252")), "replace")


def _archive(content: bytes, chance: Random) -> bytes:
    """The page as one that was saved whole."""
    packing = chance.choice((b"quoted-printable", b"base64", b"7bit", b"x", b"binary"))
    head = (
        b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/related;\r\n\tboundary=\"%s\"\r\n\r\n"
        b"--B\r\nContent-Type: text/html; charset=\"%s\"\r\nContent-Transfer-Encoding: %s\r\n\r\n"
    ) % (chance.choice((b"B", b"-", b"", b"x" * 300)), chance.choice(_CHARSETS), packing)  # fmt: skip
    return head + content + b"\r\n--B--"


_WAYS = (_span, _span, _tag, _tag, _tag, _table_in_table, _style, _style, _letters, _archive, markup.spoil, plain.spoil,
         lines.spoil)  # fmt: skip
