"""The addresses that lead out of the pages about what actions are for."""

from django.urls import reverse


def places(locality: str, **more: str) -> dict[str, str]:
    """The addresses around a page, as its template takes them; `more` by the name of what they lead to."""
    here = {"locality": locality}
    found = {
        "locality": reverse("locality", kwargs=here),
        "plan": reverse("plan", kwargs=here),
        "outcomes": reverse("outcomes", kwargs=here),
        "edit": reverse("outcomes-edit", kwargs=here),
        **more,
    }
    addresses = {f"{name}_href": address for name, address in found.items()}
    return {
        **addresses,
        "measures_href": f"{found['locality']}measures/",
        "help_at": reverse("locality-help-now", kwargs=here),
    }
