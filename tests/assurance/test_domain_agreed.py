"""Since when a declaration stands and a plan is approved, in the words of the locality's page."""

from datetime import date

from concordat.assurance.domain.histories import Agreed, DeclarationLife, History, SubmissionLife, agreed_on
from concordat.assurance.domain.ladder import CheckStanding
from concordat.assurance.presenters import agreed_words

FIRST = DeclarationLife(1, date(2024, 9, 1), date(2024, 10, 15), date(2026, 2, 1), is_withdrawn=False)
SECOND = DeclarationLife(2, date(2026, 1, 1), date(2026, 2, 1), None, is_withdrawn=False)
SENT_BACK = SubmissionLife(1, date(2024, 11, 1), None, date(2024, 12, 1), CheckStanding.CHANGES_REQUESTED)
APPROVED = SubmissionLife(1, date(2025, 2, 1), None, date(2025, 3, 9), CheckStanding.APPROVED)
HISTORY = History(declarations=(FIRST, SECOND), submissions=(SENT_BACK, APPROVED))


def test_declaration_that_stands_and_last_approval_are_told_by_their_days():
    assert agreed_on(HISTORY, on=date(2024, 10, 14)) == Agreed()
    assert agreed_on(HISTORY, on=date(2025, 1, 1)) == Agreed(date(2024, 10, 15))
    assert agreed_on(HISTORY, on=date(2025, 3, 9)) == Agreed(date(2024, 10, 15), date(2025, 3, 9))
    assert agreed_on(HISTORY, on=date(2026, 3, 1)) == Agreed(date(2026, 2, 1), date(2025, 3, 9))


def test_declaration_that_was_withdrawn_takes_its_approval_along():
    gone = DeclarationLife(1, date(2024, 9, 1), date(2024, 10, 15), date(2025, 6, 1), is_withdrawn=True)
    history = History(declarations=(gone,), submissions=(APPROVED,))
    assert agreed_on(history, on=date(2025, 5, 31)) == Agreed(date(2024, 10, 15), date(2025, 3, 9))
    assert agreed_on(history, on=date(2025, 6, 1)) == Agreed()


def test_both_are_one_sentence():
    assert agreed_words(Agreed(date(2024, 10, 15), date(2025, 3, 9))) == (
        "Declared in October 2024; plan approved in March 2025."
    )
    assert agreed_words(Agreed(None, date(2025, 3, 9))) == "Plan approved in March 2025."
    assert agreed_words(Agreed()) == ""
