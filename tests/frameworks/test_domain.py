"""A framework file passes whole or not at all."""

from datetime import date

import pytest

from concordat.frameworks.domain import ReferenceFault, check_links, parse_framework

GOOD = """
key: "tips"
version: "1"
title: "Tips"
source: "somebody"
licence: "MIT"
valid_from: 2026-01-05
themes:
  - key: "T1"
    title: "First"
    serves: ["rules:R1"]
    items:
      - {key: "T1.1", text: "Do this"}
      - {key: "T1.2", text: "Do that", note: "unchecked", serves: ["rules:R2"]}
"""
RULES = """
key: "rules"
version: "1"
title: "Rules"
source: "somebody"
licence: "MIT"
themes:
  - {key: "R", title: "Rules", items: [{key: "R1", text: "One"}, {key: "R2", text: "Two"}]}
"""


def test_framework_items_serve_what_their_theme_serves():
    framework = parse_framework(GOOD)

    assert [(item.key, item.serves) for item in framework.items] == [
        ("T1.1", ("rules:R1",)),
        ("T1.2", ("rules:R1", "rules:R2")),
    ]
    assert framework.valid_from == date(2026, 1, 5)


def test_links_to_items_that_exist_pass():
    check_links((parse_framework(GOOD), parse_framework(RULES)))


def test_links_to_nowhere_are_refused():
    with pytest.raises(ReferenceFault, match=r"tips: T1.1 serves what is nowhere: rules:R1"):
        check_links((parse_framework(GOOD),))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (('licence: "MIT"', ""), "the file lacks licence"),
        (('licence: "MIT"', 'licence: "MIT"\nlicense: "MIT"'), "the file has what nothing reads: license"),
        (('version: "1"', "version: 1"), "put version in quotation marks, or it is read as int"),
        (('key: "T1.2"', 'key: "T1.1"'), "item T1.1 stands twice"),
        (('text: "Do that"', 'text: " "'), "theme 1, item 2: text is blank"),
        (('"rules:R2"', '"R2"'), 'serves is a list of "framework:item"'),
        (("2026-01-05", '"soon"'), "write valid_from as 2014-02-18"),
        (("2026-01-05", "2026-01-05\nvalid_to: 2025-01-05"), "it ends before it begins"),
        (("themes:", "themes: ["), "not YAML"),
    ],
)
def test_framework_that_does_not_hold_together_is_refused(change, fault):
    with pytest.raises(ReferenceFault, match=fault):
        parse_framework(GOOD.replace(*change))
