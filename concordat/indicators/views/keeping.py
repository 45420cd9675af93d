"""The pages of those who keep measures: which there are, what each is, its targets and steps, the small-number rule."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from concordat.accounts import access
from concordat.accounts.access import Permission
from concordat.directory import queries as directory
from concordat.directory.views.shared import help_at, locality_seen
from concordat.indicators import forms, presenters
from concordat.indicators.commands import measures, rule, steps, targets
from concordat.indicators.commands.refusing import NotKept
from concordat.indicators.queries import keeping, standard_measures

DONE = {
    "publish": "Everybody sees this measure from now on, by the small-number rule.",
    "withdraw": "Only members see this measure from now on.",
    "retire": "This measure is no longer kept. Its figures stay.",
    "resume": "This measure is kept again.",
}
CHANGES = {
    "publish": measures.publish_measure,
    "withdraw": measures.withdraw_measure,
    "retire": measures.retire_measure,
    "resume": measures.resume_measure,
}


@access.needs(Permission.KEEP_MEASURES)
def measures_set_up(request: HttpRequest, locality: str) -> HttpResponse:
    seen = locality_seen(request, locality)
    kept = keeping.measures_kept(request.user, locality)
    partners = _partners(request, locality)
    wants = request.POST.get("do", "")
    adopt = forms.AdoptForm(
        request.POST if wants == "adopt" else None, left=keeping.standard_left(kept), partners=partners
    )
    own = forms.MeasureForm(request.POST if wants == "create" else None, partners=partners, auto_id="own_%s")
    if wants == "adopt" and adopt.is_valid() and _tried(adopt, lambda: _adopt(request, seen.id, adopt)):
        messages.success(request, "The measures are taken. Next: load their figures.")
        return redirect("measures-set-up", locality=locality)
    if wants == "create" and own.is_valid() and _tried(own, lambda: _create(request, seen.id, own)):
        messages.success(request, "The measure is made. Next: load its figures.")
        return redirect("measures-set-up", locality=locality)
    context = {
        "lines": presenters.present_lines(kept, locality),
        "adopt": adopt,
        "own": own,
        "wrong": own if own.errors else adopt,
        "origin": standard_measures().origin,
    }
    return _page(request, "set_up", seen, context, is_wrong=bool(adopt.errors or own.errors))


@access.needs(Permission.KEEP_MEASURES)
def measure_edit(request: HttpRequest, locality: str, key: str) -> HttpResponse:
    seen, measure = _measure(request, locality, key)
    wants = request.POST.get("do", "")
    given = _given(measure)
    form = forms.MeasureForm(
        request.POST if wants == "change" else None,
        partners=_partners(request, locality),
        initial=_initial(given),
        fixed=given if measure.figures or measure.standard_key else None,
        is_standard=bool(measure.standard_key),
    )
    if wants in CHANGES:
        try:
            CHANGES[wants](measure_id=measure.id, by=request.user, at=timezone.now())
            messages.success(request, DONE[wants])
        except NotKept as refusal:
            messages.error(request, str(refusal))
        return redirect("measure-edit", locality=locality, key=key)
    if wants == "change" and form.is_valid() and _tried(form, lambda: _change(request, measure.id, form)):
        messages.success(request, "The measure is saved.")
        return redirect("measure-edit", locality=locality, key=key)
    page = presenters.present_measure(measure, locality, keeping.rule_standing(request.user, locality).rule)
    return _page(request, "edit", seen, {"form": form, "page": page}, is_wrong=bool(form.errors))


@access.needs(Permission.KEEP_MEASURES)
def measure_targets(request: HttpRequest, locality: str, key: str) -> HttpResponse:
    seen, measure = _measure(request, locality, key)
    form = forms.TargetForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _tried(form, lambda: _do(targets.set_target, request, measure.id, form)):
        messages.success(request, "The target is saved.")
        return redirect("measure-targets", locality=locality, key=key)
    said = presenters.present_targets(keeping.targets_said(measure.id), measure.wording, today=timezone.localdate())
    page = presenters.present_measure(measure, locality, keeping.rule_standing(request.user, locality).rule)
    return _page(request, "targets", seen, {"form": form, "page": page, "said": said}, is_wrong=bool(form.errors))


@access.needs(Permission.KEEP_MEASURES)
def measure_steps(request: HttpRequest, locality: str, key: str) -> HttpResponse:
    seen, measure = _measure(request, locality, key)
    if step := request.POST.get("withdraw", ""):
        _withdraw_step(request, measure.id, step)
        return redirect("measure-steps", locality=locality, key=key)
    form = forms.StepForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _tried(form, lambda: _do(steps.add_step, request, measure.id, form)):
        messages.success(request, "The step is entered. The limits begin anew from it.")
        return redirect("measure-steps", locality=locality, key=key)
    page = presenters.present_measure(measure, locality, keeping.rule_standing(request.user, locality).rule)
    said = presenters.present_steps(keeping.steps_said(measure.id))
    return _page(request, "steps", seen, {"form": form, "page": page, "said": said}, is_wrong=bool(form.errors))


@access.needs(Permission.KEEP_MEASURES)
def small_number_rule(request: HttpRequest, locality: str) -> HttpResponse:
    seen = locality_seen(request, locality)
    standing = keeping.rule_standing(request.user, locality)
    form = forms.RuleForm(
        request.POST if request.method == "POST" else None,
        choices=presenters.rule_choices(standing),
        initial={"largest_hidden": standing.rule.largest_hidden, "rounds_to": standing.rule.rounds_to},
    )
    if form.is_valid() and _tried(form, lambda: _set_rule(request, seen.id, form)):
        messages.success(request, "The rule is saved, and holds from now on.")
        return redirect("small-number-rule", locality=locality)
    context = {"form": form, "page": presenters.present_rule(standing)}
    return _page(request, "rule", seen, context, is_wrong=bool(form.errors))


def _measure(request: HttpRequest, locality: str, key: str) -> tuple[directory.LocalityFacts, keeping.MeasureKept]:
    seen = locality_seen(request, locality)
    try:
        return seen, keeping.measure_kept(request.user, locality, key)
    except keeping.NoSuchMeasure as reason:
        raise Http404 from reason


def _partners(request: HttpRequest, locality: str) -> list[tuple[int, str]]:
    return [(partner.id, partner.name) for partner in directory.partners_of(request.user, locality)]


def _tried(form: Form, change: Callable[[], object]) -> bool:
    """Whether the change was made; a refusal becomes the form's error."""
    try:
        change()
    except NotKept as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    return True


