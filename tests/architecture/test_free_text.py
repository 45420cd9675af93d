"""Every form of every page, typed into: what looks like a patient's details is stopped, and a reason lets it through.

The walk takes the pages of the table of access and what the links open, so that a new form is walked without a line
here. What is never kept or can't hold words stands in the lists below.
"""

import lxml.html
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.architecture import access_table as table
from tests.architecture.test_access import address_of, world  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

NHS_NUMBER = "They called 943 476 5919 about it"
STOPPED = "There is what looks like an NHS number"
REASON = "The number is that of an invoice"
# Telephone numbers are no words; from these words a day is read, and they are refused where none can be.
NO_WORDS = {"telephone", "text_number", "line_telephone", "timescale_words"}
ONLY_DAYS = {"action-update timescale_text", "answer-action timescale_text", "update timescale_text"}
# Figures are read from these, and whatever looks like rows about people is refused before.
FIGURES = {"figures-load paste", "measure-targets value"}
# Two forms of one page, of which only one is sent; the command that both lead to is walked on the page of a measure.
TWO_IN_ONE = {"measures-set-up"}
# Words about what is counted and what a plan is for: stopped, and told anew rather than overruled.
TOLD_ANEW = ("measure-", "outcome-", "priority-")
# What a form asks for beside the text.
BESIDE = {"progress": "The desk opened", "note": "Shortened", "reason": "They moved", "back": "Which desk?"}
# A name is told anew rather than overruled.
NAMES = {"name", "new_name", "text", "said_by", "coordinator_name", "areas_note", "line_name", "line_hours", "hours",
         "address", "for_whom"}  # fmt: skip
WHO = {
    "locality-new": "administrator", "roles": "administrator", "plan-judge": "national", "plan-check": "national",
    "action-update": "lead here",
}  # fmt: skip
LINKS = {
    "answer-action": {"token": "police", "number": "action"},
    "sign": {"token": "signature"},
    "sign-decline": {"token": "signature"},
    "invitation": {"token": "invitation"},
}


def pages(world):  # noqa: F811
    """The address of each page, and who looks at it: for a page of several addresses the first will do."""
    for line in {line.name: line for line in reversed(table.LINES)}.values():
        who = WHO.get(line.name, "coordinator here")
        if "ending" not in line.parts and who in line.opens and line.name not in TWO_IN_ONE:
            yield line.name, address_of(line, world), world.visitors[who]
    for name, parts in LINKS.items():
        found = {key: world.here.links.get(worth) or world.here.parts[worth] for key, worth in parts.items()}
        yield name, reverse(name, kwargs=found), world.visitors["public"]


def forms_of(client, address):
    """The forms of a page that are posted."""
    response = client.get(address)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if response.status_code != 200 or "text/html" not in response["Content-Type"]:
        return []
    return [form for form in lxml.html.document_fromstring(content).forms if form.method == "POST"]


def texts_of(form):
    for field in form.xpath(".//textarea | .//input[@type='text' or not(@type)]"):
        if field.get("inputmode") != "numeric":
            yield field.name


def filled(form) -> dict[str, str]:
    """What a person would send: what stands there, the first of what is to be chosen, words where there are none."""
    answers = dict(form.form_values())
    for field in form.xpath(".//input[@type='radio'] | .//input[@type='checkbox' and @value='on']"):
        answers.setdefault(field.name, field.get("value"))
    for field in form.xpath(".//select"):
        chosen = [option.get("value") for option in field.xpath(".//option") if option.get("value")]
        answers[field.name] = answers.get(field.name) or (chosen or [""])[0]
    # What must change counts only where changes are asked for.
    for button in form.xpath(".//button[@name and @value='ask'] | (.//button[@name])[1]"):
        answers[button.get("name")] = button.get("value")
    answers |= {name: words for name, words in BESIDE.items() if name in answers and not answers[name]}
    for ending, worth in (("-day", "1"), ("-month", "12"), ("-year", "2030")):
        answers |= {name: answers[name] or worth for name in answers if name.endswith(ending)}
    return answers


def send(client, address, answers):
    """What a page answers, and what was written for it; it is taken back."""
    with transaction.atomic():
        with CaptureQueriesContext(connection) as captured:
            response = client.post(address, answers)
        transaction.set_rollback(True)
    written = [query["sql"] for query in captured if query["sql"].startswith(("INSERT", "UPDATE"))]
    return response, [sql for sql in written if "django_session" not in sql and "cache_entry" not in sql]


def choices_of(form, field):
    """Answers about a date, a reason or whose an action is count only beside the choice that asks for them."""
    kinds = {"because": "unchanged", "whose": "not_ours"}
    values = {radio.get("value") for radio in form.xpath(".//input[@name='kind']")}
    if kinds.get(field, "reported") in values:
        yield "kind", kinds.get(field, "reported")
    if field in ("timescale_text", "timescale_reason"):
        yield "by_then", "no"
        yield ("timescale_reason", "It moved") if field == "timescale_text" else ("timescale_text", "June 2040")


def walk(world):  # noqa: F811
    """Each text of each form: a name for it, whom it is sent by, where to, the field and the answers beside it."""
    seen = set()
    for name, address, client in pages(world):
        for form in forms_of(client, address):
            to = form.action or address
            for field in texts_of(form):
                told = f"{name} {field}"
                if (
                    told in seen
                    or told in ONLY_DAYS | FIGURES
                    or field.split("-")[-1] in NO_WORDS
                    or field.endswith("overruled_reason")
                ):
                    continue
                if field.endswith(("-day", "-month", "-year")):
                    continue
                seen.add(told)
                yield told, client, to, field, filled(form) | dict(choices_of(form, field))


def test_texts_of_every_form_are_looked_through(world):  # noqa: F811
    walked = 0
    faults = []
    for told, client, to, field, answers in walk(world):
        walked += 1
        response, written = send(client, to, answers | {field: NHS_NUMBER})
        if response.status_code != 422 or STOPPED not in response.content.decode():
            faults.append(f"{told}: {response.status_code} is not stopped")
        elif any("943 476 5919" in sql for sql in written):
            faults.append(f"{told}: is kept")
        elif field.split("-")[-1] in NAMES or told.startswith(TOLD_ANEW):
            continue
        elif not (named := [each.name for each in reasons(response, field)]):
            faults.append(f"{told}: no reason is asked for")
        else:
            again, written = send(client, to, answers | {field: NHS_NUMBER, named[0]: REASON})
            if STOPPED in again.content.decode():
                faults.append(f"{told}: a reason does not let it through")
            elif again.status_code == 302 and not any(REASON in sql for sql in written):
                faults.append(f"{told}: the reason is not kept")
    assert not faults, "\n".join(faults)
    assert walked > 40


def reasons(response, field):
    """Where the page asks why it is none, in the form that holds the text."""
    for form in lxml.html.document_fromstring(response.content).forms:
        if field in form.fields:
            yield from form.xpath(".//input[contains(@name, 'overruled_reason')]")
