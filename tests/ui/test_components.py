from dataclasses import dataclass

import pytest
from django.template import engines
from lxml import html

from concordat.ui import forms, presenters
from concordat.ui.values import BarPart

GALLERY = presenters.Gallery()


def component(name, call, /, **values):
    template = f'{{% from "ui/components/{name}.jinja" import {name} %}}{{{{ {call} }}}}'
    return html.fragment_fromstring(engines["jinja2"].from_string(template).render(values), create_parent="div")


def text(tree):
    return " ".join(tree.text_content().split())


@pytest.mark.parametrize("shown", GALLERY.tags, ids=lambda shown: shown.words)
def test_tag_has_words_a_shape_and_a_colour(shown):
    tree = component("tag", "tag(one.words, one.colour, one.shape)", one=shown)
    assert text(tree) == shown.words
    assert tree.xpath("//svg[@aria-hidden='true']/*")
    assert tree.xpath(f"//strong[contains(@class, 'nhsuk-tag--{shown.colour}')]")


def test_every_shape_differs_from_the_others():
    drawings = {
        html.tostring(component("shape", "shape(name)", name=name).xpath("//svg")[0]) for name in GALLERY.shapes
    }
    assert len(drawings) == len(GALLERY.shapes)


def test_bar_says_its_numbers_in_words_with_links():
    tree = component("bar", "bar(parts)", parts=GALLERY.parts)
    assert [text(item) for item in tree.xpath("//li")] == [f"{part.count} {part.words}" for part in GALLERY.parts]
    assert len(tree.xpath("//li/a")) == len(GALLERY.parts)


def test_bar_is_as_wide_as_its_parts_together():
    tree = component("bar", "bar(parts)", parts=GALLERY.parts)
    widths = [float(part.get("width").rstrip("%")) for part in tree.xpath("//svg/svg[@width]")]
    assert sum(widths) == pytest.approx(100, abs=0.01)
    assert len(widths) == len(GALLERY.parts)


def test_bar_draws_no_part_for_nothing_but_says_it():
    parts = (BarPart("complete", 3, "green", "tick"), BarPart("overdue", 0, "red", "clock"))
    tree = component("bar", "bar(parts)", parts=parts)
    assert len(tree.xpath("//svg/svg[contains(@class, 'app-bar__part')]")) == 1
    assert "0 overdue" in text(tree)


def test_bar_uses_no_inline_style_which_the_content_policy_forbids():
    assert component("bar", "bar(parts)", parts=GALLERY.parts).xpath("//@style") == []


def test_bar_with_nothing_to_count_says_so():
    assert text(component("bar", "bar([], 'No actions yet.')")) == "No actions yet."


def test_facts_escape_words_and_keep_markup_that_a_template_made():
    tree = component("facts", "facts([{'key': 'A', 'value': '<b>x</b>'}, {'key': 'B', 'html': '<b>y</b>' | safe}])")
    assert [text(value) for value in tree.xpath("//dd")] == ["<b>x</b>", "y"]


@dataclass(frozen=True)
class Fact:
    key: str
    value: str


def test_what_a_caller_may_leave_out_may_be_left_out_of_a_dataclass_too():
    tree = component("facts", "facts(rows)", rows=[Fact("Leads", "Fenmarsh Police")])
    assert text(tree) == "Leads Fenmarsh Police"


def test_link_beside_a_fact_says_which_fact():
    tree = component("facts", "facts([{'key': 'Timescale', 'value': 'May', 'href': '/x/', 'link_words': 'Change'}])")
    assert text(tree.xpath("//a")[0]) == "Change Timescale"


def test_notice_shows_its_kind_by_more_than_colour():
    tree = component("notice", "notice('Draft', 'Not published.', 'warning', level=3)")
    assert tree.xpath("//div[contains(@class, 'app-notice--warning')]/h3")
    assert text(tree) == "Draft Not published."


def test_notice_may_hold_markup():
    template = '{% from "ui/components/notice.jinja" import notice %}{% call notice("T") %}<p id="x">y</p>{% endcall %}'
    assert '<p id="x">y</p>' in engines["jinja2"].from_string(template).render()


def test_breadcrumbs_lead_up_and_a_phone_gets_the_last_step():
    tree = component("breadcrumbs", "breadcrumbs([{'words': 'Home', 'href': '/'}, {'words': 'Plan', 'href': '/p/'}])")
    assert [link.get("href") for link in tree.xpath("//li/a")] == ["/", "/p/"]
    assert text(tree.xpath("//a[@class='nhsuk-back-link']")[0]) == "Back to Plan"


def test_table_prints_numbers_and_zero():
    tree = component(
        "data_table", "data_table('C', ['Partner', {'words': 'Actions', 'numeric': true}], [['Police', 0]])"
    )
    assert text(tree.xpath("//td")[0]) == "0"
    assert tree.xpath("//td")[0].get("data-label") == "Actions"
    assert text(tree.xpath("//tbody//th[@scope='row']")[0]) == "Police"


def test_table_escapes_words_and_links_cells():
    tree = component("data_table", "data_table('C', ['A', 'B'], [['<b>', {'words': '<i>', 'href': '/x/'}]])")
    assert text(tree.xpath("//tbody//th")[0]) == "<b>"
    assert text(tree.xpath("//td//a[@href='/x/']")[0]) == "<i>"


def test_table_takes_cells_that_are_values_of_ours():
    part = BarPart("Police", 3, "green", "tick", "/police/")
    tree = component("data_table", "data_table('C', ['A'], [[part]])", part=part)
    assert text(tree.xpath("//tbody//a[@href='/police/']")[0]) == "Police"


def test_error_summary_links_every_error_to_its_field():
    form = forms.EveryField({})
    tree = component("error_summary", "error_summary(form)", form=form)
    links = {link.get("href"): text(link) for link in tree.xpath("//li/a")}
    assert links["#id_reason"] == form.errors["reason"][0]
    assert len(links) == len(form.errors)


def test_error_summary_of_a_form_without_errors_is_empty():
    assert text(component("error_summary", "error_summary(form)", form=forms.EveryField())) == ""


def test_date_with_an_error_is_reached_at_its_first_input():
    form = forms.EveryField({"due_on-day": "31", "due_on-month": "2", "due_on-year": "2027"})
    tree = component("error_summary", "error_summary(form)", form=form)
    assert "#id_due_on-day" in tree.xpath("//li/a/@href")
