"""Has typst set a template with what is given as JSON, which it takes for data and nothing else."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

_STANDARD: Literal["ua-1"] = "ua-1"  # typst then refuses what PDF/UA-1 (ISO 14289-1) forbids and a program can see
FONT_LINE = (
    b'#set document(title: "Document", date: none)\n'
    b'#set text(font: ("Open Sans", "DejaVu Sans Mono"), lang: "en", region: "GB", hyphenate: false)\n'
)


class CannotSet(Exception):
    """A document that can't become such a PDF, such as one with characters that no font has."""


def compiled(template: bytes, content: Any, fonts: Path) -> bytes:
    """The PDF that `template` (typst markup) makes of `content`, which it finds as `sys.inputs.document`."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    try:
        return typst.compile(
            FONT_LINE + template,
            font_paths=_fonts_in(fonts),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"document": text},
            pdf_standards=_STANDARD,
        )
    except typst.TypstError as error:
        raise CannotSet(str(error)) from error


@lru_cache(maxsize=4)
def _fonts_in(folder: Path) -> typst.Fonts:
    """The fonts of a folder and those that typst brings itself, never those of the machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)])
