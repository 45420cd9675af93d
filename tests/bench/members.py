"""CPU of the server for the pages that members use daily, for a lead's page by link, and for saving an answer there."""

import re
import tempfile
import urllib.parse
import urllib.request
from datetime import timedelta

from tests.bench.pages import REQUESTS, cpu_of, prepare_site, queries_of, server

ACTIONS, LEADS = 200, 30
HERE = "/localities/bench-board/"
SAVES = 50


def fill() -> tuple[str, str]:
    """A locality with a round open: its coordinator's session, and the address of the first lead's link."""
    from django.test import Client
    from django.utils import timezone

    from concordat.accounts import commands as accounts
    from concordat.accounts.gateways import sign
    from concordat.directory import commands as directory
    from concordat.directory.domain import OrganisationType, PartnerKind, Role
    from concordat.plans import commands as plans
    from concordat.plans.commands import reviews
    from concordat.plans.models import ReviewRequest
    from tests.factories.plans import Line, word_plan

    now = timezone.now()
    locality = directory.create_locality(
        name="Bench board", region="E12000004", areas=(), areas_note="an invented place", by=None, at=now
    )
    for number in range(LEADS):
        body = directory.create_organisation(
            name=f"Partner {number} Trust", type=OrganisationType.OTHER, locality=locality, by=None, at=now
        )
        directory.add_partner(locality=locality, organisation=body, kind=PartnerKind.PARTNER, by=None, at=now)
        contact = directory.PersonGiven(f"Contact {number}", f"contact{number}@bench.example", body.pk, is_contact=True)
        directory.keep_person(locality=locality.pk, given=contact, by=None, at=now)
    lines = [Line(f"1.{n}", f"Agree matter {n} with all", leads=f"Partner {n % LEADS} Trust") for n in range(ACTIONS)]
    started = plans.start_import(
        locality_id=locality.pk, name="board.docx", content=word_plan([("Before a crisis", lines)]), by=None, at=now
    )
    plans.decide_remaining_leads(import_id=started, by=None, at=now)
    plans.accept_import(import_id=started, dated_on=now.date(), publish=True, by=None, at=now)
    coordinator = accounts.create_user(email="coordinator@bench.example", name="C. Rook", password=None, at=now)
    directory.give_role(user=coordinator, role=Role.COORDINATOR, place=locality, by=None, at=now)
    today = timezone.localdate()
    reviews.open_review(
        locality_id=locality.pk, meeting="Steering group", meeting_on=today + timedelta(days=21),
        answer_by=today + timedelta(days=14), words="", remind_before=3, remind_after=1, by=coordinator, at=now,
    )  # fmt: skip
    client = Client()
    client.force_login(coordinator, backend="allauth.account.auth_backends.AuthenticationBackend")
    link = sign(ReviewRequest.objects.earliest("pk").secret)
    return client.cookies["sessionid"].value, f"/answer/{link}/"


def ask(address: str, cookies: dict[str, str], form: dict[str, str] | None = None) -> tuple[str, int]:
    """The page at an address and its size; new cookies are kept in `cookies`."""
    request = urllib.request.Request(address, urllib.parse.urlencode(form).encode() if form else None)
    request.add_header("Cookie", "; ".join(f"{name}={value}" for name, value in cookies.items()))
    with urllib.request.urlopen(request) as answer:
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = line.partition("=")
            cookies[name] = rest.partition(";")[0]
        words = answer.read()
    return words.decode(), len(words)


def measure() -> None:
    with tempfile.TemporaryDirectory() as var:
        prepare_site(var)
        session, link = fill()
        member = {"sessionid": session}
        pages = {
            "floor: a page without data": ("/about/", {}),
            f"plan of {ACTIONS}, as a member": (f"{HERE}plan/", member),
            "what needs attention": (f"{HERE}plan/attention/", member),
            "plan as at a day": (f"{HERE}plan/on/?day={_today()}", member),
            f"board, {ACTIONS} actions, {LEADS} leads": (f"{HERE}plan/reviews/1/", member),
            "letters of the round": (f"{HERE}plan/reviews/1/letters/", member),
            "a lead's link": (link, {}),
        }
        floor = None
        with server(var) as (address, worker):
            print("page                               SQL queries   ms CPU a request   times the floor   KiB")
            for name, (path, cookies) in pages.items():
                _, size = ask(address + path, dict(cookies))
                began = cpu_of(worker)
                for _ in range(REQUESTS):
                    ask(address + path, dict(cookies))
                each = (cpu_of(worker) - began) / REQUESTS * 1000
                floor = floor or each
                queries = queries_of(path, session if cookies else "")
                print(f"{name:<33} {queries:>12} {each:>18.1f} {each / floor:>17.1f} {size / 1024:>5.0f}")
            each = _save(address, link, worker)
            print(f"{'saving an answer by link':<33} {'':>12} {each:>18.1f} {each / (floor or 1):>17.1f}")


def _today() -> str:
    from django.utils import timezone

    return timezone.localdate().isoformat()


def _save(address: str, link: str, worker: int) -> float:
    """ms of CPU for each saved answer: the form is asked for once, then posted with other words each time."""
    cookies: dict[str, str] = {}
    listed, _ = ask(address + link, cookies)
    question = address + re.findall(r'href="(/answer/[^"]+/actions/\d+/)"', listed)[0]
    page, _ = ask(question, cookies)
    hidden = {
        name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("csrfmiddlewaretoken", "based_on")
    }
    form = {**hidden, "kind": "reported", "state": "in_progress", "by_then": "yes"}
    began = cpu_of(worker)
    for number in range(SAVES):
        _post(question, cookies, {**form, "progress": f"Step {number} is done"})
    return (cpu_of(worker) - began) / SAVES * 1000


class _Stay(urllib.request.HTTPRedirectHandler):
    """Where to go on is not asked for: only the saving is measured."""

    def redirect_request(self, *parts, **more):
        return None


def _post(address: str, cookies: dict[str, str], form: dict[str, str]) -> None:
    request = urllib.request.Request(address, urllib.parse.urlencode(form).encode())
    request.add_header("Cookie", "; ".join(f"{name}={value}" for name, value in cookies.items()))
    try:
        urllib.request.build_opener(_Stay).open(request)
    except urllib.error.HTTPError as answer:
        if answer.code != 302:
            raise
    else:
        raise AssertionError("the answer was not saved")
