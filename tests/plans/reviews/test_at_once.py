"""Two people, or two workers, at the same moment: one open round, one letter."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from concordat.accounts.models import Message
from concordat.plans.commands import reviews as commands
from concordat.plans.models import Review, ReviewLetter
from tests.plans.reviews.steps import AT, on, open_round

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # The test database of SQLite lives in memory, where threads share one connection.
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs a server with several connections"),
]


def in_threads(do, times=4):
    def work(_):
        try:
            return do()
        except commands.ReviewOpen as reason:
            return type(reason).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return sorted(str(answer) for answer in pool.map(work, range(times)))


def test_coordinators_who_open_at_once_open_one_round(actions, locality):
    assert in_threads(lambda: open_round(locality)) == ["1", "ReviewOpen", "ReviewOpen", "ReviewOpen"]
    assert (Review.objects.count(), Message.objects.count()) == (1, 3)


def test_workers_who_remind_at_once_write_one_letter_each(review):
    answers = in_threads(lambda: commands.remind(at=on(date(2031, 3, 12))))
    assert answers == ["0", "0", "0", "3"]
    assert ReviewLetter.objects.filter(kind="reminded").count() == 3


def test_coordinators_who_chase_at_once_write_one_letter_each(review):
    written = in_threads(
        lambda: commands.chase(review_id=review.pk, requests=None, by=None, at=on(date(2031, 3, 5))).written
    )
    assert written == ["0", "0", "0", "3"]


def test_somebody_who_asks_again_at_once_sends_one_new_link(review):
    request = review.requests.first()

    def ask():
        try:
            return commands.ask_again(request_id=request.pk, by=None, at=AT)
        except commands.AskedToday:
            return "AskedToday"

    assert in_threads(ask) == ["AskedToday", "AskedToday", "AskedToday", "None"]
