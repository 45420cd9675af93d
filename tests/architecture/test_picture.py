"""What the import contracts can't see: keys between tables, who may see each address, the docs' picture."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from concordat.accounts.access import Permission

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
PACKAGES, FILES = ([re.findall(r"\w+", layer) for layer in contract["layers"]] for contract in CONTRACTS[:2])
HEIGHT = {name: height for height, layer in enumerate(reversed(PACKAGES)) for name in layer}


def our_models():
    return [model for model in apps.get_models() if model.__module__.startswith("concordat.")]


def package_of(model) -> str:
    return model.__module__.split(".")[1]


def test_keys_point_down():
    upward = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in our_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model.__module__.startswith("concordat.")
        if package_of(field.related_model) != package_of(model)
        if HEIGHT[package_of(field.related_model)] >= HEIGHT[package_of(model)]
    ]
    assert upward == []


def test_reporting_has_no_tables():
    assert [model.__name__ for model in our_models() if package_of(model) == "reporting"] == []


def test_every_package_stands_in_the_contracts():
    packages = {path.parent.name for path in (ROOT / "concordat").glob("*/__init__.py")}
    assert packages == set(HEIGHT)


@pytest.mark.parametrize("layers", [PACKAGES, FILES], ids=["packages", "files"])
def test_picture_stacks_as_the_contracts_do(layers):
    picture = (ROOT / "docs" / "architecture.md").read_text().split("```")[1].splitlines()
    drawn = [
        [number for name in layer for number, line in enumerate(picture) if re.search(rf"[│·] {name}\b", line)]
        for layer in layers
    ]
    assert [len(lines) for lines in drawn] == [len(layer) for layer in layers]
    assert [(above, below) for above, below in pairwise(drawn) if max(above) >= min(below)] == []


def addresses(patterns=None, prefix=""):
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.callback


def test_every_address_says_who_may_see_it():
    """Sign-in pages are the library's own and open to whoever has the link."""
    silent = [
        address
        for address, view in addresses()
        if not address.startswith("accounts/") and getattr(view, "seen_by", None) not in {"public", "link", *Permission}
    ]
    assert silent == []


@pytest.mark.parametrize("name", ["Service", "Manager", "Helper", "Util", "Handler"])
def test_names_say_what_a_thing_is(name):
    """`Service` is a crisis service; the others say nothing. Django's own base classes are the exception."""
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (ROOT / "concordat").rglob("*.py")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if line.lstrip().startswith(("class ", "def ")) and name in line.split("(")[0] and "CrisisService" not in line
    ]
    assert found == []


def test_settings_are_all_in_the_example():
    names = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "concordat/config/settings.py").read_text()))
    listed = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert names == listed
