"""Every framework file that ships loads, and holds what its source holds."""

import json

import pytest

from concordat.frameworks import gateways
from concordat.frameworks.domain import check_links, parse_framework
from tests.shared import SHARED, needs_shared


@pytest.fixture(scope="module")
def shipped():
    parsed = [parse_framework(content.decode()) for content in gateways.framework_files().values()]
    return {framework.key: framework for framework in parsed}


def test_every_file_is_named_by_its_key(shipped):
    assert sorted(gateways.framework_files()) == sorted(shipped)


def test_every_link_leads_somewhere(shipped):
    check_links(tuple(shipped.values()))


@pytest.mark.parametrize(
    ("key", "themes", "items"),
    [
        ("concordat-headings", 5, 17),
        ("lga-top-tips", 12, 77),
        ("cqc-local-authority", 4, 9),
        ("cqc-integrated-care-system", 3, 17),
        ("community-mental-health-aims", 1, 6),
        ("pcref", 2, 9),
        ("suicide-prevention", 2, 15),
        ("right-care-right-person", 2, 6),
    ],
)
def test_framework_has_as_many_themes_and_items_as_its_source(shipped, key, themes, items):
    assert (len(shipped[key].themes), len(shipped[key].items)) == (themes, items)


def test_no_tip_serves_healthier_lives_or_safeguarding(shipped):
    served = {link for item in shipped["lga-top-tips"].items for link in item.serves}

    assert served == {f"cqc-local-authority:LA{number}" for number in (1, 3, 4, 5, 6, 8, 9)}


def test_every_unchecked_name_says_so(shipped):
    statements = shipped["cqc-integrated-care-system"]

    assert {item.note for item in statements.items} == {"name not checked"}
    assert "not checked" in statements.note


@needs_shared
def test_headings_are_those_of_the_reference(shipped):
    reference = json.loads((SHARED / "frameworks" / "concordat_headings.json").read_text())

    assert [theme.title for theme in shipped["concordat-headings"].themes] == [
        section["title"] for section in reference["sections"]
    ]
