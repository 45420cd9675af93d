"""Frameworks load once, change with their files, and cost nothing when nothing changed."""

from datetime import UTC, datetime

import pytest

from concordat.accounts.models import AuditEntry
from concordat.frameworks import commands, gateways
from concordat.frameworks.domain import ReferenceFault
from concordat.frameworks.models import Framework, Item

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
SMALL = """
key: "small"
version: "1"
title: "Small"
source: "somebody"
licence: "MIT"
themes:
  - {key: "T", title: "Theme", items: [{key: "A", text: "First"}, {key: "B", text: "Second"}]}
"""


def test_loading_writes_every_framework_and_says_which():
    assert len(commands.load_frameworks(at=AT)) == len(gateways.framework_files())

    assert Item.objects.filter(theme__framework__key="lga-top-tips").count() == 77


def test_loading_again_changes_nothing_and_asks_once(django_assert_num_queries):
    commands.load_frameworks(at=AT)
    before = list(Item.objects.order_by("pk").values())

    with django_assert_num_queries(3):  # one in a savepoint
        assert commands.load_frameworks(at=AT) == ()

    assert list(Item.objects.order_by("pk").values()) == before
    assert AuditEntry.objects.count() == len(gateways.framework_files())


def test_loading_a_changed_file_keeps_the_keys_of_what_stays(tmp_path):
    (tmp_path / "small.yaml").write_text(SMALL)
    commands.load_frameworks(at=AT, folder=tmp_path)
    kept = Item.objects.get(key="A").pk
    (tmp_path / "small.yaml").write_text(SMALL.replace("First", "Firstly").replace('"B"', '"C"'))

    assert commands.load_frameworks(at=AT, folder=tmp_path) == ("small",)

    assert list(Item.objects.values_list("key", "text")) == [("A", "Firstly"), ("C", "Second")]
    assert Item.objects.get(key="A").pk == kept


def test_loading_a_file_that_does_not_hold_together_names_it_and_writes_nothing(tmp_path):
    (tmp_path / "good.yaml").write_text(SMALL)
    (tmp_path / "poor.yaml").write_text(SMALL.replace('licence: "MIT"', ""))

    with pytest.raises(ReferenceFault, match=r"poor.yaml: the file lacks licence"):
        commands.load_frameworks(at=AT, folder=tmp_path)

    assert not Framework.objects.exists()
