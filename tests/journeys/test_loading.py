"""An analyst fills in the template, looks at what it will do, loads it, revises it, and counts forms."""

import io

import openpyxl
import pytest

from concordat.directory.domain import Role
from concordat.indicators.commands.measures import adopt_standard_measures
from concordat.indicators.models import Observation
from concordat.indicators.queries import standard_measures
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory, RoleHeldFactory
from tests.indicators.loading.conftest import NOW
from tests.journeys.conftest import NARROW, WIDE

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a-long-enough-password"
FORMS = (
    "Time detained,Age,First place of safety,Method of conveyance\r\n"
    "03/04/2024 10:00,16,Custody,Police van\r\n"
    "04/04/2024 11:30,30,HBPoS,Ambulance\r\n"
    "05/05/2024 23:10,41,A&E,Police car\r\n"
)
ALL = "Detentions under sections 135 and 136"


@pytest.fixture
def analyst():
    locality = LocalityFactory(name="Tarnshire", slug="tarnshire")
    keys = [measure.key for measure in standard_measures().measures]
    adopt_standard_measures(locality_id=locality.pk, standard_keys=keys, by=None, at=NOW)
    user = UserFactory(email="analyst@tarnshire.example")
    user.set_password(PASSWORD)
    user.save()
    RoleHeldFactory(role=Role.ANALYST, locality=locality, user=user)
    return user


def looks_right(sender, script):
    """The checker of pages is a script itself: without one, the page has only to work."""
    if script:
        sender.finds_nothing_wrong()


def filled_in(template: bytes) -> bytes:
    """The template with figures of the whole, one kind of which says of how many."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book["Figures"]
    for row in sheet.iter_rows(min_row=3):
        if row[6].value:  # a category's row
            continue
        if row[0].value == ALL:
            row[3].value = 31
        elif row[0].value == "Taken to a police station":
            row[4].value, row[5].value = 2, 31
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(("width", "script"), [(WIDE, True), (NARROW, False)])
def test_analyst_loads_figures(visitor, analyst, width, script):
    sender = visitor(width=width, script=script)
    sender.signs_in(analyst.email, PASSWORD)
    sender.goes_to("/localities/tarnshire/measures/load/")
    looks_right(sender, script)
    template = sender.page.request.get(f"{sender.address}/localities/tarnshire/measures/template.xlsx").body()
    file = {"name": "figures.xlsx", "mimeType": "application/octet-stream", "buffer": filled_in(template)}
    sender.page.get_by_label("A file", exact=True).set_input_files(file)
    sender.presses("See what it will do")
    sender.sees("48 figures: 48 are new.")
    looks_right(sender, script)
    sender.presses("Load all of these figures")
    sender.sees("The figures are loaded: 48 new, 0 revised, 0 unchanged.")
    looks_right(sender, script)

    sender.goes_to("/localities/tarnshire/measures/load/")
    latest = Observation.objects.filter(measure__standard_key="all-detentions").latest("period_on").period_on
    sender.fills_in("Or paste the figures", f"Measure\tPeriod\tFigure\n{ALL}\t{latest:%b-%y}\t35\n")
    sender.presses("See what it will do")
    sender.sees("1 figure: 1 revises what stands.")
    sender.sees("35 (up by 4)")
    looks_right(sender, script)
    sender.presses("Load all of these figures")
    sender.sees("Say why figures differ from those that were loaded before.")
    looks_right(sender, script)
    sender.fills_in("Why do figures differ", "Late forms came in")
    sender.presses("Load all of these figures")
    sender.sees("The figures are loaded: 0 new, 1 revised, 0 unchanged.")


def test_wrong_figures_are_told_and_nothing_is_loaded(visitor, analyst):
    sender = visitor(width=NARROW)
    sender.signs_in(analyst.email, PASSWORD)
    sender.goes_to("/localities/tarnshire/measures/load/")
    sender.fills_in("Or paste the figures", f"Measure\tApr-24\tMay-24\tJun\n{ALL}\t31\t*\t30\nDetained\t1\t2\t3\n")
    sender.presses("See what it will do")
    sender.sees("Nothing was loaded")
    sender.sees("Either all figures are loaded or none.")
    sender.finds_nothing_wrong()


@pytest.mark.parametrize(("width", "script"), [(WIDE, True), (NARROW, False)])
def test_forms_are_counted_and_the_counts_loaded(visitor, analyst, width, script):
    sender = visitor(width=width, script=script)
    sender.signs_in(analyst.email, PASSWORD)
    sender.goes_to("/localities/tarnshire/measures/detentions/")
    looks_right(sender, script)
    sender.page.get_by_label("The file of forms").set_input_files(
        {"name": "forms.csv", "mimeType": "text/csv", "buffer": FORMS.encode()}
    )
    sender.presses("Count the forms")
    sender.sees("3 detentions in 2 months.")
    looks_right(sender, script)
    sender.presses("See what loading these counts will do")
    sender.sees("Counted forms of detentions")
    looks_right(sender, script)
    sender.presses("Discard them")
    sender.sees("The load was discarded. Nothing of it was loaded.")
