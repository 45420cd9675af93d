"""Reads what became of letters."""

from collections.abc import Iterable

from django.db.models.functions import Lower

from concordat.accounts.models import Message

_TELLING = (Message.State.SENT, Message.State.UNCERTAIN, Message.State.BOUNCED)  # of the address that it went to


def bounced_among(addresses: Iterable[str]) -> frozenset[str]:
    """Those addresses, in small letters, whose latest letter that was sent came back; in one query."""
    wanted = {address.lower() for address in addresses if address}
    rows = (
        Message.objects.annotate(address=Lower("to_address"))
        .filter(address__in=wanted, state__in=_TELLING)
        .order_by("written_at", "pk")
        .values_list("address", "state")
    )
    return frozenset(address for address, state in dict(rows).items() if state == Message.State.BOUNCED)
