"""The pages on which it is written down what a plan is for."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from concordat.accounts import access
from concordat.plans.commands import outcomes as commands
from concordat.plans.domain.outcomes import Purpose
from concordat.plans.forms.outcomes import OutcomeTiesForm, PurposeForm, UnderForm
from concordat.plans.presenters.outcomes import present_editing
from concordat.plans.queries import NotSeen
from concordat.plans.queries.outcomes import FrameworkSeen, OutcomeSeen, PrioritySeen, ended_purposes, framework_kept_by
from concordat.plans.views.outcomes.places import places

PRIORITY = {
    "label": "What matters to people, in their words",
    "hint": "One sentence with “I” in it, as somebody who was in crisis, or who cares for them, would say it.",
}
OUTCOME = {
    "label": "What would change?",
    "hint": "What people would notice if the priority were met. Not what you do: that is an action.",
}

ENDED = "It has ended. It stands below, where it can be reopened, and in the list of changes."
MOVED = "The outcome stands under another priority now, with all that it is tied to."


@access.needs(access.Permission.KEEP_OUTCOMES)
def outcomes_edit(request: HttpRequest, locality: str) -> HttpResponse:
    """All that stands, with buttons that move one of it ("priority 3 up"), and what has ended ("priority 3 reopen")."""
    seen = _seen(request, locality)
    if request.method == "POST":
        kind, _, rest = request.POST.get("do", "").partition(" ")
        key, _, what = rest.partition(" ")
        if kind not in list(Purpose) or not key.isdecimal():
            return redirect(request.path)
        given = {"locality_id": seen.locality_id, "kind": Purpose(kind), "key": int(key), "by": request.user}
        try:
            if what == "reopen":
                commands.reopen(**given, at=timezone.now())
                messages.success(request, f"The {kind} stands again, last in its list.")
            elif what in ("up", "down"):
                commands.move(**given, up=what == "up", at=timezone.now())
        except (commands.NoSuchPurpose, *commands.WORDS_REFUSED) as refusal:
            messages.warning(request, str(refusal))
        return redirect(f"{request.path}#{kind}-{key}")
    page = present_editing(seen, ended_purposes(request.user, locality))
    return render(request, "plans/outcomes/edit.jinja", {"page": page, **places(locality)})


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
    given = _given(request, seen, Purpose.PRIORITY, row.id)
    if request.POST.get("do") == "end":
        return _done(request, locality, ENDED, lambda: commands.end(**given, at=timezone.now()))
    form = PurposeForm(request.POST if request.method == "POST" else None, **PRIORITY, words=row.statement)

    def write(words: str, shown: str) -> None:
        commands.change_words(**given, words=words, shown=shown, at=timezone.now())

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
    given = _given(request, seen, Purpose.OUTCOME, row.id)
    do = request.POST.get("do")
    if do == "end":
        return _done(request, locality, ENDED, lambda: commands.end(**given, at=timezone.now()))
    under = UnderForm(request.POST if do == "move" else None, priorities=_others(seen, above))
    if under.is_valid():
        return _done(request, locality, MOVED, lambda: _move_under(request, seen, row, under))
    is_written = request.method == "POST" and do != "move"
    form = PurposeForm(request.POST if is_written else None, **OUTCOME, words=row.text)

    def write(words: str, shown: str) -> None:
        commands.change_words(**given, words=words, shown=shown, at=timezone.now())

    context = {"title": "Change an outcome", "under": above.statement, "now": row.text, "ends": "outcome"}
    return _written(request, locality, seen, form, write, context | {"move": under})


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
    is_wrong = form.errors or (context.get("move") and context["move"].errors)
    return render(request, "plans/outcomes/purpose.jinja", values, status=422 if is_wrong else 200)


def _done(request: HttpRequest, locality: str, told: str, do: Callable[[], object]) -> HttpResponse:
    try:
        do()
    except commands.NoSuchPurpose as refusal:  # somebody else was quicker
        messages.warning(request, str(refusal))
    else:
        messages.success(request, told)
    return redirect("outcomes-edit", locality=locality)


def _move_under(request: HttpRequest, seen: FrameworkSeen, outcome: OutcomeSeen, form: UnderForm) -> None:
    priority = int(form.cleaned_data["under"])
    given = {"locality_id": seen.locality_id, "by": request.user, "at": timezone.now()}
    commands.move_under(**given, outcome=outcome.id, priority=priority)


def _others(seen: FrameworkSeen, above: PrioritySeen) -> list[tuple[str, str]]:
    """The priorities that an outcome may be moved to."""
    return [(str(one.id), one.statement) for one in seen.priorities if one.id != above.id]


def _given(request: HttpRequest, seen: FrameworkSeen, kind: Purpose, key: int) -> dict[str, Any]:
    return {"locality_id": seen.locality_id, "kind": kind, "key": key, "by": request.user}


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
