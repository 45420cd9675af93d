"""Counts as finished words, for the terminal and as JSON."""

from typing import Any

from concordat.indicators.domain.detentions import FormCounts, MonthCounts

PRIVATE = "These are true counts for members: small ones must not leave as they are."


def present_counts(counts: FormCounts) -> dict[str, Any]:
    """The counts as JSON values; months as 2024-03."""
    return {
        "detentions": counts.detentions,
        "columns_not_read": len(counts.left),
        "doubt": counts.doubt,
        "months": [
            {
                "month": f"{month.month:%Y-%m}",
                "detentions": month.detentions,
                "measures": {
                    title: {"numerator": numerator, "denominator": denominator}
                    for title, (numerator, denominator) in month.measures.items()
                },
                "breakdowns": month.breakdowns,
            }
            for month in counts.months
        ],
    }


def print_counts(counts: FormCounts) -> str:
    """The counts as lines of text."""
    lines = [f"{_number(counts.detentions, 'detention')} in {_number(len(counts.months), 'month')}. {PRIVATE}"]
    if counts.columns_left:
        lines.append(counts.columns_left)
    if counts.doubt:
        lines.append(counts.doubt)
    for month in counts.months:
        lines += ["", *_month_lines(month)]
    return "\n".join(lines)


def _month_lines(month: MonthCounts) -> list[str]:
    lines = [f"{month.month:%B %Y}: {_number(month.detentions, 'detention')}"]
    lines += [
        f"  {title}: {numerator:,} of {denominator:,} where it is known"
        for title, (numerator, denominator) in month.measures.items()
    ]
    lines += [
        f"  By {title}: {', '.join(f'{category} {count:,}' for category, count in categories.items())}"
        for title, categories in month.breakdowns.items()
    ]
    return lines


def _number(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"
