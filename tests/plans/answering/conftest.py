"""A round in Tarnshire: its police are asked by link about three open actions, its council about one."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from concordat.accounts.gateways import sign
from concordat.plans.models import Review, ReviewQuestion, ReviewRequest
from tests.factories.directory import PersonFactory
from tests.plans.tarnshire import *  # noqa: F403

OPENED = datetime(2031, 5, 1, 9, tzinfo=UTC)


@pytest.fixture
def review(plan, coordinator):
    return Review.objects.create(
        plan=plan,
        number=1,
        meeting="Steering group",
        meeting_on=date(2031, 5, 20),
        answer_by=date(2031, 5, 13),
        words="Please be brief.",
        remind_before=3,
        remind_after=2,
        opened_at=OPENED,
        opened_by=coordinator,
    )


def ask(review, partner, person, actions, secret):
    request = ReviewRequest.objects.create(
        review=review, partner=partner, person=person, secret=secret, asked_at=OPENED
    )
    ReviewQuestion.objects.bulk_create(ReviewQuestion(request=request, action=action) for action in actions)
    return request


@pytest.fixture
def request_(review, police, actions):
    person = PersonFactory(
        locality=police.locality, organisation=police.organisation, name="Robin Reed", email="robin@police.example"
    )
    return ask(review, police, person, actions[:3], "secret-of-robin")


@pytest.fixture
def other_request(review, council, actions):
    person = PersonFactory(
        locality=council.locality, organisation=council.organisation, name="Kim Dunnock", email="kim@council.example"
    )
    return ask(review, council, person, actions[4:], "secret-of-kim")


@pytest.fixture
def link(request_):
    return link_of(request_)


def link_of(request):
    return reverse("answer", kwargs={"token": sign(request.secret)})


@pytest.fixture
def today():
    """4 May 2031: the first action is due in June of that year."""
    with time_machine.travel(datetime(2031, 5, 4, 10, tzinfo=UTC), tick=False):
        yield
