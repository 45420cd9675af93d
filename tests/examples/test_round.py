"""The example has a round of updates under way, on whichever day it is loaded, and none of its letters goes out."""

from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
import time_machine
import yaml
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from concordat.accounts.models import Message, User
from concordat.plans import commands
from concordat.plans.commands.example.round import ANSWER_ON, CHASED_ON, round_opens_on
from concordat.plans.models import ReviewRequest
from concordat.plans.queries import reviews as queries
from tests.examples import contents

AT = datetime(2027, 5, 12, 9, tzinfo=UTC)  # a Wednesday
EDITION_ON = date(2026, 10, 1)


@cache
def told():
    return yaml.safe_load((contents.EXAMPLES / "round.yaml").read_text("utf-8"))


@pytest.fixture
def example(db, settings, tmp_path):
    settings.VAR = tmp_path  # where the example keeps its password
    call_command("load_reference_data", verbosity=0)
    with time_machine.travel(AT, tick=False):
        yield commands.load_example(at=AT)


def test_round_is_under_way_when_the_example_is_loaded(example):
    coordinator = User.objects.get(email="wren.hawthorn@sedgeshire-icb.example")
    review = queries.reviews_of(coordinator, example.slug).open
    assert review.opened_on == date(2027, 5, 3)
    assert (review.asked, review.answered, review.waiting) == (28, 9, 9)
    assert review.opened_on < AT.date() <= review.answer_by <= review.meeting_on

    states = dict.fromkeys(Message.objects.values_list("state", flat=True))
    assert set(states) == {Message.State.SENT, Message.State.BOUNCED}
    assert not Message.objects.filter(sent_at__gt=AT).exists()
    assert ReviewRequest.objects.filter(person=None).count() == 3

    due = queries.actions_to_ask(coordinator, example.slug)
    assert [one.name for one in due.asked if one.has_bounced] == ["M. Godwit"]


@given(st.dates(min_value=date(2026, 11, 1), max_value=date(2036, 12, 31)))
def test_everything_of_the_round_has_happened_and_it_is_still_open(today):
    opened = round_opens_on(today, edition_on=EDITION_ON)
    last = max(CHASED_ON, *(request["day"] + 1 for request in told()["requests"] if has_note(request)))
    last = max(last, *(request["day"] for request in told()["requests"]))
    assert opened.weekday() == 0
    assert opened + timedelta(days=last) < today <= opened + timedelta(days=ANSWER_ON)


def has_note(request):
    return any("sent_back" in answer for answer in request.get("answers", ()))


def test_round_reaches_nobody():
    assert [each["email"] for each in told()["contacts"] if not each["email"].endswith(".example")] == []
    assert {each["organisation"] for each in told()["contacts"]} <= {
        each["name"] for each in contents.locality()["organisations"]
    }
