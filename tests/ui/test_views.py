import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import include, path, resolve
from lxml import html

from concordat.indicators.presenters.icons import ASSURANCE, NO_TARGET, NO_TARGET_FOR_NEUTRAL, VARIATION
from concordat.ui.forms import EveryField

TEMPLATES = Path(__file__).resolve().parents[2] / "concordat"


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault of ours")


def sent(request: HttpRequest) -> HttpResponse:
    return HttpResponse("sent")


urlpatterns = [
    path("forbidden/", forbidden),
    path("broken/", broken),
    path("sent/", sent),
    path("", include("concordat.config.urls")),
]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def page(response):
    return html.document_fromstring(response.content.decode())


def heading(response):
    return page(response).xpath("//h1")[0].text_content().strip()


def test_gallery_is_open_and_shows_every_component(client):
    response = client.get("/components/")
    assert response.status_code == 200
    names = {path.stem for path in (TEMPLATES / "ui/jinja2/ui/components").glob("*.jinja")}
    source = (TEMPLATES / "ui/jinja2/ui/gallery.jinja").read_text()
    assert {name for name in names if f"import {name} " not in source} == set()


def test_gallery_shows_the_icons_of_measures_with_their_words(client):
    tree = page(client.get("/components/"))
    shown = [icon.text_content() for icon in tree.xpath("//*[@class='app-measure-icon__words']")]
    icons = [*VARIATION.values(), *ASSURANCE.values(), NO_TARGET, NO_TARGET_FOR_NEUTRAL]
    assert {icon.words for icon in icons} < set(shown)
    assert "Special cause: improvement, longer gaps" in shown
    assert len(tree.xpath("//*[@class='app-measure-icon']/svg[@aria-hidden='true']")) == len(shown)


def test_page_has_one_title_one_heading_and_one_place_for_each_landmark(client):
    tree = page(client.get("/components/"))
    assert tree.xpath("//title")[0].text == "Components – Concordat"
    assert tree.get("lang") == "en"
    for landmark in ("//h1", "//main", "//header", "//footer", "//meta[@name='viewport']"):
        assert len(tree.xpath(landmark)) == 1, landmark


def test_every_address_in_the_layout_leads_to_a_page(client):
    tree = page(client.get("/accounts/inactive/"))
    addresses = tree.xpath("//header//a/@href | //section[@aria-label='Help now']//a/@href | //footer//a/@href")
    ours = [address for address in addresses if address.startswith("/")]
    assert len(ours) == 9
    for address in ours:
        resolve(address)


def test_help_comes_before_everything_else(client):
    tree = page(client.get("/components/"))
    line = tree.xpath("//section[@aria-label='Help now']")[0]
    words = " ".join(line.text_content().split())
    assert words == (
        "In a crisis? Call 999 if life is at risk, or NHS 111 and choose the mental health option. Get help now"
    )
    assert line.xpath(".//a/@href") == ["tel:999", "tel:111", "/help-now/"]
    order = [element.tag for element in tree.xpath("/html/body/*")]
    assert order.index("section") < order.index("div")


def test_inline_scripts_carry_the_word_that_the_content_policy_names(client):
    response = client.get("/components/")
    (nonce,) = re.findall(r"script-src [^;]*'nonce-([^']+)'", response["Content-Security-Policy"])
    nonces = page(response).xpath("//script/@nonce")
    assert nonces
    assert set(nonces) == {nonce}


def test_page_needs_no_other_host_and_no_inline_style(client):
    tree = page(client.get("/components/"))
    fetched = tree.xpath("//link/@href | //script/@src | //img/@src")
    assert [address for address in fetched if not address.startswith("/static/")] == []
    assert tree.xpath("//@style | //style | //@onclick") == []


def test_every_static_file_of_ours_that_templates_name_exists():
    named = {
        name
        for template in TEMPLATES.glob("*/jinja2/**/*")
        if template.is_file()
        for name in re.findall(r"""static\(["']([^"']+)["']\)""", template.read_text())
        if not name.startswith("nhsuk/")
    }
    assert {name for name in named if not finders.find(name)} == set()


def test_no_logo_or_name_of_the_nhs_is_ours(client):
    response = client.get("/components/")
    assert "© NHS" not in response.content.decode()
    assert page(response).xpath("//*[contains(@class, 'nhsuk-logo') or contains(@class, 'header__logo')]") == []


@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        ("/nowhere/", 404, "Page not found"),
        ("/forbidden/", 403, "You cannot see this page"),
        ("/broken/", 500, "Something went wrong on our side"),
    ],
)
def test_error_says_in_plain_words_what_to_do(address, status, title):
    client = Client(raise_request_exception=False)
    response = client.get(address)
    assert (response.status_code, heading(response)) == (status, title)
    assert page(response).xpath("//section[@aria-label='Help now']")


def test_form_without_its_proof_is_refused_in_plain_words():
    response = Client(enforce_csrf_checks=True).post("/sent/")
    assert (response.status_code, heading(response)) == (403, "Your form was not sent")


def test_wrong_host_is_refused_in_plain_words(client):
    response = client.get("/components/", headers={"host": "elsewhere.example.org"})
    assert (response.status_code, heading(response)) == (400, "That request could not be understood")


def test_title_of_a_page_with_errors_says_so():
    template = '{% extends "ui/layout.jinja" %}{% block title %}Update{% endblock %}'
    drawn = engines["jinja2"].from_string(template).render({"form": EveryField({})})
    assert "<title>Error: Update – Concordat</title>" in drawn


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kept_by": "Fenmarsh Council"}, "This page is kept by Fenmarsh Council."),
        ({"changed_on": "3 July 2026"}, "This page last changed on 3 July 2026."),
        (
            {"kept_by": "Fenmarsh Council", "changed_on": "3 July 2026"},
            "This page is kept by Fenmarsh Council and last changed on 3 July 2026.",
        ),
    ],
)
def test_footer_says_who_keeps_the_page_and_when_it_changed(values, words):
    drawn = engines["jinja2"].from_string('{% extends "ui/layout.jinja" %}').render(values)
    assert html.document_fromstring(drawn).xpath("//footer//p")[0].text_content().strip() == words
