"""Run as a program beside a web server on the same database: `prepare LEADS ACTIONS`, and later `count`.

`prepare` makes a round in which each of some leads is asked about some actions, and prints their links as JSON;
`count` prints what was kept.
"""

import json
import os
import sys


def prepare(leads: int, actions: int) -> list[str]:
    from django.core.management import call_command
    from django.urls import reverse

    from concordat.accounts.gateways import sign
    from tests.factories.directory import LocalityFactory, OrganisationFactory, PartnerFactory, PersonFactory
    from tests.factories.plan_rows import a_plan, an_action, an_edition
    from tests.factories.review_rows import a_request, a_review

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    locality = LocalityFactory(name="Tarnshire", slug="tarnshire")
    plan = a_plan(locality)
    review = a_review(plan)
    links = []
    for lead in range(leads):
        body = OrganisationFactory(name=f"Partner {lead}", slug=f"partner-{lead}")
        asked = [an_action(plan, leads=[body], when="ongoing") for _ in range(actions)]
        request = a_request(
            review,
            PartnerFactory(locality=locality, organisation=body),
            PersonFactory(locality=locality, organisation=body),
            asked,
        )
        links.append(reverse("answer", kwargs={"token": sign(request.secret)}))
    an_edition(plan)
    return links


def count() -> dict[str, object]:
    from concordat.plans.models import ProposedUpdate, ReviewRequest

    kept = ProposedUpdate.objects.filter(decision="waiting").values_list("partner__organisation__name", "progress")
    return {
        "kept": sorted(f"{name}: {words}" for name, words in kept),
        "proposals": ProposedUpdate.objects.count(),
        "opened": ReviewRequest.objects.filter(opened_at__isnull=False).count(),
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concordat.config.settings")
    import django

    django.setup()
    told = prepare(*map(int, sys.argv[2:])) if sys.argv[1] == "prepare" else count()
    sys.stdout.write(json.dumps(told) + "\n")
