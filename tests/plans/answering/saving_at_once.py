"""Run as a program: many leads save by their links at the same moment into one database file.

Takes the number of leads, and prints {"saved", "waiting", "refused"} as JSON. It needs a database of its own, since
the one of the tests lives in memory, where threads share one connection.
"""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier


def main(leads: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "concordat.config.settings"
    import django

    django.setup()
    links = [_asked(number) for number in range(leads)]
    together = Barrier(leads)
    with ThreadPoolExecutor(leads) as pool:
        statuses = list(pool.map(lambda link: _save(link, together), links))
    from concordat.plans.models import ProposedUpdate

    found = {
        "saved": statuses.count(302),
        "waiting": ProposedUpdate.objects.filter(decision="waiting").count(),
        "refused": sorted({status for status in statuses if status != 302}),
    }
    sys.stdout.write(json.dumps(found) + "\n")


def _asked(number: int) -> tuple[str, int]:
    """The address of one lead's page, and the update that it shows."""
    from django.urls import reverse

    from concordat.accounts.gateways import sign
    from concordat.directory.models import Locality
    from concordat.plans.models import Plan, Review, ReviewQuestion, ReviewRequest
    from tests.factories.directory import LocalityFactory, PartnerFactory, PersonFactory
    from tests.factories.plan_rows import BEGINNING, a_plan, an_action

    locality = Locality.objects.first() or LocalityFactory()
    plan = Plan.objects.first() or a_plan(locality)
    review = Review.objects.first() or Review.objects.create(
        plan=plan,
        number=1,
        meeting="Steering group",
        meeting_on=BEGINNING.date(),
        answer_by=BEGINNING.date(),
        remind_before=0,
        remind_after=0,
        opened_at=BEGINNING,
    )
    partner = PartnerFactory(locality=locality)
    action = an_action(plan, leads=[partner.organisation], when="ongoing")
    request = ReviewRequest.objects.create(
        review=review,
        partner=partner,
        person=PersonFactory(locality=locality, organisation=partner.organisation),
        secret=f"secret-{number}",
        asked_at=BEGINNING,
    )
    ReviewQuestion.objects.create(request=request, action=action)
    link = reverse("answer-action", kwargs={"token": sign(request.secret), "number": action.number})
    return link, action.update_id


def _save(link: tuple[str, int], together: Barrier) -> int:
    from django.db import connection
    from django.test import Client

    address, update = link
    answers = {"kind": "reported", "progress": "It is under way", "state": "in_progress", "based_on": update}
    client = Client(raise_request_exception=False, headers={"host": "localhost"})
    together.wait()
    try:
        return client.post(address, answers).status_code
    finally:
        connection.close()


if __name__ == "__main__":
    main(int(sys.argv[1]))
