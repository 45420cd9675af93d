"""The pages on which an edition is submitted, checked, and what was asked is answered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from concordat.assurance.domain.checking import ActionChecked, EvidenceLine, Verdict
from concordat.assurance.domain.reference import Criteria
from concordat.assurance.presenters.status import StandingWords, present_status
from concordat.assurance.queries import CheckSeen, ChecksSeen, CriterionSeen, PointSeen, SubmissionSeen
from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.presenters.states import Tag
from concordat.plans.presenters.words import first_words

WAITING = Tag("Waiting", "yellow", "clock")
OUTCOMES = {
    "approved": Tag("Approved", "green", "tick"),
    "changes_requested": Tag("Changes asked for", "orange", "question"),
}
TAKEN_BACK = Tag("Taken back", "grey", "arrow")
VERDICTS = {
    Verdict.MET: Tag("Met", "green", "tick"),
    Verdict.IN_PART: Tag("Met in part", "yellow", "circle-half"),
    Verdict.NOT_MET: Tag("Not met", "red", "cross"),
}
PERSON = Tag("For a person to judge", "white", "circle-empty")


@dataclass(frozen=True, slots=True)
class ActionLink:
    """An action of the edition: `name` is what the link says, `words` its first words."""

    name: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    words: str
    count: str
    is_lack: bool
    actions: tuple[ActionLink, ...]


@dataclass(frozen=True, slots=True)
class CriterionShown:
    """`tag` is what the words tell; `judged` what a person said, "" where nobody has."""

    key: str
    title: str
    question: str
    tag: Tag
    sentence: str
    evidence: tuple[EvidenceShown, ...]
    judged: str
    judged_tag: Tag | None
    earlier: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PointShown:
    """`answer` is the latest, "" where there is none."""

    id: int
    number: int
    title: str
    words: str
    answer: str
    answered: str
    earlier: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubmissionShown:
    number: int
    title: str
    tag: Tag
    sentence: str
    note: str
    words: str
    href: str
    points: tuple[PointShown, ...]
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class ChecksPage:
    """What a locality submitted; `why_not` says why nothing can be submitted now, "" where something can."""

    locality_name: str
    standing: StandingWords
    submissions: tuple[SubmissionShown, ...]
    why_not: str
    waiting: int | None
    to_answer: tuple[PointShown, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckPage:
    locality_name: str
    title: str
    submission: SubmissionShown
    edition_href: str
    compare_href: str  # beside the edition that was submitted before; "" where there is none
    compare_words: str
    criteria: tuple[CriterionShown, ...]
    counts: str
    before: SubmissionShown | None
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class QueueRow:
    locality: str
    edition: str
    since: str
    waited: str
    href: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class QueuePage:
    sentence: str
    waiting: tuple[QueueRow, ...]
    decided: tuple[QueueRow, ...]


def present_queue(
    waiting: Sequence[SubmissionSeen], decided: Sequence[SubmissionSeen], *, href: Callable[[str, int], str], on: date
) -> QueuePage:
    """`href` gives the address of a check, from the locality's slug and the number of the submission."""
    count = len(waiting)
    sentence = "Nothing waits to be checked." if not count else f"{spoken_count(count, 'plan')} to check."
    return QueuePage(
        sentence=sentence,
        waiting=tuple(_queue_row(each, href, on) for each in waiting),
        decided=tuple(_queue_row(each, href, on) for each in decided),
    )


def _queue_row(each: SubmissionSeen, href: Callable[[str, int], str], on: date) -> QueueRow:
    day = _day(each.decided_at or each.submitted_at)
    days = (on - day).days
    return QueueRow(
        locality=each.locality_name,
        edition=f"Edition {each.edition}, dated {spoken_day(each.edition_dated_on)}",
        since=spoken_day(day),
        waited="today" if days == 0 else f"{spoken_count(days, 'day')} ago",
        href=href(each.locality_slug, each.number),
        tag=_tag(each),
    )


def present_checks(seen: ChecksSeen, criteria: Criteria, *, base: str) -> ChecksPage:
    """`base` is the address of the locality's checks."""
    latest = next((each for each in seen.submissions if each.taken_back_at is None), None)
    to_answer: tuple[PointShown, ...] = ()
    if latest is not None and latest.outcome == "changes_requested":
        to_answer = tuple(_point(point, criteria) for point in latest.points)
    return ChecksPage(
        locality_name=seen.locality_name,
        standing=present_status(seen.status),
        submissions=tuple(_submission(each, criteria, base) for each in seen.submissions),
        why_not=_why_not(seen, latest),
        waiting=latest.number if latest is not None and latest.is_waiting else None,
        to_answer=to_answer,
        questions=tuple(criterion.question for criterion in criteria.criteria),
    )


