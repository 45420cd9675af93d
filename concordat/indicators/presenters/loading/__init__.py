"""Loading as people see it: what each figure will do, the template, and forms that were counted."""

from concordat.indicators.presenters.loading.counting import CountedPage, present_counted
from concordat.indicators.presenters.loading.expecting import Expected, present_expected
from concordat.indicators.presenters.loading.previewing import Preview, present_changes, present_load, present_loads
from concordat.indicators.presenters.loading.templates import TEMPLATE_NAME, template_document, template_rows_document

__all__ = [
    "TEMPLATE_NAME",
    "CountedPage",
    "Expected",
    "Preview",
    "present_changes",
    "present_counted",
    "present_expected",
    "present_load",
    "present_loads",
    "template_document",
    "template_rows_document",
]
