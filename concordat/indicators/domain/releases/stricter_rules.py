"""Which small-number rule may follow another once figures are public: one whose figures tell nothing new.

A rule that only looks stricter can give a count away. 13 is 15 to the nearest 5 and 10 to the nearest 10; whoever has
both knows that it is 13 or 14. And if marks end at 8 instead of 7, a figure of 10 (8 to 12) that turns into a mark was
8. So each figure of the new rule has to follow from the figure of the old one alone.
"""

from math import lcm

from concordat.indicators.domain.releases.small_numbers import NotPublishable, SmallNumberRule

GREATEST = 50  # of both numbers of a rule: beyond it nothing of a locality would be left to see


def tells_nothing_new(new: SmallNumberRule, old: SmallNumberRule) -> bool:
    """Whether every figure by the new rule follows from the figure by the old one."""
    # Beyond the marks both rules repeat themselves at every common multiple of what they round to.
    last = max(new.largest_hidden, old.largest_hidden) + 2 * lcm(new.rounds_to, old.rounds_to) + 1
    follows = {old.show(count): new.show(count) for count in range(last + 1)}
    return all(follows[old.show(count)] == new.show(count) for count in range(last + 1))


def rules_after(old: SmallNumberRule, *, at_most: int = 6) -> tuple[SmallNumberRule, ...]:
    """The nearest rules that may follow the old one, itself not among them, the finest first."""
    found: list[SmallNumberRule] = []
    for together in range(old.largest_hidden + old.rounds_to + 1, 2 * GREATEST + 1):
        if len(found) >= at_most:
            break
        for hidden in range(old.largest_hidden, together - old.rounds_to + 1):
            try:
                rule = SmallNumberRule(hidden, together - hidden, old.fewest_choices)
            except NotPublishable:
                continue
            if max(hidden, rule.rounds_to) <= GREATEST and tells_nothing_new(rule, old):
                found.append(rule)
    return tuple(found[:at_most])
