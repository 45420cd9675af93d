"""What a measure is broken down by is said, offered in the template, read however it is spelt, and corrected."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from concordat.indicators.domain.loading.breakdowns import NotACategory, breakdowns_of, read_category
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
