"""Reads what became of letters."""

from collections.abc import Iterable

from django.db.models.functions import Lower

from concordat.accounts.models import Message

_UNFINISHED = (Message.State.WAITING, Message.State.HANDING_OVER)


def bounced_among(addresses: Iterable[str]) -> frozenset[str]:
    """Those addresses, in small letters, whose latest finished letter came back; in one query."""
    wanted = {address.lower() for address in addresses if address}
    if not wanted:
        return frozenset()
    rows = (
        Message.objects.annotate(address=Lower("to_address"))
        .filter(address__in=wanted)
        .exclude(state__in=_UNFINISHED)
        .order_by("written_at", "pk")
        .values_list("address", "state")
    )
    latest: dict[str, str] = dict(rows)
    return frozenset(address for address, state in latest.items() if state == Message.State.BOUNCED)
