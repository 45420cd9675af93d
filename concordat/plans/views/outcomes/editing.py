"""The pages on which it is written down what a plan is for."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from concordat.accounts import access
from concordat.plans.commands import outcomes as commands
from concordat.plans.forms.outcomes import OutcomeTiesForm, PurposeForm
from concordat.plans.presenters.outcomes import present_editing
from concordat.plans.queries import NotSeen
from concordat.plans.queries.outcomes import FrameworkSeen, OutcomeSeen, PrioritySeen, framework_kept_by
from concordat.plans.views.outcomes.places import places

MOVES = {"priority": commands.move_priority, "outcome": commands.move_outcome}
PRIORITY = {
    "label": "What matters to people, in their words",
    "hint": "One sentence with “I” in it, as somebody who was in crisis, or who cares for them, would say it.",
}
OUTCOME = {
    "label": "What would change?",
    "hint": "What people would notice if the priority were met. Not what you do: that is an action.",
}


@access.needs(access.Permission.KEEP_OUTCOMES)
def outcomes_edit(request: HttpRequest, locality: str) -> HttpResponse:
    """All that stands, and buttons that move one of it up or down: "priority 3 up"."""
    seen = _seen(request, locality)
    if request.method == "POST":
        kind, _, rest = request.POST.get("move", "").partition(" ")
        key, _, way = rest.partition(" ")
        try:
            if kind in MOVES and key.isdecimal() and way in ("up", "down"):
                moved = {kind: int(key), "up": way == "up"}
                MOVES[kind](locality_id=seen.locality_id, by=request.user, at=timezone.now(), **moved)
        except commands.NoSuchPurpose as refusal:
            messages.warning(request, str(refusal))
        return redirect(f"{request.path}#{kind}-{key}" if key.isdecimal() else request.path)
    return render(request, "plans/outcomes/edit.jinja", {"page": present_editing(seen), **places(locality)})


@access.needs(access.Permission.KEEP_OUTCOMES)
def priority_new(request: HttpRequest, locality: str) -> HttpResponse:
    seen = _seen(request, locality)
    form = PurposeForm(request.POST if request.method == "POST" else None, **PRIORITY)

    def write(words: str, shown: str) -> None:
        commands.add_priority(locality_id=seen.locality_id, statement=words, by=request.user, at=timezone.now())

    return _written(request, locality, seen, form, write, {"title": "A new priority"})


@access.needs(access.Permission.KEEP_OUTCOMES)
def priority_change(request: HttpRequest, locality: str, priority: int) -> HttpResponse:
    seen = _seen(request, locality)
    row = _priority(seen, priority)
    given: dict[str, Any] = {"locality_id": seen.locality_id, "priority": row.id, "by": request.user}
    if request.POST.get("do") == "end":
        return _ended(request, locality, lambda: commands.end_priority(**given, at=timezone.now()))
    form = PurposeForm(request.POST if request.method == "POST" else None, **PRIORITY, words=row.statement)

    def write(words: str, shown: str) -> None:
        commands.change_priority(**given, statement=words, shown=shown, at=timezone.now())

    context = {"title": "Change a priority", "now": row.statement, "ends": "priority", "outcomes": len(row.outcomes)}
    return _written(request, locality, seen, form, write, context)


@access.needs(access.Permission.KEEP_OUTCOMES)
def outcome_new(request: HttpRequest, locality: str, priority: int) -> HttpResponse:
    seen = _seen(request, locality)
    row = _priority(seen, priority)
    form = PurposeForm(request.POST if request.method == "POST" else None, **OUTCOME)

    def write(words: str, shown: str) -> None:
        commands.add_outcome(
            locality_id=seen.locality_id, priority=row.id, text=words, by=request.user, at=timezone.now()
        )

    return _written(request, locality, seen, form, write, {"title": "A new outcome", "under": row.statement})


@access.needs(access.Permission.KEEP_OUTCOMES)
def outcome_change(request: HttpRequest, locality: str, outcome: int) -> HttpResponse:
    seen = _seen(request, locality)
    above, row = _outcome(seen, outcome)
    given: dict[str, Any] = {"locality_id": seen.locality_id, "outcome": row.id, "by": request.user}
    if request.POST.get("do") == "end":
        return _ended(request, locality, lambda: commands.end_outcome(**given, at=timezone.now()))
    form = PurposeForm(request.POST if request.method == "POST" else None, **OUTCOME, words=row.text)

    def write(words: str, shown: str) -> None:
        commands.change_outcome(**given, text=words, shown=shown, at=timezone.now())

    context = {"title": "Change an outcome", "under": above.statement, "now": row.text, "ends": "outcome"}
    return _written(request, locality, seen, form, write, context)


@access.needs(access.Permission.KEEP_OUTCOMES)
def outcome_ties(request: HttpRequest, locality: str, outcome: int) -> HttpResponse:
    seen = _seen(request, locality)
    above, row = _outcome(seen, outcome)
    form = OutcomeTiesForm(request.POST if request.method == "POST" else None, seen=seen, outcome=row)
    if form.is_valid():
        try:
            commands.tie_outcome(
                locality_id=seen.locality_id, outcome=row.id, **form.ties(), by=request.user, at=timezone.now()
            )
        except (commands.NoSuchPurpose, *commands.REFUSALS) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "What it is tied to is saved.")
            return redirect("outcomes-edit", locality=locality)
    context = {"name": seen.plan.locality_name, "form": form, "under": above.statement, "outcome": row.text}
    context |= {"has_measures": bool(seen.measures or row.measures), **places(locality)}
    return render(request, "plans/outcomes/ties.jinja", context, status=422 if form.errors else 200)


def _written(
    request: HttpRequest,
    locality: str,
    seen: FrameworkSeen,
    form: PurposeForm,
    write: Callable[[str, str], None],
    context: dict[str, Any],
) -> HttpResponse:
    """Write what the form says, or show it with what is wrong."""
    if form.is_valid():
        try:
            write(form.cleaned_data["words"], form.cleaned_data["shown"])
        except commands.NoSuchPurpose as refusal:
            messages.warning(request, str(refusal))
            return redirect("outcomes-edit", locality=locality)
        except commands.WORDS_REFUSED as refusal:
            form.refuse(refusal, context.get("now", ""))
        else:
            messages.success(request, "Saved. Everybody can read it now.")
            return redirect("outcomes-edit", locality=locality)
    values = {"name": seen.plan.locality_name, "form": form, **context, **places(locality)}
    return render(request, "plans/outcomes/purpose.jinja", values, status=422 if form.errors else 200)


def _ended(request: HttpRequest, locality: str, end: Callable[[], None]) -> HttpResponse:
    try:
        end()
    except commands.NoSuchPurpose as refusal:  # somebody else was quicker
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "It has ended. What it said stays in the list of changes.")
    return redirect("outcomes-edit", locality=locality)


def _seen(request: HttpRequest, locality: str) -> FrameworkSeen:
    try:
        return framework_kept_by(request.user, locality)
    except NotSeen as reason:
        raise Http404 from reason


def _priority(seen: FrameworkSeen, key: int) -> PrioritySeen:
    for priority in seen.priorities:
        if priority.id == key:
            return priority
    raise Http404(f"priority {key}")


def _outcome(seen: FrameworkSeen, key: int) -> tuple[PrioritySeen, OutcomeSeen]:
    for priority in seen.priorities:
        for outcome in priority.outcomes:
            if outcome.id == key:
                return priority, outcome
    raise Http404(f"outcome {key}")
