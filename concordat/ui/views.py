"""The gallery: every component that pages are made of, in each of its states, those of other packages too."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string

from concordat.ui import forms, presenters


def components(request: HttpRequest) -> HttpResponse:
    context = {
        "gallery": presenters.Gallery(),
        "empty": forms.EveryField(),
        "wrong": forms.EveryField(
            {
                "wrong-due_on-day": "31",
                "wrong-due_on-month": "2",
                "wrong-due_on-year": "2027",
                "wrong-meetings": "some",
            },
            prefix="wrong",
        ),
        "parts": [import_string(name)() for name in settings.GALLERY],
        "kept_by": "whoever changes a component",
        "changed_on": "3 July 2026",
    }
    return render(request, "ui/gallery.jinja", context)


# Everybody may see it. `accounts.access` says so for other views, and stands above this package.
components.seen_by = "public"  # type: ignore[attr-defined]
