"""Any date in any spelling is read as itself, and any text without error."""

import re
import time
from calendar import monthrange
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from concordat.plans.domain.timescales import Timescale, TimescaleKind, combine_struck, months, parse_timescale

_days = st.dates(date(2010, 1, 1), date(2049, 12, 31))
_NAMES = [name.title() for name in months.FULL_NAMES]
_DAY_FORMS = st.sampled_from(
    [
        "{d} {name} {y}",
        "{d}{th} {name} {y}",
        "{d}{th} of {name} {y}",
        "{d} {short} {yy}",
        "{d}-{short}-{yy}",
        "{d}/{m}/{y}",
        "{d:02}/{m:02}/{y}",
        "{d:02}.{m:02}.{y}",
        "{d}.{m}.{yy}",
        "{y}-{m:02}-{d:02}",
        "{y}-{m:02}-{d:02} 00:00:00",
        "By {d} {name} {y}",
        "{name} {d}{th}, {y}",
        "{d}\u00a0{name}\n{y}",
        "{weekday} {d} {short}. {y}",
    ]
)
_MONTH_FORMS = st.sampled_from(
    [
        "{name} {y}",
        "{short} {y}",
        "{short}. {y}",
        "{short}-{yy}",
        "{short} ’{yy}",
        "{name}{y}",
        "{name} {yy}",
        "{m:02}/{y}",
        "By {name} {y}",
        "By end of {short} {y}",
        "{name}\n{y}",
        "end {short} {y}",
        "{broken} {y}",
        "No later than {name} {y}",
    ]
)
_WRAPPINGS = st.sampled_from(["{}", " {} ", "{}.", "({})", "{}\n", "\u200b{}", "Due {}", "Deadline: {}"])


def _ordinal(number):
    return "th" if 11 <= number <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _written(day, form, letters=str):
    name = _NAMES[day.month - 1]
    words = {"name": name, "short": name[:3], "broken": f"{name[:3]} {name[3:]}" if len(name) > 5 else name}
    return form.format(
        d=day.day,
        m=day.month,
        y=day.year,
        yy=f"{day.year % 100:02}",
        th=_ordinal(day.day),
        weekday=day.strftime("%A"),
        **{key: letters(word) for key, word in words.items()},
    )


_letters = st.sampled_from([str, str.upper, str.lower])


@given(_days, _DAY_FORMS, _WRAPPINGS, _letters)
def test_any_day_in_any_spelling_reads_as_itself(day, form, wrapping, letters):
    timescale = parse_timescale(wrapping.format(_written(day, form, letters)))
    assert (timescale.kind, timescale.start, timescale.end) == (TimescaleKind.DAY, day, day)


@given(_days, _MONTH_FORMS, _WRAPPINGS, _letters)
def test_any_month_in_any_spelling_reads_as_itself(day, form, wrapping, letters):
    timescale = parse_timescale(wrapping.format(_written(day, form, letters)))
    last = day.replace(day=monthrange(day.year, day.month)[1])
    assert (timescale.kind, timescale.start, timescale.end) == (TimescaleKind.MONTH, day.replace(day=1), last)


_YEAR_FORMS = st.sampled_from(
    ["{y}/{next:02}", "{y}-{next:02}", "{yy:02}/{next:02}", "{yy:02}-{next:02}", "{y}/{whole}", "FY {y}/{next:02}"]
)


def _financial(year, form):
    return form.format(y=year, yy=year % 100, next=(year + 1) % 100, whole=year + 1)


@given(st.integers(2010, 2049), _YEAR_FORMS, _WRAPPINGS)
def test_any_financial_year_in_any_spelling_reads_as_itself(year, form, wrapping):
    timescale = parse_timescale(wrapping.format(_financial(year, form)))
    assert timescale.kind is TimescaleKind.FINANCIAL_YEAR
    assert (timescale.start, timescale.end) == (date(year, 4, 1), date(year + 1, 3, 31))


@given(
    st.integers(1, 4),
    st.integers(2010, 2049),
    _YEAR_FORMS,
    st.sampled_from(["Q{} {}", "Quarter {} {}", "q{}, {}", "Qtr {}\n{}", "End of Q{} {}", "Q {} ({})"]),
)
def test_any_quarter_in_any_spelling_reads_as_itself(number, year, year_form, form):
    timescale = parse_timescale(form.format(number, _financial(year, year_form)))
    start = date(year, 1 + 3 * number, 1) if number < 4 else date(year + 1, 1, 1)
    assert (timescale.kind, timescale.start) == (TimescaleKind.QUARTER, start)
    # A slow second reckoning: the day before the next quarter begins.
    assert timescale.end == (start + timedelta(days=95)).replace(day=1) - timedelta(days=1)


