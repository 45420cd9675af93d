"""Lets actions that a document leaves out follow their section where it has another name now."""

from collections.abc import Mapping
from datetime import date, datetime

from concordat.accounts.models import User
from concordat.plans.commands.importing.rows import point_at_the_newest
from concordat.plans.domain.days import spoken_day
from concordat.plans.domain.editions import fold_text
from concordat.plans.domain.sections import renamed_sections
from concordat.plans.models import ActionLead, ActionWording, Plan, Section
from concordat.plans.queries.importing import ImportReview


def follow_renamed_sections(
    plan: Plan, review: ImportReview, *, said_on: date, by: User | None, at: datetime
) -> Mapping[int, int]:
    """Give missing actions of a renamed section a wording under its new name; the new wordings by action key.

    Without it a section that was renamed would stand twice in the plan: once with what the document names, and once
    with what was completed before. Call it when the rows, and so the new sections, are written.
    """
    renamed = _renamed(review)
    sections = {fold_text(section.title): section for section in Section.objects.filter(plan=plan)}
    missing = [review.known[missing.number] for missing in review.matching.missing]
    following = {
        known.wording_key: sections[fold_text(renamed[known.promise.section][:300])]
        for known in missing
        if known.promise.section in renamed and (known.promise.state.is_open or known.promise.state.is_complete)
    }
    wordings = list(ActionWording.objects.filter(pk__in=following).select_related("section").prefetch_related("leads"))
    leads = [list(wording.leads.all()) for wording in wordings]
    for wording in wordings:
        before, section = wording.section.title, following[wording.pk]
        wording.reason = f"The section “{before}” is “{section.title}” in the document of {spoken_day(said_on)}"
        wording.pk, wording.section, wording.recorded_at, wording.by = None, section, at, by
    made = ActionWording.objects.bulk_create(wordings)
    for wording, named in zip(made, leads, strict=True):
        for lead in named:
            lead.pk, lead.wording = None, wording
    ActionLead.objects.bulk_create([lead for named in leads for lead in named])
    point_at_the_newest([wording.action_id for wording in made])
    return {wording.action_id: wording.pk for wording in made}


def _renamed(review: ImportReview) -> Mapping[str, str]:
    numbers = {match.row: match.number for match in review.matching.matches}
    rows = review.plan.taken()
    moves = [
        (review.known[number].promise.section, row.section)
        for row in rows
        if (number := numbers[row.index]) is not None
    ]
    return renamed_sections(moves, [row.section for row in rows])
