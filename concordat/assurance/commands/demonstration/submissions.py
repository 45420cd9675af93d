"""Writes the checks of an invented plan: what was submitted, judged, asked and answered, on the way to its step."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from concordat.accounts.models import User
from concordat.assurance.commands.demonstration.declarations import Declared
from concordat.assurance.commands.demonstration.plans import PlanLife, Running, moment
from concordat.assurance.domain.checking import ActionChecked, Finding, Verdict, check
from concordat.assurance.domain.ladder import DELIVERING, Step
from concordat.assurance.models import ChangePoint, Judgement, PlanSubmission, PointAnswer
from concordat.assurance.queries import reference
from concordat.plans.models import Edition

Outcome = PlanSubmission.Outcome
CHECKED = (Step.PLAN_SUBMITTED, Step.CHANGES_REQUESTED, *DELIVERING)
_ASKED = {
    "ages": "Say what is promised to older people, not only to children.",
    "lived-experience": "Say how people who have been in crisis had a hand in it.",
    "dates": "Give a last day to the actions that are “ongoing”.",
    "leads": "Name one lead for each action.",
    "measures": "Say by which number you will know that it worked.",
    "partners": "Say what each agency that signed will do.",
}
_ELSE_ASKED = "Say more plainly what will be different for people who live there."
_ANSWERS = ("We have added it; see the next edition.", "Agreed at the steering group, and put in.")


def add_submissions(life: PlanLife, declared: Sequence[Declared], *, checker: User, today: date) -> None:
    """The submissions that bring a plan to the step of its place."""
    if life.place.step in CHECKED:
        _Checks(life, declared, checker, today).run()


class _Checks:
    def __init__(self, life: PlanLife, declared: Sequence[Declared], checker: User, today: date) -> None:
        self.life, self.declared, self.checker, self.today = life, declared, checker, today
        self.count = 0

    def run(self) -> None:
        editions, step, random = self.life.editions, self.life.place.step, self.life.random
        if step is Step.PLAN_SUBMITTED:
            if len(editions) > 1 and random.random() < 0.4:
                self._ask_and_answer(editions[0])
            elif len(editions) > 1 and random.random() < 0.4:
                taken_back = self._submit(editions[0])
                taken_back.taken_back_at = taken_back.submitted_at + timedelta(days=3)
                taken_back.taken_back_by_id = self.life.by.pk
            self._wait(editions[-1])
        elif step is Step.CHANGES_REQUESTED:
            self._ask(self._submit(editions[-1]), answered=random.choice((0, 0.5)))
        else:
            first = editions[0]
            if len(editions) > 1 and random.random() < 0.3:
                self._ask_and_answer(first)
                first = editions[1]
            self._approve(self._submit(first))
            if editions[-1] is not first and random.random() < 0.15:
                self._wait(editions[-1])  # the approval of the earlier one stands meanwhile

    def _wait(self, edition: Edition) -> None:
        """Submit an edition some weeks ago; of some that wait, half of the criteria are judged."""
        since = moment(self.today - timedelta(days=self.life.random.randint(4, 70)), 10)
        submission = self._submit(edition, not_before=since)
        if self.life.random.random() < 0.4:
            at = self._by_now(submission.submitted_at + timedelta(days=2))
            for finding in self._findings(submission)[::2]:
                self._judge(submission, finding, finding.verdict or Verdict.IN_PART, "", at)

    def _submit(self, edition: Edition, *, not_before: datetime | None = None) -> PlanSubmission:
        at = edition.frozen_at + timedelta(days=self.life.random.randint(2, 6))
        at = self._by_now(max(at, not_before) if not_before else at)
        on = timezone.localdate(at)
        under = [each for each in self.declared if each.declared_on <= on and not (each.until and each.until <= on)]
        self.count += 1
        return self.life.batch.add(
            PlanSubmission(
                locality_id=self.life.locality.pk, number=self.count, edition_id=edition.pk,
                declaration_id=under[-1].pk, words="Please check our plan.",
                criteria_version=reference.check_criteria().origin.version, submitted_at=at,
                submitted_by_id=self.life.by.pk,
            )
        )  # fmt: skip

    def _ask_and_answer(self, edition: Edition) -> None:
        self._ask(self._submit(edition), answered=1)

    def _approve(self, submission: PlanSubmission) -> None:
        at = self._by_now(submission.submitted_at + timedelta(days=self.life.random.randint(9, 30)))
        for finding in self._findings(submission):
            verdict = finding.verdict if finding.verdict in (Verdict.MET, Verdict.IN_PART) else Verdict.IN_PART
            self._judge(submission, finding, verdict, "" if verdict is Verdict.MET else "Good enough to begin.", at)
        self._decide(submission, Outcome.APPROVED, "A plan that can be followed.", at)

    def _ask(self, submission: PlanSubmission, *, answered: float) -> None:
        """Ask for changes under every criterion that is not met in full, three at most; some points are answered."""
        at = self._by_now(submission.submitted_at + timedelta(days=self.life.random.randint(2, 5)))
        lacking = []
        for finding in self._findings(submission):
            verdict = finding.verdict or Verdict.IN_PART
            self._judge(submission, finding, verdict, "", at)
            if verdict is not Verdict.MET and len(lacking) < 3:
                lacking.append(finding.key)
        for number, key in enumerate(lacking, start=1):
            point = self.life.batch.add(
                ChangePoint(
                    submission_id=submission.pk, number=number, criterion=key, words=_ASKED.get(key, _ELSE_ASKED)
                )
            )
            if number <= answered * len(lacking):
                words = self.life.random.choice(_ANSWERS)
                day = self._by_now(at + timedelta(days=4))
                self.life.batch.add(PointAnswer(point_id=point.pk, words=words, at=day, by_id=self.life.by.pk))
        self._decide(submission, Outcome.CHANGES_REQUESTED, "Not far to go.", at)

    def _judge(self, submission: PlanSubmission, finding: Finding, verdict: Verdict, note: str, at: datetime) -> None:
        computed = {"verdict": finding.verdict.value if finding.verdict else "", "sentence": finding.sentence}
        if finding.verdict is None:
            computed["sentence"] = ""
        self.life.batch.add(
            Judgement(
                submission_id=submission.pk, criterion=finding.key, verdict=verdict.value, note=note,
                computed=computed, at=at, by_id=self.checker.pk,
            )
        )  # fmt: skip

    def _decide(self, submission: PlanSubmission, outcome: Outcome, note: str, at: datetime) -> None:
        submission.outcome, submission.note = outcome, note
        submission.decided_at, submission.decided_by_id = at, self.checker.pk

    def _findings(self, submission: PlanSubmission) -> tuple[Finding, ...]:
        """What the words of the plan tell; of its first wordings, which change little."""
        under = next(each for each in self.declared if each.pk == submission.declaration_id)
        return check(
            reference.criteria(),
            [_checked(running) for running in self.life.actions],
            signed=under.signed,
            required=[each for each in reference.required_types().on(under.declared_on) if each.is_required],
        )

    def _by_now(self, at: datetime) -> datetime:
        return min(at, moment(self.today - timedelta(days=1), 12))


def _checked(running: Running) -> ActionChecked:
    wording = running.wording
    return ActionChecked(
        number=running.action.number,
        name=", ".join(wording.references),
        section=running.worded.section,
        theme=wording.theme,
        text=wording.text,
        outcome=wording.outcome,
        group=wording.group,
        led_by=wording.led_by_text,
        has_lead=bool(running.leads),
        has_last_day=running.timescale.end_on is not None,
        types=frozenset(body.type for body in (*running.leads, *running.supports)),
    )
