"""Gives the example locality its measures: years of figures, with targets, steps and a revision."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.directory.models import Locality, Partner
from concordat.indicators.commands.measures import MeasureGiven, adopt_standard_measure, create_measure
from concordat.indicators.commands.releasing import release_figures
from concordat.indicators.commands.steps import add_step, withdraw_step
from concordat.indicators.commands.targets import set_target
from concordat.indicators.domain.figures import Unit
from concordat.indicators.domain.series import Direction
from concordat.indicators.gateways.example import example_measures
from concordat.indicators.models import Measure, Observation

LOADED_AFTER = timedelta(days=45)  # after the first day of a month, its figures had come
KEPT_SINCE = datetime(2019, 4, 1, 9, tzinfo=UTC)


@transaction.atomic
def add_example_measures(*, at: datetime) -> int:
    """Add what `examples/measures.yaml` says to the example, and give how many measures.

    Does nothing where they stand already, or where there is no example.
    """
    facts = example_measures()
    locality = Locality.objects.filter(slug=facts["locality"]).first()
    if locality is None or locality.measures.exists():
        return 0
    analyst = User.objects.filter(email=facts["analyst"]).first()
    partners = {
        partner.organisation.name: partner.pk
        for partner in Partner.objects.filter(locality=locality).select_related("organisation")
    }
    for measure_facts in facts["measures"]:
        measure = _measure(locality, measure_facts, partners, by=analyst)
        # One by one these would be a thousand transactions with an audit entry each.
        Observation.objects.bulk_create(_observations(measure, measure_facts, by=analyst, at=at), batch_size=500)
        record_audit("add_example_measures", measure, by=analyst, at=at)
        _say(measure, measure_facts, by=analyst)
        if measure_facts.get("is_published", True):
            measure.published_at, measure.published_by = _noon(facts["published"]), analyst
            measure.save(update_fields=["published_at", "published_by"])
    release_figures(locality=locality, at=at)
    return len(facts["measures"])


def _measure(locality: Locality, facts: Mapping[str, Any], partners: Mapping[str, int], *, by: User | None) -> Measure:
    owned_by, loaded_by = partners[facts["owned_by"]], partners[facts["loaded_by"]]
    if key := facts.get("standard_key"):
        return adopt_standard_measure(
            locality_id=locality.pk,
            standard_key=key,
            source=facts["source"],
            owned_by=owned_by,
            loaded_by=loaded_by,
            by=by,
            at=KEPT_SINCE,
        )
    given = MeasureGiven(
        name=facts["name"],
        question=facts["question"],
        unit=Unit(facts["unit"]),
        direction=Direction(facts["direction"]),
        definition=facts["definition"],
        standard=facts["standard"],
        source=facts["source"],
        owned_by=owned_by,
        loaded_by=loaded_by,
    )
    return create_measure(locality_id=locality.pk, given=given, by=by, at=KEPT_SINCE)


def _observations(measure: Measure, facts: Mapping[str, Any], *, by: User | None, at: datetime) -> list[Observation]:
    series = {("", ""): facts["figures"]} | {
        (breakdown, category): figures
        for breakdown, categories in facts.get("breakdowns", {}).items()
        for category, figures in categories.items()
    }
    before = {
        (revision["period"], *_cell(cell)): (was, revision)
        for revision in facts.get("revisions", ())
        for cell, was in revision["before"].items()
    }
    found = []
    for (breakdown, category), figures in series.items():
        for month, figure in zip(_months(facts["first"]), figures.split(), strict=False):
            cell = {"measure": measure, "period_on": month, "breakdown": breakdown, "category": category, "by": by}
            said = min(_noon(month + LOADED_AFTER), at)
            was, revision = before.get((f"{month:%Y-%m}", breakdown, category), (None, {}))
            if revision:
                found.append(Observation(**cell, **_figure(str(was)), revision=1, at=said))
                now = _noon(revision["at"])
                found.append(Observation(**cell, **_figure(figure), revision=2, at=now, reason=revision["reason"]))
                continue
            reason = facts["missing"][f"{month:%Y-%m}"] if figure == "-" else ""
            found.append(Observation(**cell, **_figure(figure), revision=1, at=said, reason=reason))
    return found


def _cell(words: str) -> tuple[str, str]:
    """ "age/25-64", or "whole"."""
    breakdown, _, category = words.partition("/")
    return ("", "") if words == "whole" else (breakdown, category)


def _figure(words: str) -> dict[str, Any]:
    """ "12", "12/31" (a percentage), or "-" for one that is missing."""
    if words == "-":
        return {"value": None}
    numerator, _, denominator = words.partition("/")
    if not denominator:
        return {"value": Decimal(numerator)}
    value = (100 * Decimal(numerator) / Decimal(denominator)).quantize(Decimal("0.000001"))
    return {"value": value, "numerator": int(numerator), "denominator": int(denominator)}


def _months(first: str) -> Iterator[date]:
    year, month = map(int, first.split("-"))
    while True:
        yield date(year, month, 1)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _say(measure: Measure, facts: Mapping[str, Any], *, by: User | None) -> None:
    for target in facts.get("targets", ()):
        set_target(
            measure_id=measure.pk,
            since_on=target["since"],
            value=Decimal(target["value"]),
            reason=target["reason"],
            by=by,
            at=_noon(target["at"]),
        )
    for step in facts.get("steps", ()):
        added = add_step(measure_id=measure.pk, on=step["since"], reason=step["reason"], by=by, at=_noon(step["at"]))
        if "withdrawn" in step:
            withdraw_step(measure_id=measure.pk, step_id=added.pk, by=by, at=_noon(step["withdrawn"]))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