def _adopt(request: HttpRequest, locality_id: int, form: forms.AdoptForm) -> None:
    measures.adopt_standard_measures(
        locality_id=locality_id,
        standard_keys=form.cleaned_data["measures"],
        by=request.user,
        at=timezone.now(),
        **form.given(),
    )


def _create(request: HttpRequest, locality_id: int, form: forms.MeasureForm) -> None:
    measures.create_measure(locality_id=locality_id, given=form.given(), by=request.user, at=timezone.now())


def _change(request: HttpRequest, measure_id: int, form: forms.MeasureForm) -> None:
    measures.change_measure(measure_id=measure_id, given=form.given(), by=request.user, at=timezone.now())


def _do(command: Callable[..., object], request: HttpRequest, measure_id: int, form: Form) -> None:
    command(measure_id=measure_id, by=request.user, at=timezone.now(), **form.cleaned_data)


def _set_rule(request: HttpRequest, locality_id: int, form: forms.RuleForm) -> None:
    rule.set_small_number_rule(locality_id=locality_id, by=request.user, at=timezone.now(), **form.given())


def _withdraw_step(request: HttpRequest, measure_id: int, step: str) -> None:
    try:
        steps.withdraw_step(
            measure_id=measure_id, step_id=int(step) if step.isdecimal() else 0, by=request.user, at=timezone.now()
        )
    except NotKept as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The step is withdrawn. That it stood stays in the list.")


def _given(measure: keeping.MeasureKept) -> measures.MeasureGiven:
    return measures.MeasureGiven(
        name=measure.name,
        question=measure.question,
        unit=measure.wording.unit,
        direction=measure.direction,
        frequency=measure.wording.frequency,
        definition=measure.definition,
        standard=measure.standard,
        source=measure.source,
        rate_of=measure.wording.rate_of,
        owned_by=measure.owned_by,
        loaded_by=measure.loaded_by,
        due_within_days=measure.due_within_days,
        breakdowns=measure.breakdowns,
    )


def _initial(given: measures.MeasureGiven) -> dict[str, Any]:
    names = measures.MeasureGiven.__dataclass_fields__
    return {name: getattr(given, name) for name in names}


def _page(
    request: HttpRequest, name: str, seen: directory.LocalityFacts, context: dict[str, Any], *, is_wrong: bool
) -> HttpResponse:
    values = context | {"locality": seen} | help_at(seen.slug)
    return render(request, f"indicators/keeping/{name}.jinja", values, status=422 if is_wrong else 200)
