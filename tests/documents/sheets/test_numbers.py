"""Numbers, dates and times come out as their format shows them, except that the day stands before the month."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.documents.readers.sheets.number_formats import BUILT_IN, NumberFormat, general

MAY = 42150  # 26 May 2015
NUMBERS = [
    ("General", 3, "3"),
    ("General", 3.1, "3.1"),
    ("General", 0.1 + 0.2, "0.3"),
    ("General", 1 / 3, "0.333333333"),
    ("General", -2.5, "-2.5"),
    ("General", 1234567.891234, "1234567.891"),
    ("General", 442081234567, "442081234567"),
    ("General", 1e20, "1E+20"),
    ("General", 0.00000000012, "1.2E-10"),
    ('General" days"', 12, "12 days"),
    ("0.0", 3.1, "3.1"),
    ("0.00", 3.1, "3.10"),
    ("0.00", 2.675, "2.68"),
    ("0.0", -0.04, "0.0"),
    ("0", 1e15, "1000000000000000"),
    ("0", 1e300, "1" + "0" * 300),
    ("000", 7, "007"),
    ('"LAR-"00', 4, "LAR-04"),
    ("\\A0", 12, "A12"),
    ("0\\.0", 31, "3.1"),
    ("00000 000000", 2079460000, "02079 460000"),
    ("000-000", 1234567, "1234-567"),
    ("#.##", 0.5, ".5"),
    ("0.##", 5, "5."),
    ("#", 0, ""),
    ("#,##0", 1234567.5, "1,234,568"),
    ("#,##0.00", 999.999, "1,000.00"),
    ("0,", 12345, "12"),
    ('0.0,,"m"', 1250000, "1.3m"),
    ("0%", 0.5, "50%"),
    ("0.0%", 0.0345, "3.5%"),
    ("£#,##0;[Red]-£#,##0", -1200, "-£1,200"),
    ("[$£-809]#,##0.00", 3, "£3.00"),
    ("[$€-2] #,##0", 40, "€ 40"),
    ("(0);(0)", -4, "(4)"),
    ('_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', 12, "12"),
    ('_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', -12, "-12"),
    ('_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', 0, "-"),
    ('[=1]"Yes";[=0]"No";General', 1, "Yes"),
    ('[=1]"Yes";[=0]"No";General', 0, "No"),
    ('[=1]"Yes";[=0]"No";General', 7, "7"),
    ('[>=100]0" high";0" low"', 120, "120 high"),
    ('[>=100]0" high";0" low"', 20, "20 low"),
    (";;;", 5, ""),
    ("@", 5, "5"),
    ("0.00E+00", 12345, "1.23E+04"),
    ("0.0E+0", 9.96, "1.0E+1"),
    ("0E-0", 0.002, "2E-3"),
    ("# ?/?", 0.5, "0.5"),
    ("0" * 300, 5, "5"),
]
DATES = [
    ("dd/mm/yyyy", MAY, "26/05/2015"),
    ("d/m/yy", MAY, "26/5/15"),
    ("mmm\\-yy", MAY, "May-15"),
    ("mmm-yy", MAY, "May-15"),
    ("mmmm yyyy", MAY, "May 2015"),
    ("dd mmmm yyyy;@", MAY, "26 May 2015"),
    ("[$-809]dddd d mmmm yyyy", MAY, "Tuesday 26 May 2015"),
    ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", MAY, "26 May 2015"),
    ("[$-x-sysdate]dddd, mmmm dd, yyyy", MAY, "26 May 2015"),
    ("[$-F400]h:mm:ss AM/PM", 0.5, "12:00:00"),
    ("ddd", MAY, "Tue"),
    ("mmmmm", MAY, "M"),
    ("yyyy-mm-dd", MAY, "2015-05-26"),
    ("DD.MM.YYYY", MAY, "26.05.2015"),
    ('"w/c "dd/mm', MAY, "w/c 26/05"),
    ("dd/mm/yyyy hh:mm", MAY + 0.75, "26/05/2015 18:00"),
    ("h:mm AM/PM", 0.5 + 5 / 1440, "12:05 PM"),
    ("h:mm AM/PM", 1 / 24, "1:00 AM"),
    ("h a/p", 0.75, "6 p"),
    ("hh:mm:ss", MAY + 0.999999999, "00:00:00"),
    ("mm:ss.0", 65.5 / 86400, "01:05.5"),
    ("[h]:mm", 1.5, "36:00"),
    ("[mm]", 1 / 24, "60"),
    ("dd/mm/yyyy", 1, "01/01/1900"),
    ("dd/mm/yyyy", 61, "01/03/1900"),
    ("dd/mm/yyyy", 2958465, "31/12/9999"),
    ("dd/mm/yyyy", 2958466, "2958466"),
    ("dd/mm/yyyy", -1, "-1"),
    ("dd/mm/yyyy", 0, ""),
    ("mmm-yy", 0, ""),
    ("hh:mm", 0, "00:00"),
]


@pytest.mark.parametrize(("code", "value", "expected"), NUMBERS + DATES)
def test_number_shows_as_its_format_says(code, value, expected):
    assert NumberFormat(code).number(float(value)).text == expected


AMERICAN = [
    ("m/d/yyyy", "4/3/2016"),
    ("mm/dd/yy", "04/03/16"),
    ("mm-dd-yyyy", "04-03-2016"),
    ("m/d", "4/3"),
    ("m/d/yyyy h:mm", "4/3/2016 0:00"),
]


FOURTH_OF_MARCH = 42433  # of 2016


@pytest.mark.parametrize(("code", "expected"), AMERICAN)
def test_date_that_is_shown_month_first_is_written_day_first(code, expected):
    assert NumberFormat(code).number(FOURTH_OF_MARCH) == (expected, True)


@pytest.mark.parametrize("code", ["dd/mm/yyyy", "mmm d, yyyy", "yyyy/mm/dd", "mmm-yy", "mm/yyyy", "h:mm"])
def test_date_that_can_be_read_one_way_only_is_left_as_it_shows(code):
    assert not NumberFormat(code).number(FOURTH_OF_MARCH).was_american


def test_files_that_count_from_1904_show_the_same_day():
    assert NumberFormat("dd/mm/yyyy", since_1904=True).number(MAY - 1462).text == "26/05/2015"


TEXTS = [
    ("General", "Ongoing", "Ongoing"),
    ("@", "Ongoing", "Ongoing"),
    ('"• "@', "Ongoing", "• Ongoing"),
    ("dd/mm/yyyy;@", "Ongoing", "Ongoing"),
    ("0;-0;0;@", "Ongoing", "Ongoing"),
    (";;;", "Hidden", ""),
    ("0.00", "3.10", "3.10"),
    ('"• "@', "", ""),
]


@pytest.mark.parametrize(("code", "text", "expected"), TEXTS)
def test_words_show_as_their_format_says(code, text, expected):
    assert NumberFormat(code).words(text) == expected


@pytest.mark.parametrize("at", sorted(BUILT_IN))
def test_formats_that_files_name_by_number_show_a_day_or_a_number(at):
    shown = NumberFormat(BUILT_IN[at]).number(MAY)
    assert shown.text
    assert not shown.was_american


@given(st.dates(datetime.date(1900, 3, 1), datetime.date(9999, 12, 31)))
def test_every_day_shows_as_itself(day):
    serial = (day - datetime.date(1899, 12, 30)).days
    assert NumberFormat("dd/mm/yyyy").number(serial).text == f"{day.day:02}/{day.month:02}/{day.year}"


@given(st.floats(0, 1e6), st.integers(0, 5))
def test_number_with_fixed_places_is_near_the_number(value, places):
    shown = NumberFormat("0." + "0" * places if places else "0").number(value).text
    assert abs(float(shown) - value) <= 0.5 * 10**-places + 1e-8 * value


@given(st.integers(-(10**14), 10**14))
def test_whole_number_shows_all_its_digits(value):
    assert general(float(value)) == str(value)
    assert NumberFormat("#,##0").number(value).text == f"{value:,}"


@given(st.text('0#?.,%E+-/;@"\\_*[]$£dmyhs :ab', max_size=30), st.floats(allow_nan=False, allow_infinity=False))
def test_any_format_shows_any_number(code, value):
    shown = NumberFormat(code)
    assert isinstance(shown.number(value).text, str)
    assert isinstance(shown.words("Ongoing"), str)
