"""A slow, obvious second reading of the charts' rules: exact fractions, and every window looked at by itself."""

from fractions import Fraction
from itertools import pairwise


def slow_mean(values):
    return float(sum(map(Fraction, values)) / len(values)) if values else None


def slow_icons(label, limits, *, direction, target):
    """The two icons by the last label and the limits (lower, upper), as the reference names them."""
    side = label.rpartition(" ")[2]
    is_better = (side == "high") == (direction == "increase")
    variation = "common_cause"
    if label != "none":
        variation = f"{'neutral' if direction == 'neutral' else 'improvement' if is_better else 'concern'}_{side}"
    if target is None or direction == "neutral":
        return variation, "none"
    lower, upper = limits
    if upper is not None and target > upper:
        return variation, "fail" if direction == "increase" else "pass"
    if lower is not None and target < lower:
        return variation, "pass" if direction == "increase" else "fail"
    return variation, "inconsistent"


def slow_chart(values, *, screens, baseline=None):
    """(mean, lower, upper, labels) of one phase of the reference's method; a label is two words: rule and side.

    baseline: how many values the limits rest on, missing ones among them; all of them if not given.
    """
    first = values[:baseline]
    mean = slow_mean([v for v in first if v is not None])
    ranges = [abs(b - a) for a, b in pairwise(first) if a is not None and b is not None]
    if screens and ranges:
        ranges = [r for r in ranges if r < 3.267 * slow_mean(ranges)]
    typical = slow_mean(ranges)
    if mean is None or typical is None:
        lower = upper = near_lower = near_upper = None
    else:
        lower, upper = mean - 2.66 * typical, mean + 2.66 * typical
        near_lower, near_upper = mean - (2 * (2.66 / 3)) * typical, mean + (2 * (2.66 / 3)) * typical

    def outside(v):
        return v is not None and upper is not None and (v > upper or v < lower)

    def near(v):
        return v is not None and upper is not None and not outside(v) and (v > near_upper or v < near_lower)

    def windows(length, row):
        for start in range(row - length + 1, row + 1):
            window = values[max(start, 0) : start + length]
            if start >= 0 and len(window) == length and None not in window:
                yield start, window

    def rises(window):
        return all(a < b for a, b in pairwise(window))

    def falls(window):
        return all(a > b for a, b in pairwise(window))

    labels = []
    for row, value in enumerate(values):
        rising = [start for start, window in windows(7, row) if rises(window)]
        falling = [start for start, window in windows(7, row) if falls(window)]
        pairs = [
            1 if window[0] > mean else -1
            for _, window in windows(3, row)
            if mean is not None
            and near(value)
            and (all(v > mean for v in window) or all(v < mean for v in window))
            and sum(near(v) for v in window) >= 2
        ]
        above = mean is not None and any(all(v > mean for v in window) for _, window in windows(7, row))
        below = mean is not None and any(all(v < mean for v in window) for _, window in windows(7, row))
        if outside(value):
            labels.append("outside high" if value > upper else "outside low")
        elif rising or falling:
            # The last of a rise that is the first of a fall, and the other way round, belongs to what begins there.
            begins = max([*rising, *falling])
            labels.append("trend high" if begins in rising else "trend low")
        elif pairs:
            labels.append("two high" if pairs[0] == 1 else "two low")
        elif above:
            labels.append("shift high")
        elif below:
            labels.append("shift low")
        else:
            labels.append("none")
    return mean, lower, upper, labels
