"""Frameworks are read whole, as they hold on a day."""

from datetime import date

import pytest

from concordat.frameworks import queries
from tests.factories.frameworks import FrameworkFactory, ItemFactory

pytestmark = pytest.mark.django_db


def test_frameworks_on_a_day_leaves_out_what_does_not_hold_yet_or_any_more():
    FrameworkFactory(key="ever")
    FrameworkFactory(key="past", valid_to=date(2020, 3, 31))
    FrameworkFactory(key="future", valid_from=date(2030, 4, 1))

    assert [framework.key for framework in queries.frameworks_on(date(2026, 1, 5))] == ["ever"]


def test_frameworks_cost_the_same_number_of_queries_for_one_item_and_three(django_assert_num_queries):
    theme = ItemFactory().theme
    with django_assert_num_queries(3):
        queries.frameworks_on(date(2026, 1, 5))
    ItemFactory(theme=theme)
    ItemFactory()

    with django_assert_num_queries(3):
        queries.frameworks_on(date(2026, 1, 5))


def test_framework_is_given_in_its_newest_version():
    FrameworkFactory(key="tips", version="2023")
    FrameworkFactory(key="tips", version="2024")

    assert queries.get_framework("tips").version == "2024"
    assert queries.get_framework("tips", "2023").version == "2023"


def test_framework_that_is_not_there_is_refused():
    with pytest.raises(queries.NoSuchFramework, match="nothing"):
        queries.get_framework("nothing")