def _why_not(seen: ChecksSeen, latest: SubmissionSeen | None) -> str:
    if not seen.is_declared:
        return "A plan is checked under a declaration: make the declaration first."
    if not seen.editions:
        return "What is checked is an edition: make one of the live plan first."
    if latest is not None and latest.is_waiting:
        return f"Edition {latest.edition} is with whoever checks it."
    if latest is not None and latest.outcome == "changes_requested" and not all(p.answers for p in latest.points):
        return "Answer each point that was asked first."
    return ""


def present_check(seen: CheckSeen, criteria: Criteria, *, base: str, plan_href: str) -> CheckPage:
    """`plan_href` is the address of the locality's plan; actions are linked as they stand there."""
    shown = tuple(_criterion(each, plan_href) for each in seen.criteria)
    judged = sum(each.judged_tag is not None for each in shown)
    submission = seen.submission
    earlier = seen.before.edition if seen.before and seen.before.edition != submission.edition else 0
    return CheckPage(
        locality_name=submission.locality_name,
        title=f"Check of edition {submission.edition}",
        submission=_submission(submission, criteria, base),
        edition_href=f"{plan_href}editions/{submission.edition}/",
        compare_href=f"{plan_href}compare/?from={earlier}&to={submission.edition}" if earlier else "",
        compare_words=f"What changed since edition {earlier}, which was submitted before",
        criteria=shown,
        counts=f"{judged} of {spoken_count(len(shown), 'criterion', 'criteria')} judged.",
        before=_submission(seen.before, criteria, base) if seen.before else None,
        source=criteria.origin.source,
        note=criteria.origin.note,
    )


def _criterion(each: CriterionSeen, plan_href: str) -> CriterionShown:
    finding, standing = each.finding, each.standing
    said = [_said(one.verdict.words, one.note, one.by, one.at) for one in each.judgements]
    return CriterionShown(
        key=each.criterion.key,
        title=each.criterion.title,
        question=each.criterion.question,
        tag=VERDICTS[finding.verdict] if finding.verdict else PERSON,
        sentence=finding.sentence,
        evidence=tuple(_evidence(line, plan_href) for line in finding.lines),
        judged=said[0] if said else "",
        judged_tag=VERDICTS[standing.verdict] if standing else None,
        earlier=tuple(said[1:]),
    )


def _said(words: str, note: str, by: str, at: datetime) -> str:
    who = f"{by or 'Somebody'}, {spoken_day(_day(at))}"
    return f"{note} ({who})" if note else f"{words} ({who})"


def _evidence(line: EvidenceLine, plan_href: str) -> EvidenceShown:
    count = spoken_count(len(line.actions), "action") if line.actions else "none"
    return EvidenceShown(line.words, count, line.is_lack, tuple(_link(action, plan_href) for action in line.actions))


def _link(action: ActionChecked, plan_href: str) -> ActionLink:
    return ActionLink(
        action.name or f"Action {action.number}", first_words(action.text, 90), f"{plan_href}actions/{action.number}/"
    )


def _submission(each: SubmissionSeen, criteria: Criteria, base: str) -> SubmissionShown:
    return SubmissionShown(
        number=each.number,
        title=f"Edition {each.edition}, dated {spoken_day(each.edition_dated_on)}",
        tag=_tag(each),
        sentence=_sentence(each),
        note=each.note,
        words=each.words,
        href=f"{base}{each.number}/",
        points=tuple(_point(point, criteria) for point in each.points),
        is_waiting=each.is_waiting,
    )


def _tag(each: SubmissionSeen) -> Tag:
    if each.taken_back_at:
        return TAKEN_BACK
    return OUTCOMES.get(each.outcome, WAITING)


def _sentence(each: SubmissionSeen) -> str:
    submitted = f"Submitted on {spoken_day(_day(each.submitted_at))}"
    if each.taken_back_at:
        return f"{submitted}; taken back on {spoken_day(_day(each.taken_back_at))}."
    if each.decided_at is None:
        return f"{submitted}; nobody has decided yet."
    decided = "approved" if each.outcome == "approved" else "sent back with what is to change"
    by = f" by {each.decided_by}" if each.decided_by else ""
    return f"{submitted}; {decided} on {spoken_day(_day(each.decided_at))}{by}."


def _point(point: PointSeen, criteria: Criteria) -> PointShown:
    titles = {criterion.key: criterion.title for criterion in criteria.criteria}
    said = [(answer.words, f"{answer.by or 'Somebody'}, {spoken_day(_day(answer.at))}") for answer in point.answers]
    return PointShown(
        id=point.id,
        number=point.number,
        title=titles.get(point.criterion, point.criterion),
        words=point.words,
        answer=said[0][0] if said else "",
        answered=said[0][1] if said else "",
        earlier=tuple(f"{words} ({who})" for words, who in said[1:]),
    )


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
