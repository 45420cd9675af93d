"""The documents for readers name what exists: files that they link to, and modules by their dotted names."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
PACKAGES = [ROOT / "concordat", *(each for each in (ROOT / "concordat").iterdir() if each.is_dir())]
LAYERS = ("domain", "models", "queries", "gateways", "commands", "access", "presenters", "forms", "views")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_documents_lead_somewhere(page):
    links = re.findall(r"\]\((?!http)([^)#]+)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_modules_that_documents_name_are_there(page):
    names = re.findall(r"`((?:[a-z]\w*\.)*[a-z]\w*\.\w+)(?:\([^`]*\))?`", page.read_text())
    dotted = {name for name in names if set(LAYERS) & set(name.split("."))}
    assert sorted(name for name in dotted if not any(is_in(package, name.split(".")) for package in PACKAGES)) == []


def is_in(folder: Path, parts: list[str]) -> bool:
    """Whether a package, or one that it hands names on for, holds what the parts of a dotted name lead to."""
    if not parts:
        return True
    if (folder / parts[0]).is_dir():
        return is_in(folder / parts[0], parts[1:])
    module = folder / f"{parts[0]}.py"
    if module.exists():
        return len(parts) == 1 or bool(re.search(rf"\b{parts[1]}\b", module.read_text()))
    face = folder / "__init__.py"
    return face.exists() and bool(re.search(rf"\b{parts[0]}\b", face.read_text()))
