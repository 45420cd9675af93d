from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from concordat.documents import writers
from concordat.plans.domain.filtering import Wanted
from concordat.plans.presenters import exporting
from concordat.plans.presenters.exporting import ExportLayout
from tests.plans.exporting import generated
from tests.plans.exporting.comparing import of_plan_read, of_plan_seen, read_back

DAY = date(2026, 11, 22)
WAYS = {
    "word": ("plan.docx", ExportLayout.PAGES, writers.write_word),
    "sheets": ("plan.xlsx", ExportLayout.SHEETS, writers.write_workbook),
    "list": ("plan.xlsx", ExportLayout.LIST, writers.write_workbook),
    "separated": ("plan.csv", ExportLayout.RECORDS, writers.write_separated),
}


def there_and_back(plan, way):
    name, layout, write = WAYS[way]
    export = exporting.present_export(plan, Wanted(), on=DAY)
    return read_back(write(exporting.document_of(export, layout)), name)


@pytest.mark.parametrize("way", ["word", "sheets", "list"])
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(plan=generated.plan())
def test_plan_comes_back_as_it_left(way, plan):
    assert of_plan_read(there_and_back(plan, way)) == of_plan_seen(plan)


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(plan=generated.plan())
def test_separated_values_come_back_with_the_same_sections(plan):
    assert of_plan_read(there_and_back(plan, "separated"))["sections"] == of_plan_seen(plan)["sections"]