@given(_days, _days, _MONTH_FORMS, st.sampled_from([" – ", " - ", "-", " to ", " until ", " –\n", "\nto "]))
def test_any_range_of_months_reads_from_the_first_to_the_last(first, last, form, joiner):
    assume((first.year, first.month) < (last.year, last.month))
    assume("y}-" not in form and "By" not in form and "end" not in form and "later" not in form and "m:02" not in form)
    timescale = parse_timescale(_written(first, form) + joiner + _written(last, form))
    assert (timescale.kind, timescale.start) == (TimescaleKind.RANGE, first.replace(day=1))
    assert timescale.end == last.replace(day=monthrange(last.year, last.month)[1])


@given(
    _days,
    _days,
    _MONTH_FORMS,
    st.sampled_from(["\nRevised: ", " revised date: ", " moved to ", " slipped to ", " now "]),
)
def test_any_revision_keeps_both_dates(first, last, form, mark):
    assume("By" not in form and "later" not in form)
    timescale = parse_timescale(_written(first, form) + mark + _written(last, form))
    assert timescale.kind is TimescaleKind.MONTH
    assert timescale.start == last.replace(day=1)
    assert [each.start for each in timescale.previous] == [first.replace(day=1)]


_STRAY_WORDS = """
March Apr 2016 16 31 Feb 1st Q4 15/16 2015/16 to - – / and , ; : ( ) i) ii) a) Phase 1 revised now was
originally date  Ongoing monthly every two months TBC completed overdue in place by before end of early start
finish w/c FY Spring  2014/2015/16 13/13/2016 24/7 > → ' . 201 6 quarter Decem ber 99 0 went live since each
half first
"""
_jumbles = st.lists(st.sampled_from([*_STRAY_WORDS.split(), "\n"]), max_size=25).map(" ".join)


def _check(timescale, *, is_part=False):
    assert isinstance(timescale, Timescale)
    assert (timescale.start is None) == (timescale.end is None)
    if timescale.start and timescale.end:
        assert timescale.start <= timescale.end
    has_no_days = timescale.kind in (TimescaleKind.UNKNOWN, TimescaleKind.ONGOING, TimescaleKind.RECURRING)
    assert not (has_no_days and timescale.start)
    assert timescale.start or has_no_days or timescale.kind is TimescaleKind.MULTIPLE
    assert (timescale.kind is TimescaleKind.RECURRING) <= (timescale.recurrence is not None)
    assert (timescale.kind is TimescaleKind.MULTIPLE) == (len(timescale.parts) > 1)
    for part in timescale.parts:
        assert part.label
        _check(part, is_part=True)
        assert part.end is None or (timescale.end and timescale.start <= part.start and part.end <= timescale.end)
    for each in timescale.previous:
        assert each.text
        _check(each)


@given(st.text(max_size=200) | _jumbles | st.from_regex(r"[0-9 /.\-]{1,30}", fullmatch=True), st.none() | st.just(2015))
def test_any_text_is_read_without_error_and_makes_sense(text, default_year):
    timescale = parse_timescale(text, default_year=default_year)
    assert timescale.text == text
    _check(timescale)
    _check(combine_struck(timescale, text))


@given(_jumbles)
def test_no_year_is_invented(text):
    timescale = parse_timescale(text)
    written = {int(digits[-2:]) for digits in re.findall(r"\d{2,4}", text)} | {
        int(f"{tens[-1]}{ones}")
        for tens, ones in re.findall(r"(\d+) (?=(\d)\b)", text)  # "201 6", "2015/1 6"
    }
    for day in (timescale.start, timescale.end):
        # A winter, a quarter or a financial year reaches into the year before or after the one written.
        assert day is None or {(day.year + step) % 100 for step in (-1, 0, 1)} & written


def test_a_long_text_is_read_in_time_that_grows_with_its_length():
    for piece in (
        "March ",
        "1/",
        "now ",
        "i) ",
        "2015/",
        "Decem ",
        "- ",
        "was (",
        "week of ",
        "Q1 & ",
        "every ",
        "20 ",
        "a\n",
        "' ",
    ):
        began = time.process_time()
        parse_timescale(piece * (2000 // len(piece)))
        parse_timescale(piece * 200_000)
        assert time.process_time() - began < 10, piece
