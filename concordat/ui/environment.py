"""The Jinja environment of every page, and what every page is given."""

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, Undefined

from concordat.ui import fields

OUR_PACKAGES = "concordat."


class PageEnvironment(Environment):
    """Prints nothing for what is not there, except on our own values, where a misspelt name is an error.

    The design system's macros ask for options that nobody gave (`params.hint.text`), so they need
    `ChainableUndefined`, which would also print `{{ row.statsu }}` as a blank.
    """

    def getattr(self, obj: Any, attribute: str) -> Any:
        # Pages look up thousands of attributes that are there.
        try:
            return getattr(obj, attribute)
        except AttributeError:
            found = super().getattr(obj, attribute)
        if isinstance(found, Undefined):
            _refuse_misspelling(obj, attribute)
        return found

    def getitem(self, obj: Any, argument: Any) -> Any:
        found = super().getitem(obj, argument)
        if isinstance(found, Undefined):
            _refuse_misspelling(obj, argument)
        return found


def _refuse_misspelling(obj: Any, attribute: object) -> None:
    kind = type(obj)
    is_ours = dataclasses.is_dataclass(kind) and kind.__module__.startswith(OUR_PACKAGES)
    if is_ours or isinstance(obj, BaseForm):
        raise AttributeError(f"{kind.__name__} has no {attribute!r}: look for a misspelling in the template.")


def environment(**options: Any) -> Environment:
    """The environment that Django's Jinja2 backend asks for, with the design system's macros within reach."""
    options["loader"] = ChoiceLoader([options["loader"], PackageLoader("nhsuk_frontend_jinja")])
    options["undefined"] = ChainableUndefined
    made = PageEnvironment(**options, trim_blocks=True, lstrip_blocks=True)
    made.globals.update(
        url=url,
        static=static,
        field_group=fields.field_group,
        first_error=fields.first_error,
        error_target=fields.error_target,
    )
    made.filters.update(date=long_date, month=month, time=clock_time, optional=optional)
    return made


def page_context(request: HttpRequest) -> dict[str, Any]:
    """What every page gets beside its own values.

    `csp_nonce` lets an inline script of ours run; `signs_in_to` is where a visitor who signs in comes back to: no
    page that a secret link opens, since the secret would stand in the address of the page for signing in.
    """
    asked = request.resolver_match
    is_secret = asked is not None and getattr(asked.func, "seen_by", "") == "link"
    comes_back = request.method == "GET" and not is_secret and not request.path.startswith("/accounts/")
    return {
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "signs_in_to": request.get_full_path() if comes_back else "",
    }


def url(name: str, /, **parts: object) -> str:
    """The address of the view called `name`; raises `NoReverseMatch` when there is none."""
    return reverse(name, kwargs=parts)


def static(path: str) -> str:
    """The address of a file that set-up collected.

    A file that nobody collected keeps its plain address: a page without its styles is of more use to somebody
    who looks for help than an error.
    """
    try:
        return staticfiles_storage.url(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


def optional(value: Any, name: str) -> Any:
    """What a mapping or an object has under `name`, or None: for what a component's caller may leave out."""
    return value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)


def long_date(value: date | None) -> str:
    """31 March 2016; for a moment, the day it was in London; nothing for None."""
    day = _local(value)
    return f"{day.day} {day:%B %Y}" if day else ""


def month(value: date | None) -> str:
    """March 2016; nothing for None."""
    day = _local(value)
    return f"{day:%B %Y}" if day else ""


def clock_time(value: datetime | None) -> str:
    """3.05pm in London; nothing for None."""
    moment = _local(value)
    return f"{moment.hour % 12 or 12}.{moment:%M}{'am' if moment.hour < 12 else 'pm'}" if moment else ""


def _local(value: Any) -> Any:
    if not value:
        return None
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
