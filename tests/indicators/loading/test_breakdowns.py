"""What a measure is broken down by is said, offered in the template, read however it is spelt, and corrected."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from concordat.indicators.domain.loading.breakdowns import NotACategory, breakdowns_of, read_category
from concordat.indicators.domain.named_breakdowns import NotNamed, check_named, in_lines, read_named
from concordat.indicators.models import FigureLoad, Measure
from tests.indicators.loading.sheets import as_csv
from tests.indicators.loading.test_views import HERE, loaded, send, visitor, words

__all__ = ["visitor"]
HEADING = "Measure\tPeriod\tFigure\tBreakdown\tCategory\n"
KNOWN = breakdowns_of(
    asked=("section", "age"),
    is_standard=True,
    standing=[("age", "12-15"), ("ward", "12-15"), ("ward", "North"), ("sex", "Intersex")],
)
OWN = breakdowns_of(
    asked=(), is_standard=False, standing=[("place", "Home"), ("place", "car park")],
    named=[("Place", ("street", "home")), ("Shift", ("7 to 15", "15 to 7"))],
)  # fmt: skip


@pytest.fixture
def standard(measures):
    """The count of detentions, as the standard set has it."""
    Measure.objects.filter(key="detentions").update(standard_key="all-detentions")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (("age", "18 to 24"), ("age", "18-24")),
        (("Age band", "65 and over"), ("age", "65+")),
        (("gender", "F"), ("sex", "female")),
        (("Sex", "intersex"), ("sex", "Intersex")),
        (("place of safety", "A&E"), ("first place of safety", "accident and emergency")),
        (("WARD", "12 to 15"), ("ward", "12-15")),
        (("ward", "South"), ("ward", "South")),
        (("team", "blue"), ("team", "blue")),
    ],
)
def test_category_is_read_however_it_is_spelt(said, kept):
    assert read_category(KNOWN, *said) == kept


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("sex", "femal"), "is no category of “sex”: did you mean “female”?"),
        (("sexx", "male"), "is no breakdown of this measure: did you mean “sex”?"),
        (("age", "15"), "is no category of “age”: write 0 to 11, 12 to 15, 16 to 17, 18 to 24, 25 to 64, 65+ or not "
         "known"),
        (("first place of safety", "acident and emergancy"), "is no category of “first place of safety”: did you mean "
         "“accident and emergency”?"),
    ],
)  # fmt: skip
def test_wrong_category_is_told_the_nearest(said, told):
    with pytest.raises(NotACategory) as refused:
        read_category(KNOWN, *said)
    assert str(refused.value) == told


def test_named_breakdowns_come_in_their_order_and_as_figures_spell_them():
    assert [(one.title, one.categories, one.is_asked, one.is_closed) for one in OWN] == [
        ("place", ("street", "Home", "car park"), True, False),
        ("Shift", ("7 to 15", "15 to 7"), True, False),
    ]
    assert read_category(OWN, "PLACE", "home") == ("place", "Home")
    assert read_category(OWN, "shift", "night") == ("Shift", "night")


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("Place hospital, home", "Write a colon between a breakdown and its categories"),
        ("Place: home", "Name two or more categories of “Place”"),
        ("Place: home, street, Home", "Of “Place”, the category “Home” is named twice"),
        ("Place: home, street\nplace: a, b", "The breakdown “place” is named twice"),
        ("Month: Jan, Feb", "“Jan” looks like a day"),
        (f"Place: home, {'x' * 81}", "a category 80: shorten it"),
        ("Who: home, 943 476 5919", "details of a person"),
    ],
)
def test_breakdown_that_cannot_be_named_is_told_in_a_sentence(lines, sentence):
    with pytest.raises(NotNamed, match=sentence):
        check_named(read_named(lines))


def test_named_breakdowns_are_written_as_they_are_read():
    text = "Place: hospital, home\nReason: fear, panic; low mood; other"
    named = read_named(f"\n {text.replace(', home', ' ,  home,')}\n\n")
    assert named == (("Place", ("hospital", "home")), ("Reason", ("fear, panic", "low mood", "other")))
    assert in_lines(named) == text
    check_named(named)


@pytest.mark.django_db
def test_breakdowns_of_ones_own_are_offered_like_those_of_the_standard_set(visitor, measures):
    measure = measures["detentions"]
    measure.breakdowns = [["Place", ["hospital", "home"]]]
    measure.save()
    assert "hospital; home; or others of your own" in words(visitor.get(reverse("figures-load", kwargs=HERE)))
    template = visitor.get(reverse("figures-template", kwargs={**HERE, "ending": "csv"})).content.decode("utf-8-sig")
    assert [line.split(",")[6:8] for line in template.splitlines() if ",Place," in line] == [
        ["Place", "hospital"],
        ["Place", "home"],
    ]
    rows = "Detentions\tApr-24\t3\t\t\nDetentions\tApr-24\t2\tplace\tHome\nDetentions\tApr-24\t1\tplace\tbus\n"
    preview = words(visitor.get(send(visitor, paste=HEADING + rows).url))
    assert "Place: home" in preview
    assert "New under “Place” of “Detentions”: “bus”." in preview


@pytest.mark.django_db
@pytest.mark.usefixtures("standard")
def test_page_says_what_is_expected_and_corrects_it(visitor):
    page = words(visitor.get(reverse("figures-load", kwargs=HERE)))
    assert "0 to 11; 12 to 15; 16 to 17; 18 to 24; 25 to 64; 65+; not known" in page
    assert "Detentions: for each month, a count" in page
    rows = "Detentions\tApr-24\t3\t\t\nDetentions\tApr-24\t3\tsex\tfemal\n"
    refused = send(visitor, paste=HEADING + rows)
    assert "Row 3, column 3: “femal” is no category of “sex”: did you mean “female”?" in words(refused)
    assert not FigureLoad.objects.exists()
    sent = send(visitor, paste=HEADING + rows.replace("femal", "F") + "Detentions\tApr-24\t3\tward\tNorth\n")
    preview = words(visitor.get(sent.url))
    assert "sex: female" in preview
    assert "“ward” is a new breakdown of “Detentions”, with “North”." in preview
    loaded(visitor, sent.url)
    assert "ward North; or others of your own" in words(visitor.get(reverse("figures-load", kwargs=HERE)))


@pytest.mark.django_db
@pytest.mark.usefixtures("standard")
def test_template_has_the_categories_and_reads_back(visitor):
    content = visitor.get(reverse("figures-template", kwargs={**HERE, "ending": "xlsx"})).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Figures", "How to fill this in", "Words to use"]
    allowed = list(book["Words to use"].values)
    assert ("Detentions", "age", "12 to 15", "Yes") in allowed
    sheet = book["Figures"]
    rows = [row for row in sheet.iter_rows() if row[0].value == "Detentions"]
    ages = [row for row in rows if row[6].value == "age"]
    assert [row[7].value for row in ages][:2] == ["0 to 11", "12 to 15"]
    assert all(row[1].is_date for row in rows)
    lists = {validation.formula1 for validation in sheet.data_validations.dataValidation}
    assert '"0 to 11,12 to 15,16 to 17,18 to 24,25 to 64,65+,not known"' in lists
    assert not sheet.protection.sheet
    whole = next(row for row in rows if row[1].value == ages[0][1].value and not row[6].value)
    whole[3].value = 7
    for row in ages:
        row[3].value = 1
    saved = io.BytesIO()
    book.save(saved)
    sent = send(visitor, document=SimpleUploadedFile("figures.xlsx", saved.getvalue()))
    kept = FigureLoad.objects.get().rows
    assert {row["category"] for row in kept["figures"]} > {"12-15", "65+"}
    assert all("was left out" not in note for note in kept["notes"])
    assert "8 figures: 8 are new." in words(visitor.get(sent.url))


@pytest.mark.django_db
@pytest.mark.usefixtures("standard")
def test_template_as_separated_values_has_the_categories(visitor):
    content = visitor.get(reverse("figures-template", kwargs={**HERE, "ending": "csv"})).content.decode("utf-8-sig")
    rows = [line.split(",") for line in content.splitlines()]
    ages = [row for row in rows if row[6] == "age"]
    assert [row[7] for row in ages] == ["0 to 11", "12 to 15", "16 to 17", "18 to 24", "25 to 64", "65+", "not known"]
    filled = [[*row[:3], "1", *row[4:]] for row in ages]
    whole = next(row for row in rows if row[:3] == ages[0][:3] and not row[6])
    sent = send(
        visitor, document=SimpleUploadedFile("f.csv", as_csv([rows[0], [*whole[:3], "7", *whole[4:]], *filled]))
    )
    assert "8 figures: 8 are new." in words(visitor.get(sent.url))
