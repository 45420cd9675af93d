"""Which small-number rule may follow another: held against telling every count by both."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.indicators.domain.releases.small_numbers import NotPublishable, SmallNumberRule
from concordat.indicators.domain.releases.stricter_rules import GREATEST, rules_after, tells_nothing_new

DEFAULT = SmallNumberRule()


def rule(hidden, rounds_to):
    return SmallNumberRule(hidden, rounds_to, min(3, hidden))


@st.composite
def rules(draw):
    hidden = draw(st.integers(min_value=2, max_value=12))
    return rule(hidden, draw(st.integers(min_value=1, max_value=min(12, 2 * (hidden + 1)))))


@pytest.mark.parametrize(
    ("hidden", "rounds_to", "is_safe"),
    [
        (7, 5, True),  # the same
        (12, 5, True),  # 8 to 12 was one figure, and becomes a mark
        (8, 5, False),  # a 10 that becomes a mark was 8
        (7, 10, False),  # 13 is 15 and 10, 16 is 15 and 20
        (7, 15, True),
        (6, 5, False),  # what was a mark is told
        (7, 1, False),
        (9, 1, False),
    ],
)
def test_rule_after_the_default(hidden, rounds_to, is_safe):
    assert tells_nothing_new(rule(hidden, rounds_to), DEFAULT) is is_safe


@settings(max_examples=60)
@given(rules(), rules())
def test_nobody_who_has_both_figures_knows_more_than_by_the_old_one(old, new):
    by_old, by_both = {}, {}
    for count in range(400):
        by_old.setdefault(old.show(count), set()).add(count)
        by_both.setdefault((old.show(count), new.show(count)), set()).add(count)
    knows_no_more = all(by_both[both] == by_old[both[0]] for both in by_both if max(by_both[both]) < 370)
    assert tells_nothing_new(new, old) is knows_no_more


@settings(max_examples=20)
@given(rules())
def test_rules_that_are_offered_are_stricter_and_safe(old):
    offered = rules_after(old)
    assert old not in offered
    assert all(tells_nothing_new(new, old) for new in offered)
    assert all(max(new.largest_hidden, new.rounds_to) <= GREATEST for new in offered)


def test_default_is_followed_by_the_nearest():
    assert [(new.largest_hidden, new.rounds_to) for new in rules_after(DEFAULT)][:3] == [(12, 5), (7, 15), (17, 5)]


def test_rule_that_rounds_what_is_shown_to_nought_is_none():
    with pytest.raises(NotPublishable):
        rule(2, 7)
