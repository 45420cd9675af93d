from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.urls import NoReverseMatch

from concordat.ui import environment
from concordat.ui.forms import EveryField
from concordat.ui.values import Tag


def drawn(template, **values):
    return engines["jinja2"].from_string(template).render(values)


def test_misspelt_attribute_of_our_value_is_an_error():
    with pytest.raises(AttributeError, match="Tag has no 'wrods'"):
        drawn("{{ one.wrods }}", one=Tag("Complete", "green", "tick"))


def test_misspelt_attribute_asked_for_by_name_is_an_error():
    with pytest.raises(AttributeError, match="Tag has no 'wrods'"):
        drawn("{{ one['wrods'] }}", one=Tag("Complete", "green", "tick"))


def test_misspelt_attribute_is_an_error_even_where_it_is_only_asked_about():
    with pytest.raises(AttributeError):
        drawn("{% if one.wrods %}x{% endif %}", one=Tag("Complete", "green", "tick"))


def test_attribute_of_our_value_that_holds_nothing_is_no_error():
    assert drawn("[{{ one.shape }}]", one=Tag("Complete", "green", "")) == "[]"


def test_misspelt_field_of_a_form_is_an_error():
    with pytest.raises(AttributeError, match="EveryField has no 'raeson'"):
        drawn("{{ form.raeson }}", form=EveryField())


def test_option_that_nobody_gave_prints_nothing():
    assert drawn("[{{ params.hint.text }}]", params={}) == "[]"


def test_words_are_escaped():
    assert drawn("{{ words }}", words="<b>") == "&lt;b&gt;"


def test_url_gives_the_address_and_refuses_an_unknown_name():
    assert drawn("{{ url('components') }}") == "/components/"
    with pytest.raises(NoReverseMatch):
        drawn("{{ url('no-such-page') }}")


def test_static_file_that_nobody_collected_keeps_its_plain_address(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    assert environment.static("ui/concordat.css") == "/static/ui/concordat.css"


@pytest.mark.parametrize(
    ("template", "value", "expected"),
    [
        ("{{ value | date }}", date(2016, 3, 31), "31 March 2016"),
        ("{{ value | date }}", datetime(2016, 3, 31, 23, 30, tzinfo=UTC), "1 April 2016"),
        ("{{ value | month }}", date(2016, 3, 31), "March 2016"),
        ("{{ value | time }}", datetime(2016, 1, 31, 15, 5, tzinfo=UTC), "3.05pm"),
        ("{{ value | time }}", datetime(2016, 1, 31, 0, 0, tzinfo=UTC), "12.00am"),
        ("{{ value | date }}", None, ""),
    ],
)
def test_dates_are_written_as_people_write_them(template, value, expected):
    assert drawn(template, value=value) == expected


def test_macros_of_the_design_system_are_within_reach():
    page = drawn('{% from "nhsuk/components/button/macro.jinja" import button %}{{ button({"text": "Save"}) }}')
    assert '<button class="nhsuk-button"' in page
