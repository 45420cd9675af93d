from datetime import date

import pytest
from django import forms
from lxml import html

from concordat.ui import fields

STATES = (("no", "Not started"), ("going", "In progress"), ("done", "Complete"))


class Update(forms.Form):
    words = fields.LongTextField(label="What has happened since?")
    edition = fields.TextField(label="Edition", hint="As it is printed on the plan", width=10, max_length=5)
    state = fields.RadiosField(label="State", choices=STATES, hints={"done": "Somebody can show it."})
    partners = fields.CheckboxesField(label="Partners", choices=((1, "Police"), (2, "Council")))
    section = fields.SelectField(label="Section", choices=(("", "Choose one"), ("Early", (("1", "Access"),))))
    count = fields.WholeNumberField(label="Meetings", min_value=1)
    plan = fields.UploadField(label="The plan")
    secret = fields.PasswordField(label="Your password")
    email = fields.EmailField(label="E-mail address")
    agreed = fields.TickField(label="All agree")
    due_on = fields.DateField(label="Date")


def drawn(bound, **options):
    return html.fragment_fromstring(bound.as_field_group(**options), create_parent="div")


def one(tree, path):
    (found,) = tree.xpath(path)
    return found


@pytest.mark.parametrize("name", list(Update.base_fields))
def test_field_is_drawn_with_its_label_and_without_errors(name):
    bound = Update()[name]
    tree = drawn(bound)
    assert bound.label in tree.text_content()
    assert tree.xpath("//*[contains(@class, 'error')]") == []


@pytest.mark.parametrize("name", list(Update.base_fields))
def test_every_input_has_a_label_or_a_legend(name):
    tree = drawn(Update()[name])
    inputs = tree.xpath("//input | //textarea | //select")
    assert inputs
    assert [entry.get("id") for entry in inputs if not tree.xpath(f"//label[@for='{entry.get('id')}']")] == []


@pytest.mark.parametrize("name", list(Update.base_fields))
def test_missing_answer_is_said_beside_the_field_and_tied_to_it(name):
    form = Update({})
    tree = drawn(form[name])
    error = one(tree, "//*[@class='nhsuk-error-message']")
    assert form.errors[name][0] in error.text_content()
    assert tree.xpath(f"//*[contains(@aria-describedby, '{error.get('id')}')]")


@pytest.mark.parametrize("name", list(Update.base_fields))
def test_error_summary_leads_to_an_input(name):
    bound = Update({})[name]
    target = one(drawn(bound), f"//*[@id='{fields.error_target(bound)}']")
    assert target.tag in {"input", "textarea", "select"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("words", "Answer “What has happened since?”"),
        ("edition", "Enter the edition"),
        ("state", "Choose the state"),
        ("section", "Choose the section"),
        ("plan", "Choose the plan"),
        ("secret", "Enter your password"),
        ("agreed", "Tick “All agree”"),
        ("due_on", "Enter the date"),
    ],
)
def test_missing_answer_is_asked_for_in_words_that_say_what_to_do(name, words):
    assert Update({}).errors[name] == [words]


@pytest.mark.parametrize(
    ("name", "entered", "words"),
    [
        ("edition", "first one", "Use 5 characters or fewer: there are 9"),
        ("count", "0", "Enter 1 or more"),
        ("count", "some", "Enter a whole number, such as 12"),
        ("email", "nobody", "Enter an e-mail address, such as name@example.org"),
    ],
)
def test_wrong_answer_is_explained(name, entered, words):
    assert Update({name: entered}).errors[name] == [words]


def test_entered_words_come_back_escaped():
    tree = drawn(Update({"edition": '<b>"'})["edition"])
    assert one(tree, "//input").get("value") == '<b>"'


def test_entered_password_does_not_come_back():
    assert one(drawn(Update({"secret": "three odd words"})["secret"]), "//input").get("value") is None


def test_chosen_answers_come_back():
    form = Update({"state": "going", "partners": ["2"], "section": "1"})
    assert one(drawn(form["state"]), "//input[@checked]").get("value") == "going"
    assert one(drawn(form["partners"]), "//input[@checked]").get("value") == "2"
    assert one(drawn(form["section"]), "//option[@selected]").get("value") == "1"


def test_hints_stand_under_the_field_and_under_its_choices():
    assert "As it is printed on the plan" in drawn(Update()["edition"]).text_content()
    hint = one(drawn(Update()["state"]), "//div[contains(@class, 'nhsuk-radios__hint')]")
    assert hint.text_content().strip() == "Somebody can show it."


def test_label_hint_and_design_can_be_given_where_the_field_is_drawn():
    tree = drawn(Update()["edition"], label="Version", hint="", size="l", width=4)
    label = one(tree, "//label")
    assert label.text_content().strip() == "Version"
    assert "nhsuk-label--l" in label.get("class")
    assert "nhsuk-input--width-4" in one(tree, "//input").get("class")
    assert "printed" not in tree.text_content()


def test_misspelt_design_is_an_error():
    with pytest.raises(TypeError):
        fields.TextField(label="Edition", widht=10)
    with pytest.raises(TypeError):
        Update()["edition"].as_field_group(widht=10)


def test_field_of_a_library_is_drawn_too():
    class Plain(forms.Form):
        name = forms.CharField(label="Name", help_text="In full")

    tree = html.fragment_fromstring(fields.field_group(Plain({})["name"]), create_parent="div")
    assert one(tree, "//input").get("class") == "nhsuk-input nhsuk-input--error"
    assert "In full" in tree.text_content()
    assert "Enter the name" in tree.text_content()


class Due(forms.Form):
    on = fields.DateField(label="Date", required=False)


def due(day="", month="", year="", **options):
    return Due({"on-day": day, "on-month": month, "on-year": year}, **options)


@pytest.mark.parametrize("month", ["3", "03", "mar", "March", " MARCH "])
def test_date_is_read_from_three_parts(month):
    form = due("31", month, "2027")
    assert form.is_valid()
    assert form.cleaned_data["on"] == date(2027, 3, 31)


def test_date_may_be_left_empty():
    form = due()
    assert form.is_valid()
    assert form.cleaned_data["on"] is None


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("31", "2", "2027"), "Enter a real date, such as 31 3 2027"),
        (("31", "someday", "2027"), "Enter a real date, such as 31 3 2027"),
        (("x", "2", "2027"), "Enter a real date, such as 31 3 2027"),
        (("1", "2", "27"), "Write the year with four figures, such as 2027"),
        (("1", "", ""), "The date must include a month and a year"),
        (("1", "13", "99999"), "Enter a real date, such as 31 3 2027"),
    ],
)
def test_date_that_is_none_is_refused(parts, words):
    assert due(*parts).errors["on"] == [words]


def test_date_comes_back_as_it_was_entered():
    tree = drawn(due("31", "2", "2027")["on"])
    assert [entry.get("value") for entry in tree.xpath("//input")] == ["31", "2", "2027"]


def test_date_that_stands_already_is_shown_in_its_parts():
    tree = drawn(Due(initial={"on": date(2027, 3, 31)})["on"])
    assert [entry.get("value") for entry in tree.xpath("//input")] == ["31", "3", "2027"]


@pytest.mark.parametrize(("day", "changed"), [("31", False), ("30", True)])
def test_date_knows_whether_it_has_changed(day, changed):
    assert due(day, "3", "2027", initial={"on": date(2027, 3, 31)}).has_changed() is changed
