"""The example's content and Word files, as the tests of this folder look at them."""

import importlib.util
import io
import zipfile
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml
from lxml import etree

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NUMBERS = (1, 2, 3)

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def script() -> ModuleType:
    """`examples/write_plans.py`, which stands outside the packages."""
    spec = importlib.util.spec_from_file_location("write_plans", EXAMPLES / "write_plans.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def content(number: int) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((EXAMPLES / "content" / f"edition-{number}.yaml").read_text("utf-8"))
    return loaded


@cache
def locality() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((EXAMPLES / "locality.yaml").read_text("utf-8"))
    return loaded


def rows(number: int) -> list[dict[str, Any]]:
    return [row for section in content(number)["sections"] for row in section["rows"]]


def word_file(number: int) -> bytes:
    return (EXAMPLES / f"sedgeshire-crisis-care-plan-edition-{number}.docx").read_bytes()


def words_and_fills(file: bytes) -> list[tuple[str, str]]:
    """What a person sees of a Word file, in order: paragraphs, cells and rows, words, struck words and fills."""
    seen: list[tuple[str, str]] = []
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        for name in sorted(n for n in archive.namelist() if n.startswith("word/") and n.endswith(".xml")):
            for element in etree.fromstring(archive.read(name)).iter():
                tag = str(element.tag).removeprefix(_WORD)
                if tag in ("tbl", "tr", "tc", "p", "strike", "tblHeader"):
                    seen.append((tag, ""))
                elif tag == "t":
                    seen.append((tag, element.text or ""))
                elif tag == "shd":
                    seen.append((tag, str(element.get(f"{_WORD}fill"))))
    return seen
