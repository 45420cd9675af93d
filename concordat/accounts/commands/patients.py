"""Stops free text that looks like a patient's details in any command, unless a reason says why it is none."""

from collections.abc import Mapping

from concordat.accounts.domain.patients import stopped_by, wrong_with_reason


class NamesAPatient(Exception):
    """What was written holds what looks like a person's own details; `field` names where."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


def refuse_patients(texts: Mapping[str, str], overruled_reason: str = "") -> dict[str, str]:
    """Refuse words that look like somebody's details, by the name of their field, unless a reason is given.

    Gives what the audit entry of the change keeps: the reason, where one was needed. Raises `NamesAPatient`, also
    for a reason that repeats the details.
    """
    stopped = stopped_by(texts)
    if not stopped:
        return {}
    reason = overruled_reason.strip()
    if not reason:
        field, sentence = next(iter(stopped.items()))
        raise NamesAPatient(sentence, field)
    if sentence := wrong_with_reason(reason):
        raise NamesAPatient(sentence, "overruled_reason")
    return {"overruled_reason": reason}
